using SsdClr.Payload.Building;

namespace SsdClr.Payload.Preview;

/// <summary>A finding about a child in the cohort.</summary>
internal sealed class IssuePreview(string personId, PayloadIssue issue)
{
    internal string PersonId { get; } = personId;

    internal PayloadIssue Issue { get; } = issue;
}
