using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Building;

/// <summary>Counts what the rules find, child after child: by rule, with the children it is about, and by the column a value comes from.</summary>
internal sealed class IssueTally
{
    private readonly Dictionary<string, Count> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Count> _warnings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _sources = new(StringComparer.Ordinal);
    private long _child;

    /// <summary>Counts by the name of a rule that withholds.</summary>
    internal IEnumerable<KeyValuePair<string, Count>> Errors => _errors;

    /// <summary>Counts by the name of a rule that lists.</summary>
    internal IEnumerable<KeyValuePair<string, Count>> Warnings => _warnings;

    /// <summary>Findings by column, table.column.</summary>
    internal IEnumerable<KeyValuePair<string, long>> Sources => _sources;

    /// <summary>What follows is about another child.</summary>
    internal void NextChild() => _child++;

    /// <summary>Counts a finding.</summary>
    internal void Add(PayloadRule rule, string source)
    {
        Dictionary<string, Count> counts = rule.IsError ? _errors : _warnings;
        if (!counts.TryGetValue(rule.Name, out Count? count))
        {
            counts[rule.Name] = count = new Count();
        }

        count.Add(_child);
        _sources.TryGetValue(source, out long found);
        _sources[source] = found + 1;
    }

    /// <summary>How much a rule found.</summary>
    internal sealed class Count
    {
        private long _lastChild = -1;

        /// <summary>Findings.</summary>
        internal long Findings { get; private set; }

        /// <summary>Children they are about.</summary>
        internal long Children { get; private set; }

        /// <summary>Counts a finding; the findings of a child come one after the other.</summary>
        internal void Add(long child)
        {
            Findings++;
            Children += child == _lastChild ? 0 : 1;
            _lastChild = child;
        }
    }
}
