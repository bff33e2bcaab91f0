using System.Text;
using SsdClr.Build.Generation;

namespace SsdClr.Build.Extraction;

/// <summary>Writes the statement that fills one table of the SSD. The same plan gives the same text, with LF line ends.</summary>
/// <param name="plan">Mapping and overrides.</param>
/// <param name="table">A table that is mapped.</param>
/// <param name="asIfConfirmed">Whether lines nobody confirmed are written as if somebody had: for the statement that stands ready in a comment.</param>
internal sealed class ExtractStatement(ExtractPlan plan, CmsObject table, bool asIfConfirmed)
{
    private readonly SourceNames names = new(plan, [table.From!, .. table.Joins.Select(join => join.Table)]);

    /// <summary>INSERT with columns in the order of the model, a comment a line.</summary>
    public string Write()
    {
        var filled = table.Fields.Where(IsFilled).ToList();
        var needed = new List<CmsColumn>(filled.SelectMany(field => field.Expression!.Columns));
        needed.AddRange(table.Where.Select(condition => condition.Column));
        if (table.History is not null)
        {
            needed.Add(table.History);
        }

        needed.AddRange(table.Joins.Where(join => join.Kind == CmsJoinKind.Inner).SelectMany(join => join.Columns));
        var joins = table.Joins.Where(join => join.Kind == CmsJoinKind.Inner || table.Needed(needed).Contains(join)).ToList();

        var text = new StringBuilder();
        text.Append("INSERT INTO [").Append(plan.TargetSchema).Append("].[").Append(table.Table.Name).Append("]\n(\n    ");
        text.AppendJoin(",\n    ", table.Fields.Select(field => $"[{field.Field.Name}]"));
        text.Append("\n)\nSELECT\n");
        foreach (var field in table.Fields)
        {
            var type = TSqlTable.SqlType(field.Field);
            text.Append("    ").Append(IsFilled(field) ? field.Expression!.Write(names) : $"CAST(NULL AS {type})").Append(" AS [").Append(field.Field.Name).Append(']');
            text.Append(field == table.Fields[^1] ? " -- " : ", -- ").Append(Comment(field)).Append('\n');
        }

        text.Append("FROM ").Append(names.Table(table.From!)).Append(" -- ").Append(Comment(CmsObject.Rows, table.Evidence)).Append('\n');
        foreach (var join in joins)
        {
            text.Append(Join(join, needed.Concat(joins.Where(other => other != join).SelectMany(other => other.Columns)))).Append(" -- ").Append(Comment(join.Line, join.Evidence)).Append('\n');
        }

        var where = table.Where.Select(names.Condition).ToList();
        if (table.History is { } history)
        {
            var column = names.Column(history);
            where.Add($"(@history_from IS NULL OR {column} IS NULL OR {column} >= @history_from)");
        }

        if (where.Count > 0)
        {
            text.Append("WHERE ").AppendJoin("\n    AND ", where).Append('\n');
        }

        // A comment may end the last line, so the semicolon has its own.
        return text.Append(";\n").ToString();
    }

    private bool IsFilled(CmsField field) => field.Expression is not null && (asIfConfirmed || table.IsLiveField(field));

    private string Comment(CmsField field)
    {
        if (field.Unmapped is { } reason)
        {
            return $"unmapped: {reason}";
        }

        var comment = Comment(field.Field.Name, field.Evidence);
        if (!IsFilled(field))
        {
            comment += $"; would be {field.Expression!.Write(names)}";
            var joins = table.Needed(field.Expression.Columns).Where(join => !join.Evidence.IsVerified).Select(join => join.Line).ToList();
            comment += joins.Count == 0 ? string.Empty : $"; needs {string.Join(", ", joins)}";
        }

        return field.Note is null ? comment : $"{comment}; {field.Note}";
    }

    private static string Comment(string line, CmsEvidence evidence) => evidence.IsVerified ? evidence.Source : $"unverified, confirm {line}: {evidence.Source}";

    private string Join(CmsJoin join, IEnumerable<CmsColumn> needed)
    {
        if (join.Kind != CmsJoinKind.Newest)
        {
            return $"{(join.Kind == CmsJoinKind.Inner ? "INNER" : "LEFT OUTER")} JOIN {names.Table(join.Table)} ON {names.All(join.Matches, join.Where)}";
        }

        var columns = needed.Where(column => column.Alias == join.Table.Alias).Select(names.Column).Distinct(StringComparer.Ordinal);
        var order = join.Newest.Select(column => $"{names.Column(column)} DESC");
        return $"OUTER APPLY (SELECT TOP (1) {string.Join(", ", columns)} FROM {names.Table(join.Table)} WHERE {names.All(join.Matches, join.Where)} ORDER BY {string.Join(", ", order)}) AS [{join.Table.Alias}]";
    }
}
