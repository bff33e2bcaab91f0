using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SsdClr.Local.Receiver;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Refreshing;

/// <summary>The way from the product's submission to the rehearsal receiver's state, without a network; what becomes of each POST is the test's choice.</summary>
internal sealed class ReceivingTransport(AcceptedState receiver, Func<PostOutcome> answers, List<string> sent) : IHttpTransport
{
    public HttpAnswer Post(HttpPost post)
    {
        if (post.Address.Host == "tokens.test")
        {
            return HttpAnswer.Answered(200, """{"access_token":"token","token_type":"Bearer","expires_in":3600}"""u8.ToArray());
        }

        PostOutcome outcome = answers();
        string[] children = [.. JsonNode.Parse(post.Body)!.AsArray().Select(child => child!.ToJsonString())];
        sent.AddRange(children);
        string receipts = outcome is PostOutcome.Accepted or PostOutcome.AnswerLost or PostOutcome.Killed ? Receipts(children) : string.Empty;
        return outcome switch
        {
            PostOutcome.Accepted => HttpAnswer.Answered(200, Encoding.UTF8.GetBytes(receipts)),
            PostOutcome.Unavailable => HttpAnswer.Answered(503, []),
            PostOutcome.Refused => HttpAnswer.Answered(400, []),
            PostOutcome.Killed => throw new SenderStopped(),
            _ => HttpAnswer.MaybeSent("the connection broke off"),
        };
    }

    private string Receipts(string[] children)
    {
        AcceptedBatch batch = receiver.Accept([.. children.Select(Posted)]);
        return "[" + string.Join(',', batch.Children.Select(child => $"\"{child.Receipt}\"")) + "]";
    }

    private static PostedChild Posted(string json) => PostedChild.Of(JsonElement.Parse(json));
}
