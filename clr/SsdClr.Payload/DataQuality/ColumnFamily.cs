namespace SsdClr.Payload.DataQuality;

/// <summary>Types that hold the same kind of value.</summary>
internal enum ColumnFamily
{
    /// <summary>Characters: nvarchar, nchar, varchar, char; SQLite's TEXT.</summary>
    Text,

    /// <summary>Days and moments: date, datetime, smalldatetime, datetime2, datetimeoffset.</summary>
    Date,

    /// <summary>Numbers and flags: int, bigint, smallint, tinyint, bit, decimal, numeric, money, float, real.</summary>
    Number,

    /// <summary>Bytes: binary, varbinary; SQLite's BLOB.</summary>
    Binary,

    /// <summary>uniqueidentifier: the reader takes it for a text, and it joins its like alone.</summary>
    Identifier,

    /// <summary>Anything else, such as xml, text or geography: not read.</summary>
    Other,
}
