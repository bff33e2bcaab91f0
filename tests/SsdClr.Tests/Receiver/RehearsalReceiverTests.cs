using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Security.Authentication;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

[TestClass]
public sealed class RehearsalReceiverTests
{
    [TestMethod]
    public async Task A_client_that_does_not_pin_the_certificate_is_stopped()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var handler = new HttpClientHandler { UseProxy = false };
        using var client = new HttpClient(handler);
        var fault = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.GetAsync(session.Receiver.OverviewUrl));
        Assert.IsInstanceOfType<AuthenticationException>(fault.InnerException);
    }

    [TestMethod]
    [DataRow(SslProtocols.Tls12)]
    [DataRow(SslProtocols.Tls13)]
    public async Task TLS_1_2_and_1_3_are_spoken(SslProtocols protocol)
    {
        await using var session = await ReceiverSession.StartAsync();
        using var client = session.NewClient(protocol);
        using var reply = await client.GetAsync(session.Receiver.OverviewUrl);
        Assert.AreEqual(HttpStatusCode.OK, reply.StatusCode);
    }

    [TestMethod]
    public void The_certificate_names_loopback_only()
    {
        using var certificate = LoopbackCertificate.Create();
        Assert.IsTrue(certificate.MatchesHostname("localhost") && certificate.MatchesHostname("127.0.0.1") && certificate.MatchesHostname("::1"));
        Assert.IsFalse(certificate.MatchesHostname("example.org"));
    }

    [TestMethod]
    public async Task Each_start_has_a_new_certificate()
    {
        await using var one = await ReceiverSession.StartAsync();
        await using var other = await ReceiverSession.StartAsync();
        Assert.AreNotEqual(one.Receiver.CertificateSha256, other.Receiver.CertificateSha256);
    }

    [TestMethod]
    public async Task Both_loopback_addresses_answer()
    {
        await using var session = await ReceiverSession.StartAsync();
        List<string> hosts = ["127.0.0.1"];
        if (NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses).Any(address => address.Address.Equals(IPAddress.IPv6Loopback)))
        {
            hosts.Add("[::1]");
        }

        foreach (var host in hosts)
        {
            using var reply = await session.Client.GetAsync(new Uri($"https://{host}:{session.Receiver.BaseUrl.Port}/"));
            Assert.AreEqual(HttpStatusCode.OK, reply.StatusCode, host);
        }
    }

    [TestMethod]
    public async Task A_port_in_use_is_refused_by_name()
    {
        await using var session = await ReceiverSession.StartAsync();
        var port = session.Receiver.BaseUrl.Port;
        var fault = await Assert.ThrowsExactlyAsync<IOException>(() => RehearsalReceiver.StartAsync(new ReceiverOptions { Port = port }, TimeProvider.System));
        Assert.StartsWith($"Port {port} could", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_port_is_free_again_after_disposal()
    {
        var first = await ReceiverSession.StartAsync();
        var port = first.Receiver.BaseUrl.Port;
        await first.DisposeAsync();
        await using var second = await ReceiverSession.StartAsync(new ReceiverOptions { Port = port });
        Assert.AreEqual(port, second.Receiver.BaseUrl.Port);
    }

    [TestMethod]
    public async Task Every_bad_option_is_reported_at_once()
    {
        var options = new ReceiverOptions { Port = 70000, LaCode = "30", ClientSecret = " ", TokenLifetime = TimeSpan.Zero, MaxChildren = 0, MaxBodyBytes = 0, Semantics = (ReceiverSemantics)9 };
        var fault = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => RehearsalReceiver.StartAsync(options, TimeProvider.System));
        Assert.HasCount(7, fault.Failures);
    }

    [TestMethod]
    public async Task A_held_child_is_shown_to_who_has_a_token()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync(ExampleChild.Least("1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{session.Receiver.BaseUrl}/children/1");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await session.NewTokenAsync());
        Assert.AreEqual((200, ExampleChild.Least("1")), await session.SendAsync(request));
    }

    [TestMethod]
    public async Task A_held_child_is_not_shown_without_a_token()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync(ExampleChild.Least("1"));
        using var reply = await session.Client.GetAsync(new Uri($"{session.Receiver.BaseUrl}/children/1"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [TestMethod]
    public async Task A_child_that_is_not_held_is_not_found()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{session.Receiver.BaseUrl}/children/1");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await session.NewTokenAsync());
        Assert.AreEqual(404, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task The_counts_tell_what_happened()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync(ExampleChild.Least("1"), ExampleChild.Least("2"));
        await session.PostAsync(ExampleChild.Least("1"));
        await session.PostAsync(ExampleChild.Deletion("2"));
        await session.PostAsync("{}");
        var counts = JsonSerializer.Serialize(JsonDocument.Parse(await session.Client.GetStringAsync(new Uri($"{session.Receiver.BaseUrl}/counts"))));
        Assert.AreEqual(
            """{"children_held":1,"batches_arrived":4,"batches_accepted":3,"children_accepted":4,"deletions_accepted":1,"resends_accepted":1,"batches_refused":{"400":1},"faults_met":{}}""",
            counts);
    }

    [TestMethod]
    public async Task The_page_lists_batches_by_child_id()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync(ExampleChild.Full);
        Assert.Contains("child-1", await session.Client.GetStringAsync(session.Receiver.OverviewUrl), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_page_shows_nothing_of_a_child_but_its_id()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync(ExampleChild.FullWith("/child_details/surname", "\"Secretname\""));
        Assert.DoesNotContain("Secretname", await session.Client.GetStringAsync(session.Receiver.OverviewUrl), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_unknown_path_is_not_found()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var reply = await session.Client.GetAsync(new Uri(session.Receiver.OverviewUrl, "nothing"));
        Assert.AreEqual(HttpStatusCode.NotFound, reply.StatusCode);
    }
}
