namespace SsdClr.Build.Model;

/// <summary>A case-management system that authorities extract the SSD from.</summary>
/// <param name="Name">Key in the YAML files.</param>
/// <param name="Title">Name for people.</param>
internal sealed record CaseManagementSystem(string Name, string Title)
{
    /// <summary>The systems, in the order of the documentation.</summary>
    public static readonly IReadOnlyList<CaseManagementSystem> All =
    [
        new("liquid_logic", "Liquid Logic"),
        new("mosaic", "Mosaic"),
        new("eclipse", "Eclipse"),
        new("azeus", "Azeus"),
        new("caredirector", "CareDirector"),
    ];
}
