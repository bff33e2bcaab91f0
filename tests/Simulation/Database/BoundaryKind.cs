namespace SsdClr.Simulation.Database;

/// <summary>Where the program meets the world.</summary>
internal enum BoundaryKind
{
    /// <summary>A result set is asked for.</summary>
    Read,

    /// <summary>A transaction begins.</summary>
    Begin,

    /// <summary>A statement that writes.</summary>
    Write,

    /// <summary>A transaction commits.</summary>
    Commit,

    /// <summary>A request leaves.</summary>
    Send,

    /// <summary>Time is let pass.</summary>
    Wait,
}
