using System;
using System.Globalization;

namespace SsdClr.Submission.Pacing;

/// <summary>
/// The Retry-After header (RFC 9110 section 10.2.3): seconds, or a date in any of the three formats of section 5.6.7. The name of the
/// weekday is not looked at: a date is not less of a date because a server miscounts its weekdays.
/// </summary>
internal static class RetryAfter
{
    private static readonly string[] s_fourDigitYears = ["d MMM yyyy H:m:s", "MMM d H:m:s yyyy"];

    /// <summary>How long to wait; null where the header is missing or neither a number nor a date. Zero for a moment gone by.</summary>
    /// <param name="header">The header as it came.</param>
    /// <param name="now">The moment now, in UTC.</param>
    internal static TimeSpan? Read(string? header, DateTime now)
    {
        string text = header is null ? string.Empty : header.Trim();
        if (IsNumber(text))
        {
            // More digits than an int holds are longer than any cap.
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        }

        DateTime? moment = ReadDate(text, now);
        return moment is null ? null : moment.Value > now ? moment.Value - now : TimeSpan.Zero;
    }

    private static bool IsNumber(string text)
    {
        foreach (char character in text)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or "Sun Nov  6 08:49:37 1994".</summary>
    private static DateTime? ReadDate(string text, DateTime now)
    {
        int blank = text.IndexOf(' ');
        if (blank < 0)
        {
            return null;
        }

        string date = text.Substring(blank + 1).Trim();
        if (date.EndsWith(" GMT", StringComparison.Ordinal))
        {
            date = date.Substring(0, date.Length - 4);
        }

        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite;
        if (DateTime.TryParseExact(date, s_fourDigitYears, CultureInfo.InvariantCulture, Utc, out DateTime moment))
        {
            return moment;
        }

        return ReadTwoDigitYear(date, now, Utc);
    }

    /// <summary>Two digits mean the year that is at most 50 years ahead (RFC 9110 section 5.6.7).</summary>
    private static DateTime? ReadTwoDigitYear(string date, DateTime now, DateTimeStyles styles)
    {
        string[] parts = date.Split('-', ' ');
        if (parts.Length != 4 || parts[2].Length != 2 || !IsNumber(parts[2]))
        {
            return null;
        }

        int year = (now.Year - (now.Year % 100)) + int.Parse(parts[2], CultureInfo.InvariantCulture);
        year = year > now.Year + 50 ? year - 100 : year;
        string full = parts[0] + " " + parts[1] + " " + year.ToString("0000", CultureInfo.InvariantCulture) + " " + parts[3];
        return DateTime.TryParseExact(full, s_fourDigitYears, CultureInfo.InvariantCulture, styles, out DateTime moment) ? moment : null;
    }
}
