namespace SsdClr.Ledger;

/// <summary>What is to be sent compared with what was acknowledged (csc.staging.change).</summary>
internal enum ChildChange
{
    /// <summary>Nothing is to be sent.</summary>
    None,

    /// <summary>The receiver confirmed nothing of the child yet.</summary>
    New,

    /// <summary>The receiver confirmed something else.</summary>
    Updated,

    /// <summary>The child is to be purged.</summary>
    Purge,
}
