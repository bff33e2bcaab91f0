using System.Security.Cryptography;
using SsdClr.Build;
using SsdClr.Build.Signing;
using SsdClr.Build.Trust;
using SsdClr.Database.Tests.Signing;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>The scripts of trust run, statement by statement, against a server that is simulated after Microsoft's documentation; none is disturbed unnoticed.</summary>
[TestClass]
public sealed class TrustSimulationTests
{
    private const string Sql2016 = "13.0.6300.2";
    private const string Sql2017 = "14.0.3465.1";
    private const string Sql2022 = "16.0.4085.2";

    private static readonly Lazy<IReadOnlyList<DeploymentScript>> s_signed = new(() => Filled(SignedOutput.Repository));
    private static readonly Lazy<IReadOnlyList<DeploymentScript>> s_unsigned = new(() => Filled(CheckedOut.Repository));

    private static DeploymentScript Trust => s_signed.Value[0];

    private static DeploymentScript Untrust => s_signed.Value[1];

    private static string KeyName => "SsdClr.Key." + SignedOutput.Key.PublicKey.Token;

    [TestMethod]
    [DataRow(Sql2016, false, "EXTERNAL ACCESS ASSEMBLY")]
    [DataRow(Sql2017, true, "UNSAFE ASSEMBLY")]
    [DataRow(Sql2022, true, "UNSAFE ASSEMBLY")]
    [DataRow(Sql2022, false, "EXTERNAL ACCESS ASSEMBLY")]
    public void Key_is_trusted_and_nothing_of_the_way_there_stays(string version, bool strict, string permission)
    {
        using var server = new SimulatedServer(version, strict);
        var before = server.State;

        Run(server, Trust);

        var key = Convert.ToHexString(SignedOutput.Key.PublicKey.Bytes);
        Assert.AreEqual($"{before}\nkey {KeyName} {key}\nlogin {KeyName} {key}\ngrant {KeyName} {permission}", server.State);
    }

    [TestMethod]
    [DataRow(Sql2016)]
    [DataRow(Sql2022)]
    public void Proxy_of_its_own_takes_UNSAFE_ASSEMBLY_without_strict_security(string version)
    {
        using var server = new SimulatedServer(version, strict: false);
        var before = server.State;
        var script = Trust.With("@own_proxy       bit          = 0", "@own_proxy       bit          = 1");

        Run(server, script);

        Assert.EndsWith($"grant {KeyName} UNSAFE ASSEMBLY", server.State, StringComparison.Ordinal);
        Run(server, Untrust);
        Assert.AreEqual(before, server.State);
    }

    [TestMethod]
    [DataRow(Sql2017)]
    [DataRow(Sql2022)]
    public void Hashes_are_trusted(string version)
    {
        using var server = new SimulatedServer(version);

        Run(server, s_unsigned.Value[0]);

        foreach (var name in new[] { "SsdClr.Payload", "SsdClr.Submission" })
        {
            Assert.Contains("hash " + Convert.ToHexString(SHA512.HashData(File.ReadAllBytes(CheckedOut.Repository.HostedAssembly(name)))) + " " + name, server.State, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow(Sql2016, true)]
    [DataRow(Sql2022, true)]
    [DataRow(Sql2022, false)]
    public void Untrust_leaves_the_server_as_it_was_before(string version, bool byKey)
    {
        using var server = new SimulatedServer(version);
        var scripts = byKey ? s_signed.Value : s_unsigned.Value;
        var before = server.State;

        Run(server, scripts[0]);
        Assert.AreNotEqual(before, server.State);
        Run(server, scripts[1]);

        Assert.AreEqual(before, server.State);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Second_run_changes_nothing(bool byKey)
    {
        using var server = new SimulatedServer(Sql2022);
        var script = byKey ? Trust : s_unsigned.Value[0];
        Run(server, script);
        var after = server.State;

        var printed = Run(server, script);

        Assert.AreEqual(after, server.State);
        Assert.IsTrue(printed.Any(line => line.Contains("already", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(Sql2016, true, 5)]
    [DataRow(Sql2022, true, 7)]
    [DataRow(Sql2022, false, 2)]
    public void Error_at_any_step_leaves_nothing_behind(string version, bool byKey, int steps)
    {
        var script = byKey ? Trust : s_unsigned.Value[0];
        for (var step = 1; step <= steps; step++)
        {
            using var server = new SimulatedServer(version) { FailsAt = step };
            var before = server.State;

            var fault = Assert.ThrowsExactly<SqlFault>(() => Run(server, script), $"Step {step}");

            Assert.AreEqual("The server failed.", fault.Message);
            Assert.AreEqual(before, server.State, $"Step {step}");
        }

        using var whole = new SimulatedServer(version) { FailsAt = steps + 1 };
        Run(whole, script);
        Assert.IsFalse(whole.WasDisturbed, "There are more steps than were tried.");
    }

    [TestMethod]
    [DataRow("IF @added_key = 1\n    BEGIN\n        DELETE", "IF 1 = 0\n    BEGIN\n        DELETE", true)]
    [DataRow("IF @made_assembly = 1 AND", "IF 1 = 0 AND", true)]
    [DataRow("IF @made_login = 1", "IF 1 = 0", true)]
    [DataRow("IF @made_key = 1", "IF 1 = 0", true)]
    [DataRow("WHERE [a].[is_added] = 1;", "WHERE [a].[is_added] = 2;", false)]
    public void Missing_cleanup_is_found(string right, string wrong, bool byKey)
    {
        var script = (byKey ? Trust : s_unsigned.Value[0]).With(right, wrong);

        Assert.IsTrue(Enumerable.Range(1, 7).Any(step =>
        {
            using var server = new SimulatedServer(Sql2022) { FailsAt = step };
            var window = new QueryWindow(server);
            var before = server.State;
            window.Run(script.Text);
            return server.WasDisturbed && before != server.State;
        }));
    }

    [TestMethod]
    [DataRow(Sql2016, true, 5)]
    [DataRow(Sql2022, true, 7)]
    [DataRow(Sql2022, false, 2)]
    public void Next_run_mends_what_a_cancelled_one_left(string version, bool byKey, int steps)
    {
        var script = byKey ? Trust : s_unsigned.Value[0];
        using var undisturbed = new SimulatedServer(version);
        Run(undisturbed, script);

        for (var step = 1; step <= steps; step++)
        {
            using var server = new SimulatedServer(version) { CancelledAt = step };
            Assert.ThrowsExactly<CancelledException>(() => Run(server, script), $"Step {step}");

            Run(server, script);

            Assert.AreEqual(undisturbed.State, server.State, $"Step {step}");
        }
    }

    [TestMethod]
    [DataRow(Sql2016, true, 5)]
    [DataRow(Sql2022, true, 7)]
    [DataRow(Sql2022, false, 2)]
    public void Untrust_takes_away_what_a_cancelled_run_left(string version, bool byKey, int steps)
    {
        var scripts = byKey ? s_signed.Value : s_unsigned.Value;
        for (var step = 1; step <= steps; step++)
        {
            using var server = new SimulatedServer(version) { CancelledAt = step };
            var before = server.State;
            Assert.ThrowsExactly<CancelledException>(() => Run(server, scripts[0]), $"Step {step}");

            Run(server, scripts[1]);

            Assert.AreEqual(before, server.State, $"Step {step}");
        }
    }

    [TestMethod]
    public void Every_fault_is_named_and_nothing_is_changed()
    {
        using var server = new SimulatedServer("13.0.1601.5") { Database = "SsdClr", IsSysadmin = false };
        server.Execute("UPDATE sys.configurations SET value_in_use = 1 WHERE name = 'lightweight pooling'");

        var window = new QueryWindow(server);
        window.BeginTransaction();

        var fault = Refused(window, s_unsigned.Value[0]);

        foreach (var part in new[] { "[SsdClr]. Choose master", "A transaction is open", "neither sysadmin", "13.0.4001", "no list of trusted assemblies", "lightweight pooling" })
        {
            Assert.Contains(part, fault, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Older_NET_Framework_is_refused()
    {
        using var server = new SimulatedServer(Sql2022) { FrameworkRelease = 461310 };

        Assert.Contains("older than 4.7.2 (release 461310", Refused(server, Trust), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Unreadable_registry_is_said_and_goes_on()
    {
        using var server = new SimulatedServer(Sql2022) { FrameworkRelease = null };

        Assert.IsTrue(Run(server, Trust).Any(line => line.StartsWith("Not checked: whether .NET Framework is 4.7.2", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Linux_is_refused_for_the_submission_with_the_reason()
    {
        using var server = Linux();

        Assert.Contains("runs on Linux, which takes SAFE assemblies only", Refused(server, Trust), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Linux_will_do_for_previews_alone()
    {
        using var server = Linux();

        Run(server, s_unsigned.Value[0], ("@with_submission", 0));

        Assert.Contains("SsdClr.Payload", server.State, StringComparison.Ordinal);
        Assert.DoesNotContain("SsdClr.Submission", server.State, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Previews_alone_need_no_trust_before_strict_security()
    {
        using var server = new SimulatedServer(Sql2016);
        var before = server.State;

        Assert.IsTrue(Run(server, s_unsigned.Value[0], ("@with_submission", 0)).Any(line => line.StartsWith("Nothing to trust", StringComparison.Ordinal)));

        Assert.AreEqual(before, server.State);
    }

    [TestMethod]
    public void Strict_security_by_trace_flag_without_a_list_is_refused()
    {
        using var server = new SimulatedServer(Sql2016);
        server.Execute("INSERT INTO sys.configurations VALUES ('clr strict security', 1, 1, 1)");

        Assert.Contains("trace flag 6545", Refused(server, Trust), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Unsigned_build_cannot_be_trusted_by_key()
    {
        using var server = new SimulatedServer(Sql2022);

        Assert.Contains("not signed", Refused(server, s_unsigned.Value[0], ("@trust_by", "key")), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Signed_build_can_be_trusted_by_hash()
    {
        using var server = new SimulatedServer(Sql2022);

        Run(server, Trust, ("@trust_by", "hash"));

        Assert.DoesNotContain("login", server.State, StringComparison.Ordinal);
        Assert.Contains("hash", server.State, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("@trust_by", null)]
    [DataRow("@trust_by", "name")]
    [DataRow("@with_submission", null)]
    [DataRow("@enable_clr", null)]
    [DataRow("@remove_others", null)]
    public void Wrong_value_is_refused(string name, string? value)
    {
        using var server = new SimulatedServer(Sql2022);

        Assert.Contains(name, Refused(server, Trust, (name, value)), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Managed_instance_is_refused()
    {
        using var server = new SimulatedServer(Sql2022) { Properties = { ["EngineEdition"] = 8L } };

        Assert.Contains("not SQL Server on a machine of its own", Refused(server, Trust), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Login_of_that_name_that_is_another_s_is_refused()
    {
        using var server = new SimulatedServer(Sql2022);
        server.Execute("INSERT INTO sys.server_principals (name, sid) VALUES (@name, x'01')", ("@name", KeyName));

        Assert.Contains("does not belong to an asymmetric key", Refused(server, Trust), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Clr_is_left_as_it_is_and_that_is_said()
    {
        using var server = new SimulatedServer(Sql2022);

        var printed = Run(server, Trust);

        Assert.Contains("setting clr enabled 0 0", server.State, StringComparison.Ordinal);
        Assert.IsTrue(printed.Any(line => line.StartsWith("Not changed: clr enabled is 0", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Clr_is_enabled_when_asked_and_untrust_leaves_it_so()
    {
        using var server = new SimulatedServer(Sql2022);

        Run(server, Trust, ("@enable_clr", 1));
        Run(server, Untrust);

        Assert.Contains("setting clr enabled 1 1", server.State, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Clr_is_not_enabled_while_other_settings_wait()
    {
        using var server = new SimulatedServer(Sql2022);
        server.Execute("UPDATE sys.configurations SET value = 8 WHERE name = 'max degree of parallelism'");

        Assert.EndsWith("would put them in force too: max degree of parallelism. Settle them first.", Refused(server, Trust, ("@enable_clr", 1)), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(0, "Not removed: SsdClr.Payload 0.0.9.")]
    [DataRow(1, "Took off the list of trusted assemblies: SsdClr.Payload 0.0.9.")]
    public void Hash_of_another_version_goes_only_when_asked(int asked, string said)
    {
        using var server = new SimulatedServer(Sql2022);
        WithOtherHashes(server);

        var printed = Run(server, s_unsigned.Value[0], ("@remove_others", asked));

        Assert.IsTrue(printed.Any(line => line.StartsWith(said, StringComparison.Ordinal)), string.Join('\n', printed));
        Assert.AreEqual(asked == 0, server.State.Contains("SsdClr.Payload 0.0.9", StringComparison.Ordinal));
        Assert.Contains("hash 02 SsdClr.Payload of somebody else", server.State, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Untrust_takes_hashes_of_other_versions_only_when_asked(int asked)
    {
        using var server = new SimulatedServer(Sql2022);
        WithOtherHashes(server);

        Run(server, s_unsigned.Value[1], ("@all_versions", asked));

        Assert.AreEqual(asked == 0, server.State.Contains("SsdClr.Payload 0.0.9", StringComparison.Ordinal));
        Assert.Contains("hash 02 SsdClr.Payload of somebody else", server.State, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Key_of_another_build_is_listed_and_stays()
    {
        using var server = new SimulatedServer(Sql2022);
        server.Execute("INSERT INTO sys.asymmetric_keys (name, sid) VALUES ('SsdClr.Key.0123456789abcdef', x'01')");

        var printed = Run(server, Trust);

        Assert.IsTrue(printed.Any(line => line.StartsWith("Not removed: the key [SsdClr.Key.0123456789abcdef]", StringComparison.Ordinal)));
        Assert.Contains("key SsdClr.Key.0123456789abcdef", server.State, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Untrust_is_refused_while_a_database_depends_on_it(bool byKey)
    {
        using var server = new SimulatedServer(Sql2022);
        var repository = byKey ? SignedOutput.Repository : CheckedOut.Repository;
        var scripts = byKey ? s_signed.Value : s_unsigned.Value;
        Run(server, scripts[0]);
        server.Install("SsdClr", "SsdClr.Payload", File.ReadAllBytes(repository.HostedAssembly("SsdClr.Payload")));

        Assert.Contains("would not load any more: [SsdClr].", Refused(server, scripts[1]), StringComparison.Ordinal);

        var printed = Run(server, scripts[1], ("@although_in_use", 1));
        Assert.Contains("Left without trust: assemblies in [SsdClr].", printed);
        Assert.Contains("Not looked into, for they could not be opened: [Closed].", printed);
    }

    [TestMethod]
    public void Untrust_of_the_old_key_is_not_stopped_by_assemblies_of_the_new_one()
    {
        using var server = new SimulatedServer(Sql2022);
        Run(server, s_unsigned.Value[0]);
        Run(server, Trust);
        server.Install("SsdClr", "SsdClr.Payload", File.ReadAllBytes(SignedOutput.Repository.HostedAssembly("SsdClr.Payload")));

        Run(server, s_unsigned.Value[1]);

        Assert.Contains($"grant {KeyName} UNSAFE ASSEMBLY", server.State, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", server.State, StringComparison.Ordinal);
    }

    private static SimulatedServer Linux()
    {
        var server = new SimulatedServer(Sql2022);
        server.Execute("UPDATE sys.dm_os_host_info SET host_platform = 'Linux'");
        return server;
    }

    private static void WithOtherHashes(SimulatedServer server) =>
        server.Execute("INSERT INTO sys.trusted_assemblies VALUES (x'01', 'SsdClr.Payload 0.0.9. Trusted by trust.sql of SsdClr.'), (x'02', 'SsdClr.Payload of somebody else')");

    /// <summary>Message of a script that refused, having changed nothing.</summary>
    private static string Refused(SimulatedServer server, DeploymentScript script, params IReadOnlyList<(string Name, object? Value)> edited) => Refused(new QueryWindow(server), script, edited);

    private static string Refused(QueryWindow window, DeploymentScript script, params IReadOnlyList<(string Name, object? Value)> edited)
    {
        var before = window.Server.State;

        var fault = Assert.ThrowsExactly<SqlFault>(() => Run(window, script, edited), "The script went on.");

        Assert.StartsWith("Nothing was changed.", fault.Message, StringComparison.Ordinal);
        Assert.AreEqual(before, window.Server.State);
        return fault.Message;
    }

    /// <summary>Lines that a script printed, with values that a DBA edits in.</summary>
    /// <exception cref="SqlFault">It ended with an error.</exception>
    /// <exception cref="CancelledException">It was cancelled.</exception>
    private static List<string> Run(SimulatedServer server, DeploymentScript script, params IReadOnlyList<(string Name, object? Value)> edited) => Run(new QueryWindow(server), script, edited);

    private static List<string> Run(QueryWindow window, DeploymentScript script, IReadOnlyList<(string Name, object? Value)> edited)
    {
        foreach (var (name, value) in edited)
        {
            Assert.Contains(name, script.Text, StringComparison.Ordinal);
            window.Edited.Add(name, value);
        }

        window.Run([script.Parsed.Batches.Single()]);
        Assert.IsFalse(window.IsLeftBehind);
        return window.Errors.SingleOrDefault() is { } fault ? throw fault : window.Printed;
    }

    private static List<DeploymentScript> Filled(Repository repository) =>
        [.. TrustScripts.Make(repository, AssemblySignature.Of(repository)).Select(DeploymentScript.Read)];
}
