namespace SsdClr.Runs;

/// <summary>What csc.run_log says of a refresh.</summary>
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
}
