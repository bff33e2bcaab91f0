using SsdClr.Local.Commands;
using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

/// <summary>One command line, run in this process as a script would run it: no terminal, its output captured.</summary>
internal sealed record CommandRun(int ExitCode, string Results, string Messages)
{
    /// <summary>The lines on standard error.</summary>
    public string[] MessageLines => Messages.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public static Task<CommandRun> OfAsync(params string[] arguments) => OfAsync(TimeProvider.System, arguments);

    public static Task<CommandRun> OfAsync(TimeProvider clock, params string[] arguments) => OfAsync(clock, _ => null, arguments);

    public static async Task<CommandRun> OfAsync(TimeProvider clock, Func<string, string?> environment, params string[] arguments)
    {
        using var results = new StringWriter();
        using var messages = new StringWriter();
        var output = new Output(results, resultsAreTerminal: false, messages, messagesAreTerminal: false, colour: false, TimeProvider.System);
        var exitCode = await CompanionCommandLine.RunAsync(arguments, new CommandContext(output, clock, environment));
        return new CommandRun(exitCode, results.ToString(), messages.ToString());
    }
}
