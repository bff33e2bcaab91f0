using System.CommandLine;
using SsdClr.Local.Database;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr allow-host</c>: a host that records may go to, as <c>EXEC csc.allow_host</c> allows it in SQL Server.</summary>
internal static class AllowHostCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var host = new Argument<string>("HOST") { Description = "A host name, or a suffix such as .example.gov.uk; with a port such as :8443 where it is not 443." };
        var database = new DatabaseOptions(context, "The database whose submissions may go there.");
        var forTokens = new Option<bool>("--token-only") { Description = "It may be asked for access tokens, and is sent no record." };
        var remove = new Option<bool>("--remove") { Description = "Take the permission back." };
        var command = new ExampleCommand("allow-host", "Allow one more host in base-url or token-endpoint.")
        {
            Remarks =
            [
                "Hosts under .education.gov.uk are allowed, login.microsoftonline.com for tokens, and this machine itself for a",
                "rehearsal. Nothing is sent to any other. Each change is logged.",
            ],
            Examples =
            [
                "ssdclr allow-host gateway.example.gov.uk --database children.db",
                "ssdclr allow-host gateway.example.gov.uk --database children.db --remove",
                "ssdclr allow-host gateway.example.gov.uk --connection",
            ],
            Arguments = { host },
            Options = { forTokens, remove },
        };
        database.AddTo(command);
        command.SetAction(parsed => Run(
            context,
            () => database.Open(parsed),
            parsed.GetRequiredValue(host).ToLowerInvariant(),
            parsed.GetValue(forTokens) ? AllowedHosts.ForToken : AllowedHosts.ForReceiver,
            parsed.GetValue(remove)));
        return command;
    }

    private static int Run(CommandContext context, Func<CompanionDatabase> open, string host, string purpose, bool remove)
    {
        if (AllowedHosts.EntryFault(host) is { } fault)
        {
            throw new CompanionException(fault);
        }

        using var database = open();
        database.RequireSubmission();
        using var runLock = database.Lock("allow-host", context.Clock);
        if (!database.ChangeHost(purpose, host, remove, context.Clock.GetUtcNow().UtcDateTime))
        {
            throw new CompanionException("This host was not allowed for that purpose, so there is nothing to take back.");
        }

        context.Output.Line(remove ? $"{host} is allowed no more." : $"{host} is allowed.");
        return ExitCode.Success;
    }
}
