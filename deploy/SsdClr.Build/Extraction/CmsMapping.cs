using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>Where one case-management system holds what the SSD wants, as its file in <c>sql/model/cms</c> tells.</summary>
/// <param name="System">The system.</param>
/// <param name="Schema">Schema of the system's tables unless overrides name another.</param>
/// <param name="Tables">The system's tables.</param>
/// <param name="Lists">Values that differ by authority.</param>
/// <param name="CodeMaps">What codes become.</param>
/// <param name="Steps">Rows worked out before the tables are filled, in the order of the file.</param>
/// <param name="Objects">Every table of the SSD, in the order of the model.</param>
internal sealed record CmsMapping(
    CaseManagementSystem System,
    string Schema,
    SourceTables Tables,
    IReadOnlyList<CmsList> Lists,
    IReadOnlyList<CmsCodeMap> CodeMaps,
    IReadOnlyList<CmsStep> Steps,
    IReadOnlyList<CmsObject> Objects)
{
    /// <summary>What to know of the system as a whole.</summary>
    public required string Description { get; init; }

    /// <summary>The steps that some of the queries and expressions need, in order.</summary>
    /// <param name="tables">Tables and steps that are read directly.</param>
    public IReadOnlyList<CmsStep> Needed(IEnumerable<string> tables)
    {
        var needed = tables.ToHashSet(StringComparer.Ordinal);
        foreach (var step in Steps.Reverse().Where(step => needed.Contains(step.Name)))
        {
            needed.UnionWith(step.Queries.SelectMany(part => part.Query.Sources.Select(source => source.Table)));
            needed.UnionWith(Looked(step.Terms));
        }

        return [.. Steps.Where(step => needed.Contains(step.Name))];
    }

    /// <summary>Tables and steps that expressions look up.</summary>
    /// <param name="terms">The expressions.</param>
    public static IEnumerable<string> Looked(IEnumerable<SqlTerm> terms) => terms.SelectMany(term => term.All).Select(term => term.Rows?.Table).OfType<string>();
}
