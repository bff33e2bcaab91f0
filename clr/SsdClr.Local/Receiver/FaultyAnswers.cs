using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SsdClr.Local.Receiver;

/// <summary>Commits a fault on one request.</summary>
internal sealed class FaultyAnswers(TokenIssuer tokens, ChildrenEndpoint children, TimeProvider clock)
{
    /// <summary>Answers a request badly.</summary>
    /// <param name="fault">How.</param>
    /// <param name="context">The request.</param>
    /// <param name="answer">Answers it well: after that, children are taken in.</param>
    /// <returns>What to answer; null where the connection is cut.</returns>
    /// <exception cref="OperationCanceledException">The sender waited for an answer that does not come, and hung up.</exception>
    public async Task<Reply?> AnswerAsync(Fault fault, HttpContext context, Func<HttpRequest, Task<Reply>> answer)
    {
        switch (fault.Kind)
        {
            case FaultKind.Status:
                await TakeInNothingAsync(fault, context).ConfigureAwait(false);
                return WithStatus(fault);
            case FaultKind.HangBefore:
                await TakeInNothingAsync(fault, context).ConfigureAwait(false);
                await HangAsync(context).ConfigureAwait(false);
                return null;
            case FaultKind.CutBefore:
                await TakeInNothingAsync(fault, context).ConfigureAwait(false);
                context.Abort();
                return null;
            case FaultKind.ExpiredToken:
                tokens.ExpireAll();
                return await answer(context.Request).ConfigureAwait(false);
            case FaultKind.RefusedToken:
                return TokenIssuer.RefuseClient();
            case FaultKind.TooLarge:
                return await children.AnswerAsync(context.Request, fault.Amount).ConfigureAwait(false);
            case FaultKind.RefusedChild:
                return await children.AnswerAsync(context.Request, int.MaxValue, fault.LaChildId).ConfigureAwait(false);
            default:
                return await SpoilAsync(fault, context, await answer(context.Request).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<Reply?> SpoilAsync(Fault fault, HttpContext context, Reply reply)
    {
        switch (fault.Kind)
        {
            case FaultKind.Slow:
                await Task.Delay(TimeSpan.FromSeconds(fault.Amount), clock, context.RequestAborted).ConfigureAwait(false);
                return reply;
            case FaultKind.HangAfter:
                await HangAsync(context).ConfigureAwait(false);
                return null;
            case FaultKind.CutAfter:
                context.Abort();
                return null;
            case FaultKind.Gzip:
                return context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase) ? await PackAsync(reply).ConfigureAwait(false) : reply;
            default:
                // What was refused stays refused: these spoil a confirmation.
                return reply.Status == StatusCodes.Status200OK ? SpoilConfirmation(fault.Kind, reply) : reply;
        }
    }

    private static Reply SpoilConfirmation(FaultKind kind, Reply reply)
    {
        switch (kind)
        {
            case FaultKind.NoContent:
                return reply with { Status = StatusCodes.Status204NoContent, Body = ReadOnlyMemory<byte>.Empty };
            case FaultKind.WrongCount when JsonNode.Parse(reply.Body.Span) is JsonArray receipts:
                receipts.RemoveAt(receipts.Count - 1);
                return Reply.Json(StatusCodes.Status200OK, receipts);
            default:
                return reply with { ContentType = "text/html; charset=utf-8", Body = "<html><body>Please log on.</body></html>"u8.ToArray() };
        }
    }

    private async Task TakeInNothingAsync(Fault fault, HttpContext context)
    {
        // The body is read all the same: a sender that is cut off while it sends would meet another fault than this one.
        if (fault.Place == FaultPlace.Children)
        {
            await children.ReadAsync(context.Request).ConfigureAwait(false);
        }
        else
        {
            await RequestBody.ReadAsync(context.Request, int.MaxValue).ConfigureAwait(false);
        }
    }

    private static Task HangAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private Reply WithStatus(Fault fault)
    {
        var reply = Reply.Text(fault.Status, "A fault of the rehearsal receiver.");
        if (fault.RetryAfter is { } seconds)
        {
            return reply with
            {
                Header = ("Retry-After", fault.IsRetryAfterDate
                    ? clock.GetUtcNow().AddSeconds(seconds).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                    : seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            };
        }

        return fault.Status is >= 300 and <= 399 ? reply with { Header = ("Location", "/") } : reply;
    }

    private static async Task<Reply> PackAsync(Reply reply)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            await zip.WriteAsync(reply.Body).ConfigureAwait(false);
        }

        return reply with { Body = packed.ToArray(), Header = ("Content-Encoding", "gzip") };
    }
}
