using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>A made-up case-management system: holds in its own tables what the SSD rows of made-up children say.</summary>
/// <param name="name">Its name.</param>
/// <param name="schema">Schema of its tables.</param>
internal abstract class SourceSystem(string name, string schema)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Schema of its tables.</summary>
    public string Schema { get; } = schema;

    /// <summary>Names of the systems.</summary>
    public static IReadOnlyList<string> Names { get; } = ["liquid_logic", "mosaic"];

    /// <summary>Its tables.</summary>
    public virtual IReadOnlyList<SourceTable> Tables => SourceTable.Of(Name);

    /// <summary>A system.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="asOf">The day its records are written for.</param>
    public static SourceSystem Of(string name, DateOnly asOf) => name == "liquid_logic" ? new LiquidLogicSource() : new MosaicSource(asOf.ToDateTime(TimeOnly.MinValue));

    /// <summary>Changes the rows of a child to what the system can hold: the rest is no fault of an extract.</summary>
    /// <param name="child">The child.</param>
    /// <param name="tables">The SSD tables, for rows that a system holds besides.</param>
    /// <returns>The rows that stay.</returns>
    public abstract IEnumerable<SampleRow> Held(SourceChild child, IReadOnlyList<SsdTable> tables);

    /// <summary>Writes what belongs to no child: workers, teams, code lists.</summary>
    /// <param name="shared">The rows.</param>
    /// <param name="writer">Takes the system's rows.</param>
    public abstract void WriteShared(SourceChild shared, SourceWriter writer);

    /// <summary>Writes a child.</summary>
    /// <param name="child">The child, as the system can hold it.</param>
    /// <param name="writer">Takes the system's rows.</param>
    public abstract void WriteChild(SourceChild child, SourceWriter writer);
}
