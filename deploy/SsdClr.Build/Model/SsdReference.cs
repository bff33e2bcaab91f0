namespace SsdClr.Build.Model;

/// <summary>A column that refers to a column of another table, or of its own.</summary>
/// <param name="Child">Table that refers.</param>
/// <param name="Field">Column that refers.</param>
/// <param name="Parent">Table referred to.</param>
/// <param name="Key">Column referred to.</param>
internal sealed record SsdReference(SsdObject Child, SsdField Field, SsdObject Parent, SsdField Key)
{
    /// <summary>
    /// Why SQL Server takes no constraint for this reference, or null where it does: it refers to keys alone (error 1776), and to columns of the same
    /// type and length (errors 1778 and 1753).
    /// </summary>
    public string? Obstacle =>
        !Key.IsPrimaryKey ? $"{Key.Name} is no key"
        : Key.Type != Field.Type || Key.Length != Field.Length ? $"{Key.Name} has another type or length"
        : null;
}
