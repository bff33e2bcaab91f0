namespace SsdClr.Build.Extraction;

/// <summary>Writes a mapping for SQLite, on which it can be tried without a server. Dates are texts there: year-month-day, with the time behind.</summary>
/// <param name="plan">Mapping and overrides.</param>
internal sealed class SqliteWriter(ExtractPlan plan) : SqlWriter(plan)
{
    /// <inheritdoc/>
    protected override string NullText => "NULL";

    /// <inheritdoc/>
    public override string StepTable(string step) => $"[temp].[{step}]";

    /// <inheritdoc/>
    public override string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    protected override string Text(string value) => $"CAST({value} AS TEXT)";

    /// <inheritdoc/>
    protected override string Concatenated(IEnumerable<string> texts) => string.Join(" || ", texts);

    /// <inheritdoc/>
    protected override string Left(string value, string length) => $"substr({value}, 1, {length})";

    /// <inheritdoc/>
    protected override string Day(string value) => $"substr({value}, 1, 10)";

    /// <inheritdoc/>
    protected override string DayOf(string text) =>
        $"CASE WHEN {text} GLOB '[0-3][0-9]/[01][0-9]/[12][0-9][0-9][0-9]*' THEN substr({text}, 7, 4) || '-' || substr({text}, 4, 2) || '-' || substr({text}, 1, 2) WHEN {text} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' THEN substr({text}, 1, 10) END";

    /// <inheritdoc/>
    protected override string Whole(string text) => $"CASE WHEN trim({text}) <> '' AND trim({text}) NOT GLOB '*[^0-9]*' THEN CAST({text} AS INTEGER) END";

    /// <inheritdoc/>
    protected override string Integer(string number) => $"CAST({number} AS INTEGER)";

    /// <inheritdoc/>
    protected override string Number(string text) => $"CASE WHEN trim({text}) GLOB '[0-9]*' AND trim({text}) NOT GLOB '*[^0-9.]*' THEN CAST({text} AS REAL) END";

    /// <inheritdoc/>
    protected override string Add(string unit, string day, string count) => $"date({day}, ({count}) || ' {unit}S')";

    /// <inheritdoc/>
    protected override string Days(string from, string to) => $"CAST(julianday({Day(to)}) - julianday({Day(from)}) AS INTEGER)";

    /// <inheritdoc/>
    protected override string Stamp(string day) => $"replace({Day(day)}, '-', '')";

    /// <inheritdoc/>
    protected override string Slashed(string day) => $"strftime('%d/%m/%Y', {day})";

    /// <inheritdoc/>
    protected override string Json(IReadOnlyList<(string Key, string Value)> members) =>
        $"json_patch('{{}}', json_object({string.Join(", ", members.Select(member => $"'{member.Key}', {member.Value}"))}))";

    /// <inheritdoc/>
    protected override string JsonList(string value, string from) =>
        $"(SELECT '[' || group_concat(json_quote([l].[value]), ',') || ']' FROM (SELECT DISTINCT {value} AS [value] {from} ORDER BY CAST({value} AS INTEGER), 1) AS [l] WHERE [l].[value] IS NOT NULL)";

    /// <inheritdoc/>
    protected override string First(string value, string from, string order) => $"(SELECT {value} {from} ORDER BY {order} LIMIT 1)";
}
