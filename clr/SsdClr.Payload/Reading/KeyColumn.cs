using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Data;

namespace SsdClr.Payload.Reading;

/// <summary>
/// A column of ids in an authority's own table. Ids come from us as text, and the column may have another type: this is the one place that
/// says how the two are compared.
/// </summary>
/// <remarks>
/// SQL Server compares two types by converting one of them. A text that the type cannot hold is an error (245, 8169), and a varchar column that is
/// converted to nvarchar has another order and uses no index. So the reader asks only for ids that the type can hold (<see cref="MayHold"/>): the
/// server then converts the id, never the column, and finds it by the column's index. A varchar column is asked with varchar. Types that
/// hold no ids as a rule, such as decimal, are compared as text, which uses no index. SQLite converts by rule and never fails.
/// </remarks>
internal sealed class KeyColumn
{
    private readonly Kind _kind;
    private readonly long _least;
    private readonly long _greatest;

    private KeyColumn(Kind kind, long least = 0, long greatest = 0)
    {
        _kind = kind;
        _least = least;
        _greatest = greatest;
    }

    private enum Kind
    {
        /// <summary>nvarchar and its like.</summary>
        Text,

        /// <summary>varchar and char: characters of a code page.</summary>
        AnsiText,

        /// <summary>Whole numbers.</summary>
        WholeNumber,

        /// <summary>uniqueidentifier.</summary>
        Identifier,

        /// <summary>float and real.</summary>
        Float,

        /// <summary>Any other type.</summary>
        Other,
    }

    /// <summary>Reads which type a column has.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="table">The table with its schema, bracketed.</param>
    /// <param name="column">The column, bracketed.</param>
    internal static KeyColumn Read(DbConnection connection, string table, string column)
    {
        using DbCommand command = connection.Command("SELECT k." + column + " FROM " + table + " AS k WHERE 1 = 0");
        using DbDataReader reader = command.ExecuteReader();
        return Of(reader.GetDataTypeName(0));
    }

    /// <summary>A column of that type, by its name without length.</summary>
    internal static KeyColumn Of(string type) => type.ToLowerInvariant() switch
    {
        "nvarchar" or "nchar" or "sysname" or "text" => new KeyColumn(Kind.Text),
        "varchar" or "char" => new KeyColumn(Kind.AnsiText),
        "bigint" or "integer" => new KeyColumn(Kind.WholeNumber, long.MinValue, long.MaxValue),
        "int" => new KeyColumn(Kind.WholeNumber, int.MinValue, int.MaxValue),
        "smallint" => new KeyColumn(Kind.WholeNumber, short.MinValue, short.MaxValue),
        "tinyint" => new KeyColumn(Kind.WholeNumber, byte.MinValue, byte.MaxValue),
        "uniqueidentifier" => new KeyColumn(Kind.Identifier),
        "float" or "real" => new KeyColumn(Kind.Float),
        _ => new KeyColumn(Kind.Other),
    };

    /// <summary>False where no row can have that id, because the column's type cannot hold it: then it must not be asked for.</summary>
    internal bool MayHold(string id) => _kind switch
    {
        Kind.WholeNumber => long.TryParse(id.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= _least && number <= _greatest,
        Kind.Identifier => Guid.TryParseExact(id.Trim(), "D", out _),
        _ => true,
    };

    /// <summary>What a text is compared with, where only equality counts.</summary>
    /// <param name="column">The column with its alias, bracketed.</param>
    internal string ForEquality(string column) => _kind is Kind.Float or Kind.Other ? AsText(column) : column;

    /// <summary>The column as text, as the reader spells its values. An identifier is in capitals, as SQL Server has it.</summary>
    /// <param name="column">The column with its alias, bracketed.</param>
    internal string AsText(string column) =>
        _kind == Kind.Text ? column

        // As text a float of seven digits would be 1.23457e+006; nobody numbers persons by fractions.
        : _kind == Kind.Float ? "CAST(CAST(" + column + " AS bigint) AS nvarchar(4000))"
        : "CAST(" + column + " AS nvarchar(4000))";

    /// <summary>True where the ids of the column are uniqueidentifiers, whose spelling in capitals or small letters means nothing.</summary>
    internal bool IsIdentifier => _kind == Kind.Identifier;

    /// <summary>Adds an id as a parameter that the column is compared with. <see cref="MayHold"/> is true for it.</summary>
    internal void AddId(DbCommand command, string name, string id)
    {
        switch (_kind)
        {
            case Kind.AnsiText when IsAscii(id):
                command.AddAnsiText(name, id);
                break;
            case Kind.WholeNumber or Kind.Identifier:
                command.AddText(name, id.Trim());
                break;
            default:
                // Characters that a code page may lack would arrive as question marks.
                command.AddText(name, id);
                break;
        }
    }

    /// <summary>Adds a parameter for each of some ids. <see cref="MayHold"/> is true for them.</summary>
    /// <returns>Their names as a list for IN.</returns>
    internal string AddIds(DbCommand command, IReadOnlyList<string> ids, int start, int count)
    {
        var names = new StringBuilder();
        for (int index = 0; index < count; index++)
        {
            string name = "@id" + InvariantText.Of(index);
            names.Append(index == 0 ? string.Empty : ", ").Append(name);
            AddId(command, name, ids[start + index]);
        }

        return names.ToString();
    }

    private static bool IsAscii(string id)
    {
        foreach (char character in id)
        {
            if (character > '\u007F')
            {
                return false;
            }
        }

        return true;
    }
}
