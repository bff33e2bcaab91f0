namespace SsdClr.Hostile.Behaviours;

/// <summary>Answers whose head or frame is odd.</summary>
internal static class Framing
{
    private const string Chunked = "Transfer-Encoding: chunked\r\n";
    private const string Receipts = Http.Receipts;

    /// <summary>All of them.</summary>
    internal static IEnumerable<Behaviour> All() => Right().Select(answer => new Behaviour(answer.Name, Place.Receiver, Behaviour.Accepted, Http.Sends(answer.Text)))
        .Concat(Wrong().Select(answer => new Behaviour(answer.Name, Place.Receiver, Behaviour.Unknown, Http.Sends(answer.Text))));

    private static IEnumerable<(string Name, string Text)> Right() =>
    [
        ("no length, ended by the connection", Http.Head(200) + Receipts),
        ("a length beyond numbers, ended by the connection", Http.Head(200, "Content-Length: 99999999999999999999999\r\n") + Receipts),
        ("one chunk", Http.Head(200, Chunked) + Http.Chunk(Receipts) + "0\r\n\r\n"),
        ("a chunk a byte", Http.Head(200, Chunked) + string.Concat(Receipts.Select(character => Http.Chunk(character.ToString()))) + "0\r\n\r\n"),
        ("chunk extensions", Http.Head(200, Chunked) + $"{Receipts.Length:x};a=b;c=\"d\"\r\n{Receipts}\r\n0;e\r\n\r\n"),
        ("trailers", Http.Head(200, Chunked) + Http.Chunk(Receipts) + "0\r\nX-A: b\r\nX-C: d\r\n\r\n"),
        ("a chunk size in capitals with zeros", Http.Head(200, Chunked) + $"000{Receipts.Length:X}\r\n{Receipts}\r\n0\r\n\r\n"),
        ("no reason", $"HTTP/1.1 200\r\nContent-Length: {Receipts.Length}\r\n\r\n{Receipts}"),
        ("version 1.0", $"HTTP/1.0 200 OK\r\nContent-Length: {Receipts.Length}\r\n\r\n{Receipts}"),
        ("one length twice", Http.Head(200, $"Content-Length: {Receipts.Length}\r\nContent-Length: {Receipts.Length}\r\n") + Receipts),
        ("coding identity", Http.Answer(200, Receipts, "Content-Encoding: identity\r\n")),
        ("another type", Http.Answer(200, Receipts, "Content-Type: text/html; charset=utf-16\r\n")),
        ("an answer after the answer", Http.Answer(200, Receipts) + Http.Answer(400, string.Empty)),
        ("bytes after the answer", Http.Answer(200, Receipts) + new string('x', 5000)),
        ("a connection to be kept", Http.Answer(200, Receipts, "Connection: keep-alive\r\nKeep-Alive: timeout=600\r\n")),
        ("a cookie", Http.Answer(200, Receipts, "Set-Cookie: a=b; Secure\r\n")),
        ("a header of 8-bit letters", Http.Answer(200, Receipts, "X-A: \u00e4\u00f6\u00fc\r\n")),
        ("a header without a value", Http.Answer(200, Receipts, "X-A:\r\n")),
    ];

    private static IEnumerable<(string Name, string Text)> Wrong() =>
    [
        ("a length too short", Http.Head(200, "Content-Length: 10\r\n") + Receipts),
        ("a length too long", Http.Head(200, "Content-Length: 1000\r\n") + Receipts),
        ("a length of nothing", Http.Head(200, "Content-Length: 0\r\n") + Receipts),
        ("a length below nothing", Http.Head(200, "Content-Length: -5\r\n")),
        ("two lengths", Http.Head(200, "Content-Length: 5\r\nContent-Length: 7\r\n")),
        ("a chunk size that is none", Http.Head(200, Chunked) + "xyz\r\n" + Receipts + "\r\n0\r\n\r\n"),
        ("a chunk size below nothing", Http.Head(200, Chunked) + "-5\r\n" + Receipts + "\r\n0\r\n\r\n"),
        ("a chunk size beyond numbers", Http.Head(200, Chunked) + "fffffffffffffffffff\r\n" + Receipts + "\r\n0\r\n\r\n"),
        ("a chunk larger than it is", Http.Head(200, Chunked) + "fff\r\n" + Receipts + "\r\n0\r\n\r\n"),
        ("a chunk smaller than it is", Http.Head(200, Chunked) + "5\r\n" + Receipts + "\r\n0\r\n\r\n"),
        ("no last chunk", Http.Head(200, Chunked) + Http.Chunk(Receipts)),
        ("no chunk at all", Http.Head(200, Chunked)),
        ("a body that is no chunk", Http.Head(200, Chunked) + Receipts),
        ("coding gzip that is none", Http.Answer(200, Receipts, "Content-Encoding: gzip\r\n")),
        ("coding br", Http.Answer(200, Receipts, "Content-Encoding: br\r\n")),
        ("coding deflate", Http.Answer(200, Receipts, "Content-Encoding: deflate\r\n")),
        ("no status line", Receipts),
        ("an empty answer", string.Empty),
        ("an end of line alone", "\r\n\r\n"),
        ("a status line alone", "HTTP/1.1 200 OK\r\n"),
        ("half a status line", "HTTP/1.1 20"),
        ("half a header", "HTTP/1.1 200 OK\r\nContent-Le"),
        ("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n"),
        ("no number for a status", "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"),
        ("a status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
        ("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"),
        ("a status below nothing", "HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n"),
        ("version 9.9 and garbage", "HTTP/9.9\0\0\0\r\n\r\n"),
        ("a header without a colon", "HTTP/1.1 200 OK\r\nwrong\r\nContent-Length: 0\r\n\r\n"),
        ("a header of two megabytes", "HTTP/1.1 200 OK\r\nX-A: " + new string('a', 2 * 1024 * 1024) + "\r\n\r\n"),
        ("a hundred thousand headers", "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 100000).Select(number => $"X-{number}: a\r\n")) + "\r\n"),
        ("a thousand kinds of NUL", new string('\0', 1000)),
        ("all bytes there are", string.Concat(Enumerable.Range(0, 256).Select(number => (char)number))),
    ];
}
