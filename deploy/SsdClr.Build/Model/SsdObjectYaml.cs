using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Writes an object the one way its YAML file is written, so that reading and writing it again changes nothing.</summary>
internal static partial class SsdObjectYaml
{
    /// <summary>Words that YAML readers take for something else than text.</summary>
    private static readonly string[] s_reserved = ["y", "n", "yes", "no", "true", "false", "null", "on", "off", "max"];

    /// <summary>The whole file, with LF line ends.</summary>
    /// <param name="table">The object.</param>
    public static string Write(SsdObject table)
    {
        var text = new StringBuilder();
        Line(text, string.Empty, "object", table.Name);
        Line(text, string.Empty, "subject", table.Subject);
        Line(text, string.Empty, "description", Scalar(table.Description));
        Flag(text, string.Empty, "keyless", table.Key is null);
        text.Append("fields:\n");
        foreach (var field in table.Fields)
        {
            Field(text, field);
        }

        return text.ToString();
    }

    private static void Field(StringBuilder text, SsdField field)
    {
        const string Indent = "    ";
        text.Append("  - name: ").Append(field.Name).Append('\n');
        Line(text, Indent, "type", field.Type);
        Line(text, Indent, "length", field.Length is SsdField.MaximumLength ? "max" : field.Length?.ToString(CultureInfo.InvariantCulture));
        Line(text, Indent, "nullable", field.IsNullable ? "true" : "false");
        Flag(text, Indent, "primary_key", field.IsPrimaryKey);
        Flag(text, Indent, "index", field.IsIndexed);
        Line(text, Indent, "foreign_key", field.ForeignKey);
        Line(text, Indent, "item_ref", field.ItemReference);
        Line(text, Indent, "description", Scalar(field.Description));
        Line(text, Indent, "note", Scalar(field.Note));
        Line(text, Indent, "category", field.Category);
        Validators(text, Indent, field.Validators);
        if (field.Feeds.Count > 0)
        {
            text.Append(Indent).Append("feeds:\n");
            foreach (var feed in field.Feeds)
            {
                text.Append(Indent).Append("  - ").Append(Scalar(feed)).Append('\n');
            }
        }

        Line(text, Indent, "returns", field.Returns.Count > 0 ? $"[{string.Join(", ", field.Returns.Select(Scalar))}]" : null);
        Line(text, Indent, "return_items", field.ReturnItems.Count > 0 ? $"{{{string.Join(", ", field.ReturnItems.Select(item => $"{Scalar(item.Key)}: {Scalar(item.Value)}"))}}}" : null);
        if (field.Sources.Count > 0)
        {
            text.Append(Indent).Append("sources:\n");
            foreach (var (system, source) in field.Sources)
            {
                Line(text, Indent + "  ", system, Scalar(source));
            }
        }
    }

    private static void Validators(StringBuilder text, string indent, SsdValidators validators)
    {
        if (validators == SsdValidators.None)
        {
            return;
        }

        var inner = indent + "  ";
        text.Append(indent).Append("validators:\n");
        Flag(text, inner, "required", validators.IsRequired);
        Flag(text, inner, "unique", validators.IsUnique);
        Line(text, inner, "one_of", validators.OneOf);
        Line(text, inner, "max_length", validators.MaximumLength?.ToString(CultureInfo.InvariantCulture));
        Line(text, inner, "pattern", Scalar(validators.Pattern));
        Line(text, inner, "date_order", validators.DateOrder);
        Line(text, inner, "range", validators.Range is var (least, greatest) ? string.Create(CultureInfo.InvariantCulture, $"[{least}, {greatest}]") : null);
    }

    private static void Flag(StringBuilder text, string indent, string key, bool value) => Line(text, indent, key, value ? "true" : null);

    private static void Line(StringBuilder text, string indent, string key, string? value)
    {
        if (value is not null)
        {
            text.Append(indent).Append(key).Append(": ").Append(value).Append('\n');
        }
    }

    private static string? Scalar(string? value) =>
        value is null || (Plain().IsMatch(value) && !s_reserved.Contains(value, StringComparer.OrdinalIgnoreCase))
            ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z]([A-Za-z0-9 .;()/_+%-]*[A-Za-z0-9.;()/_+%-])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}
