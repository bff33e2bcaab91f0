using System;
using System.Collections.Generic;
using System.Globalization;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Refreshing;

/// <summary>Holds back more removals of nested records than a day brings, until somebody has looked. Children that are purged as a whole are none of its business.</summary>
internal sealed class RemovalGuard
{
    private const int AlwaysAllowed = 20;

    private readonly RecordTally _removed;
    private readonly int _maximumPercent;

    /// <param name="removed">Records that children who stay are to lose.</param>
    /// <param name="maximumPercent">The share of the acknowledged records of a type that may go unasked.</param>
    internal RemovalGuard(RecordTally removed, int maximumPercent)
    {
        _removed = removed;
        _maximumPercent = maximumPercent;
    }

    /// <summary>True where so many acknowledged records let every type pass; more of them never make it false.</summary>
    internal bool IsWithin(RecordTally acknowledged)
    {
        foreach (KeyValuePair<string, int> removed in _removed.Counts)
        {
            if (IsBeyond(removed, acknowledged))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The types beyond their share, such as <c>1,200 of 1,300 placement</c>.</summary>
    internal string Describe(RecordTally acknowledged)
    {
        var types = new List<string>();
        foreach (KeyValuePair<string, int> removed in _removed.Counts)
        {
            if (IsBeyond(removed, acknowledged))
            {
                types.Add(Text(removed.Value) + " of " + Text(acknowledged.Of(removed.Key)) + " " + removed.Key);
            }
        }

        return string.Join(", ", types);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private bool IsBeyond(KeyValuePair<string, int> removed, RecordTally acknowledged) =>
        removed.Value > Math.Max(AlwaysAllowed, (int)((long)acknowledged.Of(removed.Key) * _maximumPercent / 100));
}
