using System.Numerics;

namespace SsdClr.Tests.Naive;

/// <summary>Order of row ids: numbers by value, then the rest as text.</summary>
internal sealed class NaiveRowId : IComparer<string?>
{
    public static readonly NaiveRowId Order = new();

    public int Compare(string? x, string? y) => (Number(x), Number(y)) switch
    {
        ({ } a, { } b) when a != b => a.CompareTo(b),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.CompareOrdinal(x, y),
    };

    private static BigInteger? Number(string? id) => !string.IsNullOrEmpty(id) && id.All(char.IsAsciiDigit) ? BigInteger.Parse(id, System.Globalization.CultureInfo.InvariantCulture) : null;
}
