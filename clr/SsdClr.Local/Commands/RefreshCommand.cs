using System.CommandLine;
using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr refresh</c>: prepares the payloads and sends nothing, as <c>EXEC csc.refresh</c> does in SQL Server.</summary>
internal static class RefreshCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to refresh.");
        var asOf = CommandOptions.Date("--as-of", "The run date; today when not given.", byDefault: null);
        var confirmDeletions = new Option<int?>("--confirm-deletions") { Description = "Let exactly so many deletions pass, though the guard held them.", HelpName = "N" };
        var confirmRemovals = new Option<int?>("--confirm-removals") { Description = "Let exactly so many nested records be removed from children who stay, though the guard held them.", HelpName = "N" };
        var confirmChanges = new Option<int?>("--confirm-changes") { Description = "Let exactly so many changes pass, though the guards on change held them.", HelpName = "N" };
        var command = new ExampleCommand("refresh", "Prepare what is new, changed or deleted, and send nothing.")
        {
            Remarks =
            [
                "'ssdclr status' and 'ssdclr changes' then show what the next run would send. The receiver (base-url, la-code) comes",
                "from SSDCLR_BASE_URL and SSDCLR_LA_CODE, --settings, or the settings of the database.",
            ],
            Examples =
            [
                "ssdclr refresh --database children.db --as-of 2026-03-31 --settings rehearsal.json",
                "ssdclr refresh --connection --settings live.json",
            ],
            Options = { asOf, confirmDeletions, confirmRemovals, confirmChanges, context.Json },
        };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            var day = RunDate.Of(parsed.GetValue(asOf), context.Clock);
            var file = database.Settings(parsed);
            var given = SubmissionSettings.Resolve(_ => null, context.Environment, file, context.Output.Warning);
            var confirmations = new RunConfirmations(FirstRun: false, parsed.GetValue(confirmDeletions), parsed.GetValue(confirmRemovals), parsed.GetValue(confirmChanges));
            return database.Change(parsed, file, opened => Run(context, opened, day, given, confirmations));
        });
        return command;
    }

    private static void Run(CommandContext context, CompanionDatabase database, DateOnly asOf, SubmissionSettings settings, RunConfirmations confirmations)
    {
        var run = new CompanionRun(database, new SystemClock());
        try
        {
            var performed = context.Output.Progress("Refreshing", progress => run.Refresh(asOf, settings.Settings, settings.Secrets, confirmations, progress));
            var tonight = TonightTable.Read(context.Output, database, isRefused: false);
            context.Output.Show(
                () => tonight.AddTo(RunTable.Document(performed)),
                () =>
                {
                    RunTable.Write(context.Output, performed);
                    tonight.Write(context.Output);
                });
        }
        catch (CompanionException) when (!context.Output.Json && TonightTable.Read(context.Output, database, isRefused: true) is { IsStopped: true } refused)
        {
            // What stopped it is shown with all that was counted; the words follow.
            refused.Write(context.Output);
            throw;
        }
    }
}
