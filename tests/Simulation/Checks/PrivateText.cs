using SsdClr.Simulation.Receiver;

namespace SsdClr.Simulation.Checks;

/// <summary>What no message may tell: names, dates of birth and secrets of this world.</summary>
internal static class PrivateText
{
    /// <summary>True where a message tells any of it.</summary>
    internal static bool IsIn(string? message) => message is not null
        && (message.Contains("Mark-", StringComparison.Ordinal)
            || message.Contains(SimulatedInternet.SupplierKey, StringComparison.Ordinal)
            || message.Contains(SimulatedInternet.ClientSecret, StringComparison.Ordinal)
            || message.Contains("2015-01-01", StringComparison.Ordinal));
}
