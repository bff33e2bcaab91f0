namespace SsdClr.Ledger;

/// <summary>What is staged of a child beside what the receiver acknowledged.</summary>
internal sealed class StagedChange(string personId, ChildChange change, string? payload, string? acknowledged)
{
    /// <summary>The person, as csc.staging spells the id.</summary>
    internal string PersonId { get; } = personId;

    internal ChildChange Change { get; } = change;

    /// <summary>The payload staged; null for a purge, or for a child of whom nothing is to be sent.</summary>
    internal string? Payload { get; } = payload;

    /// <summary>The payload the receiver confirmed last; null for none.</summary>
    internal string? Acknowledged { get; } = acknowledged;
}
