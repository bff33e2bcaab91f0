using System.Text.RegularExpressions;
using SsdClr.Build;
using SsdClr.Build.Extraction;

namespace SsdClr.Database.Tests.Cms;

[TestClass]
public sealed partial class ExtractOverridesTests
{
    private const string Confirmed = "confirmed: [{lines: [rows, disa_table_id, disa_person_id, disa_disability_code], by: us, date: '2026-01-31'}]";

    [TestMethod]
    [DataRow("liquid_logic", 282, 4)]
    [DataRow("mosaic", 267, 2)]
    public void Header_counts_the_fields_by_grade(string system, int published, int unverified) =>
        Assert.Contains($"\n-- Fields with a line: {published} published, 0 confirmed, {unverified} unverified. Filled: {published}.\n", Script(system), StringComparison.Ordinal);

    [TestMethod]
    public void Published_lines_fill_and_unverified_ones_stand_in_a_comment()
    {
        var text = Script("liquid_logic");

        Assert.Contains("\n        INSERT INTO [dbo].[ssd_person]\n", text, StringComparison.Ordinal);
        Assert.Contains("-- cine_referral_source_code: unverified, confirm cine_referral_source_code: our reading", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Only_confirmed_lines_fill_in_the_careful_variant()
    {
        var text = ExtractScript.Write(Apply($"objects:\n  - {{object: ssd_disability, {Confirmed}}}\n") with { Least = CmsGrade.Confirmed }, SourceScene.Model);

        Assert.Contains("-- Tables filled: 1. ", text, StringComparison.Ordinal);
        Assert.Contains("-- Fields with a line: 264 published, 3 confirmed, 2 unverified. Filled: 3.\n", text, StringComparison.Ordinal);
        Assert.Contains("(N'ssd_disability', (SELECT COUNT_BIG(*) FROM [dbo].[ssd_disability] WITH (TABLOCKX)), 3, 3, 0, 3, 0)", text, StringComparison.Ordinal);
        Assert.Contains("confirmed by us on 2026-01-31", text, StringComparison.Ordinal);
        Assert.Contains("-- ssd_person waits for: pers_person_id, rows\n", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Careful_variant_without_a_confirmation_refuses_to_run()
    {
        var text = ExtractScript.Write(Apply(string.Empty) with { Least = CmsGrade.Confirmed }, SourceScene.Model);

        Assert.Contains("THROW 51060, N'Nothing was extracted.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n        INSERT INTO", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Error_numbers_are_explained_and_no_other_procedure_has_them()
    {
        var page = File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, "docs", "extracts.md"));
        var others = File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, "docs", "errors.md"));
        var careful = ExtractScript.Write(Apply(string.Empty) with { Least = CmsGrade.Confirmed }, SourceScene.Model);

        var thrown = Thrown().Matches(Script("mosaic") + careful).Select(match => match.Groups["number"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.HasCount(5, thrown);
        Assert.IsEmpty(thrown.Where(number => !page.Contains($"| {number} |", StringComparison.Ordinal)));
        Assert.IsEmpty(thrown.Where(number => others.Contains($"| {number} |", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Renames_lists_codes_and_schemas_are_written()
    {
        var text = Script("mosaic", "source_schema: live.dbo\ntarget_schema: ssd\nyears: 5\ntables: {DM_PERSONS: {name: mart.x.PEOPLE, columns: {GENDER: SEX}}}\nlists:\n  - {name: cin_plan_steps, values: ['9', it's]}\ncode_maps: {identifiers: {NI: National Insurance Number}}\n");

        Assert.Contains("FROM [mart].[x].[PEOPLE] AS [p]", text, StringComparison.Ordinal);
        Assert.Contains("[p].[SEX]", text, StringComparison.Ordinal);
        Assert.Contains("IN (N'9', N'IT''S')", text, StringComparison.Ordinal);
        Assert.Contains("WHEN N'NHS' THEN N'NHS Number' WHEN N'UPN' THEN N'Unique Pupil Number' WHEN N'NI' THEN N'National Insurance Number'", text, StringComparison.Ordinal);
        Assert.Contains("INSERT INTO [ssd].[ssd_person]", text, StringComparison.Ordinal);
        Assert.Contains("FROM [live].[dbo].[DM_DISABILITIES]", text, StringComparison.Ordinal);
        Assert.Contains("DATEADD(YEAR, -5, ", text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("years: 4\n", 4)]
    [DataRow("years: 9\n", 4)]
    [DataRow("years: 2\nshort_history: window_months_back is 0 here\n", 2)]
    public void History_begins_before_the_window_of_the_payload(string overrides, int latest)
    {
        var text = Script("mosaic", overrides);

        Assert.Contains($"IF @history_from > DATEADD(YEAR, -{latest}, @today) OR @history_from < CONVERT(date, N'19000101', 112)\n", text, StringComparison.Ordinal);
        Assert.AreEqual(latest < 4, text.Contains("\n-- History: 2 years, because: window_months_back is 0 here\n", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Table_that_a_run_names_may_become_empty()
    {
        var text = Script("mosaic");

        Assert.MatchesRegex(@"REPLACE\(@unknown, N';' \+ \[t\]\.\[name\] \+ N';', N''\)\n +FROM \(VALUES .*\(N'ssd_pre_proceedings'\)", text);
        Assert.Contains("[c].[rows_after] = 0 AND CHARINDEX(N';' + [c].[table_name] + N';', @allowed) = 0;", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Subject_of_a_step_is_compared_as_a_number_only_if_it_is_one() =>
        Assert.DoesNotMatchRegex(@"= \[\w+\]\.\[SUBJECT_COMPOUND_ID\]|\[SUBJECT_COMPOUND_ID\] = \[", Script("mosaic"));

    [TestMethod]
    public void Rows_and_steps_of_an_authority_replace_those_of_the_mapping()
    {
        var text = Script("mosaic", "steps:\n  - {step: plans, keys: [person_id, step_id], from: OWN o, columns: {plan_id: o.A, person_id: o.B, step_id: o.C, begun: o.D, ended: o.E}}\nobjects:\n  - object: ssd_disability\n    from: OURS o\n    source: our mart\n    fields: {disa_table_id: o.ID, disa_person_id: o.PERSON, disa_disability_code: {is: o.CODE, source: our codes}}\n");

        Assert.Contains("[o].[CODE] AS [disa_disability_code] -- our codes, our.yml\n", text, StringComparison.Ordinal);
        Assert.Contains("-- Rows: our mart, our.yml\n        FROM [dbo].[OURS] AS [o]", text, StringComparison.Ordinal);
        Assert.Contains("FROM [dbo].[OWN] AS [o]", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void List_without_values_matches_nothing()
    {
        Assert.Contains("N'REL.ALLWORK'", Script("mosaic"), StringComparison.Ordinal);
        Assert.DoesNotContain("N'REL.ALLWORK'", Script("mosaic", "lists: [{name: case_worker_types}]\n"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Table_and_field_that_the_system_lacks_are_left_out()
    {
        var text = Script("mosaic", "unmapped: {ssd_cla_convictions: no offences here}\nobjects:\n  - {object: ssd_person, fields: {pers_gender: {unmapped: not recorded here}}}\n");

        Assert.DoesNotContain("DM_OFFENCES", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MO_PERSON_GENDER_IDENTITIES", text, StringComparison.Ordinal);
        Assert.Contains("-- Unmapped: ssd_cla_convictions: no offences here, our.yml", text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("system: mosaic\nunmapped: {ssd_pet: none here}", "our.yml:2: unmapped: the model has no 'ssd_pet'; known are ssd_address")]
    [DataRow("system: mosaic\nunmapped: {ssd_send: none here}\nobjects:\n  - {object: ssd_person, confirmed: [{lines: [rows], by: us, date: '2026-01-31', who: me}]}", "our.yml:4: objects[0].confirmed[0].who")]
    [DataRow("system: liquid_logic", "our.yml:1: system: these are overrides for liquid_logic, and the extract is for mosaic.")]
    [DataRow("system: mosaic\nlists:\n  - {name: pets, values: [cat]}", "our.yml:3: lists[0].name: the mapping has no list 'pets'; known are cin_plan_steps")]
    [DataRow("system: mosaic\nyears: 3", "our.yml:2: years: a payload looks back up to 3 years, and the receiver is told to remove what an extract leaves out: take 4 or more, or say in short_history why fewer are enough.")]
    [DataRow("system: mosaic\nshort_history: enough", "our.yml:2: short_history: it is the reason for fewer than 4 years, and there are 6: remove it.")]
    [DataRow("system: mosaic\ntables: {PETS: {name: X}}", "our.yml:2: tables: the mapping knows no table 'PETS'.")]
    [DataRow("system: mosaic\ntables: {DM_PERSONS: {columns: {PET: X}}}", "our.yml:2: tables.DM_PERSONS.columns: DM_PERSONS has no column 'PET'")]
    [DataRow("system: mosaic\nobjects:\n  - {object: ssd_pet}", "our.yml:3: objects[0].object: the model has no 'ssd_pet'")]
    [DataRow("system: mosaic\nobjects:\n  - {object: ssd_send}", "our.yml:3: objects[0].object: ssd_send is unmapped: name the table of its rows in from.")]
    [DataRow("system: mosaic\nobjects:\n  - {object: ssd_person, confirmed: [{lines: [pers_pet], by: us, date: '2026-01-31'}]}", "our.yml:3: objects[0].confirmed[0].lines: ssd_person has no line 'pers_pet' to confirm; there are rows")]
    [DataRow("system: mosaic\nobjects:\n  - {object: ssd_person, confirmed: [{lines: [rows], by: us, date: soon}]}", "our.yml:3: objects[0].confirmed[0].date: 'soon' must match")]
    [DataRow("system: mosaic\nobjects:\n  - {object: ssd_person, fields: {pers_upn: p.UPN}}", "our.yml:3: objects[0].source: is missing.")]
    public void Fault_names_file_line_and_key(string yaml, string expected)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => Write("mosaic", yaml));

        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Run_log_of_versions_is_filled()
    {
        var text = Script("mosaic");

        Assert.Contains("INSERT INTO [dbo].[ssd_version_log]", text, StringComparison.Ordinal);
        Assert.Contains("(N'1.4.5', N'20260708', N'The version that this model describes", text, StringComparison.Ordinal);
        Assert.Contains("SET [is_current] = CASE WHEN [version_number] = N'1.4.5' THEN 1 ELSE 0 END", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bTHROW (?<number>\d{5}),", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Thrown();

    private static string Script(string system, string overrides = "") => ExtractScript.Write(Write(system, $"system: {system}\n{overrides}"), SourceScene.Model);

    private static ExtractPlan Apply(string overrides) => Write("mosaic", "system: mosaic\n" + overrides);

    private static ExtractPlan Write(string system, string yaml)
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-overrides-");
        try
        {
            var path = Path.Combine(folder.FullName, "our.yml");
            File.WriteAllText(path, yaml);
            return ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system, path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
