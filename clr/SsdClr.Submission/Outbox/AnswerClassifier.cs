using System.Collections.Generic;
using System.Globalization;
using SsdClr.Submission.Http;

namespace SsdClr.Submission.Outbox;

/// <summary>Decides what an answer of the receiver means: the one place that knows its statuses.</summary>
internal static class AnswerClassifier
{
    /// <summary>Judges the answer to a POST of so many children.</summary>
    internal static BatchVerdict Judge(HttpAnswer answer, int children) => answer.Delivery switch
    {
        HttpDelivery.NotSent => BatchVerdict.Failed(BatchOutcome.NotAccepted, "Nothing was sent: " + answer.Fault + "."),
        HttpDelivery.MaybeSent => BatchVerdict.Failed(BatchOutcome.Unknown, "It is unknown whether the receiver took the children: " + answer.Fault + ". They are sent again."),
        _ => answer.StatusCode is >= 200 and <= 299 ? JudgeSuccess(answer, children) : JudgeFailure(answer, children),
    };

    private static BatchVerdict JudgeSuccess(HttpAnswer answer, int children)
    {
        string fault = answer.Fault;
        List<string>? receipts = answer.IsComplete ? ReceiptReader.Read(answer.Text(), children, out fault) : null;
        return receipts is not null
            ? BatchVerdict.Accepted(receipts)
            : BatchVerdict.Failed(
                BatchOutcome.Unknown,
                "It is unknown whether the receiver took the children: it answered " + Text(answer.StatusCode) + ", but " + fault + ". They are sent again.");
    }

    private static BatchVerdict JudgeFailure(HttpAnswer answer, int children) => answer.StatusCode switch
    {
        400 or 422 => BatchVerdict.Divisible(
            BatchOutcome.Refused,
            children == 1
                ? "The receiver refused this child alone (status " + Text(answer.StatusCode) + "): something in its payload is not valid for it."
                : "The receiver refused the batch (status " + Text(answer.StatusCode) + "): at least one of its children is not valid for it.",
            RefusedPlaces.Find(answer.Text(), children)),
        413 => BatchVerdict.Divisible(BatchOutcome.NotAccepted, "The receiver finds " + (children == 1 ? "this child alone" : "the batch") + " too large (status 413).", []),
        var status => JudgeOther(status),
    };

    private static BatchVerdict JudgeOther(int status) => status switch
    {
        401 => NotAccepted(status, "did not accept the access token. Check client_id, client_secret, scope and supplier_key", isTokenRefused: true),
        403 => NotAccepted(status, "or a gateway before it does not allow the request. Check supplier_key, user_agent and the firewall"),
        404 or 405 or 415 => NotAccepted(status, "knows no such address. Check base_url and la_code"),
        407 => NotAccepted(status, "was not reached: a proxy asks for credentials. Ask the network team how this server reaches it"),
        408 or 429 or >= 500 => NotAccepted(status, "has a temporary trouble. Run again later"),
        >= 300 and <= 399 => NotAccepted(status, "points elsewhere, which is not followed. Check base_url"),
        _ => NotAccepted(status, "did not take the request. Check base_url and la_code"),
    };

    private static BatchVerdict NotAccepted(int status, string trouble, bool isTokenRefused = false) =>
        BatchVerdict.Failed(BatchOutcome.NotAccepted, "The receiver " + trouble + " (status " + Text(status) + ").", isTokenRefused);

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
