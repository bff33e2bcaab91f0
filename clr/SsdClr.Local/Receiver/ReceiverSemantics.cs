namespace SsdClr.Local.Receiver;

/// <summary>
/// What becomes of a key or record that the receiver holds and that an accepted child does not mention.
/// The real receiver does not publish which of the two it does, so a sender must be right under both.
/// </summary>
internal enum ReceiverSemantics
{
    /// <summary>It goes: the accepted child takes the place of what was held.</summary>
    Replace,

    /// <summary>It stays: objects are merged by key, records by their identifier; only <c>purge</c> removes.</summary>
    Merge,
}
