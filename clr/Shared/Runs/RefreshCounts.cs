namespace SsdClr.Runs;

/// <summary>What a refresh found and left behind, in numbers.</summary>
internal sealed class RefreshCounts
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

    /// <summary>Children who stay and wait until the guards have seen how many they are.</summary>
    internal int Waiting { get; set; }

    /// <summary>Rows of csc.staging written.</summary>
    internal int RowsWritten { get; set; }
}
