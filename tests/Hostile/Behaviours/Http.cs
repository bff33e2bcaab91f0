namespace SsdClr.Hostile.Behaviours;

/// <summary>Pieces of answers.</summary>
internal static class Http
{
    /// <summary>What the receiver says of two children that it took.</summary>
    internal const string Receipts =
        "[\"2026-05-04_03:02:01.23_00000000-0000-4000-8000-000000000001.json\",\"2026-05-04_03:02:01.23_00000000-0000-4000-8000-000000000002.json\"]";

    /// <summary>A token.</summary>
    internal const string TokenBody = "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3599}";

    /// <summary>An answer with its length.</summary>
    internal static string Answer(int status, string body, string headers = "") =>
        $"HTTP/1.1 {status} Any\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>An answer without its length.</summary>
    internal static string Head(int status, string headers = "") => $"HTTP/1.1 {status} Any\r\n{headers}\r\n";

    /// <summary>A body in one chunk.</summary>
    internal static string Chunk(string body) => $"{body.Length:x}\r\n{body}\r\n";

    /// <summary>Reads the request, then sends bytes and says goodbye.</summary>
    internal static Func<Conversation, Task> Sends(string text) => async conversation =>
    {
        await conversation.SecureAsync();
        await conversation.ReadRequestAsync();
        await conversation.SendAsync(text);
        await conversation.FinishAsync();
    };

    /// <summary>Reads the request, sends bytes, then pieces again and again.</summary>
    internal static Func<Conversation, Task> Drips(string text, params string[] pieces) => async conversation =>
    {
        await conversation.SecureAsync();
        await conversation.ReadRequestAsync();
        await conversation.SendAsync(text);
        await conversation.DripAsync(pieces);
    };

    /// <summary>Reads the request, sends bytes, then nothing more.</summary>
    internal static Func<Conversation, Task> FallsSilent(string text) => async conversation =>
    {
        await conversation.SecureAsync();
        await conversation.ReadRequestAsync();
        await conversation.SendAsync(text);
        await conversation.StayAsync();
    };

    /// <summary>Reads the request, sends bytes, then resets the connection.</summary>
    internal static Func<Conversation, Task> SendsAndResets(string text) => async conversation =>
    {
        await conversation.SecureAsync();
        await conversation.ReadRequestAsync();
        await conversation.SendAsync(text);
        conversation.Reset();
    };

    /// <summary>Reads the request, sends bytes, then cuts the connection without TLS's goodbye.</summary>
    internal static Func<Conversation, Task> SendsAndCuts(string text) => async conversation =>
    {
        await conversation.SecureAsync();
        await conversation.ReadRequestAsync();
        await conversation.SendAsync(text);
        conversation.Cut();
    };
}
