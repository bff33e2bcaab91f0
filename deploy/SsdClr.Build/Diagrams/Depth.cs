using SsdClr.Build.Model;

namespace SsdClr.Build.Diagrams;

/// <summary>How far to the right a table stands: one column further than every table it refers to.</summary>
internal static class Depth
{
    /// <summary>Columns from 0. Of two tables that refer to each other, the first in order of name stands left.</summary>
    /// <param name="tables">Tables of the diagram.</param>
    /// <param name="references">References; those to or from other tables do not count.</param>
    public static Dictionary<SsdObject, int> Of(IReadOnlyList<SsdObject> tables, IReadOnlyList<SsdReference> references)
    {
        var edges = references
            .Where(reference => reference.Child != reference.Parent && tables.Contains(reference.Child) && tables.Contains(reference.Parent))
            .Where(reference => string.CompareOrdinal(reference.Child.Name, reference.Parent.Name) > 0
                || !references.Any(other => other.Child == reference.Parent && other.Parent == reference.Child))
            .ToList();
        var depths = tables.ToDictionary(table => table, _ => 0);

        // As many rounds as there are tables are enough unless references run in a circle, which then ends here too.
        for (var round = 0; round < tables.Count; round++)
        {
            foreach (var edge in edges)
            {
                depths[edge.Child] = Math.Max(depths[edge.Child], Math.Min(depths[edge.Parent] + 1, tables.Count));
            }
        }

        return depths;
    }
}
