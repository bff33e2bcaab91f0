namespace SsdClr.Build.Model;

/// <summary>A code list, as its YAML file in <c>sql/model/categories</c> describes it.</summary>
/// <param name="Name">Name of the list and of its file; columns refer to it.</param>
/// <param name="CodeList">Name of the list in the C# of the rules, or null where no rule uses it.</param>
/// <param name="Feeds">Payload field whose codes these are, with its number where it has one; null where the payload has none.</param>
/// <param name="Description">What the codes tell.</param>
/// <param name="Note">Where the published list fell short and what stands in for it, or null.</param>
/// <param name="Codes">At least one code, in the order of the file.</param>
internal sealed record SsdCategory(string Name, string? CodeList, string? Feeds, string Description, string? Note, IReadOnlyList<SsdCode> Codes)
{
    /// <summary>Names of the published lists that it stands for; none where nothing was published.</summary>
    public IReadOnlyList<string> PublishedAs { get; init; } = [];

    /// <summary>Why no column holds these codes; null where one does.</summary>
    public string? WithoutField { get; init; }
}
