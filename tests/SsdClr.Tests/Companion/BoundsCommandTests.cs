using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class BoundsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BoundsCommandTests() => LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task A_host_is_allowed_and_that_is_logged()
    {
        await CommandRun.OfAsync("allow-host", "Gateway.Example.org", "--database", _folder["children.db"]);
        Assert.AreEqual("receiver gateway.example.org|allowed_host: receiver  gateway.example.org", Hosts());
    }

    [TestMethod]
    public async Task A_host_is_taken_back_and_that_is_logged()
    {
        await CommandRun.OfAsync("allow-host", "gateway.example.org", "--database", _folder["children.db"], "--token-only");
        await CommandRun.OfAsync("allow-host", "gateway.example.org", "--database", _folder["children.db"], "--token-only", "--remove");
        Assert.AreEqual("|allowed_host: token  gateway.example.org;allowed_host: token gateway.example.org ", Hosts());
    }

    [TestMethod]
    public async Task A_test_host_gets_real_records_until_that_is_taken_back()
    {
        await CommandRun.OfAsync("allow-host", "test.example.org", "--database", _folder["children.db"], "--test", "--real-records");
        string with = Hosts();
        string marked = RealRecords();
        await CommandRun.OfAsync("allow-host", "test.example.org", "--database", _folder["children.db"], "--test");

        Assert.AreEqual(("test test.example.org|allowed_host: test  test.example.org (real records)", "1"), (with, marked));
        Assert.AreEqual("0", RealRecords());
    }

    [TestMethod]
    [DataRow("--real-records")]
    [DataRow("--token-only", "--test")]
    [DataRow("--test", "--real-records", "--remove")]
    public async Task Options_that_contradict_each_other_are_refused(params string[] options) =>
        Assert.AreEqual(2, (await CommandRun.OfAsync(["allow-host", "test.example.org", "--database", _folder["children.db"], .. options])).ExitCode);

    [TestMethod]
    [DataRow("https://gateway.example.org")]
    [DataRow(".org")]
    public async Task What_is_no_host_is_refused(string host)
    {
        CommandRun run = await CommandRun.OfAsync("allow-host", host, "--database", _folder["children.db"]);
        Assert.AreEqual((1, "|"), (run.ExitCode, Hosts()));
    }

    [TestMethod]
    public async Task A_host_that_was_not_allowed_cannot_be_taken_back()
    {
        CommandRun run = await CommandRun.OfAsync("allow-host", "gateway.example.org", "--database", _folder["children.db"], "--remove");
        Assert.AreEqual((1, "|"), (run.ExitCode, Hosts()));
    }

    [TestMethod]
    public void A_database_from_which_nothing_has_left_is_confirmed_by_itself()
    {
        using LocalDatabase database = Open("children.db");
        LocalEnvironment.Note(database, DateTime.UnixEpoch);
        Assert.IsTrue(IsConfirmed(database));
    }

    [TestMethod]
    public void A_copy_elsewhere_is_not_confirmed()
    {
        using (LocalDatabase database = Open("children.db"))
        {
            LocalEnvironment.Note(database, DateTime.UnixEpoch);
        }

        Copy();
        using LocalDatabase copy = Open("copy.db");
        LocalEnvironment.Note(copy, DateTime.UnixEpoch);
        Assert.IsFalse(IsConfirmed(copy));
    }

    [TestMethod]
    public void A_database_that_sent_before_environments_were_noted_is_not_confirmed_by_itself()
    {
        using LocalDatabase database = Open("children.db");
        Execute(database, "INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, children, body_bytes, outcome) VALUES (1, 1, 1, '2026-01-01', 1, 2, 'accepted')");
        LocalEnvironment.Note(database, DateTime.UnixEpoch);
        Assert.IsFalse(IsConfirmed(database));
    }

    [TestMethod]
    public async Task A_copy_can_be_confirmed_and_the_original_counts_no_more()
    {
        using (LocalDatabase database = Open("children.db"))
        {
            LocalEnvironment.Note(database, DateTime.UnixEpoch);
        }

        Copy();
        CommandRun run = await CommandRun.OfAsync("confirm-environment", "--database", _folder["copy.db"]);
        using LocalDatabase copy = Open("copy.db");
        Assert.AreEqual((0, true, "1"), (run.ExitCode, IsConfirmed(copy), Value(copy, "SELECT COUNT(*) FROM csc.environment")));
    }

    [TestMethod]
    public void Where_the_database_was_before_unconfirmed_is_forgotten()
    {
        using LocalDatabase database = Open("children.db");
        Execute(database, "INSERT INTO csc.environment VALUES ('A', 'a', '2026-01-01', '2026-01-01', 'login'), ('B', 'b', '2026-01-01', NULL, NULL)");
        LocalEnvironment.Note(database, DateTime.UnixEpoch);
        Assert.IsFalse(IsConfirmed(database));
        Assert.AreEqual("1|1", Value(database, "SELECT (SELECT COUNT(*) FROM csc.environment WHERE server_name = 'A') || '|' || (SELECT COUNT(*) FROM csc.environment WHERE confirmed_at IS NULL)"));
    }

    [TestMethod]
    public void A_database_in_memory_is_no_environment()
    {
        using LocalDatabase database = LocalDatabase.OpenInMemory();
        Assert.IsNull(LocalEnvironment.Of(database));
    }

    private LocalDatabase Open(string name) => LocalDatabase.OpenFile(_folder[name], mustExist: true);

    private void Copy()
    {
        File.Copy(_folder["children.db"], _folder["copy.db"]);
        File.Copy(_folder["children.csc.db"], _folder["copy.csc.db"]);
    }

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(false, false)]
    public void Where_case_does_not_count_two_spellings_of_a_path_are_one_environment(bool ignoreCase, bool isOne) =>
        Assert.AreEqual(isOne, LocalEnvironment.KeyOf(@"C:\SSD\children.csc.db", ignoreCase) == LocalEnvironment.KeyOf(@"c:\ssd\Children.csc.db", ignoreCase));

    private static bool IsConfirmed(LocalDatabase database) => LocalEnvironment.Of(database)!.IsConfirmed(database.Context);

    private string RealRecords()
    {
        using LocalDatabase database = Open("children.db");
        return Value(database, "SELECT group_concat(real_records) FROM csc.allowed_host");
    }

    private string Hosts()
    {
        using LocalDatabase database = Open("children.db");
        return Value(database, "SELECT group_concat(purpose || ' ' || host, ';') FROM csc.allowed_host") + "|"
            + Value(database, "SELECT group_concat(name || ' ' || COALESCE(old_value, '') || ' ' || COALESCE(new_value, ''), ';') FROM csc.setting_log");
    }

    private static string Value(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    private static void Execute(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
