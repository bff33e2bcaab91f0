using System.CommandLine;
using System.Security.Cryptography;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr renew-scrambling-key</c>: a new random key for scrambled children in the settings file, as <c>EXEC csc.renew_scrambling_key</c> makes one in SQL Server.</summary>
internal static class RenewScramblingKeyCommand
{
    private const int KeyBytes = 32;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var settings = new Option<string>("--settings") { Description = "The settings file to write it into; it is made where there is none.", HelpName = "FILE", Required = true };
        var command = new ExampleCommand("renew-scrambling-key", "Write a new random key for scrambled children into a settings file.")
        {
            Remarks =
            [
                "The key is shown to nobody. With a new key every scrambled child becomes another one, so the receiver counts as",
                "another one too: nothing that was acknowledged carries over.",
            ],
            Examples = ["ssdclr renew-scrambling-key --settings test.json"],
            Options = { settings },
        };
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(settings)));
        return command;
    }

    private static int Run(CommandContext context, string file)
    {
        SettingsFile.Write(file, "scrambling-key", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)), context.Output.Warning);
        context.Output.Line($"{file} has a new scrambling key.");
        return ExitCode.Success;
    }
}
