using System;
using SsdClr.Data;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Submission.OAuth;

/// <summary>
/// Access tokens by the client credentials grant (RFC 6749 section 4.4): one is kept for as long as it is good.
/// What the token endpoint answers is read and never repeated anywhere.
/// </summary>
internal sealed class AccessTokens(IHttpTransport transport, IClock clock, SubmissionConfiguration configuration)
{
    // A token this close to its end is not used any more: the receiver's clock may be ahead, and a POST takes time.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(60);

    private readonly IHttpTransport _transport = transport;
    private readonly IClock _clock = clock;
    private readonly SubmissionConfiguration _configuration = configuration;

    private string? _token;
    private TimeSpan _goodUntil;

    /// <summary>The token to use now; asks the token endpoint when there is none or its end is near.</summary>
    /// <param name="timeout">How long asking may take.</param>
    /// <exception cref="TokenUnavailableException">The token endpoint gave none, and may do so later.</exception>
    /// <exception cref="SubmissionException">The token endpoint gave none, and will not until somebody changes something.</exception>
    internal string Current(TimeSpan timeout)
    {
        if (_token is null || _clock.Elapsed >= _goodUntil)
        {
            Renew(timeout);
        }

        return _token!;
    }

    /// <summary>Forgets the token: the receiver refused it.</summary>
    internal void Discard() => _token = null;

    private void Renew(TimeSpan timeout)
    {
        TimeSpan askedAt = _clock.Elapsed;
        byte[] body = new FormBody()
            .Add("grant_type", "client_credentials")
            .Add("client_id", _configuration.ClientId)
            .Add("client_secret", _configuration.ClientSecret)
            .Add("scope", _configuration.Scope)
            .ToBytes();
        HttpAnswer answer = _transport.Post(
            new HttpPost(_configuration.TokenEndpoint, "application/x-www-form-urlencoded", _configuration.UserAgent, body, timeout));
        TokenAnswer? token = answer.Delivery == HttpDelivery.Answered && answer.IsComplete && answer.StatusCode is >= 200 and <= 299
            ? TokenAnswer.Read(answer.Text())
            : null;
        if (token is null)
        {
            // An old one that the endpoint no longer stands for is not kept.
            _token = null;
            string explanation = Explain(answer);
            throw IsTransient(answer) ? new TokenUnavailableException(explanation, answer.RetryAfter) : new SubmissionException(explanation);
        }

        // Of a short-lived token half is used, so that there is always some time in which it can be.
        TimeSpan half = TimeSpan.FromTicks(token.Lifetime.Ticks / 2);
        _token = token.Token;
        _goodUntil = askedAt + token.Lifetime - (half < s_margin ? half : s_margin);
    }

    // Whether or not the request arrived: asking for a token twice does no harm.
    private static bool IsTransient(HttpAnswer answer) => answer.Delivery == HttpDelivery.Answered
        ? answer.StatusCode is 408 or 429 or >= 500 || (answer.StatusCode is >= 200 and <= 299 && !answer.IsComplete)
        : !answer.IsConfiguration;

    private static string Explain(HttpAnswer answer)
    {
        if (answer.Delivery != HttpDelivery.Answered)
        {
            return "No access token: " + answer.Fault + ". Check token_endpoint and the way to it, then run again.";
        }

        string status = InvariantText.Of(answer.StatusCode);
        return answer.StatusCode switch
        {
            400 or 401 or 403 => "No access token: the token endpoint refused the request with status " + status + Error(answer) + ". Check client_id, client_secret, scope and token_endpoint.",
            407 => "No access token: a proxy asks for credentials (status 407). Check proxy_address, proxy_credentials, proxy_user and proxy_password, or ask the network team how this server reaches the token endpoint.",
            408 or 429 or >= 500 => "No access token: the token endpoint is temporarily not available (status " + status + ").",
            >= 200 and <= 299 when !answer.IsComplete => "No access token: the answer of the token endpoint broke off.",
            >= 200 and <= 299 => "No access token: the token endpoint answered with status " + status + ", but not with a bearer token in JSON. Check token_endpoint.",
            _ => "No access token: the token endpoint answered with status " + status + ". Check token_endpoint.",
        };
    }

    private static string Error(HttpAnswer answer)
    {
        if (IdentityError.Find(answer.Text()) is not { } code)
        {
            return string.Empty;
        }

        string meaning = IdentityError.Meaning(code);
        return " and error " + code + (meaning.Length == 0 ? string.Empty : " (" + meaning + ")");
    }
}
