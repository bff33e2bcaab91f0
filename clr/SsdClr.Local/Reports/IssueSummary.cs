using SsdClr.Payload.Preview;

namespace SsdClr.Local.Reports;

/// <summary>Counts findings by rule, as <c>csc.payload_issue_summary</c> does in SQL Server.</summary>
internal sealed class IssueSummary
{
    private readonly Dictionary<(string Rule, bool IsError), Count> _counts = [];
    private string? _lastPerson;

    /// <summary>Findings counted.</summary>
    public long Findings { get; private set; }

    /// <summary>Children they are about.</summary>
    public long Children { get; private set; }

    /// <summary>The rules broken: errors first, then by children, most first.</summary>
    public IReadOnlyList<RuleCount> Rules =>
    [
        .. _counts
            .Select(rule => new RuleCount(rule.Key.Rule, rule.Key.IsError, rule.Value.Children, rule.Value.Findings, rule.Value.ExamplePersonId))
            .OrderByDescending(rule => rule.IsError)
            .ThenByDescending(rule => rule.Children)
            .ThenBy(rule => rule.Rule, StringComparer.Ordinal),
    ];

    /// <summary>Counts findings; those about one child follow one another.</summary>
    public void Add(IReadOnlyCollection<IssuePreview> findings)
    {
        foreach (var finding in findings)
        {
            Findings++;
            if (finding.PersonId != _lastPerson)
            {
                _lastPerson = finding.PersonId;
                Children++;
            }

            // Several wordings may be findings of one rule.
            var rule = (finding.Issue.Rule.Name, finding.Issue.Rule.IsError);
            if (!_counts.TryGetValue(rule, out var count))
            {
                count = new Count(finding.PersonId);
                _counts.Add(rule, count);
            }

            count.Add(finding.PersonId);
        }
    }

    private sealed class Count(string examplePersonId)
    {
        private string? _lastPerson;

        public string ExamplePersonId { get; } = examplePersonId;

        public long Children { get; private set; }

        public long Findings { get; private set; }

        public void Add(string personId)
        {
            Findings++;
            if (personId != _lastPerson)
            {
                _lastPerson = personId;
                Children++;
            }
        }
    }
}
