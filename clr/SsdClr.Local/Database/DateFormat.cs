using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Local.Database;

/// <summary>An order of day, month and year, such as <c>DD/MM/YYYY</c>, with or without a time of day behind it.</summary>
internal sealed partial class DateFormat
{
    private readonly string[] _patterns;

    private DateFormat(string text)
    {
        Text = text;
        var date = string.Concat(Parts().Matches(text).Select(part => part.Value switch
        {
            "DD" => "d",
            "MM" => "M",
            "MON" => "MMM",
            "YYYY" => "yyyy",
            var separator => "'" + separator + "'",
        }));
        _patterns = [date, date + " H:mm", date + " H:mm:ss"];
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>Reads a format: DD, MM (or MON) and YYYY, each once, with one separator between them.</summary>
    /// <returns>Null where it is none.</returns>
    public static DateFormat? Parse(string text)
    {
        var upper = text.ToUpperInvariant();
        return Whole().IsMatch(upper) && Parts().Matches(upper).Where(part => part.Length > 1).Select(part => part.Value[0]).Distinct().Count() == 3 ? new DateFormat(upper) : null;
    }

    /// <summary>Reads a date; day and month may have one digit.</summary>
    public bool TryParse(string text, out DateTime value) => DateTime.TryParseExact(text, _patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    [GeneratedRegex("^(DD|MM|MON|YYYY)(?<separator>[/.-])(DD|MM|MON|YYYY)\\k<separator>(DD|MM|MON|YYYY)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("DD|MM|MON|YYYY|[/.-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
