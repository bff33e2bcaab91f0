namespace SsdClr.Payload.Building;

/// <summary>One finding about one child.</summary>
internal sealed class PayloadIssue(PayloadRule rule, IssueOutcome outcome, string path, string source, string? recordId = null)
{
    private const int LongestRecordId = 100;

    /// <summary>The rule.</summary>
    internal PayloadRule Rule { get; } = rule;

    /// <summary>What became of the value or record.</summary>
    internal IssueOutcome Outcome { get; } = outcome;

    /// <summary>Where in the payload, as a JSON path.</summary>
    internal string Path { get; } = path;

    /// <summary>The column of SSD it comes from, table.column.</summary>
    internal string Source { get; } = source;

    /// <summary>The id of the record in the table of <see cref="Source"/>, or of the record that the value is sent with; null where it is about the child.</summary>
    internal string? RecordId { get; } = recordId?.Length > LongestRecordId ? recordId.Substring(0, LongestRecordId) : recordId;

    /// <summary>What is wrong, what became of it, and what to do; without the value it is about.</summary>
    internal string Message => Rule.Remedy.Length == 0 ? Rule.Problem + " " + Outcome.Sentence : Rule.Problem + " " + Outcome.Sentence + " " + Rule.Remedy;
}
