using SsdClr.Build;
using SsdClr.Build.Extraction;
using SsdClr.Build.Model;
using SsdClr.Database.Tests.Model;
using SsdClr.Payload.Reading;

namespace SsdClr.Database.Tests.Cms;

[TestClass]
public sealed class CmsMappingReaderTests
{
    private const string Pet = """
        object: ssd_pet
        subject: people
        description: Pets.
        fields:
          - {name: pets_id, type: nvarchar, length: 48, nullable: false, primary_key: true, item_ref: PETS001A, description: Row.}
          - {name: pets_note, type: nvarchar, length: 48, nullable: true, item_ref: PETS002A, description: Note.}
        """;

    private const string Tables = "table,column,type,known\r\nPETS,ID,int,guess\r\nPETS,KIND,\"numeric(9,2)\",public\r\nNOTES,PET_ID,int,guess\r\nNOTES,NOTE,nvarchar(20),guess\r\n";

    private const string Valid = """
        system: mosaic
        schema: dbo
        description: Pets.
        evidence:
          seen: {grade: published, source: public}
          ours: {grade: unverified, source: our reading}
        lists:
          - {name: kinds, description: kinds of pets}
        code_maps:
          coats: {Fur: F}
        steps:
          - step: kept
            keys: [pet_id]
            from: PETS p
            where: p.KIND in @kinds
            columns: {pet_id: p.ID}
        objects:
          - object: ssd_pet
            evidence: seen
            from: PETS p
            joins: [inner kept k on k.pet_id = p.ID]
            where: p.KIND <> -1 or p.ID in (1, 2)
            fields:
              pets_id: id(p.ID)
              pets_note: {is: 'codes(first(n.NOTE from NOTES n where n.PET_ID = p.ID order n.NOTE desc), ''coats'')', evidence: ours}

        """;

    [TestMethod]
    public void Valid_mapping_is_read_whole()
    {
        var mapping = Read(Valid);

        var pet = mapping.Objects.Single();
        Assert.AreEqual("PETS", pet.Rows!.From);
        Assert.AreEqual("kept", pet.Rows.Joins.Single().Table);
        Assert.AreEqual(new CmsEvidence(CmsGrade.Published, "public"), pet.Fields[0].Evidence);
        Assert.AreEqual(new CmsEvidence(CmsGrade.Unverified, "our reading"), pet.Fields[1].Evidence);
        Assert.AreEqual("numeric(9,2)", mapping.Tables.Columns("PETS")![1].Type);
        Assert.AreEqual("kept", mapping.Needed(["kept"]).Single().Name);
    }

    [TestMethod]
    [DataRow("system: mosaic", "system: eclipse", "mosaic.yml:1: system: 'eclipse' must be the name of the file.")]
    [DataRow("schema: dbo", "owner: dbo", "mosaic.yml:1: schema: is missing.\nsql/model/cms/mosaic.yml:2: owner: unknown key")]
    [DataRow("grade: published", "grade: confirmed", "mosaic.yml:5: evidence.seen.grade: 'confirmed' must be published or unverified: only an authority confirms.")]
    [DataRow("object: ssd_pet", "object: ssd_dog", "mosaic.yml:18: objects[0].object: the model has no 'ssd_dog'.\nsql/model/cms/mosaic.yml:18: objects: ssd_pet is missing: map it, or say in unmapped why not.")]
    [DataRow("evidence: seen", "evidence: heard", "mosaic.yml:19: objects[0].evidence: there is no evidence 'heard'; known are seen, ours.")]
    [DataRow("from: PETS p\n    joins", "from: DOGS p\n    joins", "mosaic.yml:20: objects[0].from: there is no table or step 'DOGS'.")]
    [DataRow("inner kept k", "outer kept k", "mosaic.yml:21: objects[0].joins: 'outer kept k on k.pet_id = p.ID' must match")]
    [DataRow("inner kept k on k.pet_id", "inner kept p on p.pet_id", "mosaic.yml:21: objects[0].joins: 'p' stands for another table already.")]
    [DataRow("p.KIND <> -1", "p.SIZE <> -1", "mosaic.yml:22: objects[0].where: PETS has no column 'SIZE'.")]
    [DataRow("p.KIND <> -1", "q.KIND <> -1", "mosaic.yml:22: objects[0].where: no table is called 'q' here; known are p, k.")]
    [DataRow("p.KIND <> -1", "p.KIND <> -1)", "mosaic.yml:22: objects[0].where: ')' is not expected there.")]
    [DataRow("p.KIND <> -1", "p.KIND <> ;", "mosaic.yml:22: objects[0].where: cannot read '; or p.ID in (1, 2)'.")]
    [DataRow("in @kinds", "in @sorts", "mosaic.yml:15: steps[0].where: there is no list 'sorts'; known are kinds.")]
    [DataRow("keys: [pet_id]", "keys: [cat_id]", "mosaic.yml:13: steps[0].keys: 'cat_id' is no column of the step.")]
    [DataRow("pets_id: id(p.ID)", "pets_id: number(p.ID, 2)", "mosaic.yml:24: objects[0].fields.pets_id: number has another number of arguments.")]
    [DataRow("pets_id: id(p.ID)", "pets_id: ident(p.ID)", "mosaic.yml:24: objects[0].fields.pets_id: there is no function 'ident'; known are add_days")]
    [DataRow("pets_id: id(p.ID)", "pets_id: id(p.ID", "mosaic.yml:24: objects[0].fields.pets_id: ')' is expected at the end.")]
    [DataRow("pets_id: id(p.ID)", "pets_id: ID", "mosaic.yml:24: objects[0].fields.pets_id: 'ID' is no column with its alias.")]
    [DataRow("pets_id: id(p.ID)", "pets_id: max(from NOTES n where n.PET_ID = p.ID)", "mosaic.yml:24: objects[0].fields.pets_id: max begins with one value.")]
    [DataRow("pets_id: id(p.ID)", "pets_id: '@tomorrow'", "mosaic.yml:24: objects[0].fields.pets_id: @tomorrow is no value of a run: there are @today and @from.")]
    [DataRow("order n.NOTE desc", "", "mosaic.yml:25: objects[0].fields.pets_note.is: 'order' is expected before ')'.")]
    [DataRow("''coats''", "''furs''", "mosaic.yml:25: objects[0].fields.pets_note.is: there is no code map 'furs'; known are coats.")]
    [DataRow("on k.pet_id = p.ID", "on k.pet_id > p.ID", "mosaic.yml:21: objects[0].joins: kept is looked up without one of its keys, pet_id: compare one with =, or add a key to the step.")]
    [DataRow("id(p.ID)", "iif(exists(from kept t where t.pet_id = p.ID or t.pet_id = 1), 'a', 'b')", "mosaic.yml:24: objects[0].fields.pets_id: kept is looked up without one of its keys, pet_id")]
    [DataRow("keys: [pet_id]", "note: none", "mosaic.yml:12: steps[0].keys: name at least one column that the rows are looked up by.")]
    [DataRow("pets_note:", "pets_toy:", "mosaic.yml:25: objects[0].fields.pets_toy: ssd_pet has no such field.\nsql/model/cms/mosaic.yml:24: objects[0].fields: pets_note is missing: map it, or say in unmapped why not.")]
    public void Fault_names_file_line_and_key(string right, string wrong, string expected)
    {
        var yaml = Valid.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);
        Assert.AreNotEqual(Valid.ReplaceLineEndings("\n"), yaml);

        var fault = Assert.ThrowsExactly<BuildException>(() => Read(yaml));

        Assert.StartsWith("sql/model/cms/" + expected, string.Join('\n', fault.Faults), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Value_of_a_look_up_may_be_a_look_up()
    {
        var note = Read(Valid.Replace("first(n.NOTE from", "first(max(o.NOTE from NOTES o where o.PET_ID = n.PET_ID) from", StringComparison.Ordinal)).Objects.Single().Fields[1].Value!;

        CollectionAssert.AreEqual(new[] { "o", "n" }, note.All.Where(part => part.Rows is not null).Select(part => part.Rows!.Alias).Order(StringComparer.Ordinal).Reverse().ToList());
    }

    [TestMethod]
    public void System_without_a_mapping_is_refused()
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => CmsMappingReader.Read(CheckedOut.Repository, SourceScene.Model, "acme"));

        Assert.AreEqual("--system acme: there is no mapping of such a system; there are liquid_logic, mosaic.", fault.Message);
    }

    [TestMethod]
    [DataRow("liquid_logic", 280)]
    [DataRow("mosaic", 260)]
    public void Mapping_fills_most_of_the_SSD_and_explains_the_rest(string system, int least)
    {
        var plan = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system);
        var fields = plan.Mapping.Objects.SelectMany(table => table.Fields).ToList();

        CollectionAssert.AreEqual(SourceScene.Model.Objects.SelectMany(table => table.Fields).ToList(), fields.ConvertAll(line => line.Field));
        Assert.IsTrue(fields.TrueForAll(line => line.Evidence.Source.Length > 0));
        Assert.IsGreaterThanOrEqualTo(least, plan.Mapping.Objects.Where(plan.Fills).Sum(table => table.Fields.Count(plan.Fills)));
    }

    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Only_code_lists_are_looked_up_without_a_column_of_the_row(string system)
    {
        string[] codeLists =
        [
            "CHILD_GROUP_EMBEDDED_CODES_VW", "DM_ORGANISATIONS", "DM_SERV_USER_GROUP_TYPES", "DM_STEP_SOURCE_TYPES", "DM_WORKFLOW_STEP_TYPES",
        ];
        var mapping = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system).Mapping;
        var terms = mapping.Steps.SelectMany(step => step.Terms).Concat(mapping.Objects.SelectMany(table => (table.Rows?.Terms ?? []).Concat(table.Fields.Select(line => line.Value).OfType<SqlTerm>())));

        var whole = terms.SelectMany(term => term.All)
            .Where(part => part.Kind == SqlTermKind.Lookup && !IsByRow(part.Rows!.Where, part.Rows.Alias) && !codeLists.Contains(part.Rows.Table))
            .Select(part => part.Rows!.Table);

        Assert.AreEqual(string.Empty, string.Join(", ", whole.Distinct(StringComparer.Ordinal)));

        static bool IsByRow(SqlTerm condition, string alias) => condition.Kind == SqlTermKind.Binary && condition.Text switch
        {
            "and" => condition.Parts.Any(part => IsByRow(part, alias)),
            "=" => condition.Parts.Any(side => side.Kind == SqlTermKind.Column && side.Alias == alias) && condition.Parts.Any(side => side.All.Any(part => part.Kind == SqlTermKind.Column && part.Alias != alias)),
            _ => false,
        };
    }

    [TestMethod]
    [DataRow("liquid_logic", "answers", "question")]
    [DataRow("mosaic", "answers", "question")]
    [DataRow("mosaic", "filtered_answers", "filter")]
    [DataRow("mosaic", "early_help_answers", "question")]
    public void Every_question_that_is_asked_of_a_step_is_in_it(string system, string name, string column)
    {
        var mapping = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system).Mapping;
        var step = mapping.Steps.Single(known => known.Name == name);
        var held = Values(step.Terms, part => part.Text == step.Queries[0].Columns.Single(known => known.Key == column).Value.Text);

        var asked = Values(
            mapping.Steps.SelectMany(known => known.Terms).Concat(mapping.Objects.SelectMany(table => (table.Rows?.Terms ?? []).Concat(table.Fields.Select(line => line.Value).OfType<SqlTerm>()))),
            part => part.Table == name && part.Text == column);

        Assert.IsNotEmpty(asked);
        Assert.AreEqual(string.Join(", ", asked), string.Join(", ", held));

        static List<string> Values(IEnumerable<SqlTerm> terms, Func<SqlTerm, bool> isColumn) => [.. terms
            .SelectMany(term => term.All)
            .Where(term => term.Parts.Any(part => part.Kind == SqlTermKind.Column && isColumn(part)))
            .SelectMany(term => term.Kind == SqlTermKind.InList ? ["@" + term.Text] : term.Parts.Where(part => part.Kind == SqlTermKind.Text).Select(part => part.Text))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Every_column_of_the_payload_is_filled_or_explained(string system)
    {
        var plan = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system);
        var explained = ExtractsPage.Write([plan.Mapping]).Split('\n').Where(line => line.Count(character => character == '|') == 5).ToList();
        var reader = new ChildQuery("[dbo]", "pers_person_id", "pers_person_id", cohortTable: null);

        var read = plan.Mapping.Objects.SelectMany(table => table.Fields.Select(line => (Table: table, Line: line)))
            .Where(column => ChildQuery.Tables.Contains(column.Table.Table.Name) && reader.Reads(column.Line.Field.Name))
            .ToList();

        Assert.IsGreaterThanOrEqualTo(83, read.Count);
        var silent = read.Where(column => !(plan.Fills(column.Table) && plan.Fills(column.Line)) && !explained.Exists(row => row.StartsWith($"| {column.Table.Table.Name} | {column.Line.Field.Name} |", StringComparison.Ordinal)));
        Assert.AreEqual(string.Empty, string.Join(", ", silent.Select(column => column.Line.Field.Name)));
    }

    [TestMethod]
    public void Page_tells_how_far_each_system_fills_the_payload()
    {
        var page = ExtractsPage.Write([ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, "liquid_logic").Mapping, ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, "mosaic").Mapping]);

        Assert.Contains("| social_care_episodes[].referral_source (18) | [cine_referral_source_code](ssd_cin_episodes.md#cine_referral_source_code) | unverified | published |", page, StringComparison.Ordinal);
        Assert.Contains("| [link_identifier_value](ssd_linked_identifiers.md#link_identifier_value) | published | published, list `former_upn_types` to fill |", page, StringComparison.Ordinal);
        Assert.Contains("| published | empty |", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Page_tells_which_empty_lists_keep_a_field_empty()
    {
        var page = ExtractsPage.Write([ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, "mosaic").Mapping, ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, "liquid_logic").Mapping]);

        Assert.Contains("| ssd_immigration_status | immi_immigration_status_end_date | child_details.uasc_flag (14), child_details.uasc_end_date (15) | needs the list `immigration_end_questions`: fill it |", page, StringComparison.Ordinal);
        Assert.Contains("| ssd_cla_substance_misuse | all | | needs the list `substance_questions`: fill it |", page, StringComparison.Ordinal);
        Assert.DoesNotContain("needs the list `left_out_review_forms`", page, StringComparison.Ordinal);
    }

    private static CmsMapping Read(string yaml)
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Pet);
        Directory.CreateDirectory(scratch.Repository.ModelCms);
        File.WriteAllText(CmsMappingReader.PathOf(scratch.Repository, "mosaic"), yaml);
        File.WriteAllText(Path.ChangeExtension(CmsMappingReader.PathOf(scratch.Repository, "mosaic"), ".csv"), Tables);
        return CmsMappingReader.Read(scratch.Repository, SsdModelReader.Read(scratch.Repository), "mosaic");
    }
}
