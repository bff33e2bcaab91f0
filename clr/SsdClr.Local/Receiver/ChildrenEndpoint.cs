using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace SsdClr.Local.Receiver;

/// <summary>
/// <c>POST .../children</c>: checks the request from the outside in, stops at the first kind of fault, and takes all children or none.
/// A refusal is plain text, one fault a line; a line about the n-th child (from 0) begins with <c>[n]</c>. Values are never repeated.
/// </summary>
internal sealed class ChildrenEndpoint(ReceiverOptions options, TokenIssuer tokens, ChildSchema schema, AcceptedState state)
{
    /// <summary>Enough to see what is wrong with a child; every bad child is still named.</summary>
    private const int MaxFaultsPerChild = 5;

    private static readonly JsonDocumentOptions s_strictJson = new() { AllowDuplicateProperties = false };

    /// <summary>Answers one POST of children.</summary>
    public Task<Reply> AnswerAsync(HttpRequest request) => AnswerAsync(request, options.MaxBodyBytes);

    /// <summary>Answers one POST of children, with a limit of its own to the bytes of the body, and a child that is refused though nothing is wrong with it.</summary>
    public async Task<Reply> AnswerAsync(HttpRequest request, int maxBodyBytes, string? refusedChild = null)
    {
        var body = await ReadAsync(request).ConfigureAwait(false);
        var reply = CheckHeaders(request) ?? Accept(body, Math.Min(maxBodyBytes, options.MaxBodyBytes), refusedChild);
        if (reply.Status >= StatusCodes.Status400BadRequest)
        {
            state.CountRefusal(reply.Status, Encoding.UTF8.GetString(reply.Body.Span));
        }

        return reply;
    }

    /// <summary>Reads the body and counts its arrival; null where it is larger than the receiver takes.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request)
    {
        var body = await RequestBody.ReadAsync(request, options.MaxBodyBytes).ConfigureAwait(false);
        if (body is { } arrived)
        {
            options.OnDelivery?.Invoke(arrived);
            state.CountArrival();
        }

        return body;
    }

    /// <summary>The answer to a request whose token is missing, unknown or expired.</summary>
    public static Reply RefuseToken() =>
        Reply.Text(StatusCodes.Status401Unauthorized, "The bearer token is missing, unknown or expired: get a new one from the token endpoint.")
            with { Header = ("WWW-Authenticate", "Bearer error=\"invalid_token\"") };

    private Reply? CheckHeaders(HttpRequest request)
    {
        if (!tokens.Accepts(request))
        {
            return RefuseToken();
        }

        if (!Secrets.Match(request.Headers["SupplierKey"], options.SupplierKey))
        {
            return Reply.Text(StatusCodes.Status403Forbidden, "The SupplierKey header is missing or wrong.");
        }

        if (string.IsNullOrWhiteSpace(request.Headers.UserAgent))
        {
            return Reply.Text(StatusCodes.Status403Forbidden, "The User-Agent header is missing.");
        }

        if (!IsUtf8Json(request))
        {
            return Reply.Text(StatusCodes.Status415UnsupportedMediaType, "The Content-Type must be application/json in UTF-8, without a Content-Encoding.");
        }

        return null;
    }

    private static bool IsUtf8Json(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;

    private Reply Accept(ReadOnlyMemory<byte>? read, int maxBodyBytes, string? refusedChild)
    {
        if (read is not { } body || body.Length > maxBodyBytes)
        {
            return Reply.Text(StatusCodes.Status413PayloadTooLarge, $"The body has more than {maxBodyBytes} bytes.");
        }

        if (!Utf8.IsValid(body.Span))
        {
            return Reply.Text(StatusCodes.Status400BadRequest, "The body is not valid UTF-8.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, s_strictJson);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A key that is an escaped half of a surrogate pair is well-formed and yet no text: the parser's second exception.
            // The parser's own message may repeat part of the body.
            return Reply.Text(StatusCodes.Status400BadRequest, "The body is not valid JSON (RFC 8259, without a byte order mark, no key twice in an object, at most 64 levels).");
        }

        using (document)
        {
            return Accept(document.RootElement, refusedChild);
        }
    }

    private Reply Accept(JsonElement root, string? refusedChild)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return Reply.Text(StatusCodes.Status400BadRequest, "The body must be a bare array of children, also for one child.");
        }

        var count = root.GetArrayLength();
        if (count == 0)
        {
            return Reply.Text(StatusCodes.Status400BadRequest, "The array of children is empty.");
        }

        if (count > options.MaxChildren)
        {
            // Too large, not malformed: a sender's remedy is to halve the batch, as for too many bytes.
            return Reply.Text(StatusCodes.Status413PayloadTooLarge, $"The array has {count} children; at most {options.MaxChildren} are taken.");
        }

        var elements = root.EnumerateArray().ToArray();
        var children = new PostedChild[count];
        var childFaults = new IReadOnlyList<string>[count];

        // The schema takes most of the time, and the sender waits meanwhile: every processor may help.
        Parallel.For(0, count, index =>
        {
            childFaults[index] = schema.Faults(JsonMarshal.GetRawUtf8Value(elements[index]));
            if (childFaults[index].Count == 0)
            {
                children[index] = PostedChild.Of(elements[index]);
            }
        });
        var faults = childFaults.Index().SelectMany(child => child.Item.Take(MaxFaultsPerChild).Select(fault => $"[{child.Index}]{fault}")).ToList();
        if (faults.Count == 0)
        {
            faults.AddRange(Duplicates(children));
            faults.AddRange(children.Index().Where(child => child.Item.LaChildId == refusedChild).Select(child => $"[{child.Index}].la_child_id: this value is not allowed"));
        }

        if (faults.Count > 0)
        {
            return Reply.Text(StatusCodes.Status400BadRequest, string.Join('\n', faults));
        }

        var receipts = state.Accept(children).Children.Select(child => (JsonNode)child.Receipt);
        return Reply.Json(StatusCodes.Status200OK, new JsonArray([.. receipts]));
    }

    private static IEnumerable<string> Duplicates(PostedChild[] children) =>
        children.Index()
            .GroupBy(entry => entry.Item.LaChildId, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group)
            .OrderBy(entry => entry.Index)
            .Select(entry => $"[{entry.Index}].la_child_id occurs more than once in this batch");
}
