using SsdClr.Preflight;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Runs;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Preflight;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Tests.Receiver;
using SsdClr.Tests.Submission;
using SsdClr.Time;

namespace SsdClr.Tests.DataQuality;

[TestClass]
public sealed class SubmissionPreflightTests
{
    [TestMethod]
    public async Task Everything_passes_at_a_receiver_that_is_there()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        Assert.AreEqual("", string.Join("; ", Check(session).Where(step => step.Verdict == PreflightStep.Faulty).Select(step => step.Detail)));
    }

    [TestMethod]
    public async Task TLS_is_shown_with_protocol_subject_issuer_and_days_left()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        Assert.MatchesRegex(@"^Tls1[23]; subject CN=localhost; issuer CN=localhost; \d+ days left\. It is the one certificate that certificate-sha256 names\.$", Step(Check(session), "TLS of the receiver").Detail);
    }

    [TestMethod]
    public async Task Nothing_is_posted_unless_it_is_asked_for()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        PreflightStep step = Step(Check(session), "Receiver");
        Assert.AreEqual((PreflightStep.Omitted, 0), (step.Verdict, session.Receiver.State.Ledger.Count));
    }

    [TestMethod]
    public async Task A_record_of_nobody_is_posted_and_removed_when_it_is_asked_for()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        PreflightStep step = Step(Check(session, postTestChild: true), "Receiver");
        Assert.AreEqual((PreflightStep.Passed, 2, 0), (step.Verdict, session.Receiver.State.Ledger.Count, session.Receiver.State.Held.Count));
    }

    [TestMethod]
    public async Task A_wrong_secret_fails_the_token_alone()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        List<PreflightStep> steps = Check(session, clientSecret: "MARKED-wrong");
        Assert.AreEqual("Access token failed", string.Join("; ", steps.Where(step => step.Verdict == PreflightStep.Faulty).Select(step => step.Name + " " + step.Verdict)));
    }

    [TestMethod]
    public async Task A_certificate_that_is_not_trusted_fails_TLS_and_names_the_remedy()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        PreflightStep step = Step(Check(session, pin: new string('0', 64)), "TLS of the receiver");
        Assert.AreEqual((PreflightStep.Faulty, true), (step.Verdict, step.Remedy!.Contains("TLS inspection", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task What_is_missing_is_named_and_the_network_is_still_looked_at()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        List<PreflightStep> steps = Check(session, changes: [("client_id", ""), ("la_code", "")]);
        Assert.AreEqual(
            ("setting la_code is missing; setting client_id is missing.", true, PreflightStep.Omitted),
            (Step(steps, "Settings").Detail, Step(steps, "TLS of the receiver").Detail.StartsWith("Tls1", StringComparison.Ordinal), Step(steps, "Access token").Verdict));
    }

    [TestMethod]
    public async Task No_step_repeats_a_secret()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        string all = string.Join('\n', Check(session, clientSecret: "MARKED-wrong", postTestChild: true).Concat(Check(session, postTestChild: true)).Select(step => step.Detail + step.Remedy));
        foreach (string secret in (string[])["MARKED", session.Options.ClientSecret, session.Options.SupplierKey])
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void This_machine_is_named_among_the_hosts_where_it_is_allowed(bool isAllowed)
    {
        using var database = new CscDatabase();
        var hosts = new AllowedHosts([new(AllowedHosts.ForReceiver, "receiver.test"), new(AllowedHosts.ForToken, "tokens.test")]);

        List<PreflightStep> steps = Check(database, TestSettings.Complete(), environment: null, isAllowed ? hosts.AndLoopback() : hosts);

        Assert.AreEqual(isAllowed, Step(steps, "Allowed hosts").Detail.Contains("This machine itself (localhost)", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("0", "https://receiver.test/1", PreflightStep.Passed)]
    [DataRow("1", "https://receiver.test/1", PreflightStep.Faulty)]
    [DataRow("0", "https://receiver.test/receiver-test/1", PreflightStep.Faulty)]
    [DataRow("1", "https://receiver.test/receiver-test/1", PreflightStep.Passed)]
    public void Scrambled_children_have_a_step_of_their_own(string scramble, string baseUrl, string verdict)
    {
        using var database = new CscDatabase();
        var hosts = new AllowedHosts([new(AllowedHosts.ForReceiver, "receiver.test"), new(AllowedHosts.ForToken, "tokens.test")]);

        List<PreflightStep> steps = Check(database, TestSettings.Complete(("scramble", scramble), ("base_url", baseUrl)), environment: null, hosts);

        Assert.AreEqual((verdict, PreflightStep.Passed), (Step(steps, "Scrambled children").Verdict, Step(steps, "Settings").Verdict));
    }

    [TestMethod]
    public void Test_hosts_with_real_records_are_listed()
    {
        using var database = new CscDatabase();
        var hosts = new AllowedHosts([new(AllowedHosts.ForReceiver, "receiver.test"), new(AllowedHosts.ForTest, "lent.test"), new(AllowedHosts.ForToken, "tokens.test")], "lent.test");

        PreflightStep step = Step(Check(database, TestSettings.Complete(), environment: null, hosts), "Scrambled children");

        Assert.AreEqual(PreflightStep.Doubtful, step.Verdict);
        StringAssert.Contains(step.Detail, "lent.test", StringComparison.Ordinal);
        StringAssert.EndsWith(step.Remedy, "EXEC csc.allow_host @host = N'lent.test', @purpose = N'test', @remove = 1;", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_host_that_is_not_allowed_is_not_even_looked_up()
    {
        using var database = new CscDatabase();
        List<PreflightStep> steps = Check(database, TestSettings.Complete(("base_url", "https://elsewhere.test/1"), ("token_endpoint", "https://elsewhere.test/token")), environment: null);
        Assert.AreEqual(
            (PreflightStep.Faulty, PreflightStep.Omitted, PreflightStep.Omitted),
            (Step(steps, "Allowed hosts").Verdict, Step(steps, "DNS of the receiver").Verdict, Step(steps, "Access token").Verdict));
    }

    [TestMethod]
    public void A_copy_that_is_not_confirmed_fails()
    {
        using var database = new CscDatabase();
        database.Execute("INSERT INTO csc.environment VALUES ('A', 'a', '2026-01-01', '2026-01-01', 'login')");
        Assert.AreEqual(PreflightStep.Faulty, Step(Check(database, TestSettings.Complete(("base_url", ""), ("token_endpoint", "")), new EnvironmentKey("B", "b")), "Environment").Verdict);
    }

    [TestMethod]
    public async Task No_request_leaves_a_copy_that_is_not_confirmed()
    {
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        var transport = new ScriptedTransport(new TestClock());

        List<PreflightStep> steps = Check(session, transport, new SubmissionBounds(TestSettings.Bounds().Hosts, new EnvironmentKey("B", "b")), postTestChild: true);

        Assert.AreEqual(
            (PreflightStep.Faulty, PreflightStep.Omitted, "No token is asked for and nothing is sent from this copy of the database: see step Environment.", 0),
            (Step(steps, "Environment").Verdict, Step(steps, "Access token").Verdict, Step(steps, "Receiver").Detail, transport.Tokens.Count + transport.Children.Count));
    }

    [TestMethod]
    public void A_login_that_may_not_see_which_database_this_is_fails()
    {
        using var database = new CscDatabase();

        PreflightStep step = Step(Check(database, TestSettings.Complete(("base_url", ""), ("token_endpoint", "")), new EnvironmentKey("B", databaseKey: null)), "Environment");

        Assert.AreEqual((PreflightStep.Faulty, true), (step.Verdict, step.Detail.Contains("Grant it VIEW ANY DATABASE", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_database_that_has_sent_nothing_passes()
    {
        using var database = new CscDatabase();
        Assert.AreEqual(PreflightStep.Passed, Step(Check(database, TestSettings.Complete(("base_url", ""), ("token_endpoint", "")), new EnvironmentKey("B", "b")), "Environment").Verdict);
    }

    private static PreflightStep Step(List<PreflightStep> steps, string name) => steps.Single(step => step.Name == name);

    private static List<PreflightStep> Check(
        ReceiverSession session, bool postTestChild = false, string? clientSecret = null, string? pin = null, params (string Name, string Value)[] changes)
    {
        string sha256 = pin ?? session.Receiver.CertificateSha256;
        return Check(session, LoopbackServer.Pinned(sha256), TestSettings.Bounds(), postTestChild, clientSecret, sha256, changes);
    }

    private static List<PreflightStep> Check(
        ReceiverSession session,
        IHttpTransport transport,
        SubmissionBounds bounds,
        bool postTestChild,
        string? clientSecret = null,
        string? sha256 = null,
        params (string Name, string Value)[] changes)
    {
        ReceiverOptions options = session.Options;
        using var database = new CscDatabase();
        database.Execute("INSERT INTO csc.environment VALUES ('A', 'a', '2026-01-01', '2026-01-01', 'login')");
        SettingValues settings = TestSettings.Complete(
        [
            ("base_url", session.Receiver.BaseUrl.ToString()),
            ("token_endpoint", session.Receiver.TokenEndpoint.ToString()),
            ("la_code", options.LaCode),
            ("client_id", options.ClientId),
            ("scope", options.Scope),
            .. changes,
        ]);
        return new SubmissionPreflight(
            transport,
            LoopbackServer.Direct,
            new NetworkProbe(CompanionRun.Pin(sha256 ?? session.Receiver.CertificateSha256)),
            new SystemClock(),
            settings,
            new SecretValues(new Dictionary<string, string> { ["client_secret"] = clientSecret ?? options.ClientSecret, ["supplier_key"] = options.SupplierKey }),
            bounds).Run(database.Context, postTestChild);
    }

    private static List<PreflightStep> Check(CscDatabase database, SettingValues settings, EnvironmentKey? environment, AllowedHosts? hosts = null)
    {
        var clock = new TestClock();
        return new SubmissionPreflight(
            new ScriptedTransport(clock), LoopbackServer.Direct, new NetworkProbe(null), clock, settings, TestSettings.Secrets(), new SubmissionBounds(hosts ?? TestSettings.Bounds().Hosts, environment)).Run(database.Context, postTestChild: false);
    }
}
