using SsdClr.Payload.Cohort;

namespace SsdClr.Payload.Preview;

/// <summary>Whether a person is in the cohort, and why.</summary>
internal sealed class CohortPreview(string personId, CohortVerdict verdict, string reason)
{
    internal string PersonId { get; } = personId;

    internal CohortVerdict Verdict { get; } = verdict;

    /// <summary>The reason in words.</summary>
    internal string Reason { get; } = reason;
}
