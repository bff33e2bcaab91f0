namespace SsdClr.Ledger;

/// <summary>How much csc.staging has of the receiver's children.</summary>
internal readonly struct StagingSize(int rows, bool holdsAny)
{
    /// <summary>How many rows there are.</summary>
    internal int Rows { get; } = rows;

    /// <summary>True where the receiver has any child, or may have one.</summary>
    internal bool HoldsAny { get; } = holdsAny;
}
