namespace SsdClr.Submission.Http;

/// <summary>How far a POST came.</summary>
internal enum HttpDelivery
{
    /// <summary>The server answered with a status.</summary>
    Answered,

    /// <summary>No byte of the body left: the server cannot have acted on it.</summary>
    NotSent,

    /// <summary>The body may have arrived; no status came back, so nobody here knows whether the server acted on it.</summary>
    MaybeSent,
}
