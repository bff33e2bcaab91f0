namespace SsdClr.Hostile.Behaviours;

/// <summary>Every status, with a body of receipts, so that the status alone decides.</summary>
internal static class Statuses
{
    private static readonly int[] s_stopping =
    [
        300, 301, 302, 303, 304, 305, 307, 308, 402, 404, 405, 406, 407, 409, 410, 411, 412, 414, 415, 416, 417, 418, 421, 423, 424, 425, 426, 428, 431, 451, 498, 499,
    ];

    private static readonly int[] s_failing = [500, 501, 502, 504, 505, 506, 507, 508, 510, 511, 520, 521, 522, 523, 524, 525, 526, 527, 530, 599];

    /// <summary>All of them.</summary>
    internal static IEnumerable<Behaviour> All()
    {
        foreach (var status in new[] { 200, 201, 202, 203, 205, 206, 226, 299 })
        {
            yield return Answers(status, Behaviour.Accepted);
        }

        yield return Answers(204, Behaviour.Unknown);
        foreach (var status in s_stopping)
        {
            yield return Answers(status, Behaviour.Stops);
        }

        yield return Answers(400, Behaviour.Refused);
        yield return Answers(422, Behaviour.Refused);
        yield return Answers(413, "NotAccepted Divide");
        yield return Answers(401, "NotAccepted RenewToken");
        yield return Answers(403, "NotAccepted WaitThenDivide");
        yield return Answers(429, Behaviour.Repeats);
        yield return Answers(408, "NotAccepted WaitThenSendLater");
        yield return Answers(503, "NotAccepted WaitThenSendLater");
        foreach (var status in s_failing)
        {
            yield return Answers(status, Behaviour.Unknown);
        }

        foreach (var status in new[] { 100, 102, 103 })
        {
            yield return new($"status {status} before 200", Place.Receiver, Behaviour.Accepted, Http.Sends(Http.Head(status) + Http.Answer(200, Http.Receipts)));
            yield return new($"status {status} and no more", Place.Receiver, Behaviour.Unknown, Http.Sends(Http.Head(status)));
        }

        foreach (var status in new[] { "600", "999" })
        {
            yield return new($"status {status}", Place.Receiver, Behaviour.Unknown, Http.Sends($"HTTP/1.1 {status} Any\r\nContent-Length: 0\r\n\r\n"));
        }
    }

    private static Behaviour Answers(int status, string expected) =>
        new($"status {status}", Place.Receiver, expected, Http.Sends(Http.Answer(status, status is 204 or 304 ? string.Empty : Http.Receipts)));
}
