using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Tests.Submission;

/// <summary>The way out over real TLS.</summary>
[TestClass]
public sealed class HttpWebRequestTransportTests
{
    [TestMethod]
    public async Task Sends_the_bytes_of_the_body_and_their_number()
    {
        byte[] received = [];
        long? length = null;
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            length = context.Request.ContentLength;
            received = await ReadAsync(context);
        });
        byte[] body = Encoding.UTF8.GetBytes("[\"Zo\u00eb \ud83d\ude00\"]");
        server.Transport().Post(server.Post(body));
        CollectionAssert.AreEqual(body, received);
        Assert.AreEqual(body.Length, length);
    }

    [TestMethod]
    public async Task Sends_the_headers_it_should_and_expects_no_100_continue()
    {
        var headers = new List<string>();
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            headers.AddRange(context.Request.Headers.Select(header => header.Key + ": " + header.Value));
            return Task.CompletedTask;
        });
        HttpPost post = server.Post();
        post.Headers.Add(new("SupplierKey", "key"));
        server.Transport().Post(post);
        CollectionAssert.AreEquivalent(
            new[]
            {
                "Accept: application/json", "Accept-Encoding: identity", "Connection: close", "Content-Length: 2", "Content-Type: application/json",
                "Host: " + server.Address.Authority, "SupplierKey: key", "User-Agent: SsdClr/test",
            },
            headers);
    }

    [TestMethod]
    public async Task Speaks_TLS_of_today()
    {
        SslProtocols protocol = SslProtocols.None;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            protocol = context.Features.Get<ITlsHandshakeFeature>()!.Protocol;
            return Task.CompletedTask;
        });
        server.Transport().Post(server.Post());
        Assert.IsTrue(protocol is SslProtocols.Tls12 or SslProtocols.Tls13, protocol.ToString());
    }

    [TestMethod]
    public async Task Refuses_a_certificate_that_nobody_vouches_for_before_anything_is_sent()
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ =>
        {
            requests++;
            return Task.CompletedTask;
        });
        HttpAnswer answer = LoopbackServer.Validating().Post(server.Post());
        Assert.AreEqual((HttpDelivery.NotSent, true, 0), (answer.Delivery, answer.IsConfiguration, requests));
        StringAssert.StartsWith(answer.Fault, "the certificate of localhost was not accepted", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(200)]
    [DataRow(202)]
    [DataRow(302)]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(407)]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(503)]
    public async Task Gives_every_status_with_its_body(int status)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("an answer");
        });
        HttpAnswer answer = server.Transport().Post(server.Post());
        Assert.AreEqual((HttpDelivery.Answered, status, "an answer", true), (answer.Delivery, answer.StatusCode, answer.Text(), answer.IsComplete));
    }

    [TestMethod]
    public async Task Follows_no_redirect()
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            requests++;
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        HttpAnswer answer = server.Transport().Post(server.Post());
        Assert.AreEqual((307, 1), (answer.StatusCode, requests));
    }

    [TestMethod]
    public async Task A_compressed_answer_is_incomplete()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync("[\"packed\"]"u8.ToArray());
        });
        HttpAnswer answer = server.Transport().Post(server.Post());
        Assert.AreEqual((200, false, "the answer is compressed, which it was not asked to be"), (answer.StatusCode, answer.IsComplete, answer.Fault));
    }

    [TestMethod]
    public async Task Each_post_has_its_own_connection()
    {
        var connections = new List<string>();
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            return Task.CompletedTask;
        });
        HttpWebRequestTransport transport = server.Transport();
        transport.Post(server.Post());
        transport.Post(server.Post());
        Assert.HasCount(2, connections.Distinct());
    }

    [TestMethod]
    [DataRow(0, true)]
    [DataRow(1, false)]
    public async Task Reads_up_to_a_megabyte(int tooMany, bool isComplete)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            context.Response.WriteAsync(new string('x', HttpWebRequestTransport.LargestAnswer + tooMany)));
        HttpAnswer answer = server.Transport().Post(server.Post());
        Assert.AreEqual((200, isComplete), (answer.StatusCode, answer.IsComplete));
    }

    [TestMethod]
    public async Task An_answer_that_breaks_off_keeps_its_status()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
        });
        HttpAnswer answer = server.Transport().Post(server.Post());
        Assert.AreEqual((HttpDelivery.Answered, 200, false), (answer.Delivery, answer.StatusCode, answer.IsComplete));
    }

    [TestMethod]
    public async Task An_answer_that_trickles_past_the_time_allowed_is_incomplete()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("[]"));
        HttpAnswer answer = server.Transport(new RushingClock()).Post(server.Post());
        Assert.AreEqual((200, false, "the answer took longer than the time allowed"), (answer.StatusCode, answer.IsComplete, answer.Fault));
    }

    [TestMethod]
    public async Task A_connection_cut_after_the_body_may_have_been_sent()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            await ReadAsync(context);
            context.Abort();
        });
        Assert.AreEqual(HttpDelivery.MaybeSent, server.Transport().Post(server.Post()).Delivery);
    }

    [TestMethod]
    public async Task Silence_past_the_time_allowed_may_have_been_sent()
    {
        using var end = new CancellationTokenSource();
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            await Task.Delay(Timeout.Infinite, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        HttpAnswer answer = server.Transport().Post(server.Post(timeout: TimeSpan.FromSeconds(2)));
        await end.CancelAsync();
        Assert.AreEqual((HttpDelivery.MaybeSent, "localhost did not answer in time"), (answer.Delivery, answer.Fault));
    }

    [TestMethod]
    public void Where_nothing_listens_nothing_is_sent()
    {
        int port;
        using (var socket = new TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            port = ((IPEndPoint)socket.LocalEndpoint).Port;
        }

        HttpAnswer answer = LoopbackServer.Validating().Post(Post($"https://localhost:{port}/"));
        Assert.AreEqual(
            (HttpDelivery.NotSent, false, "no connection to localhost (firewall, proxy, or nothing listens there)"),
            (answer.Delivery, answer.IsConfiguration, answer.Fault));
    }

    [TestMethod]
    public void Without_an_address_of_that_name_nothing_is_sent()
    {
        // RFC 2606 keeps .invalid for names that never resolve.
        HttpAnswer answer = LoopbackServer.Validating().Post(Post("https://receiver.invalid/"));
        Assert.AreEqual((HttpDelivery.NotSent, false), (answer.Delivery, answer.IsConfiguration));
    }

    [TestMethod]
    [DataRow("120")]
    [DataRow("Sun, 06 Nov 1994 08:49:37 GMT")]
    public async Task Gives_Retry_After_as_it_came(string retryAfter)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        Assert.AreEqual(retryAfter, server.Transport().Post(server.Post()).RetryAfter);
    }

    [TestMethod]
    public async Task An_answer_that_falls_silent_halfway_is_incomplete()
    {
        using var end = new CancellationTokenSource();
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        HttpAnswer answer = server.Transport().Post(server.Post(timeout: TimeSpan.FromSeconds(1)));
        await end.CancelAsync();
        Assert.AreEqual((HttpDelivery.Answered, 200, false), (answer.Delivery, answer.StatusCode, answer.IsComplete));
    }

    [TestMethod]
    public async Task A_server_that_takes_connections_and_stays_silent_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        HttpAnswer answer = await Task.Run(() => LoopbackServer.Validating().Post(
            new HttpPost(AddressOf(silent), "application/json", "SsdClr/test", [], TimeSpan.FromSeconds(1))));
        Assert.AreNotEqual(HttpDelivery.Answered, answer.Delivery);
    }

    [TestMethod]
    public async Task A_connection_cut_while_TLS_is_agreed_sends_nothing_and_may_pass()
    {
        using var cutting = new TcpListener(IPAddress.Loopback, 0);
        cutting.Start();
        Task cut = Task.Run(async () =>
        {
            using TcpClient client = await cutting.AcceptTcpClientAsync();
            await client.GetStream().ReadExactlyAsync(new byte[16]);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        });
        HttpAnswer answer = LoopbackServer.Validating().Post(Post(AddressOf(cutting).ToString()));
        await cut;
        Assert.AreEqual((HttpDelivery.NotSent, false), (answer.Delivery, answer.IsConfiguration), answer.Fault);
    }

    [TestMethod]
    public async Task A_server_of_TLS_1_1_at_most_is_refused()
    {
        // A ServerHello (RFC 4346) that picks TLS 1.1: no platform of today has to be able to speak it.
        byte[] hello =
        [
            22, 3, 2, 0, 42, // a handshake record of 42 bytes
            2, 0, 0, 38, 3, 2, // ServerHello, version 3.2
            .. new byte[32], // random
            0, 0, 47, 0, // no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression
        ];
        using var old = new TcpListener(IPAddress.Loopback, 0);
        old.Start();
        Task<byte[]> reply = Task.Run(async () =>
        {
            using TcpClient client = await old.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            var header = new byte[5];
            await stream.ReadExactlyAsync(header);
            await stream.ReadExactlyAsync(new byte[(header[3] << 8) | header[4]]);
            await stream.WriteAsync(hello);
            var alert = new byte[7];
            return await stream.ReadAtLeastAsync(alert, alert.Length, throwOnEndOfStream: false) == alert.Length ? alert : [];
        });
        HttpAnswer answer = LoopbackServer.Validating().Post(Post(AddressOf(old).ToString()));
        byte[] alert = await reply;
        Assert.AreEqual((HttpDelivery.NotSent, true), (answer.Delivery, answer.IsConfiguration), answer.Fault);

        // A fatal alert, number 70: protocol_version.
        Assert.AreEqual((7, 21, 2, 70), (alert.Length, alert[0], alert[^2], alert[^1]));
    }

    private static Uri AddressOf(TcpListener listener) => new($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    private static HttpPost Post(string address) => new(new Uri(address), "application/json", "SsdClr/test", [], TimeSpan.FromSeconds(20));

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    /// <summary>Eleven seconds pass at every look.</summary>
    private sealed class RushingClock : IClock
    {
        private TimeSpan _elapsed;

        public DateTime UtcNow { get; } = new(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc);

        public DateTime Today => UtcNow.Date;

        public TimeSpan Elapsed => _elapsed += TimeSpan.FromSeconds(11);

        public void Wait(TimeSpan duration) => _elapsed += duration;
    }
}
