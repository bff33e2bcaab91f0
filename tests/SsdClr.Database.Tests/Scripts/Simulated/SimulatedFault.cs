namespace SsdClr.Database.Tests.Scripts.Simulated;

/// <summary>An error that the simulated server raises, or a script by THROW: TRY and CATCH see it.</summary>
/// <param name="message">Text of the error.</param>
internal sealed class SimulatedFault(string message) : Exception(message);
