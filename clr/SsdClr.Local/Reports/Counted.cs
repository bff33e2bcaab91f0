using System.Globalization;

namespace SsdClr.Local.Reports;

/// <summary>Numbers with what they count, in the singular for one.</summary>
internal static class Counted
{
    /// <summary>A number and its noun, such as <c>1 child</c> or <c>1,200 children</c>.</summary>
    public static string Of(long number, string one, string more) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : more)}");

    /// <summary>So many children.</summary>
    public static string Children(long number) => Of(number, "child", "children");
}
