using System.Globalization;
using SsdClr.Build.Generation;
using SsdClr.Build.Model;
using SsdClr.Data;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Writes the extract of a system for SQL Server: one procedure that fills the SSD tables in one transaction, so that a reader sees the old rows or the
/// new ones and a run that fails leaves what was there. A table whose rows or keys are not good enough is left alone; its statement stands in a comment.
/// Where the engine's own text of an error quotes a value, which may be a child's, the procedure has words of its own.
/// </summary>
internal static class ExtractScript
{
    private const string RowCount = "SET @rows = ROWCOUNT_BIG();\n";

    /// <summary>Writes the script.</summary>
    /// <param name="plan">Mapping and overrides.</param>
    /// <param name="model">The SSD, for the order of the tables.</param>
    public static string Write(ExtractPlan plan, SsdModel model)
    {
        var mapped = plan.Mapping.Objects.Where(table => table.Rows is not null).ToList();
        var live = Filled(plan, model);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["origin"] = plan.Origin,
            ["target_schema"] = plan.TargetSchema,
            ["title"] = plan.Mapping.System.Title,
            ["system"] = plan.Mapping.System.Name,
            ["filled_tables"] = InvariantText.Of(live.Count),
            ["waiting_tables"] = InvariantText.Of(mapped.Count - live.Count),
            ["unmapped_tables"] = InvariantText.Of(plan.Mapping.Objects.Count - mapped.Count),
            ["published"] = InvariantText.Of(plan.Mapping.Objects.Sum(table => Count(table, CmsGrade.Published))),
            ["confirmed"] = InvariantText.Of(plan.Mapping.Objects.Sum(table => Count(table, CmsGrade.Confirmed))),
            ["unverified"] = InvariantText.Of(plan.Mapping.Objects.Sum(table => Count(table, CmsGrade.Unverified))),
            ["filled_fields"] = InvariantText.Of(live.Sum(table => table.Fields.Count(plan.Fills))),
            ["years"] = InvariantText.Of(plan.Years ?? 0),
            ["short_history"] = plan.ShortHistory ?? string.Empty,
            ["session_options"] = plan.SessionOptions,
            ["least_years"] = InvariantText.Of(Math.Min(plan.Years ?? ExtractPlan.LeastYears, ExtractPlan.LeastYears)),
            ["history"] = plan.Years is { } count ? $"{InvariantText.Of(count)} years ago today" : "no limit",
            ["first_day"] = plan.Years is { } years ? $"DATEADD(YEAR, -{InvariantText.Of(years)}, CONVERT(date, SYSDATETIME()))" : "CONVERT(date, N'19000101', 112)",
            ["left"] = string.Concat(Left(plan, mapped.Except(live))),
        };
        AddRun(values, plan, live);
        string[] parts = [live.Count == 0 ? "unconfirmed" : "run", plan.ShortHistory is null ? string.Empty : "short-history", live.Count == 0 || plan.Versions.Count == 0 ? string.Empty : "versions"];
        return Template.Fill("extract.sql", values, parts) + "\n";
    }

    /// <summary>Tables that are filled: a referred-to table before those that refer to it, as far as there is no circle; otherwise by name.</summary>
    /// <param name="plan">Mapping and overrides.</param>
    /// <param name="model">The SSD.</param>
    public static IReadOnlyList<CmsObject> Filled(ExtractPlan plan, SsdModel model)
    {
        var waiting = plan.Mapping.Objects.Where(plan.Fills).ToList();
        var ordered = new List<CmsObject>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(table => !model.References.Any(reference =>
                reference.Child == table.Table && reference.Parent != table.Table && waiting.Exists(other => other.Table == reference.Parent))) ?? waiting[0];
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>Steps that tables need.</summary>
    /// <param name="plan">Mapping and overrides.</param>
    /// <param name="live">The tables.</param>
    public static IReadOnlyList<CmsStep> Steps(ExtractPlan plan, IReadOnlyList<CmsObject> live)
    {
        var tables = live.SelectMany(table => table.Rows!.Sources.Select(source => source.Table));
        var terms = live.SelectMany(table => table.Rows!.Terms.Concat(table.Fields.Where(plan.Fills).Select(field => field.Value!)));
        return plan.Mapping.Needed(tables.Concat(CmsMapping.Looked(terms)));
    }

    private static int Count(CmsObject table, CmsGrade grade) => table.Fields.Count(field => field.Value is not null && field.Evidence.Grade == grade);

    /// <summary>What the run of the procedure does, a statement a step and a table, and the versions of the model that the SSD was filled by.</summary>
    private static void AddRun(Dictionary<string, string> values, ExtractPlan plan, IReadOnlyList<CmsObject> live)
    {
        var writer = new TSqlWriter(plan);
        var statement = new ExtractStatement(plan, writer);
        var targets = live.Select(table => Target(plan, table.Table.Name)).ToList();
        values["names"] = string.Join(", ", live.Select(table => $"(N'{table.Table.Name}')"));
        values["hold_rows"] = string.Join("\n        OR ", targets.Select(target => $"EXISTS (SELECT 1 FROM {target})"));
        values["steps"] = string.Concat(Steps(plan, live).Select(step => Timed(step.Name, Statement(writer, step)) + "\n"));
        values["counts"] = string.Join(",\n            ", live.Select(table => Counted(plan, table)));
        values["deletes"] = string.Join('\n', Enumerable.Reverse(targets).Select(target => $"        DELETE FROM {target};"));
        values["fillings"] = string.Concat(live.Select(table =>
            $"\n{Timed(table.Table.Name, statement.Filling(table) + RowCount)}        UPDATE @counts SET [rows_after] = @rows, [ms] = @ms WHERE [table_name] = @table;\n"));
        values["version_log"] = Target(plan, "ssd_version_log");
        values["versions"] = string.Join(",\n            ", plan.Versions.Select(version =>
            $"(N'{version.Number}', {Quoted(version.Released?.ToString("yyyyMMdd", CultureInfo.InvariantCulture))}, {Quoted(version.Description)}, {Quoted(version.Impact)})"));
        values["version"] = plan.Versions is [.., var latest] ? latest.Number : string.Empty;
    }

    /// <summary>What does not run, in comments: tables that wait for a confirmation, and those without a source.</summary>
    private static IEnumerable<string> Left(ExtractPlan plan, IEnumerable<CmsObject> waiting)
    {
        var statement = new ExtractStatement(plan, new TSqlWriter(plan));
        return waiting.Select(table => $"\n    -- {table.Table.Name} waits for: {string.Join(", ", plan.WaitsFor(table))}\n{Indented(statement.OnceConfirmed(table), "    --     ")}")
            .Concat(plan.Mapping.Objects.Where(table => table.Rows is null).Select(table => $"\n    -- Unmapped: {table.Table.Name}: {table.Evidence.Source}"));
    }

    private static string Statement(TSqlWriter writer, CmsStep step) =>
        $"{writer.Rows(step, " INTO " + writer.StepTable(step.Name))};\n{RowCount}{string.Concat(step.Keys.Select(key => $"CREATE INDEX [IX_{step.Name}_{key}] ON {writer.StepTable(step.Name)} ([{key}]);\n"))}";

    // A run of an hour says how far it is: a query window and a job's history show these lines as they come.
    private static string Timed(string name, string statement) => $"""
                SET @table = N'{name}';
                SET @began = SYSDATETIME();
        {Indented(statement, "        ")}        SET @counted = CONVERT(nvarchar(20), @rows);
                SET @ms = DATEDIFF(MILLISECOND, @began, SYSDATETIME());
                RAISERROR(N'%s: %s rows in %d ms', 0, 1, @table, @counted, @ms) WITH NOWAIT;

        """;

    private static string Counted(ExtractPlan plan, CmsObject table) => string.Create(
        CultureInfo.InvariantCulture,
        $"(N'{table.Table.Name}', (SELECT COUNT_BIG(*) FROM {Target(plan, table.Table.Name)} WITH (TABLOCKX)), {table.Fields.Count}, {table.Fields.Count(plan.Fills)}, {Count(table, CmsGrade.Published)}, {Count(table, CmsGrade.Confirmed)}, {Count(table, CmsGrade.Unverified)})");

    private static string Quoted(string? text) => text is null ? "NULL" : $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Target(ExtractPlan plan, string table) => $"[{plan.TargetSchema}].[{table}]";

    private static string Indented(string statement, string indent) =>
        string.Concat(statement.TrimEnd('\n').Split('\n').Select(line => $"{indent}{line.TrimEnd('\r')}\n"));
}
