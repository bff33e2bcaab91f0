using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>A table of the SSD and where a system holds its rows.</summary>
/// <param name="Table">The table.</param>
/// <param name="Unmapped">Why the whole table is unmapped, or null.</param>
/// <param name="From">The table that a row comes from; null where the object is unmapped.</param>
/// <param name="Joins">Other tables, each able to refer to those before it.</param>
/// <param name="Where">Restrictions of the rows.</param>
/// <param name="History">Date after which a row is too old for the authority's years of history; null where rows never are.</param>
/// <param name="Evidence">How far <paramref name="From"/>, <paramref name="Where"/> and <paramref name="History"/> may be relied on.</param>
/// <param name="Note">What whoever confirms it should know, or null.</param>
/// <param name="Fields">Every field of the table, in its order.</param>
internal sealed record CmsObject(
    SsdObject Table,
    string? Unmapped,
    CmsTable? From,
    IReadOnlyList<CmsJoin> Joins,
    IReadOnlyList<CmsCondition> Where,
    CmsColumn? History,
    CmsEvidence Evidence,
    string? Note,
    IReadOnlyList<CmsField> Fields)
{
    /// <summary>Name of the line that covers the rows.</summary>
    public const string Rows = "rows";

    /// <summary>Every line that can be confirmed.</summary>
    public IEnumerable<string> Lines => [Rows, .. Joins.Select(join => join.Line), .. Fields.Where(line => line.Expression is not null).Select(line => line.Field.Name)];

    /// <summary>
    /// What the statement still waits for: rows, tables whose rows restrict it, and the fields that must not be NULL, with what these need.
    /// </summary>
    public IEnumerable<string> WaitsFor =>
    [
        .. Evidence.IsVerified ? [] : new[] { Rows },
        .. Joins.Where(join => !join.Evidence.IsVerified && (join.Kind == CmsJoinKind.Inner || IsNeeded(join))).Select(join => join.Line),
        .. Fields.Where(line => !line.Field.IsNullable && !(line.Expression is not null && line.Evidence.IsVerified)).Select(line => line.Field.Name),
    ];

    /// <summary>Whether the statement can run: at least the rows and every field that must not be NULL are verified.</summary>
    public bool IsLive => Unmapped is null && !WaitsFor.Any();

    /// <summary>Whether a field can be filled: its line and those of all tables it needs are verified.</summary>
    /// <param name="field">A field of the table.</param>
    public bool IsLiveField(CmsField field) => field is { Expression: { } expression, Evidence.IsVerified: true } && Needed(expression.Columns).All(join => join.Evidence.IsVerified);

    /// <summary>The joins some columns need, and those that these need in turn, in the order of the statement.</summary>
    /// <param name="columns">Columns of the statement.</param>
    public IReadOnlyList<CmsJoin> Needed(IEnumerable<CmsColumn> columns)
    {
        var aliases = columns.Select(column => column.Alias).ToHashSet(StringComparer.Ordinal);
        foreach (var join in Joins.Reverse())
        {
            if (aliases.Contains(join.Table.Alias))
            {
                aliases.UnionWith(join.Columns.Select(column => column.Alias));
            }
        }

        return [.. Joins.Where(join => aliases.Contains(join.Table.Alias))];
    }

    private bool IsNeeded(CmsJoin join) => Needed(
        [
            .. Where.Select(condition => condition.Column),
            .. History is null ? [] : new[] { History },
            .. Joins.Where(other => other.Kind == CmsJoinKind.Inner).SelectMany(other => other.Columns),
            .. Fields.Where(field => !field.Field.IsNullable).SelectMany(field => field.Expression?.Columns ?? []),
        ]).Contains(join);
}
