using System.CommandLine;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr confirm-environment</c>: a database that was moved submits again, as <c>EXEC csc.confirm_environment</c> lets it in SQL Server.</summary>
internal static class ConfirmEnvironmentCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database that has taken the place of the one that submitted.");
        var command = new ExampleCommand("confirm-environment", "Say that a database that was moved or copied here is the one that submits from now on.")
        {
            Remarks =
            [
                "What a receiver acknowledged belongs to one place of the database, this machine and this folder. Two copies that",
                "both submit would undo one another, so confirm one of them, and only when the other will submit no more.",
            ],
            Examples =
            [
                "ssdclr confirm-environment --database children.db",
                "ssdclr confirm-environment --connection",
            ],
        };
        database.AddTo(command);
        command.SetAction(parsed => database.ChangeSettings(parsed, opened =>
        {
            opened.ConfirmEnvironment(context.Clock.GetUtcNow().UtcDateTime);
            context.Output.Line("Submissions from this database, where it is now, are confirmed.");
        }));
        return command;
    }
}
