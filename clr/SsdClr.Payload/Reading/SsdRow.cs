using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Reading;

/// <summary>A row of a <see cref="RowStore"/>, read the way the payload sees columns: blank texts are absent, dates have no time of day.</summary>
/// <param name="store">The rows.</param>
/// <param name="sentinelDates">True where dates far in the past or the future stand for none.</param>
internal sealed class SsdRow(RowStore store, bool sentinelDates)
{
    /// <summary>The day number of a date that is absent.</summary>
    internal const int NoDay = -1;

    /// <summary>The day number where something else stands than a date.</summary>
    internal const int UnreadableDay = -2;

    /// <summary>The day number where a word stands for NULL.</summary>
    internal const int NullWordDay = -3;

    private const int MostColumns = 16;

    private readonly RowStore _store = store;
    private readonly int[] _starts = new int[MostColumns];
    private readonly string?[] _shortTexts = new string?[1024];
    private readonly List<KeyValuePair<int, RowNoteKind>> _notes = [];
    private readonly bool _sentinelDates = sentinelDates;
    private char[] _block = [];

    /// <summary>The ordinals read since the last <see cref="MoveTo"/> that hold something and were given as absent, each with the reason.</summary>
    internal List<KeyValuePair<int, RowNoteKind>> Notes => _notes;

    /// <summary>Moves to a row.</summary>
    internal void MoveTo(int address)
    {
        _notes.Clear();
        _block = _store.Block(address);
        int at = RowStore.Columns(address);
        ColumnUse[] columns = ChildQuery.Layouts[(int)_store.Kind(address)].Uses;
        for (int index = 0; index < columns.Length; index++)
        {
            _starts[index + 1] = at;
            at += columns[index] switch
            {
                ColumnUse.Date => 2,
                ColumnUse.Flag => 1,
                _ => _block[at] == RowStore.LongText ? 3 + RowStore.Number(_block, at + 1) : 1 + _block[at],
            };
        }
    }

    /// <summary>A text as held, whatever it says; null where it is NULL or blank. For names, and for keys that the query has looked at.</summary>
    internal string? Verbatim(RowColumn<string> column)
    {
        int start = TextStart(column, out int length);
        return length == 0 ? null : Text(start, length);
    }

    /// <summary>A key of two texts, which is null where the first is; the second may be.</summary>
    internal string? Key(RowColumn<string> first, RowColumn<string> second) => Verbatim(first) is { } key ? key + "\n" + Verbatim(second) : null;

    /// <summary>A text without outer blanks; null where it is NULL or blank, or a word that stands for NULL.</summary>
    internal string? Trimmed(RowColumn<string> column)
    {
        string? text = TrimmedVerbatim(column);
        if (text is not null && AbsentValue.IsNullWord(text))
        {
            Note(column.Ordinal, RowNoteKind.NullWord);
            return null;
        }

        return text;
    }

    /// <summary>An id as held; null where it is NULL or blank, or stands for none.</summary>
    internal string? Id(RowColumn<string> column) => Trimmed(column) is { } trimmed && !IsSentinelId(column, trimmed) ? Verbatim(column) : null;

    /// <summary>An id without outer blanks; null where it is NULL or blank, or stands for none.</summary>
    internal string? TrimmedId(RowColumn<string> column) => Trimmed(column) is { } trimmed && !IsSentinelId(column, trimmed) ? trimmed : null;

    /// <summary>A text without outer blanks, whatever it says; null where it is NULL or blank.</summary>
    internal string? TrimmedVerbatim(RowColumn<string> column)
    {
        int start = TextStart(column, out int length);
        while (length > 0 && char.IsWhiteSpace(_block[start]))
        {
            start++;
            length--;
        }

        while (length > 0 && char.IsWhiteSpace(_block[start + length - 1]))
        {
            length--;
        }

        return length == 0 ? null : Text(start, length);
    }

    /// <summary>The date part; null where it is NULL or blank, and where it is no date, which <see cref="Notes"/> then names.</summary>
    internal DateTime? Date(RowColumn<DateTime> column)
    {
        int day = RowStore.Number(_block, _starts[column.Ordinal]);
        if (day >= 0)
        {
            if (_sentinelDates && AbsentValue.IsSentinelDay(day))
            {
                Note(column.Ordinal, RowNoteKind.SentinelDate);
                return null;
            }

            return new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Unspecified);
        }

        if (day != NoDay)
        {
            Note(column.Ordinal, day == NullWordDay ? RowNoteKind.NullWord : RowNoteKind.UnreadableDate);
        }

        return null;
    }

    /// <summary>True where an integer column holds 1.</summary>
    internal bool Flag(RowColumn<bool> column) => _block[_starts[column.Ordinal]] != '\0';

    private bool IsSentinelId(RowColumn<string> column, string trimmed)
    {
        bool isSentinel = AbsentValue.IsSentinelId(trimmed);
        if (isSentinel)
        {
            Note(column.Ordinal, RowNoteKind.SentinelId);
        }

        return isSentinel;
    }

    private void Note(int ordinal, RowNoteKind kind) => _notes.Add(new KeyValuePair<int, RowNoteKind>(ordinal, kind));

    private int TextStart(RowColumn<string> column, out int length)
    {
        int start = _starts[column.Ordinal];
        length = _block[start];
        if (length < RowStore.LongText)
        {
            return start + 1;
        }

        length = RowStore.Number(_block, start + 1);
        return start + 3;
    }

    // Codes and keys come again and again: the text made last of those that fall on one place is given again where it is the same.
    private string Text(int start, int length)
    {
        int place = ((((length * 31) + _block[start]) * 31) + _block[start + (length >> 1)]) * 31 + _block[start + length - 1] & (_shortTexts.Length - 1);
        if (_shortTexts[place] is { } known && known.Length == length && IsAt(known, start))
        {
            return known;
        }

        var text = new string(_block, start, length);
        _shortTexts[place] = text;
        return text;
    }

    private bool IsAt(string text, int start)
    {
        for (int index = text.Length - 1; index >= 0; index--)
        {
            if (text[index] != _block[start + index])
            {
                return false;
            }
        }

        return true;
    }
}
