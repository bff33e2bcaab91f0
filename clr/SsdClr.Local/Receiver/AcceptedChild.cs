namespace SsdClr.Local.Receiver;

/// <summary>One child in the ledger.</summary>
/// <param name="LaChildId">Its <c>la_child_id</c>.</param>
/// <param name="Receipt">The receipt it was given.</param>
/// <param name="IsDeletion">Whether the child was removed.</param>
/// <param name="IsResend">Whether the last accepted POST of this child had the very same bytes.</param>
internal sealed record AcceptedChild(string LaChildId, string Receipt, bool IsDeletion, bool IsResend);
