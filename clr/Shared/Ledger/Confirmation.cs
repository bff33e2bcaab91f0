namespace SsdClr.Ledger;

/// <summary>What a row of csc.staging says of the receiver, texts left where they are.</summary>
internal readonly struct Confirmation(byte[]? acknowledgedHash, bool isConfirmed, bool hasHeld)
{
    /// <summary>Hash of the payload that it confirmed last; null for none.</summary>
    internal byte[]? AcknowledgedHash { get; } = acknowledgedHash;

    /// <summary>True where no POST of the child waits for its confirmation.</summary>
    internal bool IsConfirmed { get; } = isConfirmed;

    /// <summary>True where it may have anything else than the acknowledged payload.</summary>
    internal bool HasHeld { get; } = hasHeld;
}
