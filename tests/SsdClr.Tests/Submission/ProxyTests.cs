using SsdClr.Local.Receiver;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Tests.Receiver;
using SsdClr.Time;

namespace SsdClr.Tests.Submission;

/// <summary>The way out through a forward proxy.</summary>
[TestClass]
public sealed class ProxyTests
{
    private const string User = "svc_ssd";
    private const string Password = "MARKED-proxy-password";

    [TestMethod]
    public async Task Posts_through_a_proxy_that_asks_for_nothing()
    {
        await using ForwardProxy proxy = ForwardProxy.Start();
        Assert.AreEqual((200, 1), await PostAsync(proxy, ("proxy_address", proxy.Address)));
    }

    [TestMethod]
    public async Task Gives_the_proxy_its_user_name_and_password()
    {
        await using ForwardProxy proxy = ForwardProxy.Start(User, Password);
        Assert.AreEqual((200, 1), await PostAsync(proxy, ("proxy_address", proxy.Address), ("proxy_credentials", "explicit"), ("proxy_user", User)));
    }

    [TestMethod]
    public async Task A_user_name_may_have_a_domain()
    {
        await using ForwardProxy proxy = ForwardProxy.Start(@"COUNCIL\" + User, Password);
        Assert.AreEqual((200, 1), await PostAsync(proxy, ("proxy_address", proxy.Address), ("proxy_credentials", "explicit"), ("proxy_user", @"COUNCIL\" + User)));
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("default")]
    public async Task Without_its_credentials_a_proxy_is_said_to_ask(string credentials)
    {
        await using ForwardProxy proxy = ForwardProxy.Start(User, Password);
        HttpAnswer answer = await AnswerAsync(proxy, ("proxy_address", proxy.Address), ("proxy_credentials", credentials));
        Assert.AreEqual((HttpDelivery.NotSent, true), (answer.Delivery, answer.IsConfiguration));
        Assert.StartsWith("the proxy asks for credentials (status 407); check proxy_address", answer.Fault, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_wrong_user_name_is_told_as_the_proxys()
    {
        await using ForwardProxy proxy = ForwardProxy.Start(User, Password);
        HttpAnswer answer = await AnswerAsync(proxy, ("proxy_address", proxy.Address), ("proxy_credentials", "explicit"), ("proxy_user", "other"));
        Assert.AreEqual((HttpDelivery.NotSent, true, true), (answer.Delivery, answer.IsConfiguration, answer.Fault.Contains("407", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(403, true, "the proxy, and not localhost, refused the connection (status 403); ask the network team to allow it")]
    [DataRow(404, true, "the proxy, and not localhost, refused the connection (status 404); ask the network team to allow it")]
    [DataRow(429, false, "the proxy did not reach localhost (status 429)")]
    [DataRow(503, false, "the proxy did not reach localhost (status 503)")]
    public async Task A_refusal_of_the_proxy_is_told_as_its_own(int status, bool isConfiguration, string fault)
    {
        await using ForwardProxy proxy = ForwardProxy.Refusing(status);
        HttpAnswer answer = await AnswerAsync(proxy, ("proxy_address", proxy.Address));
        Assert.AreEqual((HttpDelivery.NotSent, isConfiguration, fault), (answer.Delivery, answer.IsConfiguration, answer.Fault));
    }

    [TestMethod]
    public async Task A_host_of_the_bypass_list_is_reached_without_the_proxy()
    {
        await using ForwardProxy proxy = ForwardProxy.Start();
        Assert.AreEqual((200, 0), await PostAsync(proxy, ("proxy_address", proxy.Address), ("proxy_bypass", "other;localhost")));
    }

    [TestMethod]
    public async Task Where_no_proxy_listens_nothing_is_sent()
    {
        string address;
        await using (ForwardProxy gone = ForwardProxy.Start())
        {
            address = gone.Address;
        }

        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        Assert.AreEqual(HttpDelivery.NotSent, server.Transport(network: Network(("proxy_address", address))).Post(server.Post()).Delivery);
    }

    [TestMethod]
    [DataRow("receiver.council.gov.uk", true)]
    [DataRow("RECEIVER.Council.gov.uk", true)]
    [DataRow("a.b.other.gov.uk", true)]
    [DataRow("other.gov.uk", false)]
    [DataRow("another.gov.uk", false)]
    [DataRow("x.receiver.council.gov.uk", false)]
    [DataRow("10.0.0.1", true)]
    public void Names_of_the_bypass_list_are_whole_and_those_with_a_dot_are_endings(string host, bool isBypassed) =>
        Assert.AreEqual(isBypassed, Network(("proxy_bypass", "receiver.council.gov.uk; .other.gov.uk;10.0.0.1")).IsBypassed(host));

    [TestMethod]
    public void A_star_before_the_dot_means_the_same() => Assert.IsTrue(Network(("proxy_bypass", "*.council.gov.uk")).IsBypassed("a.council.gov.uk"));

    [TestMethod]
    public void Credentials_that_are_not_set_are_named_all_together() => Assert.AreEqual(
        "Nothing was sent, because of the configuration: setting proxy_user is missing; secret proxy_password is missing. "
        + "Use EXEC csc.set_setting and EXEC csc.set_secret.",
        Assert.ThrowsExactly<SubmissionException>(() => NetworkSettings.Read(
            TestSettings.Complete(("proxy_address", "http://proxy:8080"), ("proxy_credentials", "explicit")),
            new SecretValues([]))).Message);

    [TestMethod]
    public async Task Token_and_children_go_through_the_proxy()
    {
        await using ForwardProxy proxy = ForwardProxy.Start(User, Password);
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        database.AddPending("child-1", payload: ExampleChild.Least("child-1"));
        Submit(database, session, proxy, User);

        // The proxy alone can resolve the name (RFC 2606), so nothing else can have reached the receiver.
        Assert.AreEqual(("accepted", true), (database.Staging("child-1", "state"), proxy.Connected.All(target => target.StartsWith("receiver.invalid:", StringComparison.Ordinal))));
    }

    [TestMethod]
    public async Task A_407_stops_the_run_before_any_claim_and_says_what_to_do_without_the_password()
    {
        await using ForwardProxy proxy = ForwardProxy.Start(User, Password);
        await using ReceiverSession session = await ReceiverSession.StartAsync();
        using var database = new CscDatabase();
        database.AddPending("child-1", payload: ExampleChild.Least("child-1"));
        SubmissionException exception = Assert.ThrowsExactly<SubmissionException>(() => Submit(database, session, proxy, "other"));
        StringAssert.Contains(exception.Message, "407", StringComparison.Ordinal);
        Assert.DoesNotContain("MARKED", exception.ToString(), StringComparison.Ordinal);
        Assert.AreEqual(("pending", "1"), (database.Staging("child-1", "state"), database.Staging("child-1", "held IS NULL")));
    }

    private static NetworkSettings Network(params (string Name, string Value)[] settings) => NetworkSettings.Read(
        TestSettings.Complete(settings),
        new SecretValues(new Dictionary<string, string> { ["proxy_password"] = Password }));

    private static async Task<(int Status, int Connected)> PostAsync(ForwardProxy proxy, params (string Name, string Value)[] settings) =>
        ((await AnswerAsync(proxy, settings)).StatusCode, proxy.Connected.Count);

    private static async Task<HttpAnswer> AnswerAsync(ForwardProxy proxy, params (string Name, string Value)[] settings)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        return server.Transport(network: Network(settings)).Post(server.Post());
    }

    private static void Submit(CscDatabase database, ReceiverSession session, ForwardProxy proxy, string user)
    {
        ReceiverOptions options = session.Options;
        SettingValues settings = TestSettings.Complete(
            ("base_url", ThroughProxy(session.Receiver.BaseUrl)),
            ("token_endpoint", ThroughProxy(session.Receiver.TokenEndpoint)),
            ("la_code", options.LaCode),
            ("client_id", options.ClientId),
            ("scope", options.Scope),
            ("min_interval_ms", "0"),
            ("proxy_address", proxy.Address),
            ("proxy_credentials", "explicit"),
            ("proxy_user", user));
        var secrets = new SecretValues(new Dictionary<string, string>
        {
            ["client_secret"] = options.ClientSecret,
            ["supplier_key"] = options.SupplierKey,
            ["proxy_password"] = Password,
        });
        int receiverId = SsdClr.Runs.ReceiverRegister.Current(database.Context, new TestClock(), settings, SsdClr.Runs.ReceiverRegister.NotScrambled);
        SsdClr.Runs.ReceiverRegister.RecordRefresh(database.Context, receiverId, refusedAt: null);
        database.Execute($"UPDATE csc.staging SET receiver_id = {receiverId}");
        HttpWebRequestTransport transport = LoopbackServer.Pinned(session.Receiver.CertificateSha256, network: NetworkSettings.Read(settings, secrets));
        SubmissionRun.Execute(database.Context, transport, new SystemClock(), new FixedChance(0), settings, secrets, new SubmissionOrder(1, Bounds(session.Receiver.BaseUrl.Port), confirmFirstRun: true, progress: null));
    }

    private static SubmissionBounds Bounds(int port) => new(new AllowedHosts([new(AllowedHosts.ForReceiver, $"receiver.invalid:{port}")]), environment: null);

    private static string ThroughProxy(Uri address) => new UriBuilder(address) { Host = "receiver.invalid" }.Uri.ToString();
}
