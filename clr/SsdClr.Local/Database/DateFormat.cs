using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Local.Database;

/// <summary>An order of day, month and year, such as <c>DD/MM/YYYY</c>, with or without a time of day behind it.</summary>
internal sealed partial class DateFormat
{
    private readonly string[] _patterns;
    private readonly Regex _form;

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
        _form = new Regex(
            "^" + string.Concat(Parts().Matches(text).Select(part => part.Value switch
            {
                "DD" or "MM" => "[0-9]{1,2}",
                "MON" => "[A-Za-z]{3}",
                "YYYY" => "[0-9]{4}",
                var separator => Regex.Escape(separator),
            })) + "( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?$",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1));
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    // YYYY-MM-DD is always read, and no date shows by itself that it is of this form.
    private const string TakenForIso = "YYYY-DD-MM";

    /// <summary>Reads a format: DD, MM (or MON) and YYYY, each once, with one separator between them.</summary>
    /// <returns>Null where it is none, or where its dates could be taken for others.</returns>
    public static DateFormat? Parse(string text)
    {
        var upper = text.ToUpperInvariant();
        return upper != TakenForIso && Whole().IsMatch(upper) && Parts().Matches(upper).Where(part => part.Length > 1).Select(part => part.Value[0]).Distinct().Count() == 3 ? new DateFormat(upper) : null;
    }

    /// <summary>What is wrong with a format, as the end of a sentence about its option; null where nothing is.</summary>
    public static string? Fault(string text) =>
        Parse(text) is not null ? null
        : text.Equals(TakenForIso, StringComparison.OrdinalIgnoreCase) ? "does not take YYYY-DD-MM: its dates look like YYYY-MM-DD, which is always read. Export the dates as YYYY-MM-DD."
        : "takes DD, MM (or MON) and YYYY in the order of the files, with one of / - . between them, such as DD/MM/YYYY.";

    /// <summary>Reads a date; day and month may have one digit.</summary>
    public bool TryParse(string text, out DateTime value) => DateTime.TryParseExact(text, _patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    /// <summary>True for a text in this form, whether or not there is such a day.</summary>
    public bool HasForm(string text) => _form.IsMatch(text);

    [GeneratedRegex("^(DD|MM|MON|YYYY)(?<separator>[/.-])(DD|MM|MON|YYYY)\\k<separator>(DD|MM|MON|YYYY)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("DD|MM|MON|YYYY|[/.-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
