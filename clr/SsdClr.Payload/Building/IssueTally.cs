using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Building;

/// <summary>Counts what the rules find, child after child: by rule, with the children it is about, and by the column a value comes from.</summary>
internal sealed class IssueTally
{
    private readonly Dictionary<string, IssueCount> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IssueCount> _warnings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _sources = new(StringComparer.Ordinal);
    private long _child;

    /// <summary>Counts by the name of a rule that withholds.</summary>
    internal IEnumerable<KeyValuePair<string, IssueCount>> Errors => _errors;

    /// <summary>Counts by the name of a rule that lists.</summary>
    internal IEnumerable<KeyValuePair<string, IssueCount>> Warnings => _warnings;

    /// <summary>Findings by column, table.column.</summary>
    internal IEnumerable<KeyValuePair<string, long>> Sources => _sources;

    /// <summary>What follows is about another child.</summary>
    internal void NextChild() => _child++;

    /// <summary>Counts a finding.</summary>
    internal void Add(PayloadRule rule, string source)
    {
        Dictionary<string, IssueCount> counts = rule.IsError ? _errors : _warnings;
        if (!counts.TryGetValue(rule.Name, out IssueCount? count))
        {
            counts[rule.Name] = count = new IssueCount();
        }

        count.Add(_child);
        _sources.TryGetValue(source, out long found);
        _sources[source] = found + 1;
    }
}
