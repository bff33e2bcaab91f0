using System.CommandLine;
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
        command.SetAction(parsed => database.Change(parsed, opened => context.Output.Line(HistoryPurge.Run(opened, new SystemClock(), parsed.GetValue(keepDays)))));
        return command;
    }
}
