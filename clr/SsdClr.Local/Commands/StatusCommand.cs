using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr status</c>: what was submitted, what the last runs did, what needs attention. Shows ids and no other record of a child.</summary>
internal static class StatusCommand
{
    private static readonly Column<RunSummary>[] s_run =
    [
        new("run_id", "Run", run => run.RunId) { IsNumber = true },
        new("operation", "What", run => run.Operation),
        new("as_of", "As of", run => run.AsOf),
        new("started_at", "Started", run => run.StartedAt) { SheetHeading = "Started (UTC)" },
        new("ended_at", "Ended", run => run.EndedAt) { SheetHeading = "Ended (UTC)" },
        new("verdict", "Verdict", run => run.Verdict),
    ];

    // In JSON it follows the verdict; on screen it would take too much room.
    private static readonly Column<RunSummary> s_message = new("message", "Message", run => run.Message);

    private static readonly Column<RunSummary>[] s_counts =
    [
        new("in_cohort", "In cohort", run => run.InCohort) { IsNumber = true },
        new("children_sent", "Sent", run => run.ChildrenSent) { IsNumber = true },
        new("attempts", "Attempts", run => run.Attempts) { IsNumber = true },
        new("accepted", "Accepted", run => run.Accepted) { IsNumber = true },
        new("rejected", "Rejected", run => run.Rejected) { IsNumber = true },
        new("outcome_unknown", "Unknown", run => run.OutcomeUnknown) { IsNumber = true },
    ];

    private static readonly Listing<AttentionChild> s_children = new(
        new("kind", "Kind", child => child.Kind),
        new("person_id", "Person id", child => child.PersonId),
        new("why", "Why", child => child.Why));

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to look at.");
        var sheets = new SheetOptions(context);
        var command = new ExampleCommand("status", "Show children by state, the last runs, and what needs attention.")
        {
            Examples =
            [
                "ssdclr status --database children.db",
                "ssdclr status --database children.db --json",
                "ssdclr status --database children.db --xlsx status.xlsx",
                "ssdclr status --connection",
            ],
        };
        database.AddTo(command);
        sheets.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = sheets.File(parsed, database);
            using var opened = database.Open(parsed);
            return Run(context, opened, file);
        });
        return command;
    }

    private static int Run(CommandContext context, CompanionDatabase database, SheetFile? file)
    {
        if (database.LostState() is { } lost)
        {
            throw new CompanionException(lost);
        }

        var report = StatusReader.Read(database, context.Output.Words);
        context.Output.Show(file, () => Sheets(report), () => Document(report), () => Write(context.Output, report));
        return ExitCode.Success;
    }

    private static void Write(Output output, StatusReport report)
    {
        output.Line($"Persons in SSD: {InvariantText.Grouped(report.Persons)}");
        if (report.BaseUrl is null)
        {
            output.Line("Receiver: none yet; nothing has been prepared for sending.");
        }
        else
        {
            output.Line($"Receiver: {report.BaseUrl}");
            output.Line($"Local authority: {report.LaCode}");
        }

        if (report.States.Count > 0)
        {
            output.Line();
            output.Heading("Children by state");
            StateCount.Listing.WriteTable(output, report.States);
        }

        if (report.Runs.Count > 0)
        {
            output.Line();
            output.Heading("Last runs (times in UTC)");
            if (output.IsNarrow)
            {
                WriteNarrowRuns(output, report);
            }
            else
            {
                new Listing<RunSummary>([.. s_run, .. s_counts]).WriteTable(output, report.Runs);
            }
        }

        output.Line();
        if (report.Attention.Count == 0)
        {
            output.Line("Nothing needs attention.");
            return;
        }

        output.Heading("Needs attention");
        foreach (var sentence in report.Attention)
        {
            output.Line("- " + sentence);
        }

        if (report.Children.Count > 0)
        {
            output.Line();
            output.Heading("Children who need attention, at most 5 of a kind");
            foreach (var child in report.Children)
            {
                output.Line($"- {child.PersonId}, {child.Kind}{(child.Why is null ? "." : ": " + child.Why)}");
            }
        }
    }

    // What fits into 80 columns with a whole date and verdict; --json and --xlsx have the rest.
    private static void WriteNarrowRuns(Output output, StatusReport report)
    {
        output.Table(
            ["Run", "Started", "Verdict", "Sent", "Accepted", "Rejected"],
            report.Runs.Select(run => (IReadOnlyList<string>)[Text(run.RunId), run.StartedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), run.Operation + " " + run.Verdict, Text(run.ChildrenSent), Text(run.Accepted), Text(run.Rejected)]),
            numbers: [0, 3, 4, 5]);
        foreach (var run in report.Runs.Where(run => run.Attempts > run.ChildrenSent))
        {
            output.Line($"Run {Text(run.RunId)} sent {Counted.Children(run.ChildrenSent!.Value)} in {Counted.Of(run.Attempts!.Value, "attempt", "attempts")}.");
        }
    }

    private static IReadOnlyList<Sheet> Sheets(StatusReport report) =>
    [
        StateCount.Listing.Sheet("Children by state", report.States),
        new Listing<RunSummary>([.. s_run, .. s_counts, s_message]).Sheet("Last runs", report.Runs),
        new Listing<string>(new Column<string>("sentence", "What is wrong and what to do", sentence => sentence)).Sheet("Needs attention", report.Attention),
        s_children.Sheet("Who needs attention", report.Children),
    ];

    private static JsonObject Document(StatusReport report) => new()
    {
        ["persons"] = report.Persons,
        ["base_url"] = report.BaseUrl,
        ["la_code"] = report.LaCode,
        ["states"] = StateCount.Listing.Json(report.States),
        ["runs"] = new Listing<RunSummary>([.. s_run, s_message, .. s_counts]).Json(report.Runs),
        ["needs_attention"] = JsonList.Of(report.Attention, sentence => sentence),
        ["children"] = s_children.Json(report.Children),
    };

    private static string Text(long? value) => value is { } number ? InvariantText.Grouped(number) : string.Empty;
}
