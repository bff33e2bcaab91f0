using System;

namespace SsdClr.Payload.Reports;

/// <summary>What the runs of one day did, in UTC.</summary>
internal sealed class NightFigures(DateTime day)
{
    /// <summary>The day they started on.</summary>
    internal DateTime Day { get; } = day;

    /// <summary>How the last of them ended; null for a day without a run.</summary>
    internal string? Verdict { get; set; }

    /// <summary>Children sent; one that went in two runs counts twice.</summary>
    internal long Children { get; set; }

    /// <summary>Attempts: every POST of a child counts.</summary>
    internal long Attempts { get; set; }

    /// <summary>Children the receiver confirmed, purges included.</summary>
    internal long Accepted { get; set; }

    /// <summary>Children the receiver refused alone.</summary>
    internal long Refused { get; set; }

    /// <summary>Attempts without a clear answer: a child that was sent again counts again, and may have been accepted since.</summary>
    internal long Unclear { get; set; }

    /// <summary>Children the receiver confirmed as removed.</summary>
    internal long Purged { get; set; }

    /// <summary>Children withheld at the last refresh of the day; null for no refresh.</summary>
    internal long? Withheld { get; set; }

    /// <summary>Children in the cohort at the last refresh of the day; null for no refresh.</summary>
    internal long? InCohort { get; set; }
}
