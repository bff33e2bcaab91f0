using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SsdClr.Local.Commands;

/// <summary>The usual help, followed by the remarks and examples of an <see cref="ExampleCommand"/>, or by the first steps when no command is named.</summary>
internal sealed class ExampleHelp(HelpAction help, IReadOnlyList<string> firstSteps) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        IReadOnlyList<string> more = parseResult.CommandResult.Command is ExampleCommand command
            ? [.. command.Remarks, string.Empty, "Examples:", .. command.Examples.Select(example => "  " + example)]
            : firstSteps;
        foreach (var line in more)
        {
            output.WriteLine(line);
        }

        return exitCode;
    }
}
