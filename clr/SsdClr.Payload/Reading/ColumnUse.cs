namespace SsdClr.Payload.Reading;

/// <summary>What the program takes a column for, whatever type the table gives it.</summary>
internal enum ColumnUse
{
    /// <summary>A text, or anything else as invariant text.</summary>
    Text,

    /// <summary>A date without a time of day.</summary>
    Date,

    /// <summary>1 or 0, made by the query.</summary>
    Flag,
}
