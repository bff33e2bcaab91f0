namespace SsdClr.Database.Tests.Simulated;

/// <summary>Whoever ran the script cancelled it, or the session was killed: no CATCH runs.</summary>
internal sealed class CancelledException : Exception;
