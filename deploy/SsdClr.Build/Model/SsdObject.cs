namespace SsdClr.Build.Model;

/// <summary>A table of the Standard Safeguarding Dataset, as its YAML file in <c>sql/model/objects</c> describes it.</summary>
/// <param name="Name">Published table name, also the name of its files.</param>
/// <param name="Description">What a row is, in a sentence or two.</param>
/// <param name="Fields">Columns in the order of the table.</param>
internal sealed record SsdObject(string Name, string Description, IReadOnlyList<SsdField> Fields)
{
    /// <summary>Name of the <see cref="SubjectArea"/> the table belongs to.</summary>
    public string Subject { get; init; } = SubjectArea.All[0].Name;

    /// <summary>The column that identifies a row, or null: a table published without a key in which no column is unique.</summary>
    public SsdField? Key => Fields.FirstOrDefault(candidate => candidate.IsPrimaryKey);
}
