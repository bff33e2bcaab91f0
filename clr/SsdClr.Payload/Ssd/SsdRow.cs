using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;

namespace SsdClr.Payload.Ssd;

/// <summary>The current row of a result set, read the way the payload sees columns: blank texts are absent, dates have no time of day.</summary>
internal sealed class SsdRow
{
    private readonly DbDataReader _reader;
    private readonly List<string> _unreadable = [];

    internal SsdRow(DbDataReader reader) => _reader = reader;

    /// <summary>The columns read as dates since the last <see cref="ForgetUnreadable"/> that hold something else; they were given as absent.</summary>
    internal IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>Starts on another row.</summary>
    internal void ForgetUnreadable() => _unreadable.Clear();

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

    /// <summary>The date part; null where it is NULL or blank, and where it is no date, which <see cref="Unreadable"/> then names.</summary>
    /// <remarks>
    /// Not by GetDateTime, which in SQLite guesses at texts and takes numbers for days: a text means the same in every host.
    /// </remarks>
    internal DateTime? Date(int ordinal)
    {
        object value;
        try
        {
            value = _reader.GetValue(ordinal);
        }
        catch (FormatException)
        {
            // Some readers convert by the declared type.
            return NoDate(ordinal);
        }

        return value switch
        {
            DateTime date => date.Date,
            DateTimeOffset moment => moment.Date,
            DBNull => null,
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text => IsoDate(text.Trim()) ?? NoDate(ordinal),
            _ => NoDate(ordinal),
        };
    }

    /// <summary>True where an integer column holds 1.</summary>
    internal bool Flag(int ordinal) => Convert.ToInt32(_reader.GetValue(ordinal), CultureInfo.InvariantCulture) == 1;

    // YYYY-MM-DD, alone or before a time of day.
    private static DateTime? IsoDate(string text)
    {
        if (text.Length < 10
            || text[4] != '-'
            || text[7] != '-'
            || (text.Length > 10 && !(text.Length > 11 && text[10] is ' ' or 'T' && text[11] is >= '0' and <= '9')))
        {
            return null;
        }

        int year = Number(text, 0, 4);
        int month = Number(text, 5, 2);
        int day = Number(text, 8, 2);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified)
            : null;
    }

    // The number in a stretch of ASCII digits; -1 where anything else stands there.
    private static int Number(string text, int start, int length)
    {
        int number = 0;
        for (int index = start; index < start + length; index++)
        {
            if (text[index] is < '0' or > '9')
            {
                return -1;
            }

            number = (number * 10) + text[index] - '0';
        }

        return number;
    }

    private DateTime? NoDate(int ordinal)
    {
        _unreadable.Add(_reader.GetName(ordinal));
        return null;
    }
}
