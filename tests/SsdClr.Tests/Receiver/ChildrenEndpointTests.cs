using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

[TestClass]
public sealed class ChildrenEndpointTests
{
    private static byte[] OneChild => Encoding.UTF8.GetBytes($"[{ExampleChild.Least("1")}]");

    [TestMethod]
    public async Task Accepted_children_get_receipts_in_request_order()
    {
        await using var session = await ReceiverSession.StartAsync();
        var (status, body) = await session.PostAsync(ExampleChild.Least("b"), ExampleChild.Least("a"), ExampleChild.Least("c"));

        Assert.AreEqual(200, status);
        var receipts = JsonSerializer.Deserialize<string[]>(body)!;
        CollectionAssert.AreEqual(new[] { "b", "a", "c" }.Select(id => session.Receiver.State.Held[id].Receipt).ToArray(), receipts);
    }

    [TestMethod]
    public async Task A_receipt_is_a_time_and_a_UUID()
    {
        await using var session = await ReceiverSession.StartAsync();
        var (_, body) = await session.PostAsync(ExampleChild.Least("1"));
        Assert.MatchesRegex("^\\[\"2026-05-04_03:02:01\\.23_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json\"\\]$", body);
    }

    [TestMethod]
    public async Task A_hundred_children_are_accepted()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync([.. Enumerable.Range(1, 100).Select(number => ExampleChild.Least($"{number}"))]);
        Assert.HasCount(100, session.Receiver.State.Held);
    }

    [TestMethod]
    public async Task More_than_a_hundred_children_are_too_many()
    {
        await using var session = await ReceiverSession.StartAsync();
        var (status, _) = await session.PostAsync([.. Enumerable.Range(1, 101).Select(number => ExampleChild.Least($"{number}"))]);
        Assert.AreEqual(413, status);
    }

    [TestMethod]
    public async Task A_child_is_held_byte_for_byte_as_it_came()
    {
        await using var session = await ReceiverSession.StartAsync();
        var child = ExampleChild.FullWith("/child_details/surname", "\"\\u00c9 \\/ 😀\"").Replace(":", " : ", StringComparison.Ordinal);
        await session.PostAsync(child);
        Assert.AreEqual(child, session.HeldJson("child-1"));
    }

    [TestMethod]
    public async Task Another_authoritys_path_is_not_found()
    {
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { LaCode = "301" });
        using var request = await session.NewPostAsync(OneChild);
        request.RequestUri = new Uri($"{session.Receiver.BaseUrl}/children_social_care_data/302/children");
        Assert.AreEqual(404, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task Another_method_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Method = HttpMethod.Put;
        Assert.AreEqual(405, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task Checks_are_made_from_the_outside_in()
    {
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { MaxBodyBytes = 2 });
        var statuses = new List<int>();
        for (var repairs = 0; repairs <= 6; repairs++)
        {
            using var request = await session.NewPostAsync(Encoding.UTF8.GetBytes(repairs > 5 ? "[]" : "[1]"));
            request.RequestUri = repairs > 0 ? request.RequestUri : new Uri($"{session.Receiver.BaseUrl}/children");
            request.Headers.Authorization = repairs > 1 ? request.Headers.Authorization : null;
            request.Headers.Remove(repairs > 2 ? "Nothing" : "SupplierKey");
            request.Headers.Remove(repairs > 3 ? "Nothing" : "User-Agent");
            request.Content!.Headers.ContentType = repairs > 4 ? request.Content.Headers.ContentType : null;
            statuses.Add((await session.SendAsync(request)).Status);
        }

        CollectionAssert.AreEqual(new[] { 404, 401, 403, 403, 415, 413, 400 }, statuses);
    }

    [TestMethod]
    public async Task A_request_without_a_token_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Headers.Authorization = null;
        Assert.AreEqual(401, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task A_token_from_elsewhere_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        await using var other = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await other.NewTokenAsync());
        Assert.AreEqual(401, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task A_token_is_good_until_its_lifetime_ends()
    {
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { TokenLifetime = TimeSpan.FromMinutes(1) });
        using var request = await session.NewPostAsync(OneChild);
        session.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.AreEqual(200, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task An_expired_token_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { TokenLifetime = TimeSpan.FromMinutes(1) });
        using var request = await session.NewPostAsync(OneChild);
        session.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.AreEqual(401, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    [DataRow(null, DisplayName = "missing")]
    [DataRow("wrong", DisplayName = "wrong")]
    public async Task A_request_without_the_right_supplier_key_is_refused(string? key)
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Headers.Remove("SupplierKey");
        if (key is not null)
        {
            request.Headers.Add("SupplierKey", key);
        }

        Assert.AreEqual(403, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task A_request_without_a_user_agent_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Headers.UserAgent.Clear();
        Assert.AreEqual(403, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    [DataRow("text/json")]
    [DataRow("text/plain; charset=utf-8")]
    [DataRow("application/json; charset=utf-16")]
    [DataRow("application/json; charset=iso-8859-1")]
    [DataRow(null, DisplayName = "missing")]
    public async Task Another_content_type_is_refused(string? contentType)
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Content!.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        Assert.AreEqual(415, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task A_content_type_that_says_UTF_8_is_accepted()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=UTF-8");
        Assert.AreEqual(200, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task A_compressed_body_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var request = await session.NewPostAsync(OneChild);
        request.Content!.Headers.ContentEncoding.Add("gzip");
        Assert.AreEqual(415, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    public async Task A_body_at_the_limit_is_accepted()
    {
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { MaxBodyBytes = OneChild.Length });
        Assert.AreEqual(200, (await session.PostBodyAsync(OneChild)).Status);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "with its length")]
    [DataRow(true, DisplayName = "in chunks")]
    public async Task A_body_over_the_limit_is_refused(bool chunked)
    {
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { MaxBodyBytes = OneChild.Length - 1 });
        using var request = await session.NewPostAsync(OneChild);
        request.Headers.TransferEncodingChunked = chunked;
        Assert.AreEqual(413, (await session.SendAsync(request)).Status);
    }

    [TestMethod]
    [DataRow("", DisplayName = "empty")]
    [DataRow("[", DisplayName = "cut off")]
    [DataRow("[1,]", DisplayName = "trailing comma")]
    [DataRow("[] []", DisplayName = "two values")]
    [DataRow("[{\"la_child_id\":\"1\",\"la_child_id\":\"2\",\"purge\":true}]", DisplayName = "a key twice")]
    [DataRow("[{\"\\ud800\":1,\"\\ud800\":2}]", DisplayName = "half a character as a key")]
    [DataRow("[{\"\\ud800\":1}]", DisplayName = "half a character as a key, once")]
    [DataRow("[{\"la_child_id\":\"\\ud800\",\"purge\":true}]", DisplayName = "half a character as an id")]
    [DataRow("\uFEFF[]", DisplayName = "byte order mark")]
    [DataRow("{\"la_child_id\":\"1\",\"purge\":true}", DisplayName = "a child without its array")]
    [DataRow("[]", DisplayName = "no children")]
    public async Task A_body_that_is_not_an_array_of_children_is_refused(string body)
    {
        await using var session = await ReceiverSession.StartAsync();
        Assert.AreEqual(400, (await session.PostBodyAsync(Encoding.UTF8.GetBytes(body))).Status);
    }

    [TestMethod]
    public async Task A_body_that_is_not_UTF_8_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        var body = Encoding.Latin1.GetBytes($"[{ExampleChild.FullWith("/child_details/surname", "\"x\"").Replace("\"x\"", "\"é\"", StringComparison.Ordinal)}]");
        Assert.AreEqual(400, (await session.PostBodyAsync(body)).Status);
    }

    [TestMethod]
    public async Task A_bad_child_is_named_by_its_position()
    {
        await using var session = await ReceiverSession.StartAsync();
        var (status, body) = await session.PostAsync(ExampleChild.Least("1"), ExampleChild.FullWith("/social_care_episodes/0/referral_date", "\"x\""), ExampleChild.Least(""));

        Assert.AreEqual(400, status);
        Assert.AreEqual(
            """
            [1].social_care_episodes[0].referral_date must be a date that exists, as YYYY-MM-DD
            [2].la_child_id must be an identifier: 1 to 20 letters (A to Z, a to z), digits, hyphens or underscores
            """.ReplaceLineEndings("\n"),
            body);
    }

    [TestMethod]
    public async Task One_bad_child_refuses_the_whole_batch()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync(ExampleChild.Least("1"), "{}", ExampleChild.Least("3"));
        Assert.IsEmpty(session.Receiver.State.Held);
    }

    [TestMethod]
    public async Task A_refusal_repeats_no_value()
    {
        await using var session = await ReceiverSession.StartAsync();
        var (_, body) = await session.PostAsync(ExampleChild.FullWith("/child_details/first_name", "[\"Secretname\"]"), ExampleChild.FullWith("/child_details/date_of_birth", "\"Secretname\""));
        Assert.DoesNotContain("Secretname", body, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public async Task A_child_twice_in_one_batch_is_refused_naming_both()
    {
        await using var session = await ReceiverSession.StartAsync();
        var (status, body) = await session.PostAsync(ExampleChild.Least("a"), ExampleChild.Least("b"), ExampleChild.Deletion("a"));

        Assert.AreEqual(400, status);
        Assert.AreEqual("[0].la_child_id occurs more than once in this batch\n[2].la_child_id occurs more than once in this batch", body);
    }

    [TestMethod]
    public async Task Ids_that_differ_in_case_are_two_children()
    {
        await using var session = await ReceiverSession.StartAsync();
        Assert.AreEqual(200, (await session.PostAsync(ExampleChild.Least("a"), ExampleChild.Least("A"))).Status);
    }

    [TestMethod]
    public async Task A_number_of_absurd_length_names_its_child()
    {
        await using var session = await ReceiverSession.StartAsync();
        var child = ExampleChild.Full.Replace("\"score\":12", $"\"score\":{new string('9', 1000)}", StringComparison.Ordinal);
        var (status, body) = await session.PostAsync(ExampleChild.Least("1"), child);

        Assert.AreEqual(400, status);
        Assert.AreEqual("[1] holds a number that is too long to read", body);
    }

    [TestMethod]
    public async Task Refusals_are_counted_by_status()
    {
        await using var session = await ReceiverSession.StartAsync();
        await session.PostAsync("{}");
        await session.PostAsync("{}");
        CollectionAssert.AreEqual(new[] { KeyValuePair.Create(400, 2) }, session.Receiver.State.Refusals.ToArray());
    }
}
