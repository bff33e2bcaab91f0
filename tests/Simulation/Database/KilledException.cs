namespace SsdClr.Simulation.Database;

/// <summary>
/// The program is no more, as after KILL, an unload of its AppDomain or a failover. Whatever a catch or finally block does now reaches
/// nothing: every boundary throws this again.
/// </summary>
internal sealed class KilledException() : Exception("The program was killed here.");
