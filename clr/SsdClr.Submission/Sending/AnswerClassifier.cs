using System.Collections.Generic;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Ledger;
using SsdClr.Submission.Http;

namespace SsdClr.Submission.Sending;

/// <summary>Decides what an answer of the receiver means: the one place that knows its statuses.</summary>
internal static class AnswerClassifier
{
    /// <summary>Judges the answer to a POST of so many children.</summary>
    internal static BatchVerdict Judge(HttpAnswer answer, int children) => answer.Delivery switch
    {
        HttpDelivery.NotSent => BatchVerdict.Failed(
            BatchOutcome.NotAccepted,
            answer.IsConfiguration ? NextStep.Stop : NextStep.WaitThenRepeat,
            "Nothing was sent: " + answer.Fault + "."),
        HttpDelivery.MaybeSent => Unknown(answer.Fault),
        _ => answer.StatusCode is >= 200 and <= 299 ? JudgeSuccess(answer, children) : JudgeFailure(answer, children),
    };

    /// <summary>
    /// The verdict where the answer holds a receipt that the receiver gave before: it is an old answer, from a cache or a gateway, and says nothing of these
    /// children.
    /// </summary>
    internal static BatchVerdict JudgeStale(HttpAnswer answer, long earlierBatch) =>
        Unknown("it answered " + InvariantText.Of(answer.StatusCode) + ", but with a receipt that it gave for batch " + InvariantText.Of(earlierBatch));

    private static BatchVerdict JudgeSuccess(HttpAnswer answer, int children)
    {
        string fault = answer.Fault;
        List<string>? receipts = answer.IsComplete ? Receipts(answer.Text(), children, out fault) : null;
        return receipts is not null
            ? BatchVerdict.Accepted(receipts)
            : Unknown("it answered " + InvariantText.Of(answer.StatusCode) + ", but " + fault);
    }

    /// <summary>
    /// The receiver's confirmation, a JSON array of strings, one a child in the order of the request, each a <see cref="Receipt"/>; null where the body is anything else
    /// than <paramref name="count"/> of them, and then what is wrong, without the body's text.
    /// </summary>
    internal static List<string>? Receipts(string body, int count, out string fault)
    {
        var receipts = new List<string>(count);
        fault = string.Empty;
        try
        {
            var reader = new JsonReader(body, maximumDepth: 1);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                fault = "the body is no JSON array of receipts";
                return null;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.String || !Receipt.TryRead(reader.Text, out _, out _))
                {
                    fault = "entry " + InvariantText.Of(receipts.Count) + " of the body is no receipt";
                    return null;
                }

                receipts.Add(reader.Text);
            }

            // To the end: a text that goes on is no JSON.
            reader.Read();
        }
        catch (JsonFormatException)
        {
            fault = "the body is no JSON array of receipts";
            return null;
        }

        if (receipts.Count == count)
        {
            return receipts;
        }

        fault = "the body holds " + InvariantText.Of(receipts.Count) + " receipts for " + InvariantText.Of(count) + " children";
        return null;
    }

    private static BatchVerdict JudgeFailure(HttpAnswer answer, int children) => answer.StatusCode switch
    {
        400 or 422 => BatchVerdict.Divisible(
            BatchOutcome.Refused,
            children == 1
                ? "The receiver refused this child alone (status " + InvariantText.Of(answer.StatusCode) + "): something in its payload is not valid for it." + Reason(answer)
                : "The receiver refused the batch (status " + InvariantText.Of(answer.StatusCode) + "): at least one of its children is not valid for it.",
            RefusedPlaces.Find(answer.Text(), children)),
        413 => BatchVerdict.Divisible(BatchOutcome.NotAccepted, "The receiver finds " + (children == 1 ? "this child alone" : "the batch") + " too large (status 413).", []),
        var status => JudgeOther(status),
    };

    private static string Reason(HttpAnswer answer) => RefusalReason.Find(answer.Text()) is { } reason ? " It says: " + reason + "." : string.Empty;

    private static BatchVerdict JudgeOther(int status) => status switch
    {
        401 => NotAccepted(status, NextStep.RenewToken, "did not accept the access token. Check client_id, client_secret, scope and supplier_key"),
        403 => NotAccepted(status, NextStep.WaitThenDivide, "or a gateway before it does not allow the request. Check supplier_key, user_agent and the firewall"),
        404 or 405 or 415 => NotAccepted(status, NextStep.Stop, "knows no such address. Check base_url and la_code"),
        407 => NotAccepted(status, NextStep.Stop, "was not reached: a proxy asks for credentials. Check proxy_address, proxy_credentials, proxy_user and proxy_password, or ask the network team how this server reaches it"),

        // It says that it looked at nothing; of the others a record that it cannot digest may be the cause.
        429 => NotAccepted(status, NextStep.WaitThenRepeat, "asks to be sent less"),
        408 or 503 => NotAccepted(status, NextStep.WaitThenSendLater, "is temporarily not available"),

        // Said by whoever stands before the receiver, or when it broke down on the way: it may have taken them before.
        >= 500 => Unknown("it answered " + InvariantText.Of(status)),
        >= 300 and <= 399 => NotAccepted(status, NextStep.Stop, "points elsewhere, which is not followed. Check base_url"),
        _ => NotAccepted(status, NextStep.Stop, "did not take the request. Check base_url and la_code"),
    };

    private static BatchVerdict NotAccepted(int status, NextStep nextStep, string trouble) =>
        BatchVerdict.Failed(BatchOutcome.NotAccepted, nextStep, "The receiver " + trouble + " (status " + InvariantText.Of(status) + ").");

    private static BatchVerdict Unknown(string fault) => BatchVerdict.Failed(
        BatchOutcome.Unknown,
        NextStep.WaitThenSendLater,
        "It is unknown whether the receiver took the children: " + fault + ". They are sent again.");
}
