using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SsdClr.Local.Commands;

/// <summary>The usual help, followed by the remarks and examples of an <see cref="ExampleCommand"/>.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampleCommand command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            foreach (var line in command.Remarks)
            {
                output.WriteLine(line);
            }

            output.WriteLine();
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine("  " + example);
            }
        }

        return exitCode;
    }
}
