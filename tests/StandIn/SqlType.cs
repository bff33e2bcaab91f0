using System;
using System.Globalization;

namespace SsdClr.StandIn;

/// <summary>A declared type, such as nvarchar(48).</summary>
internal sealed class SqlType
{
    /// <summary>A result that no column stands behind.</summary>
    internal static readonly SqlType Expression = new(SqlKind.Expression, 0);

    private static readonly string[] s_moments = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    private SqlType(SqlKind kind, int length)
    {
        Kind = kind;
        Length = length;
    }

    /// <summary>How its values come.</summary>
    internal SqlKind Kind { get; }

    /// <summary>Its length; 0 for one without, or without a limit.</summary>
    internal int Length { get; }

    /// <summary>A value of it is compared as a number or a GUID: what is compared with it is converted first.</summary>
    internal bool ConvertsWhatItMeets => Kind is SqlKind.Int or SqlKind.BigInt or SqlKind.TinyInt or SqlKind.Guid;

    /// <summary>Reads a declaration of SQLite's catalogue. The script that made it wrote TEXT for nvarchar(max) and BLOB for binary.</summary>
    /// <param name="declaration">The declared type.</param>
    /// <param name="column">The column: binary columns are hashes of 32 bytes where their name says so.</param>
    internal static SqlType Parse(string declaration, string column)
    {
        int bracket = declaration.IndexOf('(');
        string name = (bracket < 0 ? declaration : declaration.Substring(0, bracket)).Trim().ToUpperInvariant();
        int length = bracket >= 0 && int.TryParse(declaration.Substring(bracket + 1).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out int digits) ? digits : 0;
        return name switch
        {
            "INT" or "INTEGER" or "SMALLINT" => new SqlType(SqlKind.Int, 0),
            "BIGINT" => new SqlType(SqlKind.BigInt, 0),
            "TINYINT" => new SqlType(SqlKind.TinyInt, 0),
            "BIT" => new SqlType(SqlKind.Bit, 0),
            "FLOAT" => new SqlType(SqlKind.Float, 0),
            "NVARCHAR" or "VARCHAR" or "TEXT" or "" => new SqlType(SqlKind.Text, length),
            "NCHAR" or "CHAR" => new SqlType(SqlKind.FixedText, length),
            "DATE" or "DATETIME" or "DATETIME2" => new SqlType(SqlKind.Moment, 0),
            "BLOB" => new SqlType(SqlKind.Binary, column.EndsWith("_hash", StringComparison.Ordinal) ? 32 : 0),
            "UNIQUEIDENTIFIER" => new SqlType(SqlKind.Guid, 0),
            _ => throw new NotSupportedException("The stand-in does not know the type " + declaration + " of column " + column + "."),
        };
    }

    /// <summary>
    /// A value as SQL Server gives it. SQLite lets a text stand in a column of dates or numbers: such a column is one that an authority declared as nvarchar.
    /// </summary>
    internal object Convert(object value) => Kind switch
    {
        SqlKind.Int => value is long number ? checked((int)number) : value,
        SqlKind.BigInt => value is int number ? (long)number : value,
        SqlKind.TinyInt => value is long number ? checked((byte)number) : value,
        SqlKind.Bit => value is long number ? number != 0 : value,
        SqlKind.Float => value is long number ? (double)number : value,
        SqlKind.FixedText => value is string text ? text.PadRight(Length) : value,
        SqlKind.Moment => value is string text && DateTime.TryParseExact(text, s_moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment) ? moment : value,
        SqlKind.Guid => value is string text && Guid.TryParse(text, out Guid guid) ? guid : value,

        // COUNT(*), and CASE between whole numbers: int. An aggregate of a bigint column is known by its column.
        SqlKind.Expression => value is long number and >= int.MinValue and <= int.MaxValue ? (int)number : value,
        _ => value,
    };
}
