using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class RequeueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RequeueTests()
    {
        using LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false);
        Execute(
            database,
            """
            INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current)
            VALUES (1, 'https://receiver.test/1', '999', 'pers_person_id', '2026-01-01', 1), (2, 'https://receiver.test/2', '999', 'pers_person_id', '2026-01-01', 0);
            INSERT INTO csc.staging (receiver_id, person_id, state, change, payload, body, attempts, last_message, error_count, warning_count, state_changed_at) VALUES
            (1, '1', 'rejected', 'new', '{}', NULL, 1, 'refused (status 422)', 0, 0, '2026-01-01'),
            (1, '2', 'rejected', 'purge', '{}', NULL, 1, 'refused (status 422)', 0, 0, '2026-01-01'),
            (1, '3', 'rejected', 'purge', NULL, '{}', 1, 'too large (status 413)', 0, 0, '2026-01-01'),
            (1, '4', 'withheld', 'new', '{}', NULL, 0, NULL, 1, 0, '2026-01-01'),
            (1, '5', 'pending', 'new', '{}', NULL, 10, 'unknown 100% [0].sex', 0, 0, '2026-01-01'),
            (1, '6', 'pending', 'new', '{}', NULL, 2, 'unknown', 0, 0, '2026-01-01'),
            (2, '1', 'rejected', 'new', '{}', NULL, 1, 'refused (status 422)', 0, 0, '2026-01-01');
            """);
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Nothing_is_changed_until_it_is_asked_for()
    {
        string before = States();
        CommandRun run = await RequeueAsync("--all");
        Assert.AreEqual((0, before, true), (run.ExitCode, States(), run.Results.Contains("3 children would be pending again.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task All_that_have_something_to_send_become_pending_with_no_attempts()
    {
        await RequeueAsync("--all", "--apply");
        Assert.AreEqual("1/1 pending 0,1/2 rejected 1,1/3 pending 0,1/4 withheld 0,1/5 pending 0,1/6 pending 2,2/1 rejected 1", States());
    }

    [TestMethod]
    public async Task One_child_becomes_pending()
    {
        await RequeueAsync("--person", "3", "--apply");
        Assert.AreEqual("1/1 rejected 1,1/2 rejected 1,1/3 pending 0,1/4 withheld 0,1/5 pending 10,1/6 pending 2,2/1 rejected 1", States());
    }

    [TestMethod]
    public async Task Children_are_chosen_by_what_their_message_holds()
    {
        await RequeueAsync("--message", "status 422", "--apply");
        Assert.AreEqual("1/1 pending 0,1/2 rejected 1,1/3 rejected 1,1/4 withheld 0,1/5 pending 10,1/6 pending 2,2/1 rejected 1", States());
    }

    [TestMethod]
    public async Task Children_are_chosen_by_a_rule_that_their_payload_breaks()
    {
        using (LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true))
        {
            // The second, fifth and sixth have an ethnicity that is in no list; the second has nothing to send, and the sixth waits for nobody.
            Execute(
                database,
                """
                INSERT INTO dbo.ssd_person (pers_person_id, pers_dob, pers_ethnicity) SELECT person_id, '2015-01-01', CASE WHEN person_id IN ('2', '5', '6') THEN 'XXXX' ELSE 'WBRI' END FROM csc.staging WHERE receiver_id = 1;
                INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) SELECT 'R' || pers_person_id, pers_person_id, '2025-06-01' FROM dbo.ssd_person;
                """);
        }

        CommandRun listed = await RequeueAsync("--rule", "code_unknown", "--as-of", "2026-01-15");
        Assert.Contains("1 child would be pending again.", listed.Results, StringComparison.Ordinal);
        await RequeueAsync("--rule", "code_unknown", "--as-of", "2026-01-15", "--apply");
        Assert.AreEqual("1/1 rejected 1,1/2 rejected 1,1/3 rejected 1,1/4 withheld 0,1/5 pending 0,1/6 pending 2,2/1 rejected 1", States());
        Assert.AreEqual("requeue succeeded 1 children are pending again, chosen by a rule.", Value("SELECT operation || ' ' || verdict || ' ' || message FROM csc.run_log"));
    }

    [TestMethod]
    [DataRow("100%")]
    [DataRow("[0].sex")]
    [DataRow("unknown 100")]
    public async Task Signs_of_a_pattern_mean_themselves(string message)
    {
        await RequeueAsync("--message", message, "--apply");
        Assert.Contains("1/1 rejected 1,1/2 rejected 1,1/3 rejected 1,1/4 withheld 0,1/5 pending 0", States(), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_sign_of_a_pattern_matches_nothing_else()
    {
        CommandRun run = await RequeueAsync("--message", "s_atus", "--apply");
        Assert.Contains("0 children are pending again.", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task It_is_logged_without_the_text_that_was_searched_for()
    {
        await RequeueAsync("--message", "status 422", "--apply");
        Assert.AreEqual("requeue succeeded 1 children are pending again, chosen by their message.", Value("SELECT operation || ' ' || verdict || ' ' || message FROM csc.run_log"));
    }

    [TestMethod]
    [DataRow]
    [DataRow("--all", "--person", "1")]
    [DataRow("--message", " ")]
    [DataRow("--rule", " ")]
    [DataRow("--rule", "id_characters", "--message", "422")]
    public async Task Which_children_has_to_be_said_in_one_way(params string[] arguments) => Assert.AreEqual(2, (await RequeueAsync(arguments)).ExitCode);

    [TestMethod]
    public async Task Everything_is_only_counted_without_its_number()
    {
        Accepted();
        string before = States();

        CommandRun run = await RequeueAsync("--everything");

        Assert.AreEqual((0, before, "2 children would go whole once more. Nothing was changed; --confirm 2 does it."), (run.ExitCode, States(), run.Results.TrimEnd()));
    }

    [TestMethod]
    public async Task Everything_waits_for_the_next_refresh_but_for_purges()
    {
        Accepted();

        await RequeueAsync("--everything", "--confirm", "2");

        Assert.AreEqual("1/1 rejected 1,1/2 rejected 1,1/3 rejected 1,1/4 withheld 0,1/5 pending 10,1/6 pending 2,1/7 dormant 0,1/8 dormant 0,1/9 pending 0,2/1 rejected 1", States());
    }

    [TestMethod]
    public async Task Everything_is_refused_with_another_number()
    {
        Accepted();
        string before = States();

        CommandRun run = await RequeueAsync("--everything", "--confirm", "3");

        Assert.AreEqual((1, before), (run.ExitCode, States()));
        Assert.Contains("2 children would be sent once more, not 3. Nothing was changed.", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task What_was_acknowledged_is_what_the_receiver_may_have_afterwards()
    {
        Accepted();

        await RequeueAsync("--everything", "--confirm", "2");

        using LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true);
        CollectionAssert.AreEqual(
            new[] { "{\"a\":1} none", "{\"b\":1} none", "{\"a\":1} {}" },
            SampleInMemory.Strings(database, "SELECT held || ' ' || COALESCE(acknowledged_payload, payload, body, 'none') FROM csc.staging WHERE held IS NOT NULL ORDER BY person_id"));
    }

    // 7 was accepted as it is, 8 may be held with more than that, and 9 is to be purged.
    private void Accepted()
    {
        using LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true);
        Execute(
            database,
            """
            INSERT INTO csc.staging (receiver_id, person_id, la_child_id, state, change, payload, payload_hash, acknowledged_payload, acknowledged_hash, held, body, attempts, error_count, warning_count, state_changed_at) VALUES
            (1, '7', '7', 'accepted', 'none', '{"a":1}', x'01', '{"a":1}', x'01', NULL, NULL, 0, 0, 0, '2026-01-01'),
            (1, '8', '8', 'pending', 'updated', '{"a":2}', x'02', '{"a":1}', x'01', '{"b":1}', '{}', 4, 0, 0, '2026-01-01'),
            (1, '9', '9', 'pending', 'purge', NULL, NULL, '{"a":1}', x'01', NULL, '{}', 0, 0, 0, '2026-01-01');
            """);
    }

    private Task<CommandRun> RequeueAsync(params string[] arguments) => CommandRun.OfAsync(["requeue", "--database", _folder["children.db"], .. arguments]);

    private string States() => Value("SELECT group_concat(x) FROM (SELECT receiver_id || '/' || person_id || ' ' || state || ' ' || attempts AS x FROM csc.staging ORDER BY receiver_id, person_id)");

    private string Value(string sql)
    {
        using LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true);
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }

    private static void Execute(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
