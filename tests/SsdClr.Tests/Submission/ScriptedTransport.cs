using System.Text;
using System.Text.Json;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>A receiver without a network: gives tokens, and accepts children unless an answer is scripted for a POST.</summary>
internal sealed class ScriptedTransport(TestClock clock) : IHttpTransport
{
    private readonly Queue<Func<HttpPost, HttpAnswer>> _answers = new();
    private int _receipts;

    /// <summary>Every POST of children, in order.</summary>
    internal List<HttpPost> Children { get; } = [];

    /// <summary>When each POST of children began.</summary>
    internal List<DateTime> Moments { get; } = [];

    /// <summary>Every POST to the token endpoint, in order.</summary>
    internal List<HttpPost> Tokens { get; } = [];

    /// <summary>The token endpoint's answer; a new token each time unless set.</summary>
    internal Func<HttpAnswer>? TokenAnswer { get; set; }

    /// <summary>How long a POST of children takes.</summary>
    internal TimeSpan Duration { get; set; }

    internal static HttpAnswer Status(int status, string body = "") => HttpAnswer.Answered(status, Encoding.UTF8.GetBytes(body));

    /// <summary>Answers POSTs of children that no script answers; null, or null from it: they are accepted.</summary>
    internal Func<HttpPost, HttpAnswer?>? Rule { get; set; }

    /// <summary>Scripts the answers to the next POSTs of children.</summary>
    internal ScriptedTransport Answer(params Func<HttpPost, HttpAnswer>[] answers)
    {
        foreach (Func<HttpPost, HttpAnswer> answer in answers)
        {
            _answers.Enqueue(answer);
        }

        return this;
    }

    public HttpAnswer Post(HttpPost post)
    {
        if (post.Address.Host == "tokens.test")
        {
            Tokens.Add(post);
            return TokenAnswer?.Invoke() ?? Status(200, $$"""{"access_token":"MARKED-token-{{Tokens.Count}}","token_type":"Bearer","expires_in":3600}""");
        }

        Children.Add(post);
        Moments.Add(clock.UtcNow);
        clock.Wait(Duration);
        return _answers.TryDequeue(out Func<HttpPost, HttpAnswer>? answer) ? answer(post) : Rule?.Invoke(post) ?? Accept(post);
    }

    /// <summary>A receipt for each child of the body; numbered, so that each is another.</summary>
    internal HttpAnswer Accept(HttpPost post) => Status(200, Receipts(Count(post)));

    internal string Receipts(int count) =>
        "[" + string.Join(',', Enumerable.Range(0, count).Select(_ => $"\"{Receipt(_receipts++)}\"")) + "]";

    internal static string Receipt(int number) => $"2026-05-04_03:02:01.23_00000000-0000-4000-8000-{number:x12}.json";

    internal static string Body(HttpPost post) => Encoding.UTF8.GetString(post.Body);

    internal static string Header(HttpPost post, string name) => post.Headers.Single(header => header.Key == name).Value;

    /// <summary>How many children a POST holds.</summary>
    internal static int Count(HttpPost post)
    {
        using var body = JsonDocument.Parse(post.Body);
        return body.RootElement.GetArrayLength();
    }
}
