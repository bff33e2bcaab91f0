using System.Text;
using System.Text.Json;
using SsdClr.Submission.Http;

namespace SsdClr.Database.Tests.Statements;

/// <summary>A receiver without a network: gives tokens, and answers children with the next status it is told to; 0 is no answer.</summary>
internal sealed class AcceptingReceiver(params IEnumerable<int> statuses) : IHttpTransport
{
    private readonly Queue<int> _statuses = new(statuses);
    private int _receipts;

    public HttpAnswer Post(HttpPost post)
    {
        if (post.ContentType != "application/json")
        {
            return HttpAnswer.Answered(200, "{\"access_token\":\"token\"}"u8.ToArray());
        }

        int status = _statuses.TryDequeue(out int next) ? next : 200;
        if (status == 0)
        {
            return HttpAnswer.MaybeSent("the connection was lost");
        }

        using var body = JsonDocument.Parse(post.Body);
        var receipts = body.RootElement.EnumerateArray().Select(_ => $"\"2026-05-04_03:02:01.23_00000000-0000-4000-8000-{_receipts++:x12}.json\"").ToList();
        return HttpAnswer.Answered(status, Encoding.UTF8.GetBytes("[" + string.Join(',', receipts) + "]"));
    }
}
