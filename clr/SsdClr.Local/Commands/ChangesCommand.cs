using System.CommandLine;
using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Commands;

/// <summary>
/// <c>ssdclr changes</c>: what changed since the receiver last acknowledged it, as <c>csc.payload_changes</c> shows in SQL Server. Values
/// of a child are shown for the one person that is named; the summary holds counts alone.
/// </summary>
internal static class ChangesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to read.");
        var person = new Option<string?>("--person") { Description = "The changes of the child of that pers_person_id, old and new values.", HelpName = "ID" };
        var summary = new Option<bool>("--summary") { Description = "Counts by part of the payload and reason, over all children pending as updated." };
        var sheets = new SheetOptions(context);
        var command = new ExampleCommand("changes", "Show what changed between what is staged and what the receiver last acknowledged.")
        {
            Remarks =
            [
                "What is staged is what the last refresh read ('run' refreshes). A record is removed either because its row is",
                "gone from SSD, or because it aged out of the window; the receiver is told of the former only. The path $ is",
                "the child as a whole: new, or to be purged. Nothing is written to the database.",
            ],
            Examples =
            [
                "ssdclr changes --database children.db --person 10000000",
                "ssdclr changes --database children.db --summary",
                "ssdclr changes --database children.db --person 10000000 --xlsx changes.xlsx",
            ],
            Options = { person, summary },
        };
        database.AddTo(command);
        sheets.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(person) is null == result.GetResult(summary) is null)
            {
                result.AddError("Give either --person ID or --summary.");
            }
        });
        command.SetAction(parsed =>
        {
            var file = sheets.File(parsed, database);
            using var opened = database.Open(parsed);
            return Run(context.Output, opened, parsed.GetValue(person), file);
        });
        return command;
    }

    private static int Run(Output output, CompanionDatabase database, string? person, SheetFile? file)
    {
        database.RequireSubmission();
        var reader = new ChangeReader(database.Connection, database.Settings());
        if (person is null)
        {
            ShowSummary(output, output.Progress("Comparing children", reader.Summarise), file);
        }
        else
        {
            ShowChild(output, file, person, reader.Find(person) ?? throw new CompanionException($"Nothing of that person is staged for the current receiver; ids are compared exactly. 'ssdclr cohort {output.Words.Database}' lists all persons, and a run stages those in the cohort."));
        }

        return ExitCode.Success;
    }

    private static void ShowSummary(Output output, ChangeSummary summary, SheetFile? file) => output.Show(
        file,
        () => [ChangeCountTable.Listing.Sheet("Changes by block", summary.Counts)],
        () => new JsonObject
        {
            ["children"] = summary.Children,
            ["unchanged"] = summary.Unchanged,
            ["changes"] = summary.Changes,
            ["summary"] = ChangeCountTable.Listing.Json(summary.Counts),
        },
        () =>
        {
            if (summary.Changes > 0)
            {
                ChangeCountTable.Listing.WriteTable(output, summary.Counts);
                output.Line();
            }

            output.Line($"Changes: {InvariantText.Grouped(summary.Changes)}. Children pending as updated: {InvariantText.Grouped(summary.Children)}.");
            if (summary.Unchanged > 0)
            {
                output.Line($"Sent again without a change, because their last submission was not confirmed: {InvariantText.Grouped(summary.Unchanged)}.");
            }
        });

    private static void ShowChild(Output output, SheetFile? file, string personId, List<ChangePreview> changes) => output.Show(
        file,
        () => [Rows(changes)],
        () => Document(personId, changes),
        () =>
        {
            foreach (var change in changes)
            {
                AlignedLines.Write(output.Results, [[change.Change.Reason, change.Change.Path]]);
                AlignedLines.Write(output.Results, Values(change));
            }

            output.Line(changes.Count == 0 ? "No changes." : $"Changes: {InvariantText.Grouped(changes.Count)}.");
        });

    private static Sheet Rows(List<ChangePreview> changes)
    {
        var sheet = new Sheet("Changes", "Reason", "Block", "Path", "Was", "Is");
        changes.ForEach(change => sheet.Add(change.Change.Reason, change.Change.Block, change.Change.Path, change.Change.OldValue, change.Change.NewValue));
        return sheet;
    }

    private static List<string[]> Values(ChangePreview change)
    {
        var values = new List<string[]>(2);
        if (change.Change.OldValue is { } old)
        {
            values.Add(["  was", old]);
        }

        if (change.Change.NewValue is { } now)
        {
            values.Add(["  is", now]);
        }

        return values;
    }

    // The values are JSON already: a program gets them as such.
    private static JsonObject Document(string personId, List<ChangePreview> changes) => new()
    {
        ["person_id"] = personId,
        ["changes"] = JsonList.Of(changes, change => new JsonObject
        {
            ["json_path"] = change.Change.Path,
            ["old_value"] = Value(change.Change.OldValue),
            ["new_value"] = Value(change.Change.NewValue),
            ["block"] = change.Change.Block,
            ["reason"] = change.Change.Reason,
        }),
    };

    private static JsonNode? Value(string? json) => json is null ? null : JsonNode.Parse(json);
}
