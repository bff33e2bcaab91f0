using System;
using System.Text;

namespace SsdClr.Payload.Reading;

/// <summary>
/// The one declaration of what is read of a kind of record: the sources of its rows, and its columns in order. The SELECT is made
/// from it, rows are packed by it, and the record reads each property by the column that it declared.
/// </summary>
/// <remarks>
/// A record class declares its layout and its columns in static fields, so the layout is complete before anybody else sees it. A source
/// is what follows the columns in a SELECT; several are joined by UNION ALL. Every source starts from ssd_person as p and has {range}.
/// </remarks>
internal sealed class RecordLayout
{
    private readonly string _alias;
    private readonly string[] _sources;
    private RecordColumn[] _columns = [];
    private ColumnUse[] _uses = [];

    /// <param name="kind">The kind of record.</param>
    /// <param name="table">The table that the kind's own columns are in.</param>
    /// <param name="alias">The alias that the sources give the table.</param>
    /// <param name="sources">Where the rows come from.</param>
    internal RecordLayout(RecordKind kind, string table, string alias, params string[] sources)
    {
        Kind = kind;
        Table = table;
        _alias = alias;
        _sources = sources;
    }

    internal RecordKind Kind { get; }

    /// <summary>The table that the kind's own columns are in.</summary>
    internal string Table { get; }

    /// <summary>The columns behind the person id: ordinal 1 is the first.</summary>
    internal RecordColumn[] Columns => _columns;

    /// <summary>What the program takes each of them for.</summary>
    internal ColumnUse[] Uses => _uses;

    /// <summary>The row's own id, by which an analyst finds it; null where none is read.</summary>
    internal TextColumn? Id { get; private set; }

    /// <summary>The layout of a kind whose rows name their person.</summary>
    internal static RecordLayout OfPerson(RecordKind kind, string table, string alias, string personColumn) => new(
        kind,
        table,
        alias,
        $$"""
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[{{table}}] AS {{alias}} ON {{alias}}.[{{personColumn}}] = p.[pers_person_id]
         WHERE {range}
        """);

    /// <summary>Declares the next column: the id of the row itself.</summary>
    internal TextColumn RowId(string column)
    {
        TextColumn id = Text(column);
        Id = id;
        return id;
    }

    /// <summary>Declares the next column: a text of the table.</summary>
    internal TextColumn Text(string column) => new(AddOwn(ColumnUse.Text, column));

    /// <summary>Declares the next column: a text that each source finds in its own way.</summary>
    internal TextColumn TextOf(string name, params string[] expressions) => new(Add(new RecordColumn(ColumnUse.Text, name, isOwn: false, expressions)));

    /// <summary>Declares the next column: a date of the table.</summary>
    internal DateColumn Date(string column) => new(AddOwn(ColumnUse.Date, column));

    /// <summary>Declares the next column: 1 or 0, that each source finds in its own way.</summary>
    internal FlagColumn FlagOf(string name, params string[] expressions) => new(Add(new RecordColumn(ColumnUse.Flag, name, isOwn: false, expressions)));

    /// <summary>The SELECT: the person id, then the columns.</summary>
    internal string Select()
    {
        var select = new StringBuilder();
        for (int source = 0; source < _sources.Length; source++)
        {
            select.Append(source == 0 ? "SELECT p.[pers_person_id]" : "\n UNION ALL\nSELECT p.[pers_person_id]");
            foreach (RecordColumn column in _columns)
            {
                select.Append(",\n       ").Append(column.Expression(source)).Append(" AS [").Append(column.Name).Append(']');
            }

            select.Append('\n').Append(_sources[source]);
        }

        return select.ToString();
    }

    private int AddOwn(ColumnUse use, string column) => Add(new RecordColumn(use, column, isOwn: true, _alias + ".[" + column + "]"));

    private int Add(RecordColumn column)
    {
        int ordinal = _columns.Length + 1;
        Array.Resize(ref _columns, ordinal);
        Array.Resize(ref _uses, ordinal);
        _columns[ordinal - 1] = column;
        _uses[ordinal - 1] = column.Use;
        return ordinal;
    }
}
