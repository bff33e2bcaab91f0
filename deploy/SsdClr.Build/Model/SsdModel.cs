namespace SsdClr.Build.Model;

/// <summary>The SSD as <c>sql/model</c> describes it.</summary>
/// <param name="Objects">Tables, ordered by name.</param>
/// <param name="Categories">Code lists, ordered by name.</param>
internal sealed record SsdModel(IReadOnlyList<SsdObject> Objects, IReadOnlyList<SsdCategory> Categories)
{
    /// <summary>Every column that refers to another, with where it leads; ordered by table, then as in the table.</summary>
    public IEnumerable<SsdReference> References =>
        from table in Objects
        from child in table.Fields
        let target = child.ForeignKey
        where target is not null
        let parent = Objects.Single(candidate => candidate.Name == target[..target.IndexOf('.', StringComparison.Ordinal)])
        select new SsdReference(table, child, parent, parent.Fields.Single(key => target == $"{parent.Name}.{key.Name}"));
}
