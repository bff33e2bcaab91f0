using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SsdClr.StandIn;

/// <summary>
/// The tables of a SQLite database as they are declared: what SQL Server would know of every column. Reading them also puts triggers in place, for as
/// long as the connection lasts, that refuse what is longer than declared.
/// </summary>
public sealed class Declarations
{
    private static readonly Regex s_aggregate = new(
        @"^(?:MIN|MAX)\((?:\w+\.)?\[(?<column>\w+)\]\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly Dictionary<string, List<SqlType>> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Schema, string Table, string Column, SqlType Type)> _all = new();

    private Declarations()
    {
    }

    /// <summary>Tables of the two schemas, as schema and name.</summary>
    internal List<(string Schema, string Table)> Tables { get; } = new();

    /// <summary>Columns of the SSD that are numbers or GUIDs although they hold ids.</summary>
    internal HashSet<string> ConvertingKeys { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was found out about the results of a text, by text.</summary>
    internal Dictionary<string, List<SqlType[]>> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the databases attached as dbo and csc.</summary>
    /// <param name="sqlite">The SQLite connection itself, open.</param>
    public static Declarations Read(DbConnection sqlite)
    {
        var declarations = new Declarations();
        foreach (string schema in new[] { "dbo", "csc" })
        {
            using DbCommand command = sqlite.CreateCommand();
#pragma warning disable CA2100 // The two names above.
            command.CommandText =
                "SELECT m.name, c.name, c.type FROM " + schema + ".sqlite_master AS m, pragma_table_info(m.name, '" + schema + "') AS c "
                + "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY m.name, c.cid";
#pragma warning restore CA2100
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                declarations.Add(schema, reader.GetString(0), reader.GetString(1), reader.GetString(2));
            }
        }

        declarations.EnforceLengths(sqlite);
        return declarations;
    }

    /// <summary>The type of a column of a result.</summary>
    /// <param name="declared">The type SQLite knows of the column behind it; of an expression it knows how it stores the value, in capitals.</param>
    /// <param name="name">Its name; of an expression without one, the expression.</param>
    /// <param name="sql">The text it is a result of.</param>
    internal SqlType TypeOf(string declared, string name, string sql)
    {
        bool isStorageOnly = declared is "INTEGER" or "BIGINT" or "REAL" or "DOUBLE" or "TEXT" or "BLOB" or "NULL" or "";
        if (!isStorageOnly)
        {
            // Providers drop the length.
            SqlType type = SqlType.Parse(declared, name);
            return type.Kind == SqlKind.FixedText && _columns.TryGetValue(name, out List<SqlType>? columns) ? columns[0] : type;
        }

        Match match = s_aggregate.Match(Expression(name, sql));
        return match.Success ? Only(match.Groups["column"].Value) : SqlType.Expression;
    }

    /// <summary>The kind of a column of the SSD.</summary>
    internal SqlKind KindOf(string column) => _columns[column][0].Kind;

    private static string Expression(string name, string sql)
    {
        int alias = sql.IndexOf(" AS [" + name + "]", StringComparison.Ordinal);
        if (alias < 0)
        {
            return name;
        }

        // Back to where the expression begins: an aggregate has no blank in it.
        int start = sql.LastIndexOfAny([' ', ',', '\n'], alias - 1) + 1;
        return sql.Substring(start, alias - start);
    }

    // Columns of one name have one type, or the stand-in cannot tell which an aggregate is of.
    private SqlType Only(string column)
    {
        if (!_columns.TryGetValue(column, out List<SqlType>? types))
        {
            return SqlType.Expression;
        }

        return types.TrueForAll(type => type.Kind == types[0].Kind)
            ? types[0]
            : throw new NotSupportedException("The stand-in cannot tell the type of an aggregate of " + column + ": two tables declare it differently.");
    }

    private void Add(string schema, string table, string column, string declaration)
    {
        SqlType type = SqlType.Parse(declaration, column);
        if (Tables.Count == 0 || Tables[Tables.Count - 1] != (schema, table))
        {
            Tables.Add((schema, table));
        }

        if (!_columns.TryGetValue(column, out List<SqlType>? types))
        {
            types = new List<SqlType>();
            _columns.Add(column, types);
        }

        types.Add(type);
        _all.Add((schema, table, column, type));
        if (type.ConvertsWhatItMeets && string.Equals(schema, "dbo", StringComparison.Ordinal) && column.EndsWith("_id", StringComparison.OrdinalIgnoreCase))
        {
            ConvertingKeys.Add(column);
        }
    }

    // Of the product's own tables. Nothing of ours writes to the SSD.
    private void EnforceLengths(DbConnection sqlite)
    {
        foreach ((string schema, string table) in Tables)
        {
            if (!string.Equals(schema, "csc", StringComparison.Ordinal))
            {
                continue;
            }

            var condition = new StringBuilder();
            var refusals = new StringBuilder();
            foreach ((string Schema, string Table, string Column, SqlType Type) column in _all)
            {
                if (column.Type.Length > 0 && string.Equals(column.Table, table, StringComparison.Ordinal) && string.Equals(column.Schema, schema, StringComparison.Ordinal))
                {
                    string length = column.Type.Length.ToString(CultureInfo.InvariantCulture);

                    string value = "NEW.[" + column.Column + "]";
                    string isTooLong = column.Type.Kind == SqlKind.Binary
                        ? "length(" + value + ") > " + length
                        : Units(value) + " > " + length + " AND " + Units("rtrim(" + value + ", ' ')") + " > " + length;
                    condition.Append(condition.Length == 0 ? string.Empty : " OR ").Append(isTooLong);
                    refusals.Append(" WHEN ").Append(isTooLong).Append(" THEN RAISE(ABORT, 'String or binary data would be truncated in table ''csc.").Append(table)
                        .Append("'', column ''").Append(column.Column).Append("''.')");
                }
            }

            if (condition.Length > 0)
            {
                foreach (string change in new[] { "INSERT", "UPDATE" })
                {
                    Run(
                        sqlite,
                        "CREATE TEMP TRIGGER IF NOT EXISTS [length_" + change + "_" + table + "] BEFORE " + change + " ON [csc].[" + table + "] WHEN " + condition
                        + " BEGIN SELECT CASE" + refusals + " END; END");
                }
            }
        }
    }

    // SQL Server counts a character above U+FFFF as two and drops blanks at the end in silence. One such character or many, here they add one: a text
    // that was cut by another count is found all the same.
    private static string Units(string value) =>
        "length(" + value + ") + (" + value + " GLOB '*[" + char.ConvertFromUtf32(0x10000) + "-" + char.ConvertFromUtf32(0x10FFFF) + "]*')";

    internal static void Run(DbConnection sqlite, string sql)
    {
        using DbCommand command = sqlite.CreateCommand();
#pragma warning disable CA2100 // Names of the database's own catalogue.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
