namespace SsdClr.Build.Installation;

/// <summary>A table as a version shipped it.</summary>
/// <param name="Name">Name without schema.</param>
/// <param name="Columns">Columns in their order, each as <c>person_id nvarchar(48) Latin1_General_BIN2 NOT NULL</c>, with <c>DEFAULT</c> after it where it has one.</param>
internal sealed record ManifestTable(string Name, IReadOnlyList<string> Columns);
