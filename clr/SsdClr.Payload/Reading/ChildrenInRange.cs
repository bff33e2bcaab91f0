using System;
using System.Collections.Generic;
using SsdClr.Data;

namespace SsdClr.Payload.Reading;

/// <summary>
/// The children of a range as fetched, each person id once, in the order ssd_person gave them; a person without an id has no
/// records. Holds rows, not records: those of a child are made when they are asked for, for a whole range of them would take
/// several times the memory. Valid until its reader reads another range.
/// </summary>
internal sealed class ChildrenInRange
{
    private readonly Dictionary<string, bool> _sharedIds;
    private readonly Dictionary<string, bool> _sharedUniquePupilNumbers;
    private readonly RowStore _rows = new();
    private readonly SsdRow _row;
    private readonly List<string> _personIds = [];
    private readonly List<int> _firstRows = [];
    private readonly List<int> _lastRows = [];
    private readonly Dictionary<string, int> _positions = new(new PersonIdComparer());
    private string _lastPersonId = string.Empty;
    private int _lastPosition = -1;

    /// <param name="sharedIds">The person ids that <see cref="ChildQuery.SharedIds"/> selects.</param>
    /// <param name="sharedUniquePupilNumbers">The person ids that <see cref="ChildQuery.SharedUniquePupilNumbers"/> selects, where anybody asks.</param>
    /// <param name="sentinelDates">True where dates far in the past or the future stand for none.</param>
    internal ChildrenInRange(Dictionary<string, bool> sharedIds, Dictionary<string, bool> sharedUniquePupilNumbers, bool sentinelDates)
    {
        _sharedIds = sharedIds;
        _sharedUniquePupilNumbers = sharedUniquePupilNumbers;
        _row = new SsdRow(_rows, sentinelDates);
    }

    /// <summary>How many children there are.</summary>
    internal int Count => _personIds.Count;

    /// <summary>How many rows of ssd_person with an id were read for them.</summary>
    internal int PersonRows { get; private set; }

    /// <summary>The person ids, spelled as in ssd_person.</summary>
    internal IReadOnlyList<string> PersonIds => _personIds;

    /// <summary>A child's own row alone.</summary>
    /// <param name="position">Which child, from 0.</param>
    internal Person Person(int position)
    {
        _row.MoveTo(_firstRows[position]);
        string personId = _personIds[position];
        return new Person(personId, _row, !IsId(personId), _sharedIds.ContainsKey(personId), _sharedUniquePupilNumbers.ContainsKey(personId));
    }

    /// <summary>Gives the records of a child in place of those that <paramref name="child"/> holds.</summary>
    /// <param name="position">Which child, from 0.</param>
    /// <param name="child">Where the records go.</param>
    internal void Read(int position, ChildRecords child)
    {
        int address = _firstRows[position];
        child.Start(Person(position));
        TakeNotes(RecordKind.Person, child);
        for (address = _rows.Next(address); address != RowStore.None; address = _rows.Next(address))
        {
            RecordKind kind = _rows.Kind(address);
            _row.MoveTo(address);
            child.Add(kind, _row);
            TakeNotes(kind, child);
        }
    }

    /// <summary>Forgets all children.</summary>
    internal void Clear()
    {
        _rows.Clear();
        _personIds.Clear();
        _firstRows.Clear();
        _lastRows.Clear();
        _positions.Clear();
        _lastPosition = -1;
        PersonRows = 0;
    }

    /// <summary>Takes the rows of one kind from their result set to its end.</summary>
    internal void Take(RecordLayout layout, ResultSet rows)
    {
        while (rows.Read())
        {
            if (layout.Kind == RecordKind.Person)
            {
                TakePerson(layout, rows);
            }
            else if (Position(rows.PersonId) is >= 0 and int position)
            {
                int address = rows.Pack(layout, _rows);
                _rows.Link(_lastRows[position], address);
                _lastRows[position] = address;
            }
        }
    }

    private void TakePerson(RecordLayout layout, ResultSet rows)
    {
        string personId = rows.PersonId;
        PersonRows += rows.HasPersonId ? 1 : 0;
        if (_positions.ContainsKey(personId))
        {
            return;
        }

        // A record that names nobody is nobody's, so a person without an id has none.
        if (IsId(personId))
        {
            _positions.Add(personId, _personIds.Count);
        }

        int address = rows.Pack(layout, _rows);
        _personIds.Add(personId);
        _firstRows.Add(address);
        _lastRows.Add(address);
    }

    // -1 where a person came in between two SELECTs: there is no such child yet, so the next refresh takes the record. Most
    // rows come next to others of their child.
    private int Position(string personId)
    {
        if (_lastPosition < 0 || !string.Equals(personId, _lastPersonId, StringComparison.Ordinal))
        {
            _lastPersonId = personId;
            _lastPosition = _positions.TryGetValue(personId, out int position) ? position : -1;
        }

        return _lastPosition;
    }

    private static bool IsId(string personId) => personId.Trim() is { Length: > 0 } id && !AbsentValue.IsNullWord(id) && !AbsentValue.IsSentinelId(id);

    private void TakeNotes(RecordKind kind, ChildRecords child)
    {
        if (_row.Notes.Count == 0)
        {
            return;
        }

        RecordLayout layout = ChildQuery.Layouts[(int)kind];
        string? recordId = layout.Id is { } id ? _row.TrimmedVerbatim(id) : null;
        foreach (KeyValuePair<int, RowNoteKind> note in _row.Notes)
        {
            child.Notes.Add((note.Value, layout.Table + "." + layout.Columns[note.Key - 1].Name, recordId));
        }
    }
}
