namespace SsdClr.StandIn;

/// <summary>How SQL Server gives the values of a column.</summary>
internal enum SqlKind
{
    /// <summary>No declared column: the value itself tells.</summary>
    Expression,

    /// <summary>int and smallint: <see cref="int"/>.</summary>
    Int,

    /// <summary>bigint: <see cref="long"/>.</summary>
    BigInt,

    /// <summary>tinyint: <see cref="byte"/>.</summary>
    TinyInt,

    /// <summary>bit: <see cref="bool"/>.</summary>
    Bit,

    /// <summary>float: <see cref="double"/>.</summary>
    Float,

    /// <summary>nvarchar and varchar: <see cref="string"/>.</summary>
    Text,

    /// <summary>nchar and char: <see cref="string"/>, filled with blanks.</summary>
    FixedText,

    /// <summary>date, datetime and datetime2: <see cref="System.DateTime"/>.</summary>
    Moment,

    /// <summary>binary and varbinary: an array of bytes.</summary>
    Binary,

    /// <summary>uniqueidentifier: <see cref="System.Guid"/>.</summary>
    Guid,
}
