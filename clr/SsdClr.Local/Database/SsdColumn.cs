using System.Globalization;

namespace SsdClr.Local.Database;

/// <summary>A column of an SSD table as the database declares it: there is no second list of columns in the program.</summary>
/// <param name="Name">The published name, for example <c>pers_person_id</c>.</param>
/// <param name="DeclaredType">The T-SQL type as declared, for example <c>nvarchar(48)</c>.</param>
/// <param name="Required">True when the column is NOT NULL.</param>
/// <param name="IsKey">True when the column belongs to the primary key.</param>
internal sealed record SsdColumn(string Name, string DeclaredType, bool Required, bool IsKey)
{
    /// <summary>What the column holds.</summary>
    public ColumnKind Kind { get; } = KindOf(DeclaredType);

    /// <summary>The most UTF-16 code units the column takes, as SQL Server counts nvarchar(n); null when unlimited or not text.</summary>
    public int? MaximumLength { get; } = LengthOf(DeclaredType);

    /// <summary>The whole numbers the declared type takes; meaningful for <see cref="ColumnKind.Integer"/>.</summary>
    public (long Least, long Most) IntegerRange { get; } = RangeOf(DeclaredType);

    /// <summary>The first day the declared type takes: 1753 for datetime, 1900 for smalldatetime, year 1 otherwise (SQL Server's rules).</summary>
    public DateTime EarliestDate { get; } = BaseOf(DeclaredType) switch
    {
        "datetime" => new DateTime(1753, 1, 1),
        "smalldatetime" => new DateTime(1900, 1, 1),
        _ => DateTime.MinValue,
    };

    private static string BaseOf(string declaredType)
    {
        var bracket = declaredType.IndexOf('(', StringComparison.Ordinal);
        return (bracket < 0 ? declaredType : declaredType[..bracket]).Trim().ToLowerInvariant();
    }

    private static ColumnKind KindOf(string declaredType) => BaseOf(declaredType) switch
    {
        "char" or "nchar" or "varchar" or "nvarchar" => ColumnKind.Text,
        "date" or "datetime" or "datetime2" or "smalldatetime" => ColumnKind.Date,
        "bit" or "tinyint" or "smallint" or "int" or "bigint" => ColumnKind.Integer,
        "float" or "real" or "decimal" or "numeric" => ColumnKind.Number,
        // The generator writes nvarchar(max) as TEXT, SQLite's own name for unlimited text.
        "text" => ColumnKind.Text,
        // Likewise binary(n), as BLOB.
        "binary" or "varbinary" or "blob" => ColumnKind.Binary,
        _ => ColumnKind.Other,
    };

    private static int? LengthOf(string declaredType)
    {
        var open = declaredType.IndexOf('(', StringComparison.Ordinal);
        var close = declaredType.IndexOf(')', StringComparison.Ordinal);
        return KindOf(declaredType) is ColumnKind.Text && open >= 0 && close > open
            && int.TryParse(declaredType.AsSpan(open + 1, close - open - 1), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var length)
                ? length
                : null;
    }

    private static (long Least, long Most) RangeOf(string declaredType) => BaseOf(declaredType) switch
    {
        "bit" => (0, 1),
        "tinyint" => (byte.MinValue, byte.MaxValue),
        "smallint" => (short.MinValue, short.MaxValue),
        "int" => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };
}
