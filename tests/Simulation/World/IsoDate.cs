using System.Globalization;

namespace SsdClr.Simulation.World;

/// <summary>Dates as SSD and payloads have them.</summary>
internal static class IsoDate
{
    /// <summary>A date as yyyy-MM-dd; null for none.</summary>
    internal static string? Of(DateOnly? value) => value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
