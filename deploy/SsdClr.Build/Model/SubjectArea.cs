namespace SsdClr.Build.Model;

/// <summary>A part of the dataset that is read, and drawn, together.</summary>
/// <param name="Name">Key in the YAML files, and name of the diagram.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Colour">Colour of its tables in the diagrams, as <c>#rrggbb</c>; dark enough for white letters.</param>
internal sealed record SubjectArea(string Name, string Title, string Colour)
{
    /// <summary>The areas, in reading order.</summary>
    public static readonly IReadOnlyList<SubjectArea> All =
    [
        new("people", "People", "#37474f"),
        new("contact_and_early_help", "Contact and early help", "#00695c"),
        new("child_in_need", "Children in need", "#1565c0"),
        new("child_protection", "Child protection", "#b71c1c"),
        new("looked_after", "Looked-after children", "#4527a0"),
        new("health_and_wellbeing", "Health and wellbeing of looked-after children", "#2e7d32"),
        new("permanence", "Permanence and leaving care", "#ad1457"),
        new("send", "Special educational needs and disabilities", "#9a4a00"),
        new("workforce", "Workforce", "#5d4037"),
        new("administration", "Administration", "#455a64"),
    ];
}
