using SsdClr.Payload.Cohort;

namespace SsdClr.Payload.Preview;

/// <summary>Whether a person is in the cohort, and why.</summary>
internal sealed class CohortPreview
{
    internal CohortPreview(string personId, CohortVerdict verdict, string reason)
    {
        PersonId = personId;
        Verdict = verdict;
        Reason = reason;
    }

    internal string PersonId { get; }

    internal CohortVerdict Verdict { get; }

    /// <summary>The reason in words.</summary>
    internal string Reason { get; }
}
