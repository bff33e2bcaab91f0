using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Install;

/// <summary>What SsdClr.uninstall.sql takes away and what it leaves.</summary>
[TestClass]
public sealed class UninstallScriptTests
{
    private static readonly InstallationContent s_present = CheckedOut.Release.Whole;

    private static readonly string[] s_ofTables = ["TABLE csc.", "COLUMN csc.", "INDEX csc.", "PRIMARY KEY csc.", "UNIQUE csc.", "CHECK csc."];

    [TestMethod]
    public void Tables_the_key_of_the_secrets_and_the_schema_stay_and_nothing_else_of_ours()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        var tables = ObjectList.Of(database.Server).Where(IsOfTable).Append("SCHEMA csc").Append("CERTIFICATE csc_secret").Append("SYMMETRIC KEY csc_secret").Order(StringComparer.Ordinal).ToList();

        InstalledDatabase.AssertNoError(database.Uninstall());

        Assert.AreEqual(string.Join('\n', tables), string.Join('\n', ObjectList.Of(database.Server)));
    }

    [TestMethod]
    public void What_the_authority_made_stays_with_the_roles_that_have_members()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.UseAsAnAuthority();

        InstalledDatabase.AssertNoError(database.Uninstall());

        var others = ObjectList.Of(database.Server).Where(line => !IsOfTable(line)).ToList();
        CollectionAssert.IsSubsetOf(new[] { "MEMBER la_analyst OF csc_analyst", "ROLE csc_analyst", "ROLE la_readers", "TABLE dbo.la_notes", "USER la_analyst", "VIEW csc.la_view" }, others);
        Assert.DoesNotContain("ROLE csc_operator", others);
        database.AssertRowsAreKept();
    }

    [TestMethod]
    public void Role_in_which_a_kept_role_is_a_member_stays_too()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        new QueryWindow(database.Server).Run("CREATE USER [la_job] WITHOUT LOGIN; ALTER ROLE [csc_operator] ADD MEMBER [la_job];");

        InstalledDatabase.AssertNoError(database.Uninstall());

        CollectionAssert.IsSubsetOf(new[] { "MEMBER csc_operator OF csc_runner", "MEMBER la_job OF csc_operator" }, ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Installing_afterwards_finds_all_as_it_was()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.UseAsAnAuthority();
        database.Uninstall();

        database.Install(s_present);

        CollectionAssert.IsSubsetOf(ObjectList.Of(CheckedOut.SsdClrDacpac), ObjectList.Of(database.Server));
        database.AssertRowsAreKept();
    }

    [TestMethod]
    public void Previews_alone_install_after_the_whole_product_was_taken_away()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.Uninstall();

        database.Install(CheckedOut.Release.PayloadOnly);

        Assert.IsNull(database.Server.ObjectId("[csc].[submit_pending]"));
    }

    [TestMethod]
    public void What_a_later_version_made_is_taken_away_too()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.Install(SyntheticVersions.Next.Whole, [CheckedOut.Release.Manifest]);

        InstalledDatabase.AssertNoError(database.Uninstall(dropData: true));

        CollectionAssert.AreEqual(Array.Empty<string>(), ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void With_the_data_nothing_of_ours_stays()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);

        InstalledDatabase.AssertNoError(database.Uninstall(dropData: true));

        CollectionAssert.AreEqual(Array.Empty<string>(), ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void With_the_data_what_the_authority_made_stays_and_so_does_the_schema_for_it()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.UseAsAnAuthority();

        InstalledDatabase.AssertNoError(database.Uninstall(dropData: true));

        CollectionAssert.AreEqual(
            new[] { "COLUMN dbo.la_notes.note 1", "MEMBER la_analyst OF csc_analyst", "ROLE csc_analyst", "ROLE la_readers", "SCHEMA csc", "TABLE dbo.la_notes", "USER la_analyst", "VIEW csc.la_view" },
            ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Run_that_is_going_on_is_not_disturbed()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        var before = database.Snapshot();
        database.Server.IsRunning = true;

        var window = database.Uninstall();

        Assert.AreEqual("Nothing was removed: a run is going on. Wait until it has ended, or end it first.", window.Errors.Single().Message);
        Assert.AreEqual(before, database.Snapshot());
    }

    [TestMethod]
    public void Database_without_SsdClr_is_refused()
    {
        using var database = new InstalledDatabase();

        Assert.Contains("There is no SsdClr in the database reporting.", database.Uninstall().Errors.Single().Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Login_that_does_not_own_the_database_is_refused()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.Server.IsOwner = false;

        Assert.Contains("not db_owner", database.Uninstall().Errors.Single().Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Fault_on_the_way_leaves_all_as_it_was()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        new QueryWindow(database.Server).Run("CREATE FUNCTION [csc].[la_pretty] (@json nvarchar(max)) RETURNS nvarchar(max) AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.JsonFunction].[JsonPretty];");
        var before = database.Snapshot();

        var window = database.Uninstall();

        Assert.AreEqual(6590, window.Errors.Single().Number);
        Assert.IsFalse(window.IsLeftBehind);
        Assert.AreEqual(before, database.Snapshot());
    }

    /// <summary>What is denied on a table to everybody stays with it.</summary>
    private static bool IsOfTable(string line) =>
        Array.Exists(s_ofTables, start => line.StartsWith(start, StringComparison.Ordinal)) || line.EndsWith(" ON csc.secret TO public", StringComparison.Ordinal);
}
