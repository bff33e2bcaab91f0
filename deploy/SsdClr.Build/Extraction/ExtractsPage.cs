using System.Globalization;
using System.Text;
using SsdClr.Build.Generation;

namespace SsdClr.Build.Extraction;

/// <summary>Writes what each system's mapping covers: counts a table, lists to fill, and what is unmapped and why.</summary>
internal static class ExtractsPage
{
    /// <summary>The page.</summary>
    /// <param name="mappings">Every mapping, in the order of the documentation.</param>
    public static string Write(IReadOnlyList<CmsMapping> mappings)
    {
        var text = new StringBuilder(DictionaryPages.Header).Append("# What the extracts cover\n\nHow to use an extract is on the page [Extracts](../extracts.md). Each table counts its fields by how far the line may be relied on.\n");
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
            text.Append("\n### Unmapped in ").Append(mapping.System.Title).Append("\n\n| table | field | why |\n|---|---|---|\n");
            foreach (var table in mapping.Objects)
            {
                foreach (var field in table.Fields.Where(field => field.Value is null).Take(table.Rows is null ? 1 : int.MaxValue))
                {
                    text.Append("| ").Append(table.Table.Name).Append(" | ").Append(table.Rows is null ? "all" : field.Field.Name).Append(" | ").Append(DictionaryPages.Cell(field.Evidence.Source)).Append(" |\n");
                }
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IReadOnlyList<CmsField> fields)
    {
        int Graded(CmsGrade grade) => fields.Count(field => field.Value is not null && field.Evidence.Grade == grade);
        text.Append(CultureInfo.InvariantCulture, $"| {title} | {fields.Count} | {Graded(CmsGrade.Published)} | {Graded(CmsGrade.Unverified)} | {fields.Count(field => field.Value is null)} |\n");
    }
}
