using SsdClr.Payload.Holding;
using SsdClr.Runs;

namespace SsdClr.Payload.Refreshing;

/// <summary>What a refresh found and left behind.</summary>
internal sealed class RefreshSummary
{
    /// <summary>Rows of ssd_person read.</summary>
    internal int PersonsRead { get; set; }

    /// <summary>Children in the cohort.</summary>
    internal int InCohort { get; set; }

    /// <summary>Children of the cohort that a rule withholds.</summary>
    internal int Withheld { get; set; }

    /// <summary>Children to be sent of whom nothing is acknowledged.</summary>
    internal int New { get; set; }

    /// <summary>Children to be sent of whom something else is acknowledged.</summary>
    internal int Updated { get; set; }

    /// <summary>Children to be purged.</summary>
    internal int Deleted { get; set; }

    /// <summary>Children of the cohort with nothing to send: acknowledged as they are, or refused as they are.</summary>
    internal int Unchanged { get; set; }

    /// <summary>Nested records that children who stay are to lose, as far as no guard has let them pass before.</summary>
    internal RecordTally Removed { get; } = new();

    /// <summary>Children who stay and wait until the guards have seen how many they are.</summary>
    internal int Waiting { get; set; }

    /// <summary>What changes in children who stay, as far as no guard has let it pass before.</summary>
    internal ChangeTally Changes { get; } = new();

    /// <summary>Rows of csc.staging written.</summary>
    internal int RowsWritten { get; set; }

    /// <summary>What csc.run_log says of it.</summary>
    internal RefreshCounts Logged => new()
    {
        PersonsRead = PersonsRead,
        InCohort = InCohort,
        Withheld = Withheld,
        New = New,
        Updated = Updated,
        Deleted = Deleted,
    };
}
