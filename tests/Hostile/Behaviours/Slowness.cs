using System.IO.Compression;

namespace SsdClr.Hostile.Behaviours;

/// <summary>Servers that take all the time there is, without ever being silent for long, or silently.</summary>
internal static class Slowness
{
    private const string Chunked = "Transfer-Encoding: chunked\r\n";

    /// <summary>All of them, at either end.</summary>
    internal static IEnumerable<Behaviour> All() => Everywhere().SelectMany(one => new[]
    {
        new Behaviour(one.Name, Place.Receiver, Behaviour.Unknown, one.Serve) { IsSlow = true, BodySize = one.BodySize },
        new Behaviour(one.Name, Place.TokenEndpoint, Behaviour.Later, one.Serve) { IsSlow = true },
    }).Concat(Refusals()).Concat(Unsent());

    private static IEnumerable<(string Name, int BodySize, Func<Conversation, Task> Serve)> Everywhere() =>
    [
        ("silent after the request", 0, Http.FallsSilent(string.Empty)),
        ("silent in the status line", 0, Http.FallsSilent("HTTP/1.1 2")),
        ("silent in a header", 0, Http.FallsSilent("HTTP/1.1 200 OK\r\nContent")),
        ("silent after the headers", 0, Http.FallsSilent(Http.Head(200, "Content-Length: 100\r\n"))),
        ("silent in the body", 0, Http.FallsSilent(Http.Head(200, "Content-Length: 100\r\n") + "[")),
        ("silent before the last chunk", 0, Http.FallsSilent(Http.Head(200, Chunked) + Http.Chunk(Http.Receipts))),
        ("silent with the connection open", 0, Http.FallsSilent(Http.Head(200) + Http.Receipts)),
        ("an endless status line", 0, Http.Drips("HTTP/1.1 200 ", "a")),
        ("an endless header name", 0, Http.Drips("HTTP/1.1 200 OK\r\nX-", "a")),
        ("an endless header value", 0, Http.Drips("HTTP/1.1 200 OK\r\nX-A: ", "a")),
        ("endless headers", 0, Http.Drips("HTTP/1.1 200 OK\r\n", "X-A: b\r\n")),
        ("endless status 100", 0, Http.Drips(string.Empty, Http.Head(100))),
        ("endless status 103", 0, Http.Drips(string.Empty, Http.Head(103, "Link: a\r\n"))),
        ("endless ends of line", 0, Http.Drips(string.Empty, "\r\n")),
        ("a body a byte at a time", 0, Http.Drips(Http.Head(200, "Content-Length: 1000000\r\n"), "[", " ")),
        ("blanks without end", 0, Http.Drips(Http.Head(200), " ")),
        ("chunks without end", 0, Http.Drips(Http.Head(200, Chunked), Http.Chunk(" "))),
        ("an endless chunk size", 0, Http.Drips(Http.Head(200, Chunked), "0")),
        ("an endless chunk extension", 0, Http.Drips(Http.Head(200, Chunked) + "5;", "a")),
        ("an endless chunk extension after the body", 0, Http.Drips(Http.Head(200, Chunked) + Http.Chunk(Http.Receipts) + "0;", "a")),
        ("an endless trailer name", 0, Http.Drips(Http.Head(200, Chunked) + Http.Chunk(Http.Receipts) + "0\r\nX-", "a")),
        ("endless trailers", 0, Http.Drips(Http.Head(200, Chunked) + Http.Chunk(Http.Receipts) + "0\r\n", "X-A: b\r\n")),
        ("empty gzip members without end", 0, Packed(EmptyMember())),
        ("empty gzip blocks without end", 0, Packed("\u0000\u0000\u0000\u00ff\u00ff")),
        ("an endless name in a gzip header", 0, Http.Drips(Http.Head(200, Chunked + "Content-Encoding: gzip\r\n") + Http.Chunk("\u001f\u008b\b\b\0\0\0\0\0\u0003"), Http.Chunk("a"))),
        ("the request never read", 8 * 1024 * 1024, async conversation =>
        {
            await conversation.SecureAsync();
            await conversation.ReadHeadAsync();
            await conversation.StayAsync();
        }),
        ("the request read a byte at a time", 8 * 1024 * 1024, async conversation =>
        {
            await conversation.SecureAsync();
            await conversation.ReadHeadAsync();
            while (true)
            {
                await conversation.ReadAsync(1);
                await Task.Delay(50, conversation.End);
            }
        }),
    ];

    // The status stands, whatever becomes of its body.
    private static IEnumerable<Behaviour> Refusals()
    {
        foreach (var (status, expected) in new[] { (400, Behaviour.Refused), (401, "NotAccepted RenewToken"), (403, "NotAccepted WaitThenDivide"), (404, Behaviour.Stops), (429, Behaviour.Repeats), (500, Behaviour.Unknown) })
        {
            yield return new($"status {status} with a body without end", Place.Receiver, expected, Http.Drips(Http.Head(status), " ")) { IsSlow = true };
            yield return new($"status {status} with trailers without end", Place.Receiver, expected, Http.Drips(Http.Head(status, Chunked) + "0\r\n", "X-A: b\r\n")) { IsSlow = true };
        }
    }

    private static IEnumerable<Behaviour> Unsent() =>
    [
        new("a connection taken and nothing said", Place.Receiver, Behaviour.Unknown, conversation => conversation.StayAsync()) { IsSlow = true },
        new("TLS a byte at a time", Place.Receiver, Behaviour.Unknown, async conversation =>
        {
            // A handshake record of 16,000 bytes.
            await conversation.Wire.WriteAsync(new byte[] { 22, 3, 3, 62, 128 }, conversation.End);
            while (true)
            {
                await conversation.Wire.WriteAsync(new byte[] { 2 }, conversation.End);
                await Task.Delay(50, conversation.End);
            }
        }) { IsSlow = true },
    ];

    private static Func<Conversation, Task> Packed(string piece) =>
        Http.Drips(Http.Head(200, Chunked + "Content-Encoding: gzip\r\n") + Http.Chunk("\u001f\u008b\b\0\0\0\0\0\0\u0003"), Http.Chunk(piece));

    private static string EmptyMember()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Flush();
        }

        return string.Concat(packed.ToArray().Select(octet => (char)octet));
    }
}
