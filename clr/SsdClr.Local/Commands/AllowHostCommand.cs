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
        var forTests = new Option<bool>("--test") { Description = "It is a test host: it is sent scrambled children alone." };
        var realRecords = new Option<bool>("--real-records") { Description = "With --test: send it real records all the same." };
        var remove = new Option<bool>("--remove") { Description = "Take the permission back." };
        var command = new ExampleCommand("allow-host", "Allow one more host in base-url or token-endpoint.")
        {
            Remarks =
            [
                "Hosts under .education.gov.uk are allowed, login.microsoftonline.com for tokens, and this machine itself for a",
                "rehearsal. Nothing is sent to any other. A test host, and a receiver whose path ends in -test, gets scrambled children",
                "alone. Each change is logged.",
            ],
            Examples =
            [
                "ssdclr allow-host gateway.example.gov.uk --database children.db",
                "ssdclr allow-host gateway.example.gov.uk --database children.db --remove",
                "ssdclr allow-host test.example.gov.uk --test --connection",
            ],
            Arguments = { host },
            Options = { forTokens, forTests, realRecords, remove },
        };
        database.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(forTokens) && result.GetValue(forTests))
            {
                result.AddError("Give --token-only or --test, not both.");
            }

            if (result.GetValue(realRecords) && (!result.GetValue(forTests) || result.GetValue(remove)))
            {
                result.AddError("--real-records needs --test, and cannot go with --remove.");
            }
        });
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(host).ToLowerInvariant();
            var purpose = parsed.GetValue(forTokens) ? AllowedHosts.ForToken : parsed.GetValue(forTests) ? AllowedHosts.ForTest : AllowedHosts.ForReceiver;
            return AllowedHosts.EntryFault(name) is { } fault
                ? throw new CompanionException(fault)
                : database.ChangeSettings(parsed, opened => Change(context, opened, purpose, name, parsed.GetValue(realRecords), parsed.GetValue(remove)));
        });
        return command;
    }

    private static void Change(CommandContext context, CompanionDatabase database, string purpose, string host, bool realRecords, bool remove)
    {
        if (!database.ChangeHost(purpose, host, realRecords, remove, context.Clock.GetUtcNow().UtcDateTime))
        {
            throw new CompanionException("This host was not allowed for that purpose, so there is nothing to take back.");
        }

        context.Output.Line(remove ? $"{host} is allowed no more." : $"{host} is allowed.");
    }
}
