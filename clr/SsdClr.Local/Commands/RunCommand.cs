using System.CommandLine;
using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr run</c>: refresh and submit, as <c>EXEC csc.run</c> does in SQL Server.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to submit from.");
        var asOf = CommandOptions.Date("--as-of", "The run date; today when not given.", byDefault: null);
        var confirmFirstRun = new Option<bool>("--confirm-first-run") { Description = "Send more than 20 children (setting first_run_max) to a receiver that has acknowledged none, or end a restriction of the cohort." };
        var confirmDeletions = new Option<int?>("--confirm-deletions") { Description = "Delete exactly so many children at the receiver, though the guard held them.", HelpName = "N" };
        var confirmRemovals = new Option<int?>("--confirm-removals") { Description = "Remove exactly so many nested records from children who stay, though the guard held them.", HelpName = "N" };
        var confirmChanges = new Option<int?>("--confirm-changes") { Description = "Send exactly so many changes, though the guards on change held them.", HelpName = "N" };
        var submission = new SubmissionOptions();
        var command = new ExampleCommand("run", "Refresh the payloads and send what is new, changed or deleted.")
        {
            Remarks =
            [
                "The one command that sends children's records, to the address it is given and nowhere else. Rehearse with",
                "'ssdclr receiver' first. It ends with exit code 0 when all that it sent was accepted. Children",
                "whom earlier runs left alone, or had refused, are not sent again: 'ssdclr status' names them.",
            ],
            Examples =
            [
                "ssdclr run --database children.db --as-of 2026-03-31 --settings rehearsal.json --confirm-first-run",
                "ssdclr run --database children.db --as-of 2026-03-31 --settings rehearsal.json",
                "ssdclr run --connection --settings live.json",
            ],
            Options = { asOf, confirmFirstRun, confirmDeletions, confirmRemovals, confirmChanges, context.Json },
        };
        database.AddTo(command);
        submission.AddTo(command);
        command.SetAction(parsed =>
        {
            context.WhenStopped = "Stopped. Run the same command again: it sends what was not yet accepted.";
            var day = RunDate.Of(parsed.GetValue(asOf), context.Clock);
            var file = database.Settings(parsed);
            var given = submission.Resolve(parsed, context, file);
            using var opened = database.Open(parsed, file);
            return Run(
                context,
                database,
                opened,
                day,
                given,
                new RunConfirmations(parsed.GetValue(confirmFirstRun), parsed.GetValue(confirmDeletions), parsed.GetValue(confirmRemovals), parsed.GetValue(confirmChanges)));
        });
        return command;
    }

    private static int Run(CommandContext context, DatabaseOptions options, CompanionDatabase database, DateOnly asOf, SubmissionSettings settings, RunConfirmations confirmations)
    {
        database.RequireSubmission();
        settings.RequireComplete(database.Settings());
        using var runLock = database.Lock("run", context.Clock);
        if (!confirmations.FirstRun && database.LostState() is { } lost)
        {
            throw new CompanionException(lost);
        }

        options.EndSample(database);
        database.NoteSending();
        var run = new CompanionRun(database, new SystemClock()) { OnWait = context.Output.Note };
        var result = context.Output.Progress("Refreshing and submitting", progress => run.Run(asOf, settings.Settings, settings.Secrets, settings.CertificateSha256, confirmations, progress));
        context.Output.Show(() => RunTable.Document(result), () => RunTable.Write(context.Output, result));
        if (result.ToKnow is { } toKnow)
        {
            if (result.IsRefused)
            {
                throw new CompanionException(toKnow);
            }

            context.Output.Note(context.Output.Words.Say(toKnow, personId: null));
        }

        return ExitCode.Success;
    }
}
