using System.CommandLine;
using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr data-quality</c>: the quality of the SSD's data, as <c>EXEC csc.data_quality</c> shows it in SQL Server. Rows are named by their keys alone.</summary>
internal static class DataQualityCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to check.");
        var table = new Option<string?>("--table") { Description = "Only that table, such as ssd_person.", HelpName = "NAME" };
        var errors = new Option<bool>("--errors-only") { Description = "Leave the warnings out." };
        var sheets = new SheetOptions(context);
        var command = new ExampleCommand("data-quality", "Check the data of every SSD table against the model: keys, references, codes, dates.")
        {
            Remarks =
            [
                "A line holds severity, column, check, rows at fault of all rows, up to five keys of rows, and what is wrong; no",
                "other value is shown. Nothing is written to the database. It ends with exit code 1 when there is an error.",
            ],
            Examples =
            [
                "ssdclr data-quality --database children.db",
                "ssdclr data-quality --database children.db --table ssd_cin_episodes --json",
                "ssdclr data-quality --database children.db --xlsx data-quality.xlsx",
            ],
            Options = { table, errors },
        };
        database.AddTo(command);
        sheets.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = sheets.File(parsed, database);
            var tables = Tables(parsed.GetValue(table));
            using var opened = database.OpenIncomplete(parsed);
            return Run(context.Output, opened, tables, parsed.GetValue(errors), file);
        });
        return command;
    }

    private static TableRules[] Tables(string? name) =>
        name is null ? TableRules.All
        : TableRules.Find(name) is { } one ? [one]
        : throw new CompanionException(NearestName.Of(name, TableRules.All.Select(table => table.Name)) is { } nearest
            ? $"The SSD has no table of the name given with --table; the nearest is {nearest}."
            : "The SSD has no table of the name given with --table; docs/ssd lists its tables, all of them in small letters.");

    private static int Run(Output output, CompanionDatabase database, TableRules[] tables, bool errorsOnly, SheetFile? file)
    {
        var findings = output.Progress("Checking SSD", progress => Find(database, tables, progress));
        findings.Sort(new DataQualityOrder());

        // A table counts once, whatever was found in it.
        var rows = findings.DistinctBy(finding => finding.Table).Sum(finding => finding.Rows ?? 0);
        var shown = findings.Where(finding => finding.Severity == DataQualityFinding.Error || (finding.Severity == DataQualityFinding.Warning && !errorsOnly)).ToList();
        var errors = findings.Count(finding => finding.Severity == DataQualityFinding.Error);
        var warnings = findings.Count(finding => finding.Severity == DataQualityFinding.Warning);
        var listing = Listing(output.Words);
        output.Show(
            file,
            () => [listing.Sheet("Data quality", shown)],
            () => new JsonObject
            {
                ["tables"] = tables.Length,
                ["rows"] = rows,
                ["errors"] = errors,
                ["warnings"] = warnings,
                ["findings"] = listing.Json(shown),
            },
            () =>
            {
                AlignedLines.Write(output.Results, [.. shown.Select(finding => Line(output, finding))]);
                if (findings.Exists(finding => string.Equals(finding.Table, "ssd_person", StringComparison.Ordinal) && finding.Rows == 0))
                {
                    output.Line(PreviewWalk.NoPersons);
                }

                output.Line($"Tables: {InvariantText.Grouped(tables.Length)}. Rows: {InvariantText.Grouped(rows)}. Errors: {InvariantText.Grouped(errors)}. Warnings: {InvariantText.Grouped(warnings)}.");
            });
        return errors == 0 ? ExitCode.Success : throw new CompanionException(errors == 1 ? "One check found errors." : $"{InvariantText.Grouped(errors)} checks found errors.");
    }

    private static List<DataQualityFinding> Find(CompanionDatabase database, TableRules[] tables, IProgress<double> progress)
    {
        var settings = database.Settings();
        var check = new DataQualityCheck(database.Connection, database.Catalogue(settings), settings, database.OwnCodes());
        var findings = new List<DataQualityFinding>();
        for (var index = 0; index < tables.Length; index++)
        {
            findings.AddRange(check.Check(tables[index]));
            progress.Report((index + 1.0) / tables.Length);
        }

        return findings;
    }

    private static string[] Line(Output output, DataQualityFinding finding) =>
    [
        finding.Severity,
        finding.Column is null ? finding.Table : finding.Table + "." + finding.Column,
        finding.Check,
        finding.Found is null ? "-" : $"{InvariantText.Grouped(finding.Found.Value)} of {InvariantText.Grouped(finding.Rows ?? 0)}",
        finding.ExampleKeys ?? "-",
        output.Words.Say(finding.Detail, personId: null),
    ];

    private static Listing<DataQualityFinding> Listing(CompanionWords words) => new(
        new("severity", "Severity", finding => finding.Severity),
        new("object_name", "Table", finding => finding.Table),
        new("column_name", "Column", finding => finding.Column),
        new("check_name", "Check", finding => finding.Check),
        new("found", "Rows at fault", finding => finding.Found),
        new("row_count", "Rows", finding => finding.Rows),
        new("example_keys", "Example keys", finding => finding.Examples),
        new("detail", "Detail", finding => words.Say(finding.Detail, personId: null)));
}
