using System.Globalization;

namespace SsdClr.Local.Database;

/// <summary>ISO dates as the companion reads and writes them: in CSV files and as SQLite's text form of a SQL Server date.</summary>
internal static class SsdDate
{
    /// <summary>What a person should write; used in error messages.</summary>
    public const string Expected = "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS";

    /// <summary>
    /// Reads <c>YYYY-MM-DD</c>, optionally followed by <c>T</c> or one blank and <c>HH:MM:SS</c>, optionally with a fraction of 1 to 7 digits
    /// (what SQL Server's datetime and datetime2 print; kept to the millisecond). No zone, no other order, no surrounding blanks.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime value)
    {
        value = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month) || !Digits(text.Slice(8, 2), out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        value = new DateTime(year, month, day);
        if (text.Length == 10)
        {
            return true;
        }

        if (text.Length < 19 || text[10] is not ('T' or ' ') || text[13] != ':' || text[16] != ':'
            || !Digits(text.Slice(11, 2), out var hour) || !Digits(text.Slice(14, 2), out var minute) || !Digits(text.Slice(17, 2), out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        value = value.AddSeconds((hour * 3600) + (minute * 60) + second);
        if (text.Length == 19)
        {
            return true;
        }

        var fraction = text[20..];
        if (text[19] != '.' || fraction.Length is < 1 or > 7 || !Digits(fraction, out var digits))
        {
            return false;
        }

        for (var length = fraction.Length; length < 7; length++)
        {
            digits *= 10;
        }

        value = value.AddMilliseconds(digits / 10_000);
        return true;
    }

    /// <summary>True for a text in the form of a date, whether or not there is such a day.</summary>
    public static bool HasForm(ReadOnlySpan<char> text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' && Digits(text[..4], out _) && Digits(text.Slice(5, 2), out _) && Digits(text.Slice(8, 2), out _)
        && (text.Length == 10 || (text.Length >= 19 && text[10] is ('T' or ' ') && text[13] == ':' && text[16] == ':' && Digits(text.Slice(11, 2), out _) && Digits(text.Slice(14, 2), out _) && Digits(text.Slice(17, 2), out _)));

    /// <summary>Writes the date alone at midnight, else <c>YYYY-MM-DD HH:MM:SS</c>, with milliseconds only when there are some.</summary>
    public static string Format(DateTime value)
    {
        var format = value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : value.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }

            value = (value * 10) + (character - '0');
        }

        return true;
    }
}
