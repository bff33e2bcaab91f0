namespace SsdClr.Local.Receiver;

/// <summary>Where a fault is met.</summary>
internal enum FaultPlace
{
    /// <summary>A POST of children.</summary>
    Children,

    /// <summary>A request for a token.</summary>
    Token,

    /// <summary>A new connection, before any request.</summary>
    Connection,
}
