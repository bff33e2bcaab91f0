using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SsdClr.Local.Receiver;

/// <summary>
/// The token endpoint (OAuth 2.0 client credentials, RFC 6749 sections 4.4 and 5) and the check of the tokens it gave out. Thread-safe.
/// </summary>
internal sealed class TokenIssuer(ReceiverOptions options, TimeProvider clock)
{
    private const int MaxFormBytes = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    /// <summary>Answers a POST to the token endpoint.</summary>
    public async Task<Reply> AnswerAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var contentType)
            || !string.Equals(contentType.MediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(StatusCodes.Status400BadRequest, "invalid_request", "The body must be an HTML form (application/x-www-form-urlencoded).");
        }

        var body = await RequestBody.ReadAsync(request, MaxFormBytes).ConfigureAwait(false);
        if (body is null)
        {
            return Refuse(StatusCodes.Status400BadRequest, "invalid_request", "The form is too large.");
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Value.Span));
        string[] fields = ["grant_type", "client_id", "client_secret", "scope"];
        var missing = Array.Find(fields, field => !form.TryGetValue(field, out var values) || values.Count != 1 || string.IsNullOrEmpty(values[0]));
        if (missing is not null)
        {
            return Refuse(StatusCodes.Status400BadRequest, "invalid_request", $"The form must hold {missing} once.");
        }

        if (!Secrets.Match(form["grant_type"], "client_credentials"))
        {
            return Refuse(StatusCodes.Status400BadRequest, "unsupported_grant_type", "The grant_type must be client_credentials.");
        }

        // Both are compared, whatever the first says: the time taken tells nothing about either.
        if (!(Secrets.Match(form["client_id"], options.ClientId) & Secrets.Match(form["client_secret"], options.ClientSecret)))
        {
            return RefuseClient();
        }

        if (!Secrets.Match(form["scope"], options.Scope))
        {
            return Refuse(StatusCodes.Status400BadRequest, "invalid_scope", "The scope is not one that is granted here.");
        }

        return Reply.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)options.TokenLifetime.TotalSeconds,
            ["access_token"] = Issue(),
        });
    }

    /// <summary>The answer to a client that is unknown or has the wrong secret.</summary>
    public static Reply RefuseClient() => Refuse(StatusCodes.Status401Unauthorized, "invalid_client", "The client_id or client_secret is wrong.");

    /// <summary>No token given out so far is good any more.</summary>
    public void ExpireAll()
    {
        lock (_gate)
        {
            _expiries.Clear();
        }
    }

    /// <summary>Whether the <c>Authorization</c> header of a request carries a token from here that has not expired.</summary>
    public bool Accepts(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is null)
        {
            return false;
        }

        lock (_gate)
        {
            return _expiries.TryGetValue(header.Parameter, out var expiry) && clock.GetUtcNow() < expiry;
        }
    }

    private string Issue()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            foreach (var expired in _expiries.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToList())
            {
                _expiries.Remove(expired);
            }

            _expiries.Add(token, now + options.TokenLifetime);
        }

        return token;
    }

    private static Reply Refuse(int status, string error, string description) =>
        Reply.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });
}
