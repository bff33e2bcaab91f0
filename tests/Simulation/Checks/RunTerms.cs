namespace SsdClr.Simulation.Checks;

/// <summary>What a run was told.</summary>
/// <param name="Address">Where children are posted to.</param>
/// <param name="ChildIdColumn">The column they are known by.</param>
/// <param name="AsOf">The run date.</param>
/// <param name="BatchSize">Children in a POST, at most.</param>
/// <param name="MinimumInterval">From the start of one POST to the start of the next, at least.</param>
/// <param name="MaximumAttempts">Attempts after which a child is left alone.</param>
internal sealed record RunTerms(string Address, string ChildIdColumn, DateOnly AsOf, int BatchSize, TimeSpan MinimumInterval, int MaximumAttempts);
