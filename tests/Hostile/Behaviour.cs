namespace SsdClr.Hostile;

/// <summary>What a server does with one request, and what the sender has to make of it.</summary>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Place">Whose part it plays.</param>
/// <param name="Expected">
/// Of a receiver: the outcome of the batch and the next step. Of a token endpoint: token, later or configuration.
/// </param>
/// <param name="Serve">What it does.</param>
internal sealed record Behaviour(string Name, Place Place, string Expected, Func<Conversation, Task> Serve)
{
    /// <summary>Every child is confirmed.</summary>
    internal const string Accepted = "Accepted None";

    /// <summary>Nobody knows what became of the children.</summary>
    internal const string Unknown = "Unknown WaitThenSendLater";

    /// <summary>Some child is refused.</summary>
    internal const string Refused = "Refused Divide";

    /// <summary>A person has to change something.</summary>
    internal const string Stops = "NotAccepted Stop";

    /// <summary>Nothing was sent, and that may pass.</summary>
    internal const string Repeats = "NotAccepted WaitThenRepeat";

    /// <summary>The token endpoint gave a token.</summary>
    internal const string Token = "token";

    /// <summary>The token endpoint gave none, and may later.</summary>
    internal const string Later = "later";

    /// <summary>The token endpoint gave none, and a person has to change something.</summary>
    internal const string Configuration = "configuration";

    /// <summary>True for one that takes until the request's time is over.</summary>
    internal bool IsSlow { get; init; }

    /// <summary>Bytes of the body that is posted; 0 for two children.</summary>
    internal int BodySize { get; init; }
}
