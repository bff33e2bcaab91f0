using System;
using System.Globalization;

namespace SsdClr.Data;

/// <summary>Numbers and days as texts that are the same whatever language the machine speaks.</summary>
internal static class InvariantText
{
    /// <summary>A whole number, without separators.</summary>
    internal static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number for a person to read, with a comma between thousands.</summary>
    internal static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A day, as YYYY-MM-DD.</summary>
    internal static string Of(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
