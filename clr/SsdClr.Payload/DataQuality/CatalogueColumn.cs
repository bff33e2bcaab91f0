using System;
using System.Globalization;

namespace SsdClr.Payload.DataQuality;

/// <summary>A column as the database itself declares it.</summary>
internal sealed class CatalogueColumn
{
    private static readonly string[] s_texts = ["nvarchar", "nchar", "varchar", "char", "text", "sysname"];
    private static readonly string[] s_dates = ["date", "datetime", "datetime2", "smalldatetime", "datetimeoffset"];
    private static readonly string[] s_numbers = ["int", "integer", "bigint", "smallint", "tinyint", "bit", "decimal", "numeric", "money", "smallmoney", "float", "real"];
    private static readonly string[] s_bytes = ["binary", "varbinary", "blob"];

    /// <param name="type">Name of the type, with or without its length.</param>
    /// <param name="collation">Collation of a text where the database names it, else null.</param>
    /// <param name="isIndexed">Whether an index begins with the column, or could not.</param>
    /// <param name="bytes">Most bytes of a value, -1 for no limit, where the type comes without its length; else null.</param>
    internal CatalogueColumn(string type, string? collation, bool isIndexed, int? bytes = null)
    {
        int length = type.IndexOf('(');
        Type = (length < 0 ? type : type.Substring(0, length)).Trim().ToLowerInvariant();
        MostCharacters = Family != ColumnFamily.Text ? null
            : bytes is null ? Length(type, length)
            : bytes < 0 ? int.MaxValue
            : Type[0] == 'n' ? bytes / 2
            : bytes;
        Collation = collation;
        IsIndexed = isIndexed;
    }

    /// <summary>Name of the type without its length, in small letters.</summary>
    internal string Type { get; }

    /// <summary>Declared length of a text; <see cref="int.MaxValue"/> for no limit; null where it is no text, or nothing is declared.</summary>
    internal int? MostCharacters { get; }

    /// <summary>Collation of a text where the database names it, else null.</summary>
    internal string? Collation { get; }

    /// <summary>True where an index begins with the column, or could not (that of a view).</summary>
    internal bool IsIndexed { get; }

    /// <summary>What kind of value it holds.</summary>
    internal ColumnFamily Family =>
        Has(s_texts) ? ColumnFamily.Text
        : Has(s_dates) ? ColumnFamily.Date
        : Has(s_numbers) ? ColumnFamily.Number
        : Has(s_bytes) ? ColumnFamily.Binary
        : Type == "uniqueidentifier" ? ColumnFamily.Identifier
        : ColumnFamily.Other;

    /// <summary>True where a column published as that kind may be declared like this one: a text may also be a number or an identifier, which read as text.</summary>
    internal bool Serves(ColumnFamily published) =>
        Family == published || (published == ColumnFamily.Text && Family is ColumnFamily.Number or ColumnFamily.Identifier);

    /// <summary>True where SQL Server compares the two without converting a value or meeting a collation conflict (error 468).</summary>
    internal bool Joins(CatalogueColumn other) => Family == other.Family && string.Equals(Collation, other.Collation, StringComparison.Ordinal);

    private static int? Length(string type, int bracket) =>
        bracket >= 0 && int.TryParse(type.Substring(bracket + 1).TrimEnd(' ', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out int characters) ? characters
        : bracket >= 0 ? int.MaxValue
        : null;

    private bool Has(string[] types) => Array.IndexOf(types, Type) >= 0;
}
