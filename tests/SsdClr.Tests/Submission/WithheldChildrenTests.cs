using System.Reflection;
using System.Text;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Tests.Receiver;
using SsdClr.Time;

namespace SsdClr.Tests.Submission;

/// <summary>The whole way from SSD rows over real TLS to the rehearsal receiver: a child whom an error rule withholds never leaves.</summary>
[TestClass]
public sealed class WithheldChildrenTests
{
    private static readonly DateTime s_asOf = new(2026, 3, 31, 0, 0, 0, DateTimeKind.Unspecified);

    [TestMethod]
    public async Task No_request_holds_anything_of_a_child_who_breaks_an_error_rule()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        AddOneForEachErrorRule(database);
        AddChild(database, "P-good", "L-good", "Welcome");
        AssertEveryErrorRuleIsBroken(database, session);

        RecordingTransport transport = Run(database, session);

        Assert.AreEqual(
            (true, false, "L-good"),
            (transport.Sent.Contains("Welcome", StringComparison.Ordinal), transport.Sent.Contains("WITHHELD", StringComparison.Ordinal), string.Join(',', session.Receiver.State.Held.Keys)));
    }

    [TestMethod]
    public async Task Withheld_children_do_not_make_the_receiver_refuse_the_others()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        AddOneForEachErrorRule(database);
        AddChild(database, "P-good", "L-good", "Welcome");
        Run(database, session);
        Assert.AreEqual(("accepted", 0, "withheld"), (database.Staging("P-good", "state"), session.Receiver.State.Refusals.Count, database.Value("SELECT group_concat(DISTINCT state) FROM csc.staging WHERE person_id <> 'P-good'")));
    }

    [TestMethod]
    public async Task A_child_who_breaks_a_rule_later_is_not_sent_again_and_not_purged()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        AddChild(database, "P1", "L1", "Welcome");
        Run(database, session);
        string? held = session.HeldJson("L1");
        database.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = 'L 1', pers_forename = 'WITHHELD'");
        RecordingTransport transport = Run(database, session);
        Assert.AreEqual((0, held, "withheld"), (transport.ChildPosts, session.HeldJson("L1"), database.Staging("P1", "state")));
    }

    [TestMethod]
    public async Task A_withheld_child_is_sent_once_the_record_is_mended()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        AddChild(database, "P1", "L 1", "Mended");
        Run(database, session);
        database.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = 'L1'");
        Run(database, session);
        Assert.AreEqual(("accepted", true), (database.Staging("P1", "state"), session.HeldJson("L1") is not null));
    }

    private static void AddOneForEachErrorRule(CscDatabase database)
    {
        AddChild(database, "P-missing", null, "WITHHELD");
        AddChild(database, "P-long", new string('L', 37), "WITHHELD");
        AddChild(database, "P-date", "L-date", "WITHHELD");
        database.Execute("UPDATE dbo.ssd_person SET pers_expected_dob = 'soon' WHERE pers_person_id = 'P-date'");
        AddChild(database, "P-slip", "L-slip", "WITHHELD");
        database.Execute("UPDATE dbo.ssd_person SET pers_dob = '2062-01-01' WHERE pers_person_id = 'P-slip'");
        AddChild(database, "P-characters", "L 1", "WITHHELD");
        AddChild(database, "P-" + new string('9', 47), "L-person", "WITHHELD");
        AddChild(database, "P-first", "L-shared", "WITHHELD");
        AddChild(database, "P-second", "L-shared", "WITHHELD");
    }

    private static void AddChild(CscDatabase database, string personId, string? legacyId, string forename) => database.Execute(
        $"INSERT INTO dbo.ssd_person (pers_person_id, pers_legacy_id, pers_forename, pers_surname, pers_dob) VALUES ('{personId}', {(legacyId is null ? "NULL" : $"'{legacyId}'")}, '{forename}', 'Child', '2015-01-01');"
        + $"INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) VALUES ('R-{personId}', '{personId}', '2026-01-01')");

    /// <summary>A new error rule has to join this test.</summary>
    private static void AssertEveryErrorRuleIsBroken(CscDatabase database, ReceiverSession session)
    {
        IEnumerable<PayloadRule> errorRules = typeof(PayloadRule).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(field => field.GetValue(null)).OfType<PayloadRule>()
            .Where(rule => rule.IsError && rule != PayloadRule.LeavesByAnEnd); // Of a child that was staged before alone: PurgeWhenTests.
        List<IssuePreview> findings = new PreviewReader(database.Context, Settings(session), s_asOf).Issues(new PersonRange(after: null, upTo: null));
        CollectionAssert.AreEquivalent(errorRules.ToList(), findings.Select(finding => finding.Issue.Rule).Where(rule => rule.IsError).Distinct().ToList());
    }

    private static SettingValues Settings(ReceiverSession session) => TestSettings.Complete(
        ("base_url", session.Receiver.BaseUrl.ToString()),
        ("token_endpoint", session.Receiver.TokenEndpoint.ToString()),
        ("la_code", session.Options.LaCode),
        ("client_id", session.Options.ClientId),
        ("scope", session.Options.Scope),
        ("min_interval_ms", "0"),
        ("max_as_of_days", "36500"),
        ("la_child_id_column", "pers_legacy_id"),
        ("empty_tables", string.Join(';', ChildQuery.Tables)));

    private static RecordingTransport Run(CscDatabase database, ReceiverSession session)
    {
        var clock = new SystemClock();
        SettingValues settings = Settings(session);
        long runId = RunLog.Start(database.Context, clock, RunOperation.Run, s_asOf, new RunOrigin(hostName: null, loginName: null, agentJob: null));
        new StagingRefresh(database.Context, clock, settings, progress: null).Run(runId, s_asOf, default);
        var transport = new RecordingTransport(LoopbackServer.Pinned(session.Receiver.CertificateSha256));
        SubmissionRun.Execute(
            database.Context,
            transport,
            clock,
            new Random(1),
            settings,
            new SecretValues(new Dictionary<string, string> { ["client_secret"] = session.Options.ClientSecret, ["supplier_key"] = session.Options.SupplierKey }),
            new SubmissionOrder(runId, TestSettings.Bounds(), confirmFirstRun: false, progress: null));
        return transport;
    }

    /// <summary>Passes every request on, and keeps what it held.</summary>
    private sealed class RecordingTransport(IHttpTransport network) : IHttpTransport
    {
        private readonly StringBuilder _sent = new();

        /// <summary>All bodies, one after the other.</summary>
        public string Sent => _sent.ToString();

        /// <summary>Requests that carried children.</summary>
        public int ChildPosts { get; private set; }

        public HttpAnswer Post(HttpPost post)
        {
            _sent.AppendLine(Encoding.UTF8.GetString(post.Body));
            if (post.ContentType.StartsWith("application/json", StringComparison.Ordinal))
            {
                ChildPosts++;
            }

            return network.Post(post);
        }
    }
}
