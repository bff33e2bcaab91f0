namespace SsdClr.Build.Model;

/// <summary>A column of an SSD table.</summary>
/// <param name="Name">Published column name.</param>
/// <param name="Type">SQL Server type without its length: nvarchar, nchar, varchar, binary, datetime, date, int, tinyint, bit, float.</param>
/// <param name="Length">Characters, or bytes of a binary; <see cref="MaximumLength"/> for <c>max</c>; null where the type has none.</param>
/// <param name="Description">What the column means.</param>
internal sealed record SsdField(string Name, string Type, int? Length, string Description)
{
    /// <summary>Stands for <c>nvarchar(max)</c>.</summary>
    public const int MaximumLength = -1;

    /// <summary>Whether the published table allows NULL.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether the column identifies the row.</summary>
    public bool IsPrimaryKey { get; init; }

    /// <summary>Whether rows are looked up by the column, so that a new table gets an index on it.</summary>
    public bool IsIndexed { get; init; }

    /// <summary><c>table.column</c> the value refers to, or null. Not enforced: real extracts hold orphans.</summary>
    public string? ForeignKey { get; init; }

    /// <summary>Item reference of the SSD specification, or null where it gives none.</summary>
    public string? ItemReference { get; init; }

    /// <summary>Payload fields made from the column, each with its number, where it has one.</summary>
    public IReadOnlyList<string> Feeds { get; init; } = [];

    /// <summary>Statutory returns that use the item; <c>Local</c> where the authority defines it.</summary>
    public IReadOnlyList<string> Returns { get; init; } = [];

    /// <summary>Name of the code list the values should be in, or null. Not enforced: real extracts hold other codes.</summary>
    public string? Category { get; init; }

    /// <summary>Where the published specification is mended here and why, or null.</summary>
    public string? Note { get; init; }

    /// <summary>What a good value has to satisfy.</summary>
    public SsdValidators Validators { get; init; } = SsdValidators.None;

    /// <summary>Name of the item in a return, by the name of the return; only where the specification gives one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ReturnItems { get; init; } = [];

    /// <summary>Where the value comes from, by <see cref="CaseManagementSystem.Name"/>; only the systems of which it is known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sources { get; init; } = [];
}
