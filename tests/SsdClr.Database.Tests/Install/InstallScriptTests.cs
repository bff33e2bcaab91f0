using Microsoft.SqlServer.Dac;
using SsdClr.Build;
using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Simulated;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests.Install;

/// <summary>What the scripts lead to, whichever way, is what the package holds: no server runs them here, a simulated catalogue does.</summary>
[TestClass]
public sealed class InstallScriptTests
{
    private static readonly InstallationContent s_present = CheckedOut.Release.Whole;
    private static readonly InstallationContent s_next = SyntheticVersions.Next.Whole;
    private static readonly IReadOnlyList<Manifest> s_beforeNext = [CheckedOut.Release.Manifest];
    private static readonly Lazy<List<string>> s_presentModel = new(() => ModelOf(s_present));
    private static readonly Lazy<List<string>> s_nextModel = new(() => ModelOf(s_next));

    [TestMethod]
    public void Installing_into_an_empty_database_makes_what_the_package_holds()
    {
        using var database = new InstalledDatabase();

        database.Install(s_present);

        AssertLines(s_presentModel.Value, ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Users_without_login_cannot_connect_whichever_way_in()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        var users = s_present.Of(SchemaObjectKind.User).Select(user => user.Name).ToList();

        using var package = DacPackage.Load(new MemoryStream(CheckedOut.SsdClrDacpac), DacSchemaModelStorageType.Memory);
        var published = DacServices.GenerateCreateScript(package, "reporting", new DacDeployOptions()).Split('\n').Where(line => line.StartsWith("REVOKE CONNECT TO ", StringComparison.Ordinal)).ToList();

        CollectionAssert.AreEquivalent(users.ConvertAll(user => $"REVOKE CONNECT TO [{user}];"), published.ConvertAll(line => line.TrimEnd()));
        CollectionAssert.IsSubsetOf(users, database.Server.Lines("""
            SELECT u.name FROM sys.database_principals AS u
            WHERE NOT EXISTS (SELECT 1 FROM sys.database_permissions AS p WHERE p.grantee_principal_id = u.principal_id AND p.permission_name = 'CONNECT')
            """));
    }

    [TestMethod]
    public void Installing_previews_alone_makes_what_their_package_holds()
    {
        using var database = new InstalledDatabase();

        database.Install(CheckedOut.Release.PayloadOnly);

        AssertLines(ObjectList.Of(BuildDacpac.Make(Release.Published(CheckedOut.Release.PayloadOnly))), ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Installing_twice_changes_nothing_the_second_time()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.UseAsAnAuthority();
        var before = database.Snapshot();

        database.Install(s_present);

        Assert.AreEqual(before, database.Snapshot());
        Assert.AreEqual(2L, database.Server.Value("SELECT COUNT(*) FROM csc.schema_version"));
    }

    [TestMethod]
    public void Installing_again_mends_what_was_taken_away_by_hand()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        new QueryWindow(database.Server).Run("""
            DROP VIEW [csc].[status];
            DROP FUNCTION [csc].[json_pretty];
            ALTER TABLE [csc].[staging] DROP CONSTRAINT [CK_csc_staging_state];
            REVOKE SELECT ON OBJECT::[csc].[run_log] FROM [csc_auditor];
            """);

        database.Install(s_present);

        AssertLines(s_presentModel.Value, ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Whole_product_installs_over_previews_alone()
    {
        using var database = new InstalledDatabase();
        database.Install(CheckedOut.Release.PayloadOnly);

        database.Install(s_present);

        AssertLines(s_presentModel.Value, ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Previews_alone_are_refused_over_the_whole_product()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        var before = database.Snapshot();

        var window = database.Try(CheckedOut.Release.PayloadOnly);

        Assert.Contains("run SsdClr.uninstall.sql first", window.Errors[0].Message, StringComparison.Ordinal);
        Assert.AreEqual(before, database.Snapshot());
    }

    [TestMethod]
    public void Upgrade_leads_to_the_next_version_and_keeps_rows_members_and_rights()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.UseAsAnAuthority();

        var window = database.Install(s_next, s_beforeNext);

        AssertLines([.. s_nextModel.Value, .. InstalledDatabase.OfTheAuthority], ObjectList.Of(database.Server));
        database.AssertRowsAreKept();
        Assert.Contains("Version before: 0.1.0.", window.Printed[0], StringComparison.Ordinal);
    }

    [TestMethod]
    public void Upgrade_leaves_every_definition_as_a_new_installation_has_it()
    {
        using var upgraded = new InstalledDatabase();
        upgraded.Install(s_present);
        upgraded.Install(s_next, s_beforeNext);
        using var made = new InstalledDatabase();
        made.Install(s_next, s_beforeNext);

        const string Modules = "SELECT type || ' ' || name || ' ' || definition FROM sys.objects WHERE type NOT IN ('U', 'PK', 'UQ', 'C')";
        CollectionAssert.AreEqual(made.Server.Lines(Modules), upgraded.Server.Lines(Modules));
        const string Assemblies = "SELECT a.name || a.clr_name || hex(f.content) FROM sys.assemblies AS a JOIN sys.assembly_files AS f ON f.assembly_id = a.assembly_id";
        CollectionAssert.AreEqual(made.Server.Lines(Assemblies), upgraded.Server.Lines(Assemblies));
    }

    [TestMethod]
    public void Going_back_leads_to_the_earlier_version_but_for_columns_and_indexes_which_stay()
    {
        using var database = new InstalledDatabase();
        database.Install(s_next, s_beforeNext);
        database.UseAsAnAuthority();
        database.Server.Execute("UPDATE csc.run_log SET note = 'kept'");

        database.Install(s_present);

        AssertLines(
            [.. s_presentModel.Value, .. InstalledDatabase.OfTheAuthority, "COLUMN csc.run_log.note 28", "COLUMN csc.receiver.is_paused 14", "INDEX csc.batch_log.IX_csc_batch_log_started"],
            ObjectList.Of(database.Server));
        database.AssertRowsAreKept();
        Assert.AreEqual("kept", database.Server.Value("SELECT note FROM csc.run_log"));
    }

    [TestMethod]
    public void Upgrade_after_going_back_leads_to_the_next_version_again()
    {
        using var database = new InstalledDatabase();
        database.Install(s_next, s_beforeNext);
        database.Install(s_present);

        database.Install(s_next, s_beforeNext);

        AssertLines(s_nextModel.Value, ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Another_signing_key_makes_the_assemblies_anew_and_keeps_all_rights_on_what_is_bound()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.UseAsAnAuthority();

        database.Install(SyntheticVersions.UnderAnotherKey.Whole);

        AssertLines([.. s_presentModel.Value, .. InstalledDatabase.OfTheAuthority], ObjectList.Of(database.Server));
        Assert.AreEqual(2L, database.Server.Value("SELECT COUNT(*) FROM sys.assemblies WHERE clr_name NOT LIKE '%publickeytoken=null%'"));
        database.AssertRowsAreKept();
    }

    [TestMethod]
    public void Going_back_from_a_later_version_of_another_key_is_one_step()
    {
        using var database = new InstalledDatabase();
        database.Install(SyntheticVersions.UnderAnotherKey.Whole);
        database.UseAsAnAuthority();

        database.Install(s_next, s_beforeNext);
        database.Install(SyntheticVersions.UnderAnotherKey.Whole);

        var lines = ObjectList.Of(database.Server);
        CollectionAssert.IsSubsetOf(s_presentModel.Value, lines);
        CollectionAssert.IsSubsetOf(InstalledDatabase.OfTheAuthority.ToList(), lines);
    }

    [TestMethod]
    public void Every_installation_is_noted_with_version_variant_way_in_and_what_it_holds()
    {
        using var database = new InstalledDatabase();
        database.Install(CheckedOut.Release.PayloadOnly);
        database.Install(s_present);

        CollectionAssert.AreEqual(
            new[] { "0.1.0 payload-only install.sql AUTHORITY\\dba", "0.1.0 whole install.sql AUTHORITY\\dba" },
            database.Server.Lines("SELECT version || ' ' || variant || ' ' || way_in || ' ' || installed_by FROM csc.schema_version"));
        var made = ((string)database.Server.Value("SELECT made FROM csc.schema_version ORDER BY schema_version_id DESC")!).Trim('\n').Split('\n');
        var list = s_presentModel.Value.Except(ObjectList.AfterDeployment, StringComparer.Ordinal).Where(line => !line.StartsWith("COLUMN", StringComparison.Ordinal) && !line.StartsWith("INDEX", StringComparison.Ordinal) && !line.StartsWith("PRIMARY", StringComparison.Ordinal) && !line.StartsWith("UNIQUE", StringComparison.Ordinal));
        AssertLines([.. list], made);
    }

    [TestMethod]
    public void Step_after_the_installation_runs_when_all_is_committed_and_its_failure_says_that()
    {
        using var database = new InstalledDatabase();
        var content = new InstallationContent(
            "0.1.0",
            CheckedOut.SsdClr with { PostDeployment = [new("1.sql", "PRINT N'first';\nGO\nTHROW 50001, N'no key', 1;\n"), new("2.sql", "PRINT N'never';\n")] },
            s_present.Assemblies);

        var window = database.Try(content);

        CollectionAssert.AreEqual(new[] { "first" }, window.Printed);
        CollectionAssert.AreEqual(
            new[] { "no key", "SsdClr 0.1.0 is installed, but a step after it failed: see the first error above. Mend that, and run this file again." },
            window.Errors.Select(fault => fault.Message).ToList());
        Assert.IsFalse(window.IsLeftBehind);
        AssertLines([.. s_presentModel.Value.Except(ObjectList.AfterDeployment, StringComparer.Ordinal)], ObjectList.Of(database.Server));
    }

    [TestMethod]
    public void Run_after_a_failed_one_in_the_same_window_succeeds()
    {
        using var database = new InstalledDatabase();
        var window = new QueryWindow(database.Server);
        var script = InstallScript.Write(s_present, []);
        window.Run(script);
        var refusals = window.Errors.Count;
        database.Trust(s_present);

        window.Run(script);

        Assert.AreEqual(2, refusals);
        Assert.HasCount(refusals, window.Errors);
        AssertLines(s_presentModel.Value, ObjectList.Of(database.Server));
    }

    private static List<string> ModelOf(InstallationContent content) => [.. ObjectList.Of(BuildDacpac.Make(Release.Published(content))), .. ObjectList.AfterDeployment];

    private static void AssertLines(List<string> expected, IReadOnlyList<string> actual)
    {
        Assert.IsGreaterThan(100, expected.Count);
        Assert.AreEqual(
            string.Empty,
            string.Join('\n', expected.Except(actual, StringComparer.Ordinal).Select(line => $"missing: {line}").Concat(actual.Except(expected, StringComparer.Ordinal).Select(line => $"too much: {line}"))));
    }
}
