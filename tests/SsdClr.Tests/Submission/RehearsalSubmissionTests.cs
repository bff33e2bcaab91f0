using SsdClr.Local.Receiver;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Tests.Receiver;
using SsdClr.Time;

namespace SsdClr.Tests.Submission;

/// <summary>The whole way: rows of staging, real TLS, the rehearsal receiver.</summary>
[TestClass]
public sealed class RehearsalSubmissionTests
{
    [TestMethod]
    public async Task The_receiver_holds_exactly_what_staging_says_was_acknowledged()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        for (int child = 0; child < 250; child++)
        {
            database.AddPending($"child-{child}", payload: ExampleChild.Least($"child-{child}"));
        }

        Submit(database, session);
        Assert.AreEqual("250", database.Value("SELECT COUNT(*) FROM csc.staging WHERE state = 'accepted'"));
        Assert.HasCount(250, session.Receiver.State.Held);
        for (int child = 0; child < 250; child++)
        {
            Assert.AreEqual(session.HeldJson($"child-{child}"), database.Staging($"child-{child}", "acknowledged_payload"));
        }
    }

    [TestMethod]
    public async Task A_child_of_every_field_is_accepted()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        database.AddPending("child-1", payload: ExampleChild.Full);
        Submit(database, session);
        Assert.AreEqual("accepted", database.Staging("child-1", "state"));
    }

    [TestMethod]
    public async Task A_deletion_takes_the_child_from_the_receiver()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        database.AddPending("child-1", payload: ExampleChild.Least("child-1"));
        Submit(database, session);
        database.Execute("UPDATE csc.staging SET state = 'pending', change = 'purge', payload = NULL, payload_hash = NULL, body = '" + ExampleChild.Deletion("child-1") + "'");
        Submit(database, session);
        Assert.AreEqual(("purged", (string?)null), (database.Staging("child-1", "state"), session.HeldJson("child-1")));
    }

    [TestMethod]
    public async Task One_invalid_child_is_refused_alone_and_the_others_of_its_batch_are_accepted()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        database.AddPending("child-1", payload: ExampleChild.Least("child-1"));
        database.AddPending("child-2", payload: "{\"la_child_id\":\"child-2\"}");
        database.AddPending("child-3", payload: ExampleChild.Least("child-3"));
        Submit(database, session);
        Assert.AreEqual(
            ("accepted,rejected,accepted", "child-1,child-3"),
            (database.Value("SELECT group_concat(state) FROM (SELECT state FROM csc.staging ORDER BY person_id)"), string.Join(',', session.Receiver.State.Held.Keys.Order(StringComparer.Ordinal))));
    }

    [TestMethod]
    public async Task A_token_that_the_receiver_takes_for_expired_is_renewed()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        database.AddPending("child-1", payload: ExampleChild.Least("child-1"));
        database.AddPending("child-2", payload: ExampleChild.Least("child-2"));
        var progress = new AfterFirstBatch(() => session.Clock.Advance(session.Options.TokenLifetime));
        Submit(database, session, progress: progress, changes: ("batch_size", "1"));
        Assert.AreEqual(
            ("accepted,not_accepted,accepted", "accepted,accepted"),
            (database.Value("SELECT group_concat(outcome) FROM (SELECT outcome FROM csc.batch_log ORDER BY batch_id)"), database.Value("SELECT group_concat(state) FROM csc.staging")));
    }

    [TestMethod]
    public async Task A_wrong_client_secret_stops_before_any_claim()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        database.AddPending("child-1", payload: ExampleChild.Least("child-1"));
        Assert.ThrowsExactly<SubmissionException>(() => Submit(database, session, clientSecret: "wrong"));
        Assert.AreEqual(("pending", "1"), (database.Staging("child-1", "state"), database.Staging("child-1", "held IS NULL")));
    }

    private static void Submit(
        CscDatabase database,
        ReceiverSession session,
        string? clientSecret = null,
        ISubmissionProgress? progress = null,
        params (string Name, string Value)[] changes)
    {
        ReceiverOptions options = session.Options;
        SettingValues settings = TestSettings.Complete(
        [
            ("base_url", session.Receiver.BaseUrl.ToString()),
            ("token_endpoint", session.Receiver.TokenEndpoint.ToString()),
            ("la_code", options.LaCode),
            ("client_id", options.ClientId),
            ("scope", options.Scope),
            ("min_interval_ms", "0"),
            .. changes,
        ]);

        // The receiver is found by its settings, and rows belong to a receiver.
        int receiverId = SsdClr.Runs.ReceiverRegister.Current(database.Context, new TestClock(), settings, SsdClr.Runs.ReceiverRegister.NotScrambled);
        SsdClr.Runs.ReceiverRegister.RecordRefresh(database.Context, receiverId, refusedAt: null);
        database.Execute($"UPDATE csc.staging SET receiver_id = {receiverId}");
        SubmissionRun.Execute(
            database.Context,
            LoopbackServer.Pinned(session.Receiver.CertificateSha256),
            new SystemClock(),
            new Random(1),
            settings,
            new SecretValues(new Dictionary<string, string> { ["client_secret"] = clientSecret ?? options.ClientSecret, ["supplier_key"] = options.SupplierKey }),
            new SubmissionOrder(1, TestSettings.Bounds(), confirmFirstRun: true, progress));
    }

    private sealed class AfterFirstBatch(Action action) : ISubmissionProgress
    {
        private bool _isDone;

        public void ReportWait(string trouble, TimeSpan duration)
        {
        }

        public void Report(SubmissionCounts counts)
        {
            if (counts.Batches == 1 && !_isDone)
            {
                _isDone = true;
                action();
            }
        }
    }
}
