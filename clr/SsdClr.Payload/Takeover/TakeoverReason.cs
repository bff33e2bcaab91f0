namespace SsdClr.Payload.Takeover;

/// <summary>Why a child gets its <see cref="TakeoverVerdict"/>. docs/takeover.md has the same table.</summary>
internal sealed class TakeoverReason
{
    internal static readonly TakeoverReason Proven = new("proven", TakeoverVerdict.Acknowledged, "Sent whole, with a receipt of its own, and not built again since.");
    internal static readonly TakeoverReason MarkedDeleted = new("marked_deleted", TakeoverVerdict.Sent, "Marked as deleted, which the tool never told the receiver.");
    internal static readonly TakeoverReason NotSentLast = new("not_sent_last", TakeoverVerdict.Sent, "Not marked as Sent, but an answer, an earlier build or the status says that something may have been.");
    internal static readonly TakeoverReason NoReceipt = new("no_receipt", TakeoverVerdict.Sent, "Marked as Sent, but the answer kept is no receipt.");
    internal static readonly TakeoverReason ReceiptShared = new("receipt_shared", TakeoverVerdict.Sent, "Marked as Sent with a receipt that another child has too.");
    internal static readonly TakeoverReason PayloadUnreadable = new("payload_unreadable", TakeoverVerdict.Sent, "The payload is no JSON, or holds what this version does not know.");
    internal static readonly TakeoverReason PartialPayload = new("partial_payload", TakeoverVerdict.Sent, "The row holds a partial payload; what was sent may be that.");
    internal static readonly TakeoverReason PartialPossible = new("partial_possible", TakeoverVerdict.Sent, "The tool may have sent partial payloads, which leave no trace; nobody has confirmed that it sent whole ones only.");
    internal static readonly TakeoverReason BuiltAgain = new("built_again", TakeoverVerdict.Sent, "Hashes or the payload of before do not show that the payload is the one that was sent.");
    internal static readonly TakeoverReason BuiltAfterReceipt = new("built_after_receipt", TakeoverVerdict.Sent, "Built after the receipt, less than 75 minutes before it, or at an unknown time; nobody has confirmed that the tool never built while it sent.");
    internal static readonly TakeoverReason NotAscii = new("not_ascii", TakeoverVerdict.Sent, "Holds letters beyond ASCII, which the tool may have sent in a wrong encoding.");
    internal static readonly TakeoverReason SeveralRows = new("several_rows", TakeoverVerdict.Sent, "Several rows that do not say the same.");
    internal static readonly TakeoverReason ChildIdShared = new("child_id_shared", TakeoverVerdict.Sent, "Another person was sent under the same la_child_id.");
    internal static readonly TakeoverReason ChildIdTaken = new("child_id_taken", TakeoverVerdict.Nothing, "The la_child_id is kept with another person, who was sent under it too.");
    internal static readonly TakeoverReason NeverTried = new("never_tried", TakeoverVerdict.Nothing, "Nothing says that it was ever sent.");
    internal static readonly TakeoverReason NoChildId = new("no_child_id", TakeoverVerdict.Nothing, "No id that the receiver could know the child by.");

    internal static readonly TakeoverReason PersonIdTooLong = new("person_id_too_long", TakeoverVerdict.Nothing, "The person id is longer than 48 characters, more than csc.staging can hold.");

    private TakeoverReason(string name, string verdict, string meaning)
    {
        Name = name;
        Verdict = verdict;
        Meaning = meaning;
    }

    /// <summary>The name shown.</summary>
    internal string Name { get; }

    /// <summary>What it leads to.</summary>
    internal string Verdict { get; }

    /// <summary>In words.</summary>
    internal string Meaning { get; }
}
