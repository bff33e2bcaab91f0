using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Local.Database;

/// <summary>ISO dates as the companion reads and writes them: in CSV files and as SQLite's text form of a SQL Server date.</summary>
internal static partial class SsdDate
{
    /// <summary>What a person should write; used in error messages.</summary>
    public const string Expected = "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS";

    private const int MostDigitsOfSecond = 7;

    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd",
        .. "T ".SelectMany(between => Enumerable.Range(0, MostDigitsOfSecond + 1)
            .Select(digits => $"yyyy-MM-dd'{between}'HH:mm:ss{(digits == 0 ? string.Empty : "." + new string('f', digits))}")),
    ];

    /// <summary>
    /// Reads <c>YYYY-MM-DD</c>, optionally followed by <c>T</c> or one blank and <c>HH:MM:SS</c>, optionally with a fraction of 1 to 7 digits
    /// (what SQL Server's datetime and datetime2 print; kept to the millisecond). No zone, no other order, no surrounding blanks.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime value)
    {
        var isDate = DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
        value = value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMillisecond));
        return isDate;
    }

    /// <summary>True for a text in the form of a date, whether or not there is such a day.</summary>
    public static bool HasForm(ReadOnlySpan<char> text) => Form().IsMatch(text);

    /// <summary>Writes the date alone at midnight, else <c>YYYY-MM-DD HH:MM:SS</c>, with milliseconds only when there are some.</summary>
    public static string Format(DateTime value)
    {
        var format = value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : value.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(\z|[T ][0-9]{2}:[0-9]{2}:[0-9]{2})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
