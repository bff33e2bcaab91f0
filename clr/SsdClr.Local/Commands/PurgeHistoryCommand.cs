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
        var database = CommandOptions.Database("The database.", required: true);
        var keepDays = CommandOptions.Number("--keep-days", "Days of history to keep.", "N", 30, 36500, 400);
        var command = new ExampleCommand("purge-history", "Remove old runs and batches, and what is left of children the receiver has removed.")
        {
            Remarks = ["The last batch of every child stays, because it says what the receiver holds; so does the log of settings."],
            Examples = ["ssdclr purge-history --database children.db --keep-days 400"],
            Options = { database, keepDays },
        };
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(database)!, parsed.GetValue(keepDays)));
        return command;
    }

    private static int Run(CommandContext context, string file, int keepDays)
    {
        using var local = LocalDatabase.OpenFile(file, mustExist: true);
        using var runLock = RunLock.Acquire(local.File!, "purge-history", context.Clock);
        context.Output.Line(HistoryPurge.Run(local, new SystemClock(), keepDays));
        return ExitCode.Success;
    }
}
