namespace SsdClr.Local.Database;

/// <summary>What a column holds, as far as loading and writing need to know.</summary>
internal enum ColumnKind
{
    /// <summary>char, nchar, varchar, nvarchar; nvarchar(max) is TEXT in SQLite.</summary>
    Text,

    /// <summary>date, datetime, datetime2, smalldatetime: held as ISO text in SQLite.</summary>
    Date,

    /// <summary>bit, tinyint, smallint, int, bigint.</summary>
    Integer,

    /// <summary>float, real, decimal, numeric.</summary>
    Number,

    /// <summary>binary, varbinary; BLOB in SQLite.</summary>
    Binary,

    /// <summary>Anything else (xml, ...): no SSD table has one, so it cannot be loaded.</summary>
    Other,
}
