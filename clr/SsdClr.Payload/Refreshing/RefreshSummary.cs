using SsdClr.Payload.Holding;
using SsdClr.Runs;

namespace SsdClr.Payload.Refreshing;

/// <summary>What a refresh found and left behind.</summary>
internal sealed class RefreshSummary
{
    /// <summary>What csc.run_log says of it.</summary>
    internal RefreshCounts Counts { get; } = new();

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
}
