using System.Globalization;
using System.Text;
using SsdClr.Build.Model;

namespace SsdClr.Build.Generation;

/// <summary>Writes the page that leads from statutory returns and from the payload to the fields they are made of.</summary>
internal static class ReturnsPage
{
    /// <summary>Fields by payload field and by return.</summary>
    /// <param name="model">The model.</param>
    public static string Write(SsdModel model)
    {
        var fields = model.Objects.SelectMany(table => table.Fields.Select(field => (Table: table, Field: field))).ToList();
        var text = new StringBuilder(DictionaryPages.Header);
        text.Append("# What the fields are for\n\n");
        text.Append("The payload first, then the returns. [All tables](README.md).\n\n## Contents\n\n- [The payload](#the-payload)\n");
        var groups = StatutoryReturn.All.Select(known => (Return: known, Fields: fields.Where(item => item.Field.Returns.Contains(known.Name)).ToList())).Where(group => group.Fields.Count > 0).ToList();
        foreach (var (known, used) in groups)
        {
            text.Append("- [").Append(known.Name).Append("](#").Append(Anchor(known.Name)).Append("): ").Append(known.Title).Append(", ").Append(used.Count).Append(" fields\n");
        }

        text.Append("\n## The payload\n\nThe 55 fields of the payload and the columns they are made of. Which row counts, and how a value is turned, is told in [the payload](../payload.md).\n\n");
        text.Append("| # | field | made of |\n|---|---|---|\n| 1 | la_code | setting `la_code` |\n");
        var payload = fields.SelectMany(item => item.Field.Feeds.Select(feed => (Number: NumberOf(feed), Path: feed, item.Table, item.Field))).ToList();
        foreach (var group in payload.GroupBy(item => item.Path, StringComparer.Ordinal).OrderBy(group => group.First().Number ?? int.MaxValue).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var number = group.First().Number;
            var path = number is null ? group.Key : group.Key[..group.Key.LastIndexOf(' ')];
            text.Append("| ").Append(number?.ToString(CultureInfo.InvariantCulture) ?? "-").Append(" | ").Append(path).Append(" | ").AppendJoin(", ", group.Select(item => Link(item.Table, item.Field))).Append(" |\n");
        }

        foreach (var (known, used) in groups)
        {
            text.Append("\n## ").Append(known.Name).Append("\n\n").Append(known.Title).Append(".\n\n");
            if (known.IsReturn)
            {
                text.Append("| field | item | name in the return | |\n|---|---|---|---|\n");
                foreach (var (table, field) in used)
                {
                    text.Append("| ").Append(Link(table, field)).Append(" | ").Append(field.ItemReference).Append(" | ").Append(field.ReturnItems.FirstOrDefault(item => item.Key == known.Name).Value);
                    text.Append(" | ").Append(DictionaryPages.Cell(field.Description)).Append(" |\n");
                }
            }
            else
            {
                foreach (var group in used.GroupBy(item => item.Table))
                {
                    text.Append("- ").AppendJoin(", ", group.Select(item => Link(item.Table, item.Field))).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Anchor of a return's section.</summary>
    /// <param name="name">Name of the return.</param>
    internal static string Anchor(string name) => name.ToLowerInvariant();

    private static int? NumberOf(string feed) =>
        feed.EndsWith(')') ? int.Parse(feed.AsSpan(feed.LastIndexOf('(') + 1, feed.Length - feed.LastIndexOf('(') - 2), NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string Link(SsdObject table, SsdField field) => $"[{table.Name}.{field.Name}]({DictionaryPages.Address(table, field)})";
}
