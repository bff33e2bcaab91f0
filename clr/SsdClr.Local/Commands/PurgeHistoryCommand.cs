using System.CommandLine;
using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr purge-history</c>: old logs go, as <c>EXEC csc.purge_history</c> removes them in SQL Server.</summary>
internal static class PurgeHistoryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database.");
        var keepDays = CommandOptions.Number("--keep-days", "Days of history to keep.", "N", 30, 36500, 400);
        var command = new ExampleCommand("purge-history", "Remove old runs and batches, and what is left of children the receiver has removed.")
        {
            Remarks = ["A batch whose confirmation a child still waits for stays, whatever its age; so does the log of settings."],
            Examples = ["ssdclr purge-history --database children.db --keep-days 400"],
            Options = { keepDays },
        };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            using var opened = database.Open(parsed);
            return Run(context, opened, parsed.GetValue(keepDays));
        });
        return command;
    }

    private static int Run(CommandContext context, CompanionDatabase database, int keepDays)
    {
        database.RequireSubmission();
        using var runLock = database.Lock("purge-history", context.Clock);
        context.Output.Line(HistoryPurge.Run(database, new SystemClock(), keepDays));
        return ExitCode.Success;
    }
}
