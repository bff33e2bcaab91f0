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
        if (file is not null)
        {
            context.Output.Line(file.Write(States(report), Runs(report), Attention(report), Children(report)));
        }
        else if (context.Output.Json)
        {
            context.Output.Document(Document(report));
        }
        else
        {
            Write(context.Output, report);
        }

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
            output.Table(["State", "Change", "Children", "Meaning"], report.States.Select(count => (IReadOnlyList<string>)[count.State, count.Change, Text(count.Children), count.Meaning]), numbers: 2);
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
                output.Table(
                    ["Run", "What", "As of", "Started", "Ended", "Verdict", "In cohort", "Sent", "Attempts", "Accepted", "Rejected", "Unknown"],
                    report.Runs.Select(run => (IReadOnlyList<string>)[Text(run.RunId), run.Operation, run.AsOf ?? string.Empty, Text(run.StartedAt), Text(run.EndedAt), run.Verdict, Text(run.InCohort), Text(run.ChildrenSent), Text(run.Attempts), Text(run.Accepted), Text(run.Rejected), Text(run.OutcomeUnknown)]),
                    numbers: [0, 6, 7, 8, 9, 10, 11]);
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

    private static Sheet States(StatusReport report)
    {
        var sheet = new Sheet("Children by state", "State", "Change", "Children", "Meaning");
        foreach (var count in report.States)
        {
            sheet.Add(count.State, count.Change, count.Children, count.Meaning);
        }

        return sheet;
    }

    private static Sheet Runs(StatusReport report)
    {
        var sheet = new Sheet("Last runs", "Run", "What", "As of", "Started (UTC)", "Ended (UTC)", "Verdict", "In cohort", "Sent", "Attempts", "Accepted", "Rejected", "Unknown", "Message");
        foreach (var run in report.Runs)
        {
            DateOnly? asOf = run.AsOf is null ? null : DateOnly.ParseExact(run.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            sheet.Add(run.RunId, run.Operation, asOf, run.StartedAt, run.EndedAt, run.Verdict, run.InCohort, run.ChildrenSent, run.Attempts, run.Accepted, run.Rejected, run.OutcomeUnknown, run.Message);
        }

        return sheet;
    }

    private static Sheet Attention(StatusReport report)
    {
        var sheet = new Sheet("Needs attention", "What is wrong and what to do");
        foreach (var sentence in report.Attention)
        {
            sheet.Add(sentence);
        }

        return sheet;
    }

    private static Sheet Children(StatusReport report)
    {
        var sheet = new Sheet("Who needs attention", "Kind", "Person id", "Why");
        foreach (var child in report.Children)
        {
            sheet.Add(child.Kind, child.PersonId, child.Why);
        }

        return sheet;
    }

    private static JsonObject Document(StatusReport report) => new()
    {
        ["persons"] = report.Persons,
        ["base_url"] = report.BaseUrl,
        ["la_code"] = report.LaCode,
        ["states"] = JsonList.Of(report.States, count => new JsonObject
        {
            ["state"] = count.State,
            ["change"] = count.Change,
            ["children"] = count.Children,
            ["meaning"] = count.Meaning,
        }),
        ["runs"] = JsonList.Of(report.Runs, run => new JsonObject
        {
            ["run_id"] = run.RunId,
            ["operation"] = run.Operation,
            ["as_of"] = run.AsOf,
            ["started_at"] = Moment(run.StartedAt),
            ["ended_at"] = Moment(run.EndedAt),
            ["verdict"] = run.Verdict,
            ["message"] = run.Message,
            ["in_cohort"] = run.InCohort,
            ["children_sent"] = run.ChildrenSent,
            ["attempts"] = run.Attempts,
            ["accepted"] = run.Accepted,
            ["rejected"] = run.Rejected,
            ["outcome_unknown"] = run.OutcomeUnknown,
        }),
        ["needs_attention"] = JsonList.Of(report.Attention, sentence => sentence),
        ["children"] = JsonList.Of(report.Children, child => new JsonObject
        {
            ["kind"] = child.Kind,
            ["person_id"] = child.PersonId,
            ["why"] = child.Why,
        }),
    };

    private static string? Moment(DateTime? value) => value?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Text(DateTime? value) => value?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Text(long? value) => value is { } number ? InvariantText.Grouped(number) : string.Empty;
}
