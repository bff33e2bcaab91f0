using System.Collections.Generic;
using SsdClr.Data;
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
                types.Add(InvariantText.Of(removed.Value) + " of " + InvariantText.Of(acknowledged.Of(removed.Key)) + " " + removed.Key);
            }
        }

        return string.Join(", ", types);
    }

    /// <summary>The type that uses most of what it may lose.</summary>
    /// <param name="acknowledged">The acknowledged records of each type.</param>
    internal GuardFinding Nearest(RecordTally acknowledged)
    {
        int nearest = 0;
        int most = AlwaysAllowed;
        foreach (KeyValuePair<string, int> removed in _removed.Counts)
        {
            int mostOfType = Most(removed.Key, acknowledged);
            if ((long)removed.Value * most > (long)nearest * mostOfType)
            {
                nearest = removed.Value;
                most = mostOfType;
            }
        }

        return new GuardFinding("removals", nearest, most);
    }

    private bool IsBeyond(KeyValuePair<string, int> removed, RecordTally acknowledged) =>
        removed.Value > Most(removed.Key, acknowledged);

    private int Most(string type, RecordTally acknowledged) => GuardFinding.Limit(AlwaysAllowed, acknowledged.Of(type), _maximumPercent);
}
