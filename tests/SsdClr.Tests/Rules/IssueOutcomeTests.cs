using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>What a person reads of what became of a value.</summary>
[TestClass]
public sealed class IssueOutcomeTests
{
    [TestMethod]
    public void An_outcome_says_what_became_of_the_value_or_the_record() => Assert.AreEqual(
        """
        It is sent as it is.
        It is left out.
        The record is left out.
        It counts as absent.
        The code alone is sent.
        The first is sent, this one is left out.
        The first 41 are sent, the rest is left out.
        U is sent instead.
        NONE is sent instead, which says that the child has no disability.
        NONE is left out, the others are sent.
        It is sent as the expected date of birth, and no date of birth is sent.
        The status does not count as one of an unaccompanied asylum-seeking child.
        The child is withheld until that is corrected.
        Nothing is sent for it.
        The child is sent.
        """.ReplaceLineEndings("\n"),
        string.Join('\n', new[]
        {
            IssueOutcome.Sent, IssueOutcome.LeftOut, IssueOutcome.RecordLeftOut, IssueOutcome.CountsAsAbsent, IssueOutcome.CodeAlone, IssueOutcome.FirstSent, IssueOutcome.RestLeftOut,
            IssueOutcome.SentAsUnknown, IssueOutcome.SentAsNone, IssueOutcome.NoneLeftOut, IssueOutcome.SentAsDueDate, IssueOutcome.NotUnaccompanied, IssueOutcome.ChildWithheld, IssueOutcome.NothingToSend, IssueOutcome.ChildSent,
        }.Select(outcome => outcome.Sentence)));
}
