using System;
using System.Data.Common;
using System.Globalization;

namespace SsdClr.Payload.Reading;

/// <summary>The rows of one result set, read the way the payload sees columns: blank texts are absent, dates have no time of day.</summary>
internal sealed class ResultSet(DbDataReader reader)
{
    private readonly DbDataReader _reader = reader;

    /// <summary>
    /// The person the row belongs to: every result set has it first, spelled as in ssd_person. Without trailing blanks, which SQL Server takes no
    /// notice of, and which a char column fills up with.
    /// </summary>
    internal string PersonId => Convert.ToString(_reader.GetValue(0), CultureInfo.InvariantCulture)!.TrimEnd(' ');

    /// <summary>True where that person's id is not NULL.</summary>
    internal bool HasPersonId => !_reader.IsDBNull(0);

    /// <summary>Goes to the next row; false after the last.</summary>
    internal bool Read() => _reader.Read();

    /// <summary>Packs the current row, and gives its address.</summary>
    internal int Pack(RecordLayout layout, RowStore store)
    {
        store.StartRow(layout.Kind);
        ColumnUse[] columns = layout.Uses;
        for (int index = 0; index < columns.Length; index++)
        {
            switch (columns[index])
            {
                case ColumnUse.Date:
                    store.AddNumber(Day(index + 1));
                    break;
                case ColumnUse.Flag:
                    store.AddFlag(_reader.GetInt32(index + 1) == 1);
                    break;
                default:
                    store.AddText(Text(index + 1));
                    break;
            }
        }

        return store.EndRow();
    }

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

    /// <summary>
    /// Days since 0001-01-01; <see cref="SsdRow.NoDay"/> where there is none, <see cref="SsdRow.NullWordDay"/> where a word stands for NULL,
    /// <see cref="SsdRow.UnreadableDay"/> where something else stands.
    /// </summary>
    // Not by GetDateTime, which in SQLite guesses at texts and takes numbers for days: a text means the same in every host.
    internal int Day(int ordinal)
    {
        object value;
        try
        {
            value = _reader.GetValue(ordinal);
        }
        catch (FormatException)
        {
            // Some readers convert by the declared type.
            return SsdRow.UnreadableDay;
        }

        return value switch
        {
            string text => IsoDay(text.Trim()),
            DBNull => SsdRow.NoDay,
            DateTime date => DayOf(date),
            DateTimeOffset moment => DayOf(moment.Date),
            _ => SsdRow.UnreadableDay,
        };
    }

    // YYYY-MM-DD, alone or before a time of day.
    private static int IsoDay(string text)
    {
        if (text.Length == 0)
        {
            return SsdRow.NoDay;
        }

        if (text.Length < 10
            || text[4] != '-'
            || text[7] != '-'
            || (text.Length > 10 && !(text.Length > 11 && text[10] is ' ' or 'T' && text[11] is >= '0' and <= '9')))
        {
            return AbsentValue.IsNullWord(text) ? SsdRow.NullWordDay : SsdRow.UnreadableDay;
        }

        int year = Number(text, 0, 4);
        int month = Number(text, 5, 2);
        int day = Number(text, 8, 2);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? DayOf(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified))
            : SsdRow.UnreadableDay;
    }

    private static int DayOf(DateTime date) => (int)(date.Ticks / TimeSpan.TicksPerDay);

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
}
