using System;

namespace SsdClr.Payload.Building;

/// <summary>A record by which a child matches an inclusion group.</summary>
internal readonly struct GroupRecord
{
    private GroupRecord(string what, string? id, bool isPeriod, DateTime? start, DateTime? end, bool isSent)
    {
        What = what;
        Id = id;
        IsPeriod = isPeriod;
        Start = start;
        End = end;
        IsSent = isSent;
    }

    /// <summary>What kind of record, in words.</summary>
    internal string What { get; }

    /// <summary>Its id, as held; null where it has none.</summary>
    internal string? Id { get; }

    /// <summary>True where start and end say when it was; else the start is its one day, if it has one.</summary>
    internal bool IsPeriod { get; }

    /// <summary>Its start.</summary>
    internal DateTime? Start { get; }

    /// <summary>Its end; null where it goes on.</summary>
    internal DateTime? End { get; }

    /// <summary>True where it is sent.</summary>
    internal bool IsSent { get; }

    /// <summary>
    /// True where this record says better than another why a child is in: one that is sent, then the later start, then the one that goes on or ends later,
    /// then the greater id. The order of the rows must not matter.
    /// </summary>
    internal bool IsToldBefore(GroupRecord other)
    {
        if (IsSent != other.IsSent)
        {
            return IsSent;
        }

        if (Start != other.Start)
        {
            return other.Start is null || Start > other.Start;
        }

        return End != other.End
            ? End is null || End > other.End
            : string.CompareOrdinal(What + Id, other.What + other.Id) > 0;
    }

    /// <summary>A record that goes on for a time.</summary>
    internal static GroupRecord Period(string what, string? id, DateTime? start, DateTime? end, bool isSent) =>
        new(what, id, isPeriod: true, start, end, isSent);

    /// <summary>A record of one day, or of none.</summary>
    internal static GroupRecord OneDay(string what, DateTime? day, bool isSent) => new(what, id: null, isPeriod: false, day, end: null, isSent);
}
