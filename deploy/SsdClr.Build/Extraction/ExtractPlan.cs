using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>A mapping with an authority's overrides applied: all that an extract is written from.</summary>
/// <param name="Mapping">The mapping, with what the authority confirmed or changed.</param>
/// <param name="Origin">Files it comes from, for the header.</param>
/// <param name="TargetSchema">Schema of the SSD tables and of the procedure.</param>
/// <param name="SourceSchema">Schema of the system's tables.</param>
/// <param name="Years">Years of history, or null for all.</param>
/// <param name="Renamed">Tables that are called otherwise, by their name in the mapping.</param>
internal sealed record ExtractPlan(
    CmsMapping Mapping,
    string Origin,
    string TargetSchema,
    string SourceSchema,
    int? Years,
    IReadOnlyDictionary<string, RenamedTable> Renamed)
{
    /// <summary>
    /// Years of history below which an extract needs a reason. The window of the payload begins up to three years before the run, and a record that is
    /// missing from the SSD is removed at the receiver.
    /// </summary>
    public const int LeastYears = 4;

    /// <summary>Why fewer than <see cref="LeastYears"/> years of history are enough, or null.</summary>
    public string? ShortHistory { get; init; }

    /// <summary>The least grade of a line that fills.</summary>
    public CmsGrade Least { get; init; } = CmsGrade.Published;

    /// <summary>The SET statements that every procedure begins with.</summary>
    public required string SessionOptions { get; init; }

    /// <summary>Versions of the model, oldest first, for <c>ssd_version_log</c>.</summary>
    public IReadOnlyList<ModelVersion> Versions { get; init; } = [];

    /// <summary>Reads the mapping of a system, with an authority's overrides where there are some.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="model">The SSD.</param>
    /// <param name="system">Name of the system.</param>
    /// <param name="overrides">Full path of the overrides, or null.</param>
    /// <exception cref="BuildException">One of the files is not right.</exception>
    public static ExtractPlan Read(Repository repository, SsdModel model, string system, string? overrides = null)
    {
        var mapping = CmsMappingReader.Read(repository, model, system);
        var plan = new ExtractPlan(mapping, repository.Relative(CmsMappingReader.PathOf(repository, system)), "dbo", mapping.Schema, 6, new Dictionary<string, RenamedTable>(StringComparer.Ordinal))
        {
            SessionOptions = string.Concat(File.ReadLines(repository.At("sql/session-options.sql")).Where(line => !line.StartsWith("--", StringComparison.Ordinal)).Select(line => line + "\n")),
            Versions = ModelVersionReader.Read(repository),
        };
        return overrides is null ? plan : ExtractOverridesReader.Apply(plan, model, overrides);
    }

    /// <summary>A table of the system with schema, and database where that is given, as the authority has it.</summary>
    /// <param name="table">Its name in the mapping.</param>
    public string Qualified(string table)
    {
        var name = Renamed.TryGetValue(table, out var renamed) && renamed.Name is not null ? renamed.Name : table;
        return name.Contains('.', StringComparison.Ordinal) ? name : $"{SourceSchema}.{name}";
    }

    /// <summary>Whether a field is filled, where its table is.</summary>
    /// <param name="field">The field.</param>
    public bool Fills(CmsField field) => field.Value is not null && field.Evidence.Grade >= Least;

    /// <summary>Whether a table is filled: its rows and every field that must not be blank are good enough.</summary>
    /// <param name="table">The table.</param>
    public bool Fills(CmsObject table) => table.Rows is not null && !WaitsFor(table).Any();

    /// <summary>Lines that have to be confirmed before a table is filled.</summary>
    /// <param name="table">The table.</param>
    public IEnumerable<string> WaitsFor(CmsObject table) => table.Fields
        .Where(field => !field.Field.IsNullable && !Fills(field))
        .Select(field => field.Field.Name)
        .Concat(table.Evidence.Grade >= Least ? [] : [CmsObject.RowsLine]);
}
