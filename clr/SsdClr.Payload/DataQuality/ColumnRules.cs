using SsdClr.Payload.Building;

namespace SsdClr.Payload.DataQuality;

/// <summary>What sql/model asks of the values of a column.</summary>
/// <param name="name">Published name of the column.</param>
/// <param name="family">Kind of value.</param>
/// <param name="publishedType">Published type, with its length.</param>
internal sealed class ColumnRules(string name, ColumnFamily family, string publishedType)
{
    /// <summary>Published name of the column.</summary>
    internal string Name { get; } = name;

    /// <summary>Kind of value.</summary>
    internal ColumnFamily Family { get; } = family;

    /// <summary>Published type, with its length.</summary>
    internal string PublishedType { get; } = publishedType;

    /// <summary>True where it identifies the row.</summary>
    internal bool IsKey { get; set; }

    /// <summary>True where a blank is a fault.</summary>
    internal bool IsRequired { get; set; }

    /// <summary>True where a value that occurs twice is a fault.</summary>
    internal bool IsUnique { get; set; }

    /// <summary>Table it refers to, or null.</summary>
    internal string? ParentTable { get; set; }

    /// <summary>Column it refers to, or null.</summary>
    internal string? ParentColumn { get; set; }

    /// <summary>Codes it should hold, or null.</summary>
    internal CodeList? Codes { get; set; }

    /// <summary>Name of the list of those codes, as csc.model_codes has it; null where there are none.</summary>
    internal string? CodeListName { get; set; }

    /// <summary>How values hold codes.</summary>
    internal CodeForm CodeForm { get; set; }

    /// <summary>Most characters without outer blanks, or null.</summary>
    internal int? MaximumLength { get; set; }

    /// <summary>Regular expression for the whole value without outer blanks, or null.</summary>
    internal string? Pattern { get; set; }

    /// <summary>Column of the same table whose day may not be later, or null.</summary>
    internal string? NotBefore { get; set; }

    /// <summary>Least number, or null.</summary>
    internal int? Least { get; set; }

    /// <summary>Greatest number, or null.</summary>
    internal int? Greatest { get; set; }

    /// <summary>True where rows have to be read to judge its values; keys that are only compared are not.</summary>
    internal bool IsRead =>
        IsRequired || Codes is not null || MaximumLength is not null || Pattern is not null || Family is ColumnFamily.Date or ColumnFamily.Number;
}
