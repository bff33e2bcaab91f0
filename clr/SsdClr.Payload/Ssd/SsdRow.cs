using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of a <see cref="RowStore"/>, read the way the payload sees columns: blank texts are absent, dates have no time of day.</summary>
internal sealed class SsdRow
{
    /// <summary>The day number of a date that is absent.</summary>
    internal const int NoDay = -1;

    /// <summary>The day number where something else stands than a date.</summary>
    internal const int UnreadableDay = -2;

    private const int MostColumns = 16;

    private readonly RowStore _store;
    private readonly int[] _starts = new int[MostColumns];
    private readonly string?[] _shortTexts = new string?[1024];
    private readonly List<int> _unreadable = [];
    private char[] _block = [];

    internal SsdRow(RowStore store) => _store = store;

    /// <summary>The ordinals read as dates since the last <see cref="MoveTo"/> that hold something else; they were given as absent.</summary>
    internal IReadOnlyList<int> Unreadable => _unreadable;

    /// <summary>Moves to a row.</summary>
    internal void MoveTo(int address)
    {
        _unreadable.Clear();
        _block = _store.Block(address);
        int at = RowStore.Columns(address);
        ColumnUse[] columns = RecordLayout.All[(int)_store.Kind(address)].Columns;
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

    /// <summary>A text as held; null where it is NULL or blank.</summary>
    internal string? Text(int ordinal)
    {
        int start = TextStart(ordinal, out int length);
        return length == 0 ? null : Text(start, length);
    }

    /// <summary>A text without outer blanks; null where it is NULL or blank.</summary>
    internal string? Trimmed(int ordinal)
    {
        int start = TextStart(ordinal, out int length);
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

    /// <summary>The date part; null where it is NULL or blank, and where it is no date, which <see cref="Unreadable"/> then names.</summary>
    internal DateTime? Date(int ordinal)
    {
        int day = RowStore.Number(_block, _starts[ordinal]);
        if (day >= 0)
        {
            return new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Unspecified);
        }

        if (day == UnreadableDay)
        {
            _unreadable.Add(ordinal);
        }

        return null;
    }

    /// <summary>True where an integer column holds 1.</summary>
    internal bool Flag(int ordinal) => _block[_starts[ordinal]] != '\0';

    private int TextStart(int ordinal, out int length)
    {
        int start = _starts[ordinal];
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
