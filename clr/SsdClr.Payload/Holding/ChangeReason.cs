namespace SsdClr.Payload.Holding;

/// <summary>Why something in a payload is not as it was acknowledged, as analysts read it.</summary>
internal static class ChangeReason
{
    /// <summary>A record or block that was not there.</summary>
    internal const string Added = "added";

    /// <summary>A record or block whose source row is no longer there for this child.</summary>
    internal const string Gone = "removed: gone";

    /// <summary>A record or block of a scrambled child that is not there any more: only a refresh has the key that its row could be looked for with.</summary>
    internal const string Removed = "removed";

    /// <summary>A record or block that left the window; its source row is still there.</summary>
    internal const string AgedOut = "removed: aged out";

    /// <summary>A value that differs, came or went within a record that stays.</summary>
    internal const string ValueChanged = "value changed";
}
