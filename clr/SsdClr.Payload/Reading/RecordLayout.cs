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
    private Column[] _columns = [];
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
    internal Column[] Columns => _columns;

    /// <summary>What the program takes each of them for.</summary>
    internal ColumnUse[] Uses => _uses;

    /// <summary>The row's own id, by which an analyst finds it; null where none is read.</summary>
    internal RowColumn<string>? Id { get; private set; }

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

    /// <summary>
    /// The layout of a kind whose records hang on a referral: its table is x, its referral e. A record belongs to the child it names; to its referral's child when it
    /// names none. Where both name one and they differ it is fetched for both, marked, so that each is told and neither is sent it. Where the child has no such referral,
    /// it comes without one. The first source has the records that name the child, the second the others.
    /// </summary>
    internal static RecordLayout OfReferral(RecordKind kind, string table, string personColumn, string referralColumn, string join = "") => new(
        kind,
        table,
        "x",
        $$"""
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[{{table}}] AS x ON x.[{{personColumn}}] = p.[pers_person_id]
          LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
            ON e.[cine_referral_id] = x.[{{referralColumn}}] AND e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}{{join}}
         WHERE {range}
        """,
        $$"""
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[{{table}}] AS x ON x.[{{referralColumn}}] = e.[cine_referral_id]{{join}}
         WHERE (x.[{{personColumn}}] IS NULL OR x.[{{personColumn}}] <> p.[pers_person_id]) AND {range}
        """);

    /// <summary>Declares the next column: the id of the row itself.</summary>
    internal RowColumn<string> RowId(string column)
    {
        RowColumn<string> id = Text(column);
        Id = id;
        return id;
    }

    /// <summary>Declares the next column: a text of the table.</summary>
    internal RowColumn<string> Text(string column) => new(AddOwn(ColumnUse.Text, column));

    /// <summary>Declares the next column: a text that each source finds in its own way.</summary>
    internal RowColumn<string> TextOf(string name, params string[] expressions) => new(Add(new Column(ColumnUse.Text, name, isOwn: false, expressions)));

    /// <summary>Declares the next column: a date of the table.</summary>
    internal RowColumn<DateTime> Date(string column) => new(AddOwn(ColumnUse.Date, column));

    /// <summary>Declares the next column: 1 or 0, that each source finds in its own way.</summary>
    internal RowColumn<bool> FlagOf(string name, params string[] expressions) => new(Add(new Column(ColumnUse.Flag, name, isOwn: false, expressions)));

    /// <summary>Declares the next column of a record that hangs on a referral: the child's own referral, spelled as in ssd_cin_episodes.</summary>
    internal RowColumn<string> Referral() => TextOf("cine_referral_id", "e.[cine_referral_id]");

    /// <summary>
    /// Declares the next column of such a record, the mark in each source: it names another child than its referral does, or names none and two children hold the referral.
    /// </summary>
    internal RowColumn<bool> CrossesPersons(string personColumn, string referralColumn) => FlagOf(
        "crosses",
        $$"""
        CASE WHEN e.[cine_referral_id] IS NULL AND EXISTS
                  (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS o
                    WHERE o.[cine_referral_id] = x.[{{referralColumn}}] AND {id:o.[cine_referral_id]} AND {id:o.[cine_person_id]} AND o.[cine_person_id] <> p.[pers_person_id])
             THEN 1 ELSE 0 END
        """,
        "CASE WHEN {id:x.[" + personColumn + "]} OR {held_by_another} THEN 1 ELSE 0 END");

    /// <summary>The SELECT: the person id, then the columns.</summary>
    internal string Select()
    {
        var select = new StringBuilder();
        for (int source = 0; source < _sources.Length; source++)
        {
            select.Append(source == 0 ? "SELECT p.[pers_person_id]" : "\n UNION ALL\nSELECT p.[pers_person_id]");
            foreach (Column column in _columns)
            {
                select.Append(",\n       ").Append(column.Expression(source)).Append(" AS [").Append(column.Name).Append(']');
            }

            select.Append('\n').Append(_sources[source]);
        }

        return select.ToString();
    }

    private int AddOwn(ColumnUse use, string column) => Add(new Column(use, column, isOwn: true, _alias + ".[" + column + "]"));

    private int Add(Column column)
    {
        int ordinal = _columns.Length + 1;
        Array.Resize(ref _columns, ordinal);
        Array.Resize(ref _uses, ordinal);
        _columns[ordinal - 1] = column;
        _uses[ordinal - 1] = column.Use;
        return ordinal;
    }

    /// <summary>A column of a kind of record.</summary>
    /// <param name="use">What the program takes the column for.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="isOwn">True for a column of the record's own table.</param>
    /// <param name="expressions">The SQL that gives the value: one for all sources of the record, or one for each.</param>
    internal sealed class Column(ColumnUse use, string name, bool isOwn, params string[] expressions)
    {
        private readonly string[] _expressions = expressions;

        internal ColumnUse Use { get; } = use;

        internal string Name { get; } = name;

        internal bool IsOwn { get; } = isOwn;

        /// <summary>The SQL that gives the value in one of the sources.</summary>
        internal string Expression(int source) => _expressions[_expressions.Length == 1 ? 0 : source];
    }
}
