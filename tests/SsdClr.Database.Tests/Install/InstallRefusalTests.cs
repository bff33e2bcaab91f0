using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Scripts;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Install;

/// <summary>What stops an installation, and that nothing is changed then.</summary>
[TestClass]
public sealed class InstallRefusalTests
{
    private static readonly InstallationContent s_present = CheckedOut.Release.Whole;
    private static readonly string s_script = InstallScript.Write(s_present, []);
    private static readonly string s_nextScript = InstallScript.Write(SyntheticVersions.Next.Whole, [CheckedOut.Release.Manifest]);

    [TestMethod]
    [DataRow("older than SQL Server 2016", "13.0.1601.5", "13")]
    [DataRow("older than SQL Server 2016", "12.0.6024.0", "12")]
    [DataRow(null, "13.0.4001.0", "13")]
    [DataRow(null, "17.0.1000.7", "17")]
    public void Server_has_to_be_2016_with_its_first_service_pack(string? fault, string version, string major) => AssertFault(fault, server =>
    {
        server.Properties["ProductVersion"] = version;
        server.Properties["ProductMajorVersion"] = major;
    });

    [TestMethod]
    public void Service_of_another_kind_is_refused() => AssertFault("not SQL Server on a machine of its own", server => server.Properties["EngineEdition"] = 8L);

    [TestMethod]
    public void Linux_is_refused_with_what_to_run_there_instead() => AssertFault("Use SsdClr.payload-only.install.sql here.", server => server.Properties["PathSeparator"] = "/");

    [TestMethod]
    public void Linux_takes_previews_alone()
    {
        using var database = new InstalledDatabase();
        database.Server.Properties["PathSeparator"] = "/";

        database.Install(CheckedOut.Release.PayloadOnly);
    }

    [TestMethod]
    public void System_database_is_refused() => AssertFault("in the system database master", server => server.Database = "master");

    [TestMethod]
    public void Secondary_replica_is_refused() => AssertFault("is read-only", server => server.Updateability = "READ_ONLY");

    [TestMethod]
    public void Compatibility_level_below_110_is_refused() => AssertFault("compatibility level of the database is below 110", server => server.Execute("UPDATE sys.databases SET compatibility_level = 100"));

    [TestMethod]
    public void Contained_database_is_refused() => AssertFault("reporting is a contained database", server => server.Execute("UPDATE sys.databases SET containment = 1"));

    [TestMethod]
    public void Contained_database_takes_previews_alone()
    {
        using var database = new InstalledDatabase();
        database.Server.Execute("UPDATE sys.databases SET containment = 1");

        database.Install(CheckedOut.Release.PayloadOnly);
    }

    [TestMethod]
    public void Login_that_does_not_own_the_database_is_refused() => AssertFault("This login is not db_owner of reporting.", server => (server.IsOwner, server.IsSysadmin) = (false, false));

    [TestMethod]
    public void Owner_who_is_no_sysadmin_is_not_asked_what_only_a_sysadmin_sees() => AssertFault(null, server => server.IsSysadmin = false);

    [TestMethod]
    public void Assembly_that_an_owner_cannot_see_is_not_trusted_fails_when_it_is_made()
    {
        using var database = new InstalledDatabase();
        database.Server.IsSysadmin = false;
        var before = database.Snapshot();
        var window = new QueryWindow(database.Server);

        window.Run(s_script);

        Assert.AreEqual(10343, window.Errors[0].Number);
        AssertUnchanged(database, before, window);
    }

    [TestMethod]
    public void Owner_without_the_right_on_the_server_is_refused_where_strict_security_is_off() => AssertFault("lacks the server permission EXTERNAL ACCESS ASSEMBLY", server =>
    {
        server.IsSysadmin = false;
        server.Execute("UPDATE sys.configurations SET value_in_use = 0 WHERE name = 'clr strict security'");
    });

    [TestMethod]
    public void Server_that_does_not_run_CLR_code_is_refused_with_the_script_to_run() =>
        AssertFault("\"clr enabled\" is off. Run trust.sql", server => server.Execute("UPDATE sys.configurations SET value_in_use = 0 WHERE name = 'clr enabled'"));

    [TestMethod]
    public void Assembly_that_is_not_trusted_is_named_with_the_script_to_run() => AssertFault(
        "The server does not trust SsdClr.Submission of this version. Run trust.sql",
        server => server.Execute("DELETE FROM sys.trusted_assemblies WHERE hash = @hash", ("@hash", Convert.FromHexString(s_present.Assemblies[1].Hash[2..]))));

    [TestMethod]
    public void Schema_that_somebody_else_made_is_refused() => AssertFault("holds theirs, but SsdClr did not make it", server =>
        new QueryWindow(server).Run("EXECUTE [sys].[sp_executesql] N'CREATE SCHEMA [csc] AUTHORIZATION [dbo];';\nGO\nCREATE VIEW [csc].[theirs] AS SELECT 1 AS [one];"));

    [TestMethod]
    [DataRow("csc_analyst", "CREATE ROLE [csc_analyst]; CREATE USER [la_analyst] WITHOUT LOGIN; ALTER ROLE [csc_analyst] ADD MEMBER [la_analyst];")]
    [DataRow("csc_operator", "CREATE USER [csc_operator] WITHOUT LOGIN;")]
    [DataRow("csc_payload_owner, csc_runner", "CREATE ROLE [csc_runner]; CREATE USER [csc_payload_owner] WITHOUT LOGIN;")]
    [DataRow("csc_secret_signer", "CREATE USER [csc_secret_signer] WITHOUT LOGIN;")]
    public void User_or_role_that_somebody_else_made_is_refused(string named, string made) => AssertFault(
        $"- SsdClr did not make these users or roles: {named}. They would get the rights of ours", server => new QueryWindow(server).Run(made));

    [TestMethod]
    public void Upgrade_refuses_a_role_that_no_version_before_it_made()
    {
        using var database = new InstalledDatabase();
        database.Install(CheckedOut.Release.Companion);
        new QueryWindow(database.Server).Run("CREATE USER [csc_payload_owner] WITHOUT LOGIN;");
        var before = database.Snapshot();

        var window = database.Try(s_present);

        Assert.Contains("did not make these users or roles: csc_payload_owner.", window.Errors[0].Message, StringComparison.Ordinal);
        AssertUnchanged(database, before, window);
    }

    [TestMethod]
    public void Role_that_was_left_because_it_has_members_is_named_and_installing_passes_without_it()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        new QueryWindow(database.Server).Run("CREATE USER [la_analyst] WITHOUT LOGIN; ALTER ROLE [csc_analyst] ADD MEMBER [la_analyst];");
        InstalledDatabase.AssertNoError(database.Uninstall(dropData: true));

        Assert.Contains("csc_analyst. They would get", database.Try(s_present).Errors[0].Message, StringComparison.Ordinal);

        new QueryWindow(database.Server).Run("ALTER ROLE [csc_analyst] DROP MEMBER [la_analyst]; DROP ROLE [csc_analyst];");
        database.Install(s_present);
    }

    [TestMethod]
    public void Schema_that_belongs_to_somebody_else_is_refused() => AssertFault("The schema csc belongs to somebody else than dbo.", server =>
        new QueryWindow(server).Run("CREATE USER [la_developer] WITHOUT LOGIN;\nGO\nCREATE SCHEMA [csc] AUTHORIZATION [la_developer];"));

    [TestMethod]
    public void Key_login_with_the_right_is_trust_enough()
    {
        using var database = new InstalledDatabase();
        var signed = SyntheticVersions.UnderAnotherKey.Whole;
        var server = database.Server;
        server.Execute(
            "INSERT INTO sys.asymmetric_keys VALUES (1, 'theirs', X'01', @token); INSERT INTO sys.server_principals VALUES (9, 'theirs', X'01'); INSERT INTO sys.server_permissions VALUES (9, 100, 'UNSAFE ASSEMBLY', 'G')",
            ("@token", Convert.FromHexString(signed.Assemblies[0].PublicKeyToken!)));
        var window = new QueryWindow(server);

        window.Run(InstallScript.Write(signed, []));

        InstalledDatabase.AssertNoError(window);
    }

    [TestMethod]
    public void Run_that_is_going_on_is_not_disturbed()
    {
        using var database = new InstalledDatabase();
        database.Install(s_present);
        database.Server.IsRunning = true;
        var before = database.Snapshot();

        var window = database.Try(SyntheticVersions.Next.Whole);

        Assert.Contains("a run is going on", window.Errors[0].Message, StringComparison.Ordinal);
        AssertUnchanged(database, before, window);
    }

    [TestMethod]
    public void Transaction_that_was_open_before_is_neither_ended_nor_joined()
    {
        using var database = new InstalledDatabase();
        database.Trust(s_present);
        var window = new QueryWindow(database.Server);
        window.BeginTransaction();
        database.Server.Execute("INSERT INTO sys.certificates VALUES ('uncommitted')");

        window.Run(s_script);

        Assert.Contains("A transaction is open in this window", window.Errors[0].Message, StringComparison.Ordinal);
        Assert.IsTrue(window.IsLeftBehind);
        Assert.AreEqual("uncommitted", database.Server.Value("SELECT name FROM sys.certificates"));
        Assert.IsNull(database.Server.ObjectId("[csc].[staging]"));
    }

    [TestMethod]
    public void Damaged_bytes_are_refused_and_all_is_rolled_back()
    {
        using var database = new InstalledDatabase();
        database.Trust(s_present);
        var window = new QueryWindow(database.Server);
        var before = database.Snapshot();

        window.Run(s_script.Replace("0x4D5A", "0x4D5B", StringComparison.Ordinal));

        Assert.AreEqual(51102, window.Errors[0].Number);
        AssertUnchanged(database, before, window);
    }

    [TestMethod]
    public void All_faults_are_told_at_once_without_the_last_line_being_a_second_reason()
    {
        using var database = new InstalledDatabase();
        database.Server.Properties["PathSeparator"] = "/";
        database.Server.Execute("UPDATE sys.configurations SET value_in_use = 0");

        var window = database.Try(s_present);

        Assert.HasCount(2, window.Errors);
        Assert.HasCount(2, window.Errors[0].Message.Split("\n- ")[1..]);
        Assert.AreEqual("SsdClr 0.1.0 was not installed and nothing was changed. The reason is the first error above.", window.Errors[1].Message);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Batch_that_fails_or_does_not_compile_leaves_an_empty_database_as_it_was(bool notCompiling) => AssertEveryFailureIsUndone(_ => { }, s_script, notCompiling);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Batch_of_an_upgrade_that_fails_or_does_not_compile_leaves_the_version_before(bool notCompiling) => AssertEveryFailureIsUndone(
        database =>
        {
            database.Install(s_present);
            database.UseAsAnAuthority();
        },
        s_nextScript,
        notCompiling);

    /// <summary>Every batch up to COMMIT in turn, the checks between them too.</summary>
    private static void AssertEveryFailureIsUndone(Action<InstalledDatabase> prepare, string script, bool notCompiling)
    {
        using var database = new InstalledDatabase();
        prepare(database);
        database.Trust(SyntheticVersions.Next.Whole);
        database.Trust(s_present);
        var before = database.Snapshot();
        var batches = DeploymentScript.Parse("install", script).Batches;
        var commit = batches.ToList().FindIndex(batch => script.AsSpan(batch.StartOffset, batch.FragmentLength).StartsWith("COMMIT", StringComparison.Ordinal));
        var begin = batches.ToList().FindIndex(batch => script.AsSpan(batch.StartOffset, batch.FragmentLength).Contains("BEGIN TRANSACTION;", StringComparison.Ordinal));
        Assert.IsGreaterThan(100, commit - begin);
        for (var batch = begin; batch < commit; batch += 2)
        {
            var window = new QueryWindow(database.Server);

            window.Run(batches, failing: notCompiling ? null : batch, notCompiling: notCompiling ? batch : null);

            AssertUnchanged(database, before, window);
        }
    }

    private static void AssertUnchanged(InstalledDatabase database, string before, QueryWindow window)
    {
        Assert.HasCount(2, window.Errors);
        Assert.EndsWith("was not installed and nothing was changed. The reason is the first error above.", window.Errors[1].Message, StringComparison.Ordinal);
        Assert.IsFalse(window.IsLeftBehind);
        Assert.AreEqual(before, database.Snapshot());
    }

    /// <summary>The installation is refused with a fault that says this, or goes through where none is expected.</summary>
    private static void AssertFault(string? fault, Action<SimulatedServer> setting)
    {
        using var database = new InstalledDatabase();
        database.Trust(s_present);
        setting(database.Server);
        var before = database.Snapshot();
        var window = new QueryWindow(database.Server);

        window.Run(s_script);

        if (fault is null)
        {
            InstalledDatabase.AssertNoError(window);
            return;
        }

        Assert.AreEqual(51100, window.Errors[0].Number);
        Assert.Contains(fault, window.Errors[0].Message, StringComparison.Ordinal);
        AssertUnchanged(database, before, window);
    }
}
