using SsdClr.Build;
using SsdClr.Build.Packaging;

namespace SsdClr.Shipped.Tests;

/// <summary>The previews of the shipped SAFE assembly against those of the same source on .NET 10.</summary>
[TestClass]
public sealed class PreviewTests
{
    [TestMethod]
    public void The_dacpac_holds_both_assemblies_as_they_were_built()
    {
        var repository = Repository.Containing(AppContext.BaseDirectory);
        Assert.HasCount(SqlServerAssembly.All.Count, DacpacAssemblies.All);
        foreach (var assembly in SqlServerAssembly.All)
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(assembly.File(repository)), DacpacAssemblies.All[assembly.Name]);
        }
    }

    [TestMethod]
    public async Task Payloads_have_the_same_bytes()
    {
        using var database = new ShippedDatabase();
        var rows = (await database.CallAsOfAsync("payloads")).Rows;

        Assert.IsGreaterThan(100, rows.Count);
        CollectionAssert.AreEqual(ExpectedRows.Payloads(database), rows.ToList());
    }

    [TestMethod]
    public async Task Scrambled_payloads_have_the_same_bytes()
    {
        using var database = new ShippedDatabase();
        var rows = (await database.CallAsOfAsync("scrambled_payloads")).Rows;

        Assert.IsGreaterThan(100, rows.Count);
        CollectionAssert.AreEqual(ExpectedRows.ScrambledPayloads(database), rows.ToList());
    }

    [TestMethod]
    public async Task Cohort_has_the_same_verdicts_and_reasons()
    {
        using var database = new ShippedDatabase();
        var rows = (await database.CallAsOfAsync("cohort")).Rows;

        Assert.HasCount(200, rows);
        CollectionAssert.AreEqual(ExpectedRows.Cohort(database), rows.ToList());
    }

    [TestMethod]
    public async Task Payload_issues_are_the_same()
    {
        using var database = new ShippedDatabase();
        var rows = (await database.CallAsOfAsync("payload_issues")).Rows;

        Assert.IsGreaterThan(20, rows.Count);
        CollectionAssert.AreEqual(ExpectedRows.PayloadIssues(database), rows.ToList());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("ALTER TABLE dbo.ssd_sdq_scores RENAME COLUMN csdq_sdq_score TO csdq_other")]
    [DataRow("UPDATE dbo.ssd_cin_episodes SET cine_person_id = 'nobody' WHERE cine_referral_id IN (SELECT MIN(cine_referral_id) FROM dbo.ssd_cin_episodes)")]
    public async Task The_check_of_the_SSD_has_the_same_steps(string damage)
    {
        using var database = new ShippedDatabase();
        if (damage.Length > 0)
        {
            database.Execute(damage);
        }

        var rows = (await database.CallAsync("preflight_ssd_steps")).Rows;

        CollectionAssert.AreEqual(
            new[] { "SSD tables and columns", "SSD permission", "SSD rows", "SSD orphans", "SSD indexes", "SSD id lengths", "SSD values" },
            rows.Select(row => row.Split('\t')[0]).ToList());
        CollectionAssert.AreEqual(ExpectedRows.PreflightSsdSteps(database), rows.ToList());
    }

    [TestMethod]
    [DataRow("ssd_person")]
    [DataRow("ssd_cin_episodes")]
    [DataRow("ssd_disability")]
    public async Task Data_quality_findings_are_the_same(string table)
    {
        using var database = new ShippedDatabase();
        database.Execute("UPDATE dbo.ssd_person SET pers_sex = 'wrong', pers_dob = 'never' WHERE rowid % 7 = 0");
        database.Execute("UPDATE dbo.ssd_disability SET disa_person_id = 'nobody' WHERE rowid % 5 = 0");

        CollectionAssert.AreEqual(ExpectedRows.DataQualityFindings(database, table), (await database.CallAsync("data_quality_findings", table)).Rows.ToList());
    }

    [TestMethod]
    public async Task Setting_definitions_are_the_same()
    {
        using var database = new ShippedDatabase();

        CollectionAssert.AreEqual(ExpectedRows.SettingDefinitions(), (await database.CallAsync("setting_definitions")).Rows.ToList());
    }

    [TestMethod]
    public async Task JSON_is_laid_out_for_reading()
    {
        using var database = new ShippedDatabase();

        Assert.AreEqual("{\n  \"a\": [\n    1,\n    \"\u00e9\"\n  ]\n}", (await database.CallAsync("json_pretty", "{\"a\":[1,\"\u00e9\"]}")).Output);
    }

    [TestMethod]
    public async Task A_setting_that_is_malformed_is_an_error_that_names_it_and_not_its_value()
    {
        using var database = new ShippedDatabase();
        database.Set([new("persons_per_range", "many")]);
        var result = await database.CallAsOfAsync("payloads");

        Assert.AreEqual(1, result.ExitCode);
        Assert.StartsWith("SettingException: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("persons_per_range", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("many", result.Error, StringComparison.Ordinal);
    }
}
