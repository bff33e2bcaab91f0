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
    }

    [TestMethod]
    public void Missing_table_is_listed_with_its_uses()
    {
        var check = Check("liquid_logic", tables => tables.Remove("Child_Social.FACT_903_DATA"));

        Assert.AreEqual("Child_Social.FACT_903_DATA: no such table or view. Needed by has_903, pers_upn_unknown.", check.MissingTables.Single());
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
        Assert.AreEqual("Child_Social.DIM_WORKER.JOB_TITLE: is int, the mapping takes it for nvarchar(500) (a guess). Used by prof_professional_job_title.", check.OtherTypes.Single());
    }

    [TestMethod]
    public void What_reaches_most_of_the_payload_comes_first()
    {
        var next = Check("mosaic", _ => { }).Next;

        Assert.StartsWith("ssd_person: reaches ", next[0], StringComparison.Ordinal);
        Assert.Contains("Confirm rows, pers_person_id, ", next[0], StringComparison.Ordinal);
        Assert.Contains("list former_upn_types is empty: reference types that are a former pupil number (payload).", next);
    }

    private static SourceCheck Check(string system, Action<Dictionary<string, IReadOnlyList<SourceColumn>>> change)
    {
        var plan = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system);
        var catalogue = plan.Mapping.Tables.Tables.ToDictionary(table => plan.Qualified(table.Key), table => table.Value, StringComparer.OrdinalIgnoreCase);
        change(catalogue);
        return new SourceCheck(plan, catalogue);
    }
}
