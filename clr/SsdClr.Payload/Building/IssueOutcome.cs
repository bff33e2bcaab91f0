namespace SsdClr.Payload.Building;

/// <summary>What became of the value or the record that a finding is about, in a sentence.</summary>
internal sealed class IssueOutcome
{
    internal static readonly IssueOutcome Sent = new("It is sent as it is.");
    internal static readonly IssueOutcome FactorsSent = new("They are sent.");
    internal static readonly IssueOutcome LeftOut = new("It is left out.");
    internal static readonly IssueOutcome RecordLeftOut = new("The record is left out.");
    internal static readonly IssueOutcome CountsAsAbsent = new("It counts as absent.");
    internal static readonly IssueOutcome CodeAlone = new("The code alone is sent.");
    internal static readonly IssueOutcome FirstSent = new("The first is sent, this one is left out.");
    internal static readonly IssueOutcome RestLeftOut = new("The first 41 are sent, the rest is left out.");
    internal static readonly IssueOutcome SentAsUnknown = new("U is sent instead.");
    internal static readonly IssueOutcome SentAsNone = new("NONE is sent instead, which says that the child has no disability.");
    internal static readonly IssueOutcome NoneLeftOut = new("NONE is left out, the others are sent.");
    internal static readonly IssueOutcome SentAsDueDate = new("It is sent as the expected date of birth, and no date of birth is sent.");
    internal static readonly IssueOutcome NotUnaccompanied = new("The status does not count as one of an unaccompanied asylum-seeking child.");
    internal static readonly IssueOutcome ChildWithheld = new("The child is withheld until that is corrected.");
    internal static readonly IssueOutcome NothingToSend = new("Nothing is sent for it.");
    internal static readonly IssueOutcome ChildSent = new("The child is sent.");

    private IssueOutcome(string sentence) => Sentence = sentence;

    /// <summary>The sentence.</summary>
    internal string Sentence { get; }
}
