namespace SsdClr.Hostile.Behaviours;

/// <summary>Connections that end where they should not.</summary>
internal static class Connections
{
    /// <summary>All of them.</summary>
    internal static IEnumerable<Behaviour> All()
    {
        yield return new("reset at once", Place.Receiver, Behaviour.Repeats, conversation =>
        {
            conversation.Reset();
            return Task.CompletedTask;
        });
        yield return new("closed at once", Place.Receiver, Behaviour.Repeats, conversation =>
        {
            conversation.Cut();
            return Task.CompletedTask;
        });
        yield return new("reset after the first bytes of TLS", Place.Receiver, Behaviour.Repeats, async conversation =>
        {
            await conversation.Wire.ReadExactlyAsync(new byte[16], conversation.End);
            conversation.Reset();
        });
        yield return new("no TLS but HTTP", Place.Receiver, Behaviour.Stops, async conversation =>
        {
            await conversation.Wire.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), conversation.End);
            await conversation.FinishAsync();
        });
        yield return new("an alert of TLS", Place.Receiver, Behaviour.Stops, async conversation =>
        {
            await conversation.Wire.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, 40 }, conversation.End);
            await conversation.FinishAsync();
        });
        foreach (var (name, end) in new (string, Action<Conversation>)[] { ("reset", conversation => conversation.Reset()), ("cut", conversation => conversation.Cut()) })
        {
            yield return new(name + " after TLS", Place.Receiver, Behaviour.Unknown, async conversation =>
            {
                await conversation.SecureAsync();
                end(conversation);
            });
            yield return new(name + " after the head of the request", Place.Receiver, Behaviour.Unknown, async conversation =>
            {
                await conversation.SecureAsync();
                await conversation.ReadHeadAsync();
                end(conversation);
            });
            yield return new(name + " in a large request", Place.Receiver, Behaviour.Unknown, async conversation =>
            {
                await conversation.SecureAsync();
                await conversation.ReadHeadAsync();
                await conversation.ReadAsync(1000);
                end(conversation);
            }) { BodySize = 8 * 1024 * 1024 };
            yield return new(name + " after the request", Place.Receiver, Behaviour.Unknown, async conversation =>
            {
                await conversation.SecureAsync();
                await conversation.ReadRequestAsync();
                end(conversation);
            });
        }

        foreach (var (name, text) in new[]
        {
            ("the status line", "HTTP/1.1 200 OK\r\n"),
            ("half a header", "HTTP/1.1 200 OK\r\nContent-"),
            ("the headers", Http.Head(200, "Content-Length: 100\r\n")),
            ("half the body", Http.Head(200, $"Content-Length: {Http.Receipts.Length}\r\n") + Http.Receipts[..70]),
            ("half a chunk", Http.Head(200, "Transfer-Encoding: chunked\r\n") + "85\r\n[\"20"),
            ("the last chunk but one", Http.Head(200, "Transfer-Encoding: chunked\r\n") + Http.Chunk(Http.Receipts)),
        })
        {
            yield return new("reset after " + name, Place.Receiver, Behaviour.Unknown, Http.SendsAndResets(text));
            yield return new("cut after " + name, Place.Receiver, Behaviour.Unknown, Http.SendsAndCuts(text));
            yield return new("token: cut after " + name, Place.TokenEndpoint, Behaviour.Later, Http.SendsAndCuts(text));
        }

        yield return new("an answer cut short where its end is its length", Place.Receiver, Behaviour.Unknown, Http.SendsAndCuts(Http.Head(200) + Http.Receipts[..^1]));
        yield return new("status 400 cut in its body", Place.Receiver, Behaviour.Refused, Http.SendsAndCuts(Http.Head(400, "Content-Length: 100\r\n") + "[0]"));
        yield return new("status 500 cut in its body", Place.Receiver, Behaviour.Unknown, Http.SendsAndCuts(Http.Head(500, "Content-Length: 100\r\n") + "x"));
        yield return new("an answer before the request", Place.Receiver, Behaviour.Accepted, async conversation =>
        {
            await conversation.SecureAsync();
            await conversation.SendAsync(Http.Answer(200, Http.Receipts));
            await conversation.ReadRequestAsync();
            await conversation.FinishAsync();
        });
        yield return new("status 413 before a large request is read", Place.Receiver, "NotAccepted Divide", async conversation =>
        {
            await conversation.SecureAsync();
            var length = await conversation.ReadHeadAsync();
            await conversation.SendAsync(Http.Answer(413, string.Empty));
            await conversation.ReadAsync(length);
            await conversation.FinishAsync();
        }) { BodySize = 1024 * 1024 };
    }
}
