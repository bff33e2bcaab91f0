using System.Text;

namespace SsdClr.Submission.Http;

/// <summary>What came back from a POST.</summary>
internal sealed class HttpAnswer
{
    private HttpAnswer(HttpDelivery delivery, int statusCode, byte[] body, bool isComplete, string fault, string? retryAfter, bool isConfiguration)
    {
        Delivery = delivery;
        StatusCode = statusCode;
        Body = body;
        IsComplete = isComplete;
        Fault = fault;
        RetryAfter = retryAfter;
        IsConfiguration = isConfiguration;
    }

    /// <summary>How far the POST came.</summary>
    internal HttpDelivery Delivery { get; }

    /// <summary>The HTTP status; 0 without an answer.</summary>
    internal int StatusCode { get; }

    /// <summary>The body; up to the transport's cap. It may hold personal data or a token: it is read, never logged.</summary>
    internal byte[] Body { get; }

    /// <summary>False where the body broke off or was larger than the cap.</summary>
    internal bool IsComplete { get; }

    /// <summary>What went wrong where there is no complete answer: one clause free of secrets and personal data, without a full stop.</summary>
    internal string Fault { get; }

    /// <summary>The Retry-After header as it came (RFC 9110 section 10.2.3); null where there was none.</summary>
    internal string? RetryAfter { get; }

    /// <summary>
    /// True where nothing was sent and nothing will be until somebody changes something: a certificate that is not valid, TLS that is too
    /// old, a proxy that does not let the request through, a permission of the assembly. False for what may pass by itself.
    /// </summary>
    internal bool IsConfiguration { get; }

    /// <summary>An answer with a status.</summary>
    internal static HttpAnswer Answered(int statusCode, byte[] body, bool isComplete = true, string fault = "", string? retryAfter = null) =>
        new(HttpDelivery.Answered, statusCode, body, isComplete, fault, retryAfter, isConfiguration: false);

    /// <summary>Nothing was sent.</summary>
    internal static HttpAnswer NotSent(string fault, bool isConfiguration = false) => new(HttpDelivery.NotSent, 0, [], false, fault, null, isConfiguration);

    /// <summary>Something may have been sent, and no status came back.</summary>
    internal static HttpAnswer MaybeSent(string fault) => new(HttpDelivery.MaybeSent, 0, [], false, fault, null, isConfiguration: false);

    /// <summary>The body as UTF-8 text, without a byte order mark; what is no UTF-8 becomes U+FFFD.</summary>
    internal string Text()
    {
        bool hasMark = Body.Length >= 3 && Body[0] == 0xEF && Body[1] == 0xBB && Body[2] == 0xBF;
        return hasMark ? Encoding.UTF8.GetString(Body, 3, Body.Length - 3) : Encoding.UTF8.GetString(Body);
    }
}
