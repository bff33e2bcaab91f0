using System;
using System.Globalization;
using System.Text;
using SsdClr.Data;
using SsdClr.Json;
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

    // RFC 6749 only recommends expires_in: without it a token is used for a time that nearly every endpoint allows.
    private static readonly TimeSpan s_unstatedLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromDays(1);

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
        byte[] body = Encoding.ASCII.GetBytes(
            "grant_type=client_credentials&client_id=" + Encoded(_configuration.ClientId) + "&client_secret=" + Encoded(_configuration.ClientSecret)
            + "&scope=" + Encoded(_configuration.Scope));
        HttpAnswer answer = _transport.Post(
            new HttpPost(_configuration.TokenEndpoint, "application/x-www-form-urlencoded", _configuration.UserAgent, body, timeout));
        (string Token, TimeSpan Lifetime)? given = answer.Delivery == HttpDelivery.Answered && answer.IsComplete && answer.StatusCode is >= 200 and <= 299
            ? Read(answer.Text())
            : null;
        if (given is not { } token)
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

    // Percent-encoded UTF-8 (RFC 6749 appendix B). No UTF-8 can hold a lone surrogate, which the platform might refuse: by way of the bytes it is U+FFFD.
    private static string Encoded(string value) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)));

    /// <summary>
    /// The token of an answer (RFC 6749 section 5.1), and how long it is good for, from when it was asked for: at most a day. Null where the body holds no bearer token that
    /// a header can carry.
    /// </summary>
    private static (string Token, TimeSpan Lifetime)? Read(string body)
    {
        string token = string.Empty;
        string type = "Bearer";
        TimeSpan lifetime = s_unstatedLifetime;
        try
        {
            var reader = new JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.Text;
                reader.Read();
                bool isText = reader.TokenType == JsonTokenType.String;
                switch (name)
                {
                    case "access_token" when isText:
                        token = reader.Text;
                        break;
                    case "token_type" when isText:
                        type = reader.Text;
                        break;
                    case "expires_in" when isText || reader.TokenType == JsonTokenType.Number:
                        lifetime = ReadLifetime(reader.Text);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            // To the end: a text that goes on is no JSON.
            reader.Read();
        }
        catch (JsonFormatException)
        {
            return null;
        }

        bool isBearer = string.Equals(type, "Bearer", StringComparison.OrdinalIgnoreCase);
        return isBearer && IsTokenText(token) ? (token, lifetime) : null;
    }

    /// <summary>Seconds; some endpoints write them as a string.</summary>
    private static TimeSpan ReadLifetime(string seconds)
    {
        if (!double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double count) || !(count > 0))
        {
            return s_unstatedLifetime;
        }

        return count < s_longestLifetime.TotalSeconds ? TimeSpan.FromSeconds(count) : s_longestLifetime;
    }

    private static bool IsTokenText(string token)
    {
        foreach (char character in token)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }
        }

        return token.Length > 0;
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
