namespace SsdClr.Ledger;

/// <summary>What is staged of a child beside what the receiver acknowledged.</summary>
internal sealed class StagedChange
{
    internal StagedChange(string personId, ChildChange change, string? payload, string? acknowledged)
    {
        PersonId = personId;
        Change = change;
        Payload = payload;
        Acknowledged = acknowledged;
    }

    /// <summary>The person, as csc.staging spells the id.</summary>
    internal string PersonId { get; }

    internal ChildChange Change { get; }

    /// <summary>The payload staged; null for a purge, or for a child of whom nothing is to be sent.</summary>
    internal string? Payload { get; }

    /// <summary>The payload the receiver confirmed last; null for none.</summary>
    internal string? Acknowledged { get; }
}
