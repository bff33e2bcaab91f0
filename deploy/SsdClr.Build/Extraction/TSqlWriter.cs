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

    // The form is asked for first: styles read more than they are named for, and on Babelfish a conversion that fails leaves @@TRANCOUNT higher.
    /// <inheritdoc/>
    protected override string DayOf(string text)
    {
        var answer = Answer(text);
        return $"CASE WHEN {answer} LIKE N'[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]%' THEN TRY_CONVERT(date, LEFT({answer}, 10), 23) "
            + $"WHEN {answer} LIKE N'[0-3][0-9]/[01][0-9]/[12][0-9][0-9][0-9]%' THEN TRY_CONVERT(date, SUBSTRING({answer}, 7, 4) + N'-' + SUBSTRING({answer}, 4, 2) + N'-' + LEFT({answer}, 2), 23) "
            + $"WHEN {answer} LIKE N'[0-9]%/[0-9]%/[12][0-9][0-9][0-9]%' THEN TRY_CONVERT(date, {answer}, 103) END";
    }

    // By their codes: in the order of other collations a half or a raised two stands among the digits. Babelfish knows LIKE in a join by no other.
    /// <inheritdoc/>
    protected override string Whole(string text) => $"CASE WHEN {Answer(text)} COLLATE Latin1_General_BIN2 LIKE N'[0-9]%' AND {Answer(text)} COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN TRY_CONVERT(int, {Answer(text)}) END";

    /// <inheritdoc/>
    protected override string Integer(string number) => $"TRY_CONVERT(int, {number})";

    /// <inheritdoc/>
    protected override string Number(string text) => $"CASE WHEN {Answer(text)} COLLATE Latin1_General_BIN2 LIKE N'[0-9]%' AND {Answer(text)} COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9.]%' THEN TRY_CONVERT(float, {Answer(text)}) END";

    /// <inheritdoc/>
    protected override string Add(string unit, string day, string count) => $"DATEADD({unit}, {count}, {day})";

    /// <inheritdoc/>
    protected override string Days(string from, string to) => $"DATEDIFF(DAY, {from}, {to})";

    /// <inheritdoc/>
    protected override string Stamp(string day) => $"CONVERT(nvarchar(8), {day}, 112)";

    /// <inheritdoc/>
    protected override string Slashed(string day) => $"CONVERT(nvarchar(10), {day}, 103)";

    /// <inheritdoc/>
    protected override string Json(IReadOnlyList<(string Key, string Value)> members) =>
        $"(SELECT {string.Join(", ", members.Select(member => $"{member.Value} AS [{member.Key}]"))} FOR JSON PATH, WITHOUT_ARRAY_WRAPPER)";

    // STRING_AGG came with SQL Server 2017. Without TYPE the three characters that XML escapes come back as entities. The digits by their codes, as in Whole.
    /// <inheritdoc/>
    protected override string JsonList(string value, string from)
    {
        var number = "TRY_CONVERT(int, LEFT([l].[value], PATINDEX(N'%[^0-9]%', ([l].[value] + N'x') COLLATE Latin1_General_BIN2) - 1))";
        var list = $"STUFF((SELECT N',\"' + STRING_ESCAPE([l].[value], N'json') + N'\"' FROM (SELECT DISTINCT LEFT({value}, 400) AS [value] {from}) AS [l] ORDER BY {number}, [l].[value] FOR XML PATH('')), 1, 1, N'')";
        return $"N'[' + REPLACE(REPLACE(REPLACE({list}, N'&lt;', N'<'), N'&gt;', N'>'), N'&amp;', N'&') + N']'";
    }

    /// <inheritdoc/>
    protected override string First(string value, string from, string order) => $"(SELECT TOP (1) {value} {from} ORDER BY {order})";

    private static string Answer(string text) => $"LTRIM(RTRIM(CONVERT(nvarchar(30), {text})))";
}
