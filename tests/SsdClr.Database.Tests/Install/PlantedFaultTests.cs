using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Scripts;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Install;

/// <summary>That the simulation sees a script that is wrong: each of these takes one thing out of a right one.</summary>
[TestClass]
public sealed class PlantedFaultTests
{
    private const string Check = "IF @@ERROR <> 0 OR @@TRANCOUNT <> 1\n    SET NOEXEC ON;";

    private static readonly InstallationContent s_present = CheckedOut.Release.Whole;
    private static readonly string s_script = InstallScript.Write(s_present, []);
    private static readonly string s_nextScript = InstallScript.Write(SyntheticVersions.Next.Whole, [CheckedOut.Release.Manifest]);

    [TestMethod]
    [DataRow("IF OBJECT_ID(N'[csc].[setting]', N'U') IS NULL\n", "", 2714, DisplayName = "A table is made again")]
    [DataRow("IF DATABASE_PRINCIPAL_ID(N'csc_auditor') IS NULL\n", "", 15023, DisplayName = "A role is made again")]
    [DataRow("CREATE OR ALTER VIEW [csc].[status]", "CREATE VIEW [csc].[status]", 2714, DisplayName = "A view is made again")]
    [DataRow("IF OBJECT_ID(N'[csc].[json_pretty]') IS NULL\n", "", 2714, DisplayName = "A bound function is made again")]
    [DataRow("IF OBJECT_ID(N'[csc].[CK_csc_staging_state]', N'C') IS NULL\n", "", 2714, DisplayName = "A check is made again")]
    [DataRow("IF INDEXPROPERTY(OBJECT_ID(N'[csc].[staging]', N'U'), N'IX_csc_staging_state', N'IndexID') IS NULL\n", "", 1913, DisplayName = "An index is made again")]
    [DataRow("ELSE IF NOT EXISTS (\n    SELECT 1\n    FROM [sys].[assemblies] AS [a]\n    INNER JOIN [sys].[assembly_files]", "ELSE IF EXISTS (\n    SELECT 1\n    FROM [sys].[assemblies] AS [a]\n    INNER JOIN [sys].[assembly_files]", 6285, DisplayName = "The same assembly is altered")]
    public void Script_that_cannot_be_run_twice_fails(string right, string wrong, int error)
    {
        Assert.Contains(right, s_script, StringComparison.Ordinal);
        using var database = new InstalledDatabase();
        database.Install(s_present);
        var window = new QueryWindow(database.Server);

        window.Run(s_script.Replace(right, wrong, StringComparison.Ordinal));

        Assert.AreEqual(error, window.Errors[0].Number);
    }

    [TestMethod]
    public void Script_without_the_checks_between_its_batches_leaves_a_half_made_installation()
    {
        using var database = new InstalledDatabase();
        database.Trust(s_present);
        var batches = DeploymentScript.Parse("install", s_script.Replace(Check, "PRINT N'';", StringComparison.Ordinal)).Batches;
        var window = new QueryWindow(database.Server);

        window.Run(batches, failing: batches.ToList().FindIndex(batch => batch.Statements.Any(statement => statement is BeginTransactionStatement)));

        Assert.IsNotEmpty(ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Script_without_its_transaction_leaves_a_half_made_installation()
    {
        using var database = new InstalledDatabase();
        database.Trust(s_present);
        var batches = DeploymentScript.Parse("install", s_script.Replace("BEGIN TRANSACTION;", "PRINT N'';", StringComparison.Ordinal).Replace("@@TRANCOUNT <> 1", "@@TRANCOUNT <> 0", StringComparison.Ordinal)).Batches;
        var window = new QueryWindow(database.Server);

        window.Run(batches, failing: batches.Count / 2);

        Assert.IsNotEmpty(ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Modules_in_the_wrong_order_fail()
    {
        using var database = new InstalledDatabase();
        database.Trust(s_present);
        var batches = DeploymentScript.Parse("install", s_script).Batches.ToList();
        var late = batches.Single(batch => batch.Statements is [CreateOrAlterFunctionStatement { Name.BaseIdentifier.Value: "payloads" }]);
        batches.Remove(late);
        batches.Insert(batches.FindIndex(batch => batch.Statements is [DeclareVariableStatement { Declarations: [{ VariableName.Value: "@statement" }, { VariableName.Value: "@made" }] }, ..]), late);
        var window = new QueryWindow(database.Server);

        window.Run(batches);

        Assert.AreEqual(208, window.Errors[0].Number);
    }

    [TestMethod]
    public void Upgrade_that_does_not_know_the_version_before_adds_no_column()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        var window = new QueryWindow(database.Server);
        database.Trust(SyntheticVersions.Next.Whole);

        window.Run(InstallScript.Write(SyntheticVersions.Next.Whole, []));

        Assert.DoesNotContain("COLUMN csc.run_log.note 27", ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Going_back_without_dropping_what_is_new_fails_at_the_assembly()
    {
        using var database = new InstalledDatabase();
        database.Install(SyntheticVersions.Next.Whole, [CheckedOut.Release.Manifest]);
        database.Trust(s_present);
        var window = new QueryWindow(database.Server);

        window.Run(BatchesWithout(s_script, "-- What another version of SsdClr made"));

        Assert.AreEqual(6270, window.Errors[0].Number);
    }

    [TestMethod]
    public void Change_of_key_without_dropping_what_is_bound_fails()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.Trust(SyntheticVersions.UnderAnotherKey.Whole);
        var window = new QueryWindow(database.Server);

        window.Run(BatchesWithout(InstallScript.Write(SyntheticVersions.UnderAnotherKey.Whole, []), "-- SsdClr.Payload signed with another key"));

        Assert.AreEqual(10327, window.Errors[0].Number);
    }

    [TestMethod]
    public void Change_of_key_without_granting_again_loses_rights()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.UseAsAnAuthority();
        database.Trust(SyntheticVersions.UnderAnotherKey.Whole);

        new QueryWindow(database.Server).Run(BatchesWithout(InstallScript.Write(SyntheticVersions.UnderAnotherKey.Whole, []), "-- Rights on routines that were made anew"));

        Assert.DoesNotContain("GRANT OPTION EXECUTE ON csc.json_pretty TO la_readers", ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Upgrade_without_the_removal_keeps_a_right_that_the_version_took_away()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.Trust(SyntheticVersions.Next.Whole);

        new QueryWindow(database.Server).Run(BatchesWithout(s_nextScript, "-- What another version of SsdClr made"));

        Assert.Contains("GRANT SELECT ON csc.run_history TO csc_analyst", ObjectList.Of(database.Server));
    }

    /// <summary>The batches of a script but for the one that begins with a comment.</summary>
    private static List<TSqlBatch> BatchesWithout(string script, string comment)
    {
        var start = script.IndexOf(comment, StringComparison.Ordinal);
        Assert.IsGreaterThan(0, start);
        var batches = DeploymentScript.Parse("install", script).Batches.ToList();
        Assert.IsTrue(batches.Remove(batches.First(batch => batch.StartOffset > start)));
        return batches;
    }
}
