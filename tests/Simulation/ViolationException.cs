namespace SsdClr.Simulation;

/// <summary>An invariant does not hold. The message says which, where, and with what.</summary>
internal sealed class ViolationException(string message) : Exception(message);
