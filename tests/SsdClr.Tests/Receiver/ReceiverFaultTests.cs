using System.Net;
using System.Security.Cryptography;
using System.Text;
using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

/// <summary>Faults over real TLS: what a sender sees of each, and whether the child was taken in.</summary>
[TestClass]
public sealed class ReceiverFaultTests
{
    [TestMethod]
    [DataRow("400", 400)]
    [DataRow("403", 403)]
    [DataRow("404", 404)]
    [DataRow("408", 408)]
    [DataRow("413", 413)]
    [DataRow("422", 422)]
    [DataRow("429", 429)]
    [DataRow("500", 500)]
    [DataRow("503", 503)]
    [DataRow("expired-token", 401)]
    [DataRow("too-large=10", 413)]
    public async Task A_refusal_takes_nothing_in(string fault, int status)
    {
        await using var session = await StartAsync(fault);
        Assert.AreEqual((status, 0), ((await session.PostAsync(ExampleChild.Least("child-1"))).Status, session.Receiver.State.Held.Count));
    }

    [TestMethod]
    public async Task A_refused_child_refuses_its_batch_and_is_named()
    {
        await using var session = await StartAsync("refused-child=child-2");
        Assert.AreEqual((400, "[1].la_child_id: this value is not allowed"), await session.PostAsync(ExampleChild.Least("child-1"), ExampleChild.Least("child-2")));
        Assert.AreEqual((200, 1), ((await session.PostAsync(ExampleChild.Least("child-1"))).Status, session.Receiver.State.Held.Count));
    }

    [TestMethod]
    public async Task Every_refusal_is_told_with_path_and_rule_and_no_value()
    {
        var told = new List<string>();
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { OnRefusal = refusal => told.AddRange(refusal.Lines()) });
        await session.PostAsync(ExampleChild.Least("child-1").Replace("child-1", "MARKED child", StringComparison.Ordinal));
        await session.RequestTokenAsync(("client_secret", "MARKED"));
        await session.PostAsync(ExampleChild.Least("child-1"));

        Assert.AreEqual("03:02:01 UTC: refused children, status 400.", told[0]);
        Assert.StartsWith("  [0].la_child_id", told[1], StringComparison.Ordinal);
        Assert.AreEqual("03:02:01 UTC: refused a token, status 401.", told[2]);
        Assert.DoesNotContain("MARKED", string.Concat(told), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Of_many_reasons_the_first_five_are_shown()
    {
        var lines = new Refusal(default, FaultPlace.Children, 400, string.Join('\n', Enumerable.Range(0, 7).Select(child => $"[{child}].purge is missing"))).Lines();

        Assert.AreEqual(7, lines.Count);
        Assert.AreEqual("  and 2 more", lines[^1]);
    }

    [TestMethod]
    public async Task After_its_times_a_fault_is_over()
    {
        await using var session = await StartAsync("503,times=1");
        await session.PostAsync(ExampleChild.Least("child-1"));
        Assert.AreEqual(200, (await session.PostAsync(ExampleChild.Least("child-1"))).Status);
    }

    [TestMethod]
    [DataRow("429,retry-after=5", "5")]
    [DataRow("429,retry-after=date+5", "Mon, 04 May 2026 03:02:06 GMT")]
    public async Task Retry_After_has_both_forms(string fault, string header)
    {
        await using var session = await StartAsync(fault);
        using var request = await session.NewPostAsync("[]"u8.ToArray());
        using var reply = await session.Client.SendAsync(request);
        Assert.AreEqual(header, reply.Headers.GetValues("Retry-After").Single());
    }

    [TestMethod]
    public async Task A_wrong_count_confirms_one_child_too_few_of_those_taken_in()
    {
        await using var session = await StartAsync("wrong-count");
        var (status, body) = await session.PostAsync(ExampleChild.Least("child-1"), ExampleChild.Least("child-2"));
        Assert.AreEqual((200, 1, 2), (status, System.Text.Json.Nodes.JsonNode.Parse(body)!.AsArray().Count, session.Receiver.State.Held.Count));
    }

    [TestMethod]
    public async Task No_content_confirms_nothing_of_what_was_taken_in()
    {
        await using var session = await StartAsync("no-content");
        Assert.AreEqual(((204, string.Empty), 1), (await session.PostAsync(ExampleChild.Least("child-1")), session.Receiver.State.Held.Count));
    }

    [TestMethod]
    public async Task Garbage_is_no_JSON()
    {
        await using var session = await StartAsync("garbage");
        var (status, body) = await session.PostAsync(ExampleChild.Least("child-1"));
        Assert.AreEqual((200, '<', 1), (status, body[0], session.Receiver.State.Held.Count));
    }

    [TestMethod]
    [DataRow("cut-before", 0)]
    [DataRow("cut-after", 1)]
    public async Task A_cut_connection_gives_no_answer(string fault, int held)
    {
        await using var session = await StartAsync(fault);
        using var request = await session.NewPostAsync(Encoding.UTF8.GetBytes($"[{ExampleChild.Least("child-1")}]"));
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => session.Client.SendAsync(request));
        Assert.HasCount(held, session.Receiver.State.Held);
    }

    [TestMethod]
    [DataRow("hang-before", 0)]
    [DataRow("hang-after", 1)]
    [DataRow("slow=60", 1)]
    public async Task Silence_lasts_until_the_sender_hangs_up(string fault, int held)
    {
        await using var session = await StartAsync(fault);
        using var request = await session.NewPostAsync(Encoding.UTF8.GetBytes($"[{ExampleChild.Least("child-1")}]"));
        using var patience = new CancellationTokenSource();
        var answer = session.Client.SendAsync(request, patience.Token);
        while (session.Receiver.State.Arrived == 0 || session.Receiver.State.Held.Count < held)
        {
            await Task.Delay(5);
        }

        await patience.CancelAsync();
        await Assert.ThrowsExactlyAsync<TaskCanceledException>(() => answer);
        Assert.HasCount(held, session.Receiver.State.Held);
    }

    [TestMethod]
    public async Task A_slow_answer_is_right_when_it_comes()
    {
        await using var session = await StartAsync("slow=1");
        Assert.AreEqual(200, (await session.PostAsync(ExampleChild.Least("child-1"))).Status);
    }

    [TestMethod]
    public async Task A_compressed_answer_is_right_when_it_is_unpacked()
    {
        await using var session = await StartAsync("gzip");
        using var request = await session.NewPostAsync(Encoding.UTF8.GetBytes($"[{ExampleChild.Least("child-1")}]"));
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var reply = await session.Client.SendAsync(request);
        await using var unpacked = new System.IO.Compression.GZipStream(await reply.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        using var receipts = await System.Text.Json.JsonDocument.ParseAsync(unpacked);
        Assert.AreEqual(1, receipts.RootElement.GetArrayLength());
    }

    [TestMethod]
    public async Task A_refused_token_is_a_matter_of_the_client()
    {
        await using var session = await StartAsync("refused-token");
        using var reply = await session.RequestTokenAsync();
        Assert.AreEqual(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [TestMethod]
    public async Task The_token_endpoint_has_faults_of_its_own()
    {
        await using var session = await StartAsync("503,at=token,times=1");
        using var reply = await session.RequestTokenAsync();
        Assert.AreEqual((HttpStatusCode.ServiceUnavailable, 200), (reply.StatusCode, (await session.PostAsync(ExampleChild.Least("child-1"))).Status));
    }

    [TestMethod]
    public async Task A_wrong_certificate_is_not_the_one_clients_pin()
    {
        await using var session = await StartAsync("wrong-certificate");
        string? shown = null;
#pragma warning disable MA0039 // It looks at the certificate and refuses it.
        using var client = new HttpClient(new HttpClientHandler
        {
            UseProxy = false,
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                shown = certificate!.GetCertHashString(HashAlgorithmName.SHA256);
                return false;
            },
        });
#pragma warning restore MA0039
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.GetAsync(session.Receiver.OverviewUrl));
        Assert.AreNotEqual(session.Receiver.CertificateSha256, shown);
    }

    [TestMethod]
    public async Task Every_body_that_arrives_is_told_and_counted_whatever_becomes_of_it()
    {
        var told = new List<string>();
        await using var session = await ReceiverSession.StartAsync(
            new ReceiverOptions { Faults = [Fault.Parse("503,times=1")], OnDelivery = body => told.Add(Encoding.UTF8.GetString(body.Span)) });
        var child = ExampleChild.Least("child-1");
        await session.PostAsync(child);
        await session.PostAsync(child);
        CollectionAssert.AreEqual(new[] { $"[{child}]", $"[{child}]" }, told);
        Assert.AreEqual(2, session.Receiver.State.Arrived);
    }

    [TestMethod]
    public async Task Faults_are_changed_while_it_runs()
    {
        await using var session = await StartAsync("503");
        Assert.AreEqual((200, "429,times=1\nchance=1\n"), await ChangeAsync(session, new StringContent("429,times=1\nchance=1")));
        Assert.AreEqual(429, (await session.PostAsync(ExampleChild.Least("child-1"))).Status);
    }

    [TestMethod]
    public async Task No_faults_put_an_end_to_all()
    {
        await using var session = await StartAsync("503");
        await ChangeAsync(session, new StringContent(string.Empty));
        Assert.AreEqual(200, (await session.PostAsync(ExampleChild.Least("child-1"))).Status);
    }

    [TestMethod]
    public async Task The_page_sends_them_as_a_form_and_is_shown_again()
    {
        await using var session = await StartAsync("503");
        var (_, page) = await ChangeAsync(session, new FormUrlEncodedContent([new("faults", "429\r\nslow=3\r\n")]));
        StringAssert.Contains(WebUtility.HtmlDecode(page), ">429\nslow=3\n</textarea>", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("nonsense")]
    [DataRow("503\nchance=2")]
    public async Task What_is_no_fault_changes_nothing(string faults)
    {
        await using var session = await StartAsync("503");
        Assert.AreEqual((400, "503"), ((await ChangeAsync(session, new StringContent(faults))).Status, session.Receiver.Faults.InForce.Single().ToString()));
    }

    [TestMethod]
    public async Task A_page_of_another_site_changes_nothing()
    {
        await using var session = await StartAsync("503");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(session.Receiver.OverviewUrl, "/faults")) { Content = new StringContent(string.Empty) };
        request.Headers.Add("Origin", "https://example.org");
        Assert.AreEqual((403, 1), ((await session.SendAsync(request)).Status, session.Receiver.Faults.InForce.Count));
    }

    private static Task<ReceiverSession> StartAsync(params string[] faults) =>
        ReceiverSession.StartAsync(new ReceiverOptions { Faults = [.. faults.Select(Fault.Parse)] });

    private static async Task<(int Status, string Body)> ChangeAsync(ReceiverSession session, HttpContent faults)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(session.Receiver.OverviewUrl, "/faults")) { Content = faults };
        return await session.SendAsync(request);
    }
}
