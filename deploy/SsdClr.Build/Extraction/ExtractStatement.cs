using System.Text;

namespace SsdClr.Build.Extraction;

/// <summary>Writes the statement that fills one table of the SSD. The same plan gives the same text, with LF line ends.</summary>
/// <param name="plan">Mapping and overrides.</param>
/// <param name="writer">Writes for one engine.</param>
internal sealed class ExtractStatement(ExtractPlan plan, SqlWriter writer)
{
    /// <summary>The statement that runs: it fills the fields whose lines are good enough.</summary>
    /// <param name="table">A table that is mapped.</param>
    public string Filling(CmsObject table) => Write(table, [.. table.Fields.Where(plan.Fills)]);

    /// <summary>The statement that will run when every line of the table is confirmed: it stands in a comment until then.</summary>
    /// <param name="table">A table that is mapped.</param>
    public string OnceConfirmed(CmsObject table) => Write(table, [.. table.Fields.Where(field => field.Value is not null)]);

    /// <summary>INSERT with columns in the order of the model and a comment a line. The semicolon has a line of its own, for a comment may end the last.</summary>
    private string Write(CmsObject table, List<CmsField> filled)
    {
        var text = new StringBuilder("INSERT INTO [").Append(plan.TargetSchema).Append("].[").Append(table.Table.Name).Append("]\n(\n    ");
        text.AppendJoin(",\n    ", filled.Select(field => $"[{field.Field.Name}]")).Append("\n)\nSELECT\n");
        foreach (var field in filled)
        {
            text.Append("    ").Append(writer.Write(field.Value!)).Append(" AS [").Append(field.Field.Name).Append(']');
            text.Append(field == filled[^1] ? " -- " : ", -- ").Append(Comment(field.Field.Name, field.Evidence, field.Note)).Append('\n');
        }

        foreach (var field in table.Fields.Except(filled))
        {
            text.Append("    -- ").Append(field.Field.Name).Append(": ");
            text.Append(field.Value is null ? "unmapped, " + field.Evidence.Source : $"{Comment(field.Field.Name, field.Evidence, field.Note)}; would be {writer.Write(field.Value).ReplaceLineEndings(" ")}").Append('\n');
        }

        return text.Append("-- Rows: ").Append(Comment(CmsObject.RowsLine, table.Evidence, table.Note)).Append('\n').Append(writer.From(table.Rows!)).Append("\n;\n").ToString();
    }

    private static string Comment(string line, CmsEvidence evidence, string? note) =>
        $"{evidence.Grade switch { CmsGrade.Unverified => $"unverified, confirm {line}: ", CmsGrade.Published => "published: ", _ => string.Empty }}{evidence.Source}{(note is null ? string.Empty : "; " + note)}";
}
