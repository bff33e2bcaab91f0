using SsdClr.Payload.Building;

namespace SsdClr.Payload.DataQuality;

/// <summary>What sql/model asks of the values of a column.</summary>
internal sealed class ColumnRules
{
    /// <param name="name">Published name of the column.</param>
    /// <param name="family">Kind of value.</param>
    /// <param name="publishedType">Published type, with its length.</param>
    /// <param name="isKey">Whether it identifies the row.</param>
    /// <param name="isRequired">Whether a blank is a fault.</param>
    /// <param name="isUnique">Whether a value that occurs twice is a fault.</param>
    /// <param name="parentTable">Table it refers to, or null.</param>
    /// <param name="parentColumn">Column it refers to, or null.</param>
    /// <param name="codes">Codes it should hold, or null.</param>
    /// <param name="codeList">Name of the list of those codes.</param>
    /// <param name="codeForm">How values hold codes.</param>
    /// <param name="maximumLength">Most characters, or null.</param>
    /// <param name="pattern">Regular expression for the whole value, or null.</param>
    /// <param name="notBefore">Column of the same table whose day may not be later, or null.</param>
    /// <param name="least">Least number, or null.</param>
    /// <param name="greatest">Greatest number, or null.</param>
    internal ColumnRules(
        string name,
        ColumnFamily family,
        string publishedType,
        bool isKey = false,
        bool isRequired = false,
        bool isUnique = false,
        string? parentTable = null,
        string? parentColumn = null,
        CodeList? codes = null,
        string? codeList = null,
        CodeForm codeForm = CodeForm.Exact,
        int? maximumLength = null,
        string? pattern = null,
        string? notBefore = null,
        int? least = null,
        int? greatest = null)
    {
        Name = name;
        Family = family;
        PublishedType = publishedType;
        IsKey = isKey;
        IsRequired = isRequired;
        IsUnique = isUnique;
        ParentTable = parentTable;
        ParentColumn = parentColumn;
        Codes = codes;
        CodeListName = codeList;
        CodeForm = codeForm;
        MaximumLength = maximumLength;
        Pattern = pattern;
        NotBefore = notBefore;
        Least = least;
        Greatest = greatest;
    }

    /// <summary>Published name of the column.</summary>
    internal string Name { get; }

    /// <summary>Kind of value.</summary>
    internal ColumnFamily Family { get; }

    /// <summary>Published type, with its length.</summary>
    internal string PublishedType { get; }

    /// <summary>True where it identifies the row.</summary>
    internal bool IsKey { get; }

    /// <summary>True where a blank is a fault.</summary>
    internal bool IsRequired { get; }

    /// <summary>True where a value that occurs twice is a fault.</summary>
    internal bool IsUnique { get; }

    /// <summary>Table it refers to, or null.</summary>
    internal string? ParentTable { get; }

    /// <summary>Column it refers to, or null.</summary>
    internal string? ParentColumn { get; }

    /// <summary>Codes it should hold, or null.</summary>
    internal CodeList? Codes { get; }

    /// <summary>Name of the list of those codes, as csc.model_codes has it; null where there are none.</summary>
    internal string? CodeListName { get; }

    /// <summary>How values hold codes.</summary>
    internal CodeForm CodeForm { get; }

    /// <summary>Most characters without outer blanks, or null.</summary>
    internal int? MaximumLength { get; }

    /// <summary>Regular expression for the whole value without outer blanks, or null.</summary>
    internal string? Pattern { get; }

    /// <summary>Column of the same table whose day may not be later, or null.</summary>
    internal string? NotBefore { get; }

    /// <summary>Least number, or null.</summary>
    internal int? Least { get; }

    /// <summary>Greatest number, or null.</summary>
    internal int? Greatest { get; }

    /// <summary>True where rows have to be read to judge its values; keys that are only compared are not.</summary>
    internal bool IsRead =>
        IsRequired || Codes is not null || MaximumLength is not null || Pattern is not null || Family is ColumnFamily.Date or ColumnFamily.Number;
}
