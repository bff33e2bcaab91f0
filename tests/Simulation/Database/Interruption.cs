namespace SsdClr.Simulation.Database;

/// <summary>What happens at a boundary.</summary>
internal enum Interruption
{
    /// <summary>Killed before anything took effect.</summary>
    KillBefore,

    /// <summary>Killed when it has taken effect, before the program hears of it.</summary>
    KillAfter,

    /// <summary>Fails without an effect; the program lives on.</summary>
    FailBefore,

    /// <summary>Takes effect and fails all the same; the program lives on.</summary>
    FailAfter,
}
