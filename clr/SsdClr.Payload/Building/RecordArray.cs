using System;
using System.Collections.Generic;
using System.Text;
using SsdClr.Json;

namespace SsdClr.Payload.Building;

/// <summary>
/// An array of records in its one order: by date, then id, nulls last, then by the item's own bytes, then by what would be found
/// about it; so the same rows in any order give the same text and findings. An id that occurs twice is sent once, the first in order; where ids are a person's, an item that occurs twice.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="fields">Where to write.</param>
/// <param name="name">The key of the array.</param>
/// <param name="idSource">The column of the id.</param>
/// <param name="maximumIdLength">The longest id that can be sent.</param>
internal abstract class RecordArray<T>(FieldWriter fields, JsonName name, string idSource, int maximumIdLength = RecordId.MaximumLength) : IComparer<T>
    where T : class
{
    private readonly JsonName _name = name;
    private readonly string _idSource = idSource;
    private readonly int _maximumIdLength = maximumIdLength;
    private readonly List<T> _records = [];
    private readonly JsonWriter[] _scratch = [new(), new()];

    /// <summary>True where the latest date comes first.</summary>
    protected virtual bool NewestFirst => false;

    /// <summary>True where an id may stand for one record only; false where it is a person's, such as a worker: then the same item may not occur twice.</summary>
    protected virtual bool IdIsUnique => true;

    /// <summary>Where to write.</summary>
    protected FieldWriter Fields { get; } = fields;

    /// <inheritdoc/>
    public int Compare(T? x, T? y)
    {
        // The list that is sorted holds no nulls.
        DateTime? left = DateOf(x!);
        DateTime? right = DateOf(y!);
        if (left != right)
        {
            return left is null ? 1
                : right is null ? -1
                : NewestFirst ? right.Value.CompareTo(left.Value) : left.Value.CompareTo(right.Value);
        }

        return string.CompareOrdinal(IdOf(x!), IdOf(y!));
    }

    /// <summary>Takes a record in, or lists what is wrong with its id.</summary>
    protected void Take(T record)
    {
        PayloadRule? fault = RecordId.Fault(IdOf(record), _maximumIdLength);
        if (fault is not null)
        {
            Fields.Issues.AddRecord(fault, IssueOutcome.RecordLeftOut, _name, _idSource, RecordIdOf(record));
            return;
        }

        _records.Add(record);
    }

    /// <summary>Writes what has been taken in, and forgets it. Nothing taken in: no key.</summary>
    protected void WriteTaken()
    {
        if (_records.Count > 0)
        {
            Sort();
            Fields.Json.Name(_name);
            Fields.Json.StartArray();
            int index = 0;
            for (int position = 0; position < _records.Count; position++)
            {
                if (OccursBefore(position))
                {
                    Fields.Issues.AddRecord(PayloadRule.DuplicateRecord, IssueOutcome.FirstSent, _name, _idSource, RecordIdOf(_records[position]));
                    LeaveOut(_records[position]);
                    continue;
                }

                Fields.Issues.Enter(_name, index++, RecordIdOf(_records[position]));
                WriteItem(_records[position]);
                Fields.Issues.Leave();
            }

            Fields.Json.EndArray();
            _records.Clear();
        }
    }

    /// <summary>The date the array is ordered by.</summary>
    protected abstract DateTime? DateOf(T record);

    /// <summary>The id, trimmed; null where there is none.</summary>
    protected abstract string? IdOf(T record);

    /// <summary>The id that an analyst finds the row by, where it is not the one that is sent.</summary>
    protected virtual string? RecordIdOf(T record) => IdOf(record);

    /// <summary>Writes the item.</summary>
    protected abstract void WriteItem(T record);

    /// <summary>Hears of a record that is not written, because the first of its id is.</summary>
    protected virtual void LeaveOut(T record)
    {
    }

    private void Sort()
    {
        _records.Sort(this);

        // Few records share date and id, so an insertion sort of those is enough.
        for (int next = 1; next < _records.Count; next++)
        {
            for (int at = next; at > 0 && Compare(_records[at - 1], _records[at]) == 0 && CompareAlike(_records[at - 1], _records[at]) > 0; at--)
            {
                T record = _records[at];
                _records[at] = _records[at - 1];
                _records[at - 1] = record;
            }
        }
    }

    private bool AreSentAlike(T left, T right) => CompareTexts(Render(left, _scratch[0], out _), Render(right, _scratch[1], out _)) == 0;

    // Neither text can be the beginning of the other: both end where their object does.
    private static int CompareTexts(JsonWriter first, JsonWriter second)
    {
        int length = Math.Min(first.Length, second.Length);
        for (int index = 0; index < length; index++)
        {
            int difference = first.Buffer[index] - second.Buffer[index];
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    private int CompareAlike(T left, T right)
    {
        JsonWriter first = Render(left, _scratch[0], out string foundFirst);
        JsonWriter second = Render(right, _scratch[1], out string foundSecond);
        int byText = CompareTexts(first, second);
        if (byText != 0)
        {
            return byText;
        }

        // Sent alike. The one that something is found about comes first, so that it is told of whatever the order of the rows.
        int byFindings = string.CompareOrdinal(foundSecond, foundFirst);
        return byFindings != 0 ? byFindings : string.CompareOrdinal(RecordIdOf(left), RecordIdOf(right));
    }

    private JsonWriter Render(T record, JsonWriter scratch, out string found)
    {
        JsonWriter payload = Fields.Json;
        scratch.Reset();
        Fields.Json = scratch;
        StringBuilder? around = Fields.Issues.MuteAndHear();
        try
        {
            WriteItem(record);
        }
        finally
        {
            found = Fields.Issues.UnmuteAndTell(around);
            Fields.Json = payload;
        }

        return scratch;
    }

    private bool OccursBefore(int position)
    {
        if (!IdIsUnique)
        {
            // What is sent alike stands side by side.
            return position > 0 && Compare(_records[position - 1], _records[position]) == 0 && AreSentAlike(_records[position - 1], _records[position]);
        }

        string? id = IdOf(_records[position]);
        for (int earlier = 0; earlier < position; earlier++)
        {
            if (string.Equals(IdOf(_records[earlier]), id, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
