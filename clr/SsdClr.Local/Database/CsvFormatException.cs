namespace SsdClr.Local.Database;

/// <summary>A file is not CSV as RFC 4180 has it. The message says what is wrong and never quotes the text.</summary>
internal sealed class CsvFormatException(int line, int field, string message) : Exception(message)
{
    /// <summary>The line of the fault, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The field of the record in which the fault lies, counted from 1.</summary>
    public int Field { get; } = field;
}
