using System.Globalization;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Writes queries and expressions of a mapping in SQL: what both engines have alike is here, what they have of their own in the classes below.
/// </summary>
/// <param name="plan">Mapping and overrides.</param>
internal abstract class SqlWriter(ExtractPlan plan)
{
    private static readonly string[] s_yes = ["Y", "YES", "T", "TRUE", "1"];
    private static readonly string[] s_no = ["N", "NO", "F", "FALSE", "0"];

    /// <summary>Mapping and overrides.</summary>
    protected ExtractPlan Plan { get; } = plan;

    /// <summary>An expression.</summary>
    /// <param name="term">The expression.</param>
    public string Write(SqlTerm term) => term.Kind switch
    {
        SqlTermKind.Column => Column(term),
        SqlTermKind.Text => Literal(term.Text),
        SqlTermKind.Parameter => "@" + term.Text,
        SqlTermKind.Number or SqlTermKind.Null => term.Text.ToUpperInvariant(),
        SqlTermKind.Binary => $"({Write(term.Parts[0])} {term.Text.ToUpperInvariant()} {Write(term.Parts[1])})",
        SqlTermKind.Not => $"NOT ({Write(term.Parts[0])})",
        SqlTermKind.IsNull => $"{Write(term.Parts[0])} IS NULL",
        SqlTermKind.In => $"{Write(term.Parts[0])} IN ({string.Join(", ", term.Parts.Skip(1).Select(Write))})",
        SqlTermKind.InList => InList(Write(term.Parts[0]), Plan.Mapping.Lists.Single(list => list.Name == term.Text).Values),
        SqlTermKind.Lookup => Lookup(term),
        _ => Call(term.Text, term.Parts),
    };

    /// <summary>FROM with its joins and conditions.</summary>
    /// <param name="query">The query.</param>
    public string From(CmsQuery query)
    {
        var joins = string.Concat(query.Joins.Select(join => $"\n{(join.IsInner ? "INNER" : "LEFT OUTER")} JOIN {Source(join.Table, join.Alias)} ON {Write(join.On)}"));
        return $"FROM {Source(query.From, query.Alias)}{joins}{(query.Where is null ? string.Empty : $"\nWHERE {Write(query.Where)}")}";
    }

    /// <summary>The rows of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="into">What follows the columns, to keep the rows.</param>
    public string Rows(CmsStep step, string into)
    {
        var parts = step.Queries.Select(part =>
            $"SELECT {string.Join(", ", part.Columns.Select(column => $"{(column.Value.Kind == SqlTermKind.Null ? NullText : Write(column.Value))} AS [{column.Key}]"))}\n{From(part.Query)}");
        var rows = string.Join("\nUNION ALL\n", parts);
        return step.Merge is { } merge ? Merged(merge, rows, into) : $"SELECT {(step.IsDistinct ? "DISTINCT " : string.Empty)}[r].*{into}\nFROM\n(\n{rows}\n) AS [r]";
    }

    /// <summary>Where a step's rows are kept.</summary>
    /// <param name="step">Its name.</param>
    public abstract string StepTable(string step);

    /// <summary>A text between quotes.</summary>
    /// <param name="text">The text.</param>
    public abstract string Literal(string text);

    /// <summary>A NULL that is a text.</summary>
    protected abstract string NullText { get; }

    /// <summary>A value as text.</summary>
    protected abstract string Text(string value);

    /// <summary>Texts one after the other; NULL where one of them is.</summary>
    protected abstract string Concatenated(IEnumerable<string> texts);

    /// <summary>The first characters of a text.</summary>
    protected abstract string Left(string value, string length);

    /// <summary>The day of a moment.</summary>
    protected abstract string Day(string value);

    /// <summary>A text as a day: day/month/year, or year-month-day; NULL where it is none.</summary>
    protected abstract string DayOf(string text);

    /// <summary>A text as a whole number; NULL where it is none.</summary>
    protected abstract string Whole(string text);

    /// <summary>A number without its decimals; NULL where it is none or too large.</summary>
    protected abstract string Integer(string number);

    /// <summary>A text as a number; NULL where it is none.</summary>
    protected abstract string Number(string text);

    /// <summary>A day some days or years later.</summary>
    protected abstract string Add(string unit, string day, string count);

    /// <summary>Days from one day to another.</summary>
    protected abstract string Days(string from, string to);

    /// <summary>A day as eight digits.</summary>
    protected abstract string Stamp(string day);

    /// <summary>A day as day/month/year.</summary>
    protected abstract string Slashed(string day);

    /// <summary>A JSON object; a member that is NULL is left out.</summary>
    protected abstract string Json(IReadOnlyList<(string Key, string Value)> members);

    /// <summary>A JSON array of the different texts of such rows, by the number that they begin with, then the text; NULL where there is none.</summary>
    protected abstract string JsonList(string value, string from);

    /// <summary>The first of such rows.</summary>
    protected abstract string First(string value, string from, string order);

    private static string Trimmed(string value) => $"LTRIM(RTRIM({value}))";

    private static string Folded(string value) => $"UPPER({Trimmed(value)})";

    private string Replaced(string value, string from, string to) => $"REPLACE({value}, {Literal(from)}, {Literal(to)})";

    private string Squeezed(string value) => Replaced(Text(value), " ", string.Empty);

    // Each blank gets a mark behind it; where a blank follows the mark, both go.
    private string OneBlank(string text) => Replaced(Replaced(Replaced(text, " ", " |"), "| ", string.Empty), "|", string.Empty);

    private string Source(string table, string alias)
    {
        if (Plan.Mapping.Steps.Any(step => step.Name == table))
        {
            return $"{StepTable(table)} AS [{alias}]";
        }

        return $"{string.Join('.', Plan.Qualified(table).Split('.').Select(part => $"[{part}]"))} AS [{alias}]";
    }

    private string Column(SqlTerm column)
    {
        var name = Plan.Renamed.TryGetValue(column.Table, out var renamed) ? renamed.Columns.GetValueOrDefault(column.Text, column.Text) : column.Text;
        return $"[{column.Alias}].[{name}]";
    }

    private string InList(string value, IReadOnlyList<string> values) =>
        values.Count == 0 ? "1 = 0" : OneOf(Folded(Text(value)), values.Select(item => item.Trim().ToUpperInvariant()));

    private string OneOf(string value, IEnumerable<string> values) => $"{value} IN ({string.Join(", ", values.Select(Literal))})";

    private string Lookup(SqlTerm term)
    {
        var rows = term.Rows!;
        var from = $"FROM {Source(rows.Table, rows.Alias)} WHERE {Write(rows.Where)}";
        return term.Text switch
        {
            "exists" => $"EXISTS (SELECT 1 {from})",
            "count" => $"(SELECT COUNT(*) {from})",
            "first" => First(Write(term.Parts[0]), from, string.Join(", ", rows.Order.Select(order => Write(order.By) + (order.Descending ? " DESC" : string.Empty)))),
            "json_list" => JsonList(Text(Write(term.Parts[0])), from),
            _ => $"(SELECT {term.Text.ToUpperInvariant()}({Write(term.Parts[0])}) {from})",
        };
    }

    private string Call(string name, IReadOnlyList<SqlTerm> parts)
    {
        if (name == "json")
        {
            return Json([.. parts.Select(part => (part.Text, Write(part.Parts[0])))]);
        }

        var a = Write(parts[0]);
        var b = parts.Count > 1 ? Write(parts[1]) : string.Empty;
        return name switch
        {
            "add_days" => Add("DAY", a, b),
            "add_years" => Add("YEAR", a, b),
            "codes" => Codes(a, Plan.Mapping.CodeMaps.Single(map => map.Name == parts[1].Text)),
            "contains" => $"UPPER({Text(a)}) LIKE {Literal("%" + parts[1].Text.ToUpperInvariant() + "%")}",
            "date" => Day(a),
            "day_of" => DayOf(a),
            "days" => Days(a, b),
            "earlier" => $"CASE WHEN {b} IS NULL OR {a} <= {b} THEN {a} ELSE {b} END",
            "later" => $"CASE WHEN {b} IS NULL OR {a} >= {b} THEN {a} ELSE {b} END",
            // An answer of a form is about the person it names, or about everyone of the form.
            "for_person" => $"({a} = {b} OR {a} IS NULL OR {a} <= 0)",
            "id" => $"NULLIF({Text(a)}, {Literal("-1")})",
            "iif" => $"CASE WHEN {a} THEN {b} ELSE {Write(parts[2])} END",
            "integer" => Integer(a),
            "join" => Trimmed(Concatenated(parts.Select(part => $"COALESCE({Text(Write(part))}, {Literal(string.Empty)})"))),
            "key" => Concatenated(parts.SelectMany((part, index) => index == 0 ? [Text(Write(part))] : new[] { Literal("-"), Text(Write(part)) })),
            "left" => Left(a, b),
            "number" => Number(a),
            "one_blank" => $"NULLIF({OneBlank(Trimmed(Text(a)))}, {Literal(string.Empty)})",
            // A blank text holds the letter no more than any other.
            "only" => $"({Squeezed(a)} <> {Literal(string.Empty)} AND {Replaced($"UPPER({Squeezed(a)})", parts[1].Text.ToUpperInvariant(), string.Empty)} = {Literal(string.Empty)})",
            "recent" => $"({a} IS NULL OR {a} >= @from)",
            "squeeze" => $"NULLIF({Squeezed(a)}, {Literal(string.Empty)})",
            "slashed" => Slashed(a),
            "stamp" => Stamp(a),
            "starts" => $"UPPER({Text(a)}) LIKE {Literal(parts[1].Text.ToUpperInvariant() + "%")}",
            "text" => Text(a),
            "trim" => $"NULLIF({Trimmed(a)}, {Literal(string.Empty)})",
            "upper" => Folded(Text(a)),
            "whole" => Whole(a),
            "yes" => OneOf(Folded(Text(a)), s_yes),
            "yes_no" => $"CASE WHEN {OneOf(Folded(Text(a)), s_yes)} THEN {Literal("Y")} WHEN {OneOf(Folded(Text(a)), s_no)} THEN {Literal("N")} END",
            _ => $"{name.ToUpperInvariant()}({string.Join(", ", parts.Select(Write))})",
        };
    }

    private string Codes(string value, CmsCodeMap map) =>
        $"CASE {Folded(Text(value))} {string.Join(' ', map.Codes.Select(code => $"WHEN {Literal(code.Key.Trim().ToUpperInvariant())} THEN {Literal(code.Value)}"))} ELSE {Text(value)} END";

    /// <summary>A period begins anew where none before it lasts until the day before.</summary>
    private string Merged(CmsMerge merge, string rows, string into)
    {
        const string Open = "9999-12-30";
        var window = string.Create(CultureInfo.InvariantCulture, $"OVER (PARTITION BY [{merge.Of}] ORDER BY [{merge.Start}], [{merge.Id}] ROWS ");
        var ended = $"MAX(COALESCE({Day($"[{merge.End}]")}, {Day(Literal(Open))}))";
        return $"""
            SELECT [m].[{merge.Of}] AS [of], MIN([m].[{merge.Start}]) AS [start], NULLIF({ended}, {Day(Literal(Open))}) AS [ended], MIN([m].[{merge.Id}]) AS [first_id], MAX([m].[{merge.Id}]) AS [last_id]{into}
            FROM
            (
            SELECT [g].*, SUM([g].[begins]) {window}UNBOUNDED PRECEDING) AS [period]
            FROM
            (
            SELECT [r].*, CASE WHEN {Day($"[{merge.Start}]")} <= {Add("DAY", $"{ended} {window}BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)", "1")} THEN 0 ELSE 1 END AS [begins]
            FROM
            (
            {rows}
            ) AS [r]
            ) AS [g]
            ) AS [m]
            GROUP BY [m].[{merge.Of}], [m].[period]
            """;
    }
}
