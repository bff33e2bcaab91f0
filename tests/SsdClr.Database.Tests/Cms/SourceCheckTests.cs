using SsdClr.Build.Extraction;

namespace SsdClr.Database.Tests.Cms;

[TestClass]
public sealed class SourceCheckTests
{
    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Source_as_declared_lacks_nothing(string system)
    {
        var check = Check(system, _ => { });

        Assert.IsEmpty(check.MissingTables);
        Assert.IsEmpty(check.MissingColumns);
        Assert.IsEmpty(check.OtherTypes);
        Assert.IsFalse(check.Blocks);
    }

    [TestMethod]
    public void Missing_table_is_listed_with_its_uses()
    {
        var check = Check("liquid_logic", tables => tables.Remove("Child_Social.FACT_903_DATA"));

        Assert.AreEqual("Child_Social.FACT_903_DATA: no such table or view. Needed by has_903, pers_upn_unknown. If it is elsewhere, name it under tables in the overrides. If your system lacks it, say unmapped for what needs it.", check.MissingTables.Single());
        Assert.IsTrue(check.Blocks);
    }

    [TestMethod]
    public void Table_of_another_schema_is_pointed_at()
    {
        var check = Check("liquid_logic", tables =>
        {
            tables.Add("Returns.FACT_903_DATA", tables["Child_Social.FACT_903_DATA"]);
            tables.Remove("Child_Social.FACT_903_DATA");
        });

        Assert.EndsWith(" There is one in Returns: name it under tables in the overrides.", check.MissingTables.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Wrong_schema_is_one_line_and_names_the_right_one()
    {
        var check = Check("mosaic", tables =>
        {
            foreach (var name in tables.Keys.ToList())
            {
                tables.Remove(name, out var columns);
                tables.Add(name.Replace("dbo.", "mart.", StringComparison.Ordinal), columns!);
            }
        });

        Assert.MatchesRegex("^dbo: has none of the ([0-9]+) tables that the mapping reads there, or your login sees none. mart has \\1 of these names: write source_schema: mart in the overrides.$", check.MissingTables.Single());
    }

    [TestMethod]
    public void Empty_database_is_one_line()
    {
        var check = Check("mosaic", tables => tables.Clear());

        Assert.StartsWith("dbo: has none of the ", check.MissingTables.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Column_of_an_unverified_line_is_listed_and_stops_nothing()
    {
        var check = Check("liquid_logic", tables => tables["Child_Social.FACT_REFERRALS"] =
            [.. tables["Child_Social.FACT_REFERRALS"].Where(column => column.Name != "DIM_LOOKUP_CONT_SORC_ID_CODE")]);

        Assert.Contains("Needed by cine_referral_source_code (unverified).", check.MissingColumns.Single(), StringComparison.Ordinal);
        Assert.IsFalse(check.Blocks);
    }

    [TestMethod]
    public void Column_of_a_step_is_listed_with_a_table_that_needs_it()
    {
        var check = Check("mosaic", tables => tables["dbo.DM_CACHED_FORM_ANSWERS"] =
            [.. tables["dbo.DM_CACHED_FORM_ANSWERS"].Where(column => column.Name != "FORM_ID")]);

        Assert.Contains("Needed by step answers (for ssd_cin_visits and ", check.MissingColumns.Single(), StringComparison.Ordinal);
        Assert.IsTrue(check.Blocks);
    }

    [TestMethod]
    public void Missing_column_and_other_type_are_listed()
    {
        var check = Check("liquid_logic", tables => tables["Child_Social.DIM_WORKER"] =
        [
            .. tables["Child_Social.DIM_WORKER"].Where(column => column.Name is not ("WORKER_ID_CODE" or "JOB_TITLE")),
            new SourceColumn("job_title", "int", IsGuess: false),
        ]);

        Assert.StartsWith("Child_Social.DIM_WORKER.WORKER_ID_CODE: no such column. Needed by prof_social_worker_registration_no.", check.MissingColumns.Single(), StringComparison.Ordinal);
        Assert.AreEqual("Child_Social.DIM_WORKER.JOB_TITLE: is int, the mapping takes it for nvarchar(500) (a guess). Used by prof_professional_job_title. Look at its values; if they do not read so, give these lines of your own.", check.OtherTypes.Single());
    }

    [TestMethod]
    public void Step_that_nothing_needs_is_not_looked_for()
    {
        var plan = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, "mosaic");
        plan = plan with { Mapping = plan.Mapping with { Objects = [.. plan.Mapping.Objects.Select(table => table.Table.Name == "ssd_family" ? table with { Rows = null } : table)] } };
        var catalogue = Declared(plan);
        catalogue.Remove("dbo.DM_SUBGROUPS");

        Assert.IsEmpty(new SourceCheck(plan, catalogue).MissingTables);
    }

    [TestMethod]
    public void What_reaches_most_of_the_payload_comes_first()
    {
        var next = Check("mosaic", _ => { }).Next;

        Assert.StartsWith("ssd_person: reaches ", next[0], StringComparison.Ordinal);
        Assert.Contains("Confirm rows, pers_person_id, ", next[0], StringComparison.Ordinal);
        Assert.Contains("ssd_address: reaches 1 payload field. Confirm rows, addr_address_postcode.", next);
        Assert.IsTrue(next.Any(line => line.StartsWith("ssd_professionals.prof_social_worker_registration_no: no line fills it, so the payload lacks ", StringComparison.Ordinal)));
        Assert.Contains("list former_upn_types is empty: reference types that are a former pupil number (payload).", next);
    }

    private static SourceCheck Check(string system, Action<Dictionary<string, IReadOnlyList<SourceColumn>>> change)
    {
        var plan = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system);
        var catalogue = Declared(plan);
        change(catalogue);
        return new SourceCheck(plan, catalogue);
    }

    private static Dictionary<string, IReadOnlyList<SourceColumn>> Declared(ExtractPlan plan) =>
        plan.Mapping.Tables.Tables.ToDictionary(table => plan.Qualified(table.Key), table => table.Value, StringComparer.OrdinalIgnoreCase);
}
