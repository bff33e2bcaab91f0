namespace SsdClr.Build.Model;

/// <summary>A column of an SSD table.</summary>
/// <param name="Name">Published column name.</param>
/// <param name="Type">SQL Server type without its length: nvarchar, nchar, varchar, binary, datetime, date, int, tinyint, bit, float.</param>
/// <param name="Length">Characters, or bytes of a binary; <see cref="MaximumLength"/> for <c>max</c>; null where the type has none.</param>
/// <param name="IsNullable">Whether the published table allows NULL.</param>
/// <param name="IsPrimaryKey">Whether the column identifies the row.</param>
/// <param name="IsIndexed">Whether rows are looked up by the column, so that a new table gets an index on it.</param>
/// <param name="ForeignKey"><c>table.column</c> the value refers to, or null. Not enforced: real extracts hold orphans.</param>
/// <param name="ItemReference">Item reference of the SSD specification, or null where it gives none.</param>
/// <param name="Description">What the column means.</param>
/// <param name="Feeds">Payload fields made from the column, each with its number, where it has one.</param>
/// <param name="Returns">Statutory returns that use the item; <c>Local</c> where the authority defines it.</param>
/// <param name="Category">Name of the code list the values should be in, or null. Not enforced: real extracts hold other codes.</param>
internal sealed record SsdField(
    string Name,
    string Type,
    int? Length,
    bool IsNullable,
    bool IsPrimaryKey,
    bool IsIndexed,
    string? ForeignKey,
    string? ItemReference,
    string Description,
    IReadOnlyList<string> Feeds,
    IReadOnlyList<string> Returns,
    string? Category)
{
    /// <summary>Stands for <c>nvarchar(max)</c>.</summary>
    public const int MaximumLength = -1;

    /// <summary>Where the published specification is mended here and why, or null.</summary>
    public string? Note { get; init; }

    /// <summary>What a good value has to satisfy.</summary>
    public SsdValidators Validators { get; init; } = SsdValidators.None;

    /// <summary>Name of the item in a return, by the name of the return; only where the specification gives one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ReturnItems { get; init; } = [];

    /// <summary>Where the value comes from, by <see cref="CaseManagementSystem.Name"/>; only the systems of which it is known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sources { get; init; } = [];
}
