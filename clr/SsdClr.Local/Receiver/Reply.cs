using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SsdClr.Local.Receiver;

/// <summary>One answer, whole, before any of it is written: every reply passes through one place.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="ContentType">Media type with its charset.</param>
/// <param name="Body">The bytes of the body.</param>
internal sealed record Reply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>One further header, or null.</summary>
    public (string Name, string Value)? Header { get; init; }

    /// <summary>A reply in plain text, one fault a line.</summary>
    public static Reply Text(int status, string text) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    /// <summary>A reply in JSON.</summary>
    public static Reply Json(int status, JsonNode json) => new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(json.ToJsonString()));

    /// <summary>A reply in JSON that is already text.</summary>
    public static Reply Json(int status, ReadOnlyMemory<byte> json) => new(status, "application/json; charset=utf-8", json);

    /// <summary>Writes the reply.</summary>
    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Status != StatusCodes.Status204NoContent)
        {
            response.ContentType = ContentType;
            response.ContentLength = Body.Length;
        }

        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        if (Header is var (name, value))
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(Body, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
