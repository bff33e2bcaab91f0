using System.Globalization;
using System.Runtime.CompilerServices;

namespace SsdClr.Forbidden;

/// <summary>Variables that start as whatever the stack held.</summary>
[Breaks("UninitialisedVariables")]
public static class UninitialisedVariables
{
    [SkipLocalsInit]
    public static int Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
