using SsdClr.Payload.Building;

namespace SsdClr.Payload.Preview;

/// <summary>A finding about a child in the cohort.</summary>
internal sealed class IssuePreview
{
    internal IssuePreview(string personId, PayloadIssue issue)
    {
        PersonId = personId;
        Issue = issue;
    }

    internal string PersonId { get; }

    internal PayloadIssue Issue { get; }
}
