namespace SsdClr.Build.Extraction;

/// <summary>Writes a mapping for SQL Server 2016 and later.</summary>
/// <param name="plan">Mapping and overrides.</param>
internal sealed class TSqlWriter(ExtractPlan plan) : SqlWriter(plan)
{
    /// <inheritdoc/>
    protected override string NullText => "CAST(NULL AS nvarchar(255))";

    /// <inheritdoc/>
    public override string StepTable(string step) => $"[#{step}]";

    /// <inheritdoc/>
    public override string Literal(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    protected override string Text(string value) => $"CONVERT(nvarchar(4000), {value})";

    /// <inheritdoc/>
    protected override string Concatenated(IEnumerable<string> texts) => string.Join(" + ", texts);

    /// <inheritdoc/>
    protected override string Left(string value, string length) => $"LEFT({value}, {length})";

    /// <inheritdoc/>
    protected override string Day(string value) => $"CONVERT(date, {value})";

    /// <inheritdoc/>
    protected override string DayOf(string text) =>
        $"COALESCE(TRY_CONVERT(date, NULLIF(CONVERT(nvarchar(30), {text}), N''), 103), TRY_CONVERT(date, NULLIF(CONVERT(nvarchar(30), {text}), N''), 126), TRY_CONVERT(date, NULLIF(CONVERT(nvarchar(30), {text}), N''), 120))";

    /// <inheritdoc/>
    protected override string Whole(string text) => $"TRY_CONVERT(int, NULLIF(LTRIM(RTRIM(CONVERT(nvarchar(30), {text}))), N''))";

    /// <inheritdoc/>
    protected override string Number(string text) => $"TRY_CONVERT(float, NULLIF(LTRIM(RTRIM(CONVERT(nvarchar(30), {text}))), N''))";

    /// <inheritdoc/>
    protected override string Add(string unit, string day, string count) => $"DATEADD({unit}, {count}, {day})";

    /// <inheritdoc/>
    protected override string Days(string from, string to) => $"DATEDIFF(DAY, {from}, {to})";

    /// <inheritdoc/>
    protected override string Stamp(string day) => $"CONVERT(nvarchar(8), {day}, 112)";

    /// <inheritdoc/>
    protected override string Json(IReadOnlyList<(string Key, string Value)> members) =>
        $"(SELECT {string.Join(", ", members.Select(member => $"{member.Value} AS [{member.Key}]"))} FOR JSON PATH, WITHOUT_ARRAY_WRAPPER)";

    // STRING_AGG came with SQL Server 2017. Without TYPE the three characters that XML escapes come back as entities.
    /// <inheritdoc/>
    protected override string JsonList(string value, string from)
    {
        var number = "CONVERT(int, LEFT([l].[value], PATINDEX(N'%[^0-9]%', [l].[value] + N'x') - 1))";
        var list = $"STUFF((SELECT N',\"' + STRING_ESCAPE([l].[value], N'json') + N'\"' FROM (SELECT DISTINCT LEFT({value}, 400) AS [value] {from}) AS [l] ORDER BY {number}, [l].[value] FOR XML PATH('')), 1, 1, N'')";
        return $"N'[' + REPLACE(REPLACE(REPLACE({list}, N'&lt;', N'<'), N'&gt;', N'>'), N'&amp;', N'&') + N']'";
    }

    /// <inheritdoc/>
    protected override string First(string value, string from, string order) => $"(SELECT TOP (1) {value} {from} ORDER BY {order})";
}
