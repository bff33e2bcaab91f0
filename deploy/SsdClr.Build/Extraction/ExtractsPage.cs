using System.Globalization;
using System.Text;
using SsdClr.Build.Generation;

namespace SsdClr.Build.Extraction;

/// <summary>Writes what each system's mapping covers: counts a table, lists to fill, and what is empty by default and why.</summary>
internal static class ExtractsPage
{
    // A list that is marked so decides which rows of its table are sent, whatever column it fills.
    private const string ReachesPayload = "(payload)";

    /// <summary>The page.</summary>
    /// <param name="mappings">Every mapping, in the order of the documentation.</param>
    public static string Write(IReadOnlyList<CmsMapping> mappings)
    {
        var text = new StringBuilder(DictionaryPages.Header).Append("# What the extracts cover\n\nHow to use an extract is on the page [Extracts](../extracts.md). Each table counts its fields by how far the line may be relied on.\n");
        AppendPayload(text, mappings);
        foreach (var mapping in mappings)
        {
            text.Append("\n## ").Append(mapping.System.Title).Append("\n\n").Append(mapping.Description).Append("\n\n");
            text.Append("| list | what it holds | values seen in public |\n|---|---|---|\n");
            foreach (var list in mapping.Lists)
            {
                text.Append("| `").Append(list.Name).Append("` | ").Append(DictionaryPages.Cell(list.Description)).Append(" | ").Append(list.Values.Count == 0 ? "none: fill it" : DictionaryPages.Cell(string.Join(", ", list.Values))).Append(" |\n");
            }

            text.Append("\n| table | fields | published | unverified | unmapped |\n|---|---|---|---|---|\n");
            foreach (var table in mapping.Objects)
            {
                Append(text, $"[{table.Table.Name}]({table.Table.Name}.md)", table.Fields);
            }

            Append(text, "all", [.. mapping.Objects.SelectMany(table => table.Fields)]);
            text.Append("\n### What is empty by default in ").Append(mapping.System.Title).Append("\n\nWholly or in part.\n\n| table | field | payload | why |\n|---|---|---|---|\n");
            foreach (var table in mapping.Objects)
            {
                AppendEmpty(text, mapping, table);
            }
        }

        return text.ToString();
    }

    /// <summary>Each column that a payload field is made of, and how far each system fills it.</summary>
    private static void AppendPayload(StringBuilder text, IReadOnlyList<CmsMapping> mappings)
    {
        text.Append("\n## What the payload is made of\n\nAn empty one is explained below, under its system.\n\n| payload | SSD | ").AppendJoin(" | ", mappings.Select(mapping => mapping.System.Title));
        text.Append(" |\n|---|---|").Insert(text.Length, "---|", mappings.Count).Append('\n');
        foreach (var table in mappings[0].Objects)
        {
            foreach (var field in table.Table.Fields.Where(field => field.Feeds.Count > 0))
            {
                text.Append("| ").AppendJoin(", ", field.Feeds).Append(" | [").Append(field.Name).Append("](").Append(table.Table.Name).Append(".md#").Append(field.Name).Append(") | ");
                text.AppendJoin(" | ", mappings.Select(mapping => StateOf(mapping, mapping.Objects.First(other => other.Table == table.Table), field.Name))).Append(" |\n");
            }
        }
    }

    private static string StateOf(CmsMapping mapping, CmsObject table, string name)
    {
        var line = table.Fields.First(field => field.Field.Name == name);
        return line.Value is null ? "empty"
            : line.Evidence.Grade == CmsGrade.Unverified ? "unverified"
            : string.Join(", ", Unfilled(mapping, [.. table.Rows!.Terms, .. table.Fields.Select(field => field.Value).OfType<SqlTerm>()])
                .Where(list => Unfilled(mapping, [.. table.Rows.Terms, line.Value]).Contains(list) || mapping.Lists.First(known => known.Name == list).Description.EndsWith(ReachesPayload, StringComparison.Ordinal))
                .Select(list => $"list `{list}` to fill")
                .Prepend("published"));
    }

    private static void AppendEmpty(StringBuilder text, CmsMapping mapping, CmsObject table)
    {
        if (table.Rows is null)
        {
            Row("all", [], table.Evidence.Source);
            return;
        }

        foreach (var list in Unfilled(mapping, table.Rows.Terms))
        {
            Row("all", [], ToFill(list));
        }

        foreach (var field in table.Fields)
        {
            var reasons = field.Value is null ? [field.Evidence.Source]
                : field.Evidence.Grade == CmsGrade.Unverified ? [$"unverified, {field.Evidence.Source}{(field.Note is null ? string.Empty : "; " + field.Note)}"]
                : Unfilled(mapping, [field.Value]).Select(ToFill);
            foreach (var reason in reasons)
            {
                Row(field.Field.Name, field.Field.Feeds, reason);
            }
        }

        void Row(string field, IReadOnlyList<string> feeds, string reason) =>
            text.Append("| ").Append(table.Table.Name).Append(" | ").Append(field).Append(" | ").AppendJoin(", ", feeds).Append(feeds.Count == 0 ? "| " : " | ").Append(DictionaryPages.Cell(reason)).Append(" |\n");

        static string ToFill(string list) => $"needs the list `{list}`: fill it";
    }

    /// <summary>Lists without a value that rows or a value come from. A list of what is left out leaves nothing out while it is empty.</summary>
    private static IEnumerable<string> Unfilled(CmsMapping mapping, IEnumerable<SqlTerm> terms)
    {
        var needed = terms.SelectMany(term => term.Lists.Except(term.All.Where(part => part.Kind == SqlTermKind.Not).SelectMany(part => part.Lists))).ToHashSet(StringComparer.Ordinal);
        return mapping.Lists.Where(list => list.Values.Count == 0 && needed.Contains(list.Name)).Select(list => list.Name);
    }

    private static void Append(StringBuilder text, string title, IReadOnlyList<CmsField> fields)
    {
        int Graded(CmsGrade grade) => fields.Count(field => field.Value is not null && field.Evidence.Grade == grade);
        text.Append(CultureInfo.InvariantCulture, $"| {title} | {fields.Count} | {Graded(CmsGrade.Published)} | {Graded(CmsGrade.Unverified)} | {fields.Count(field => field.Value is null)} |\n");
    }
}
