using System;
using System.Data.Common;
using System.Globalization;

namespace SsdClr.Payload.Ssd;

/// <summary>The current row of a result set, read the way the payload sees columns: blank texts are absent, dates have no time of day.</summary>
internal sealed class SsdRow
{
    private readonly DbDataReader _reader;

    internal SsdRow(DbDataReader reader) => _reader = reader;

    /// <summary>The person the row belongs to: every result set has it first, spelled as in ssd_person.</summary>
    internal string PersonId => Convert.ToString(_reader.GetValue(0), CultureInfo.InvariantCulture)!;

    /// <summary>A text as held; null where it is NULL or blank. Numbers, bits and the like come as invariant text.</summary>
    internal string? Text(int ordinal)
    {
        object value = _reader.GetValue(ordinal);
        string? text = value as string;
        if (text is null)
        {
            text = value switch
            {
                DBNull => null,
                bool flag => flag ? "1" : "0",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A text without outer blanks; null where nothing is left.</summary>
    internal string? Trimmed(int ordinal) => Text(ordinal)?.Trim();

    /// <summary>The date part; null where it is NULL or blank.</summary>
    /// <exception cref="SsdReadException">The column holds text that is no ISO date.</exception>
    internal DateTime? Date(int ordinal)
    {
        if (_reader.IsDBNull(ordinal))
        {
            return null;
        }

        try
        {
            return _reader.GetDateTime(ordinal).Date;
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException)
        {
            return DateFromText(ordinal);
        }
    }

    /// <summary>True where an integer column holds 1.</summary>
    internal bool Flag(int ordinal) => Convert.ToInt32(_reader.GetValue(ordinal), CultureInfo.InvariantCulture) == 1;

    private DateTime? DateFromText(int ordinal)
    {
        string? text = Trimmed(ordinal);
        if (text is null)
        {
            return null;
        }

        return text.Length >= 10
            && DateTime.TryParseExact(text.Substring(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            ? date
            : throw new SsdReadException("Column " + _reader.GetName(ordinal) + " of person " + PersonId + " holds text that is no date. Give it type date or datetime, or ISO text (YYYY-MM-DD).");
    }
}
