using SsdClr.Build;
using SsdClr.Build.Extraction;

namespace SsdClr.Database.Tests.Cms;

[TestClass]
public sealed class ExtractOverridesTests
{
    private const string Confirmed = "confirmed: [{lines: [rows, disa_table_id, disa_person_id, disa_disability_code], by: us, date: '2026-01-31'}]";

    [TestMethod]
    public void As_checked_in_an_extract_fills_nothing_and_says_so()
    {
        var text = CmsFiles.Script(CmsFiles.AsCheckedIn("mosaic")).Text;

        Assert.Contains("\n    THROW 51030, N'Nothing was extracted.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n        INSERT INTO", text, StringComparison.Ordinal);
        Assert.Contains("\n    -- ssd_disability waits for: rows, disa_table_id, disa_person_id, disa_disability_code\n    --     INSERT INTO [dbo].[ssd_disability]\n", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Confirmed_table_is_filled_and_names_who_confirmed_it()
    {
        var text = Script($"objects:\n  - {{object: ssd_disability, {Confirmed}}}\n");

        Assert.Contains(
            """
                    INSERT INTO [dbo].[ssd_disability]
                    (
                        [disa_table_id],
                        [disa_person_id],
                        [disa_disability_code]
                    )
                    SELECT
                        [d].[ID] AS [disa_table_id], -- SSD specification DISA003A, confirmed by us on 2026-01-31
                        [d].[PERSON_ID] AS [disa_person_id], -- SSD specification DISA001A, confirmed by us on 2026-01-31
                        [d].[CODE] AS [disa_disability_code] -- SSD specification DISA002A, confirmed by us on 2026-01-31
                    FROM [dbo].[PERSON_CONDITIONS_DISABILITIES] AS [d] -- SSD specification DISA003A, confirmed by us on 2026-01-31
                    ;
            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("THROW 51030", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Field_that_is_not_confirmed_stays_null_and_says_what_it_would_be()
    {
        var text = Script("objects:\n  - {object: ssd_person, confirmed: [{lines: [rows, pers_person_id, pers_common_child_id], by: us, date: '2026-01-31'}]}\n");

        Assert.Contains("        [p].[PERSON_ID] AS [pers_person_id], -- SSD", text, StringComparison.Ordinal);
        Assert.Contains("            CAST(NULL AS datetime) AS [pers_dob], -- unverified, confirm pers_dob: SSD specification PERS005A; would be CONVERT(date, [p].[DATE_OF_BIRTH])\n", text, StringComparison.Ordinal);
        Assert.Contains("            CAST(NULL AS nvarchar(48)) AS [pers_common_child_id], -- SSD specification PERS013A, confirmed by us on 2026-01-31; would be [n].[REFERENCE]; needs joins.n\n", text, StringComparison.Ordinal);
        Assert.Contains("            CAST(NULL AS nvarchar(100)) AS [pers_forename], -- unmapped: the specification names no column for it\n", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Schemas_names_and_years_are_those_of_the_overrides()
    {
        var text = Script($"target_schema: ssd\nsource_schema: live.dbo\nyears: 6\ntables: {{PERSON_CONDITIONS_DISABILITIES: {{name: DISABILITY, columns: {{CODE: KIND}}}}}}\nobjects:\n  - {{object: ssd_disability, {Confirmed}}}\n");

        Assert.Contains("CREATE OR ALTER PROCEDURE [ssd].[extract_ssd_from_mosaic]", text, StringComparison.Ordinal);
        Assert.Contains("INSERT INTO [ssd].[ssd_disability]", text, StringComparison.Ordinal);
        Assert.Contains("[d].[KIND] AS [disa_disability_code]", text, StringComparison.Ordinal);
        Assert.Contains("FROM [live].[dbo].[DISABILITY] AS [d]", text, StringComparison.Ordinal);
        Assert.Contains("DATEADD(YEAR, -6, ", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Example_is_good_and_fills_four_tables()
    {
        var plan = ExtractOverridesReader.Apply(CmsFiles.AsCheckedIn("mosaic"), CmsFiles.Model, CmsFiles.Example);

        CollectionAssert.AreEqual(
            new[] { "ssd_cla_episodes", "ssd_disability", "ssd_person", "ssd_s47_enquiry" },
            plan.Mapping.Objects.Where(table => table.IsLive).Select(table => table.Table.Name).ToArray());
        var text = CmsFiles.Script(plan).Text;
        Assert.Contains("CONCAT([s].[WORKFLOW_STEP_ID], N'-', [u].[SUBJECT_COMPOUND_ID]) AS [s47e_s47_enquiry_id]", text, StringComparison.Ordinal);
        Assert.Contains("WHEN N'Male' THEN N'M' WHEN N'Female' THEN N'F' WHEN N'Unknown' THEN N'U'", text, StringComparison.Ordinal);
        Assert.Contains("FROM [moLive].[dbo].[CARE_EPISODES] AS [e]", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Referred_to_tables_are_filled_first_and_emptied_last()
    {
        var text = CmsFiles.Script(CmsFiles.Confirmed("liquid_logic")).Text;

        Assert.IsLessThan(text.IndexOf("INSERT INTO [dbo].[ssd_cin_episodes]", StringComparison.Ordinal), text.IndexOf("INSERT INTO [dbo].[ssd_person]", StringComparison.Ordinal));
        Assert.IsGreaterThan(text.IndexOf("DELETE FROM [dbo].[ssd_cin_episodes]", StringComparison.Ordinal), text.IndexOf("DELETE FROM [dbo].[ssd_person]", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("colour: red", "our.yml:2: colour: unknown key; known are code_maps, lists, objects, source_schema, system, tables, target_schema, years.")]
    [DataRow("years: 0", "our.yml:2: years: must be a number from 1 to 100.")]
    [DataRow("lists: [{name: toys, values: ['1']}]", "our.yml:2: lists[0].name: the mapping has no list 'toys'; known are contact_steps,")]
    [DataRow("tables: {TOYS: {name: T}}", "our.yml:2: tables: the mapping names no table 'TOYS'.")]
    [DataRow("tables: {PERSON_CAUTIONS: {columns: {TOY: T}}}", "our.yml:2: tables.PERSON_CAUTIONS.columns: the mapping names no column 'TOY' of PERSON_CAUTIONS; known are ID, OFFENCE_DATE, PERSON_ID.")]
    [DataRow("tables: {PERSON_CAUTIONS: {columns: {ID: 'I] D'}}}", "our.yml:2: tables.PERSON_CAUTIONS.columns: 'I] D' must match")]
    [DataRow("objects: [{object: ssd_toy}]", "our.yml:2: objects[0].object: the model has no 'ssd_toy'; known are ssd_address,")]
    [DataRow("objects: [{object: ssd_send}]", "our.yml:2: objects[0].object: the mapping leaves ssd_send out: name the table of its rows in from.")]
    [DataRow("objects: [{object: ssd_disability, where: []}]", "our.yml:2: objects[0].where: unknown key; known are confirmed, fields, from, joins, object.")]
    [DataRow("objects: [{object: ssd_disability, confirmed: [{lines: [toy], by: us, date: '2026-01-31'}]}]", "our.yml:2: objects[0].confirmed[0].lines: ssd_disability has no line 'toy' to confirm; there are rows, disa_table_id, disa_person_id, disa_disability_code.")]
    [DataRow("objects: [{object: ssd_person, confirmed: [{lines: [pers_forename], by: us, date: '2026-01-31'}]}]", "our.yml:2: objects[0].confirmed[0].lines: ssd_person has no line 'pers_forename' to confirm;")]
    [DataRow("objects: [{object: ssd_disability, confirmed: [{lines: [rows], by: us, date: today}]}]", "our.yml:2: objects[0].confirmed[0].date: 'today' must match")]
    [DataRow("objects: [{object: ssd_disability, fields: [{name: disa_toy, column: d.TOY, source: us}]}]", "our.yml:2: objects[0].fields[0].name: ssd_disability has no field 'disa_toy'.")]
    [DataRow("objects: [{object: ssd_disability, fields: [{name: disa_table_id, column: x.TOY, source: us}]}]", "our.yml:2: objects[0].fields[0].column: no table is called 'x' here; known are d.")]
    [DataRow("objects: [{object: ssd_disability, fields: [{name: disa_table_id, column: d.TOY}]}]", "our.yml:2: objects[0].fields[0].source: is missing.")]
    [DataRow("objects: [{object: ssd_mother, confirmed: [{lines: [rows, moth_table_id], by: us, date: '2026-01-31'}]}]", "our.yml:1: lists: ssd_mother is confirmed and needs the values of mother_relationship_types.")]
    public void Unknown_or_wrong_override_is_refused_by_file_line_and_key(string line, string expected)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => Script(line + "\n"));

        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Overrides_of_another_system_are_refused()
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => CmsFiles.Apply(CmsFiles.AsCheckedIn("liquid_logic"), "system: mosaic\n"));

        Assert.AreEqual("our.yml:1: system: these are overrides for mosaic, and the extract is for liquid_logic.", fault.Message);
    }

    private static string Script(string overrides) => CmsFiles.Script(CmsFiles.Apply(CmsFiles.AsCheckedIn("mosaic"), "system: mosaic\n" + overrides)).Text;
}
