namespace SsdClr.Payload.Takeover;

/// <summary>Why a child gets its <see cref="AdoptionVerdict"/>. docs/migration.md has the same table.</summary>
internal sealed class AdoptionReason
{
    internal static readonly AdoptionReason Proven = new("proven", AdoptionVerdict.Acknowledged, "Sent whole, with a receipt of its own, and not built again since.");
    internal static readonly AdoptionReason MarkedDeleted = new("marked_deleted", AdoptionVerdict.Sent, "Marked as deleted, which the tool never told the receiver.");
    internal static readonly AdoptionReason NotSentLast = new("not_sent_last", AdoptionVerdict.Sent, "Not marked as Sent, but an answer, an earlier build or the status says that something may have been.");
    internal static readonly AdoptionReason NoReceipt = new("no_receipt", AdoptionVerdict.Sent, "Marked as Sent, but the answer kept is no receipt.");
    internal static readonly AdoptionReason ReceiptShared = new("receipt_shared", AdoptionVerdict.Sent, "Marked as Sent with a receipt that another child has too.");
    internal static readonly AdoptionReason PayloadUnreadable = new("payload_unreadable", AdoptionVerdict.Sent, "The payload is no JSON, or holds what this version does not know.");
    internal static readonly AdoptionReason PartialPayload = new("partial_payload", AdoptionVerdict.Sent, "The row holds a partial payload; what was sent may be that.");
    internal static readonly AdoptionReason PartialPossible = new("partial_possible", AdoptionVerdict.Sent, "The tool can send partial payloads and leaves no trace of it; nobody has confirmed that it sent whole ones only.");
    internal static readonly AdoptionReason BuiltAgain = new("built_again", AdoptionVerdict.Sent, "Hashes or the payload of before do not show that the payload is the one that was sent.");
    internal static readonly AdoptionReason BuiltAfterReceipt = new("built_after_receipt", AdoptionVerdict.Sent, "Built after the receipt, or at an unknown time; nobody has confirmed that the tool never built while it sent.");
    internal static readonly AdoptionReason NotAscii = new("not_ascii", AdoptionVerdict.Sent, "Holds letters beyond ASCII, which the tool may have sent in a wrong encoding.");
    internal static readonly AdoptionReason SeveralRows = new("several_rows", AdoptionVerdict.Sent, "Several rows that do not say the same.");
    internal static readonly AdoptionReason ChildIdShared = new("child_id_shared", AdoptionVerdict.Sent, "Another person was sent under the same la_child_id.");
    internal static readonly AdoptionReason ChildIdTaken = new("child_id_taken", AdoptionVerdict.Nothing, "The la_child_id is kept with another person, who was sent under it too.");
    internal static readonly AdoptionReason NeverTried = new("never_tried", AdoptionVerdict.Nothing, "Nothing says that it was ever sent.");
    internal static readonly AdoptionReason NoChildId = new("no_child_id", AdoptionVerdict.Nothing, "No id that the receiver could know the child by.");

    internal static readonly AdoptionReason PersonIdTooLong = new("person_id_too_long", AdoptionVerdict.Nothing, "The person id is longer than 48 characters, more than csc.staging can hold.");

    private AdoptionReason(string name, string verdict, string meaning)
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
