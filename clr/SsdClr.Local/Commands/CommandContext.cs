using System.CommandLine;
using System.Text;
using Microsoft.Win32.SafeHandles;
using SsdClr.Local.Reports;

namespace SsdClr.Local.Commands;

/// <summary>What every command is given: where to write, the clock, the environment, and the options that several commands share.</summary>
internal sealed class CommandContext(Output output, TimeProvider clock, Func<string, string?> environment)
{
    /// <summary>Where results and messages go.</summary>
    public Output Output { get; } = output;

    /// <summary>The clock; commands read no other.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>What Ctrl+C says; null for a command that ends itself in order.</summary>
    public string? WhenStopped { get; set; } = "Stopped. Run the same command again when you are ready.";

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public Func<string, string?> Environment { get; } = environment;

    /// <summary><c>--json</c>: for commands whose result a program may want. Honoured through <see cref="Output.Json"/>.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as one JSON document, for programs." };

    /// <summary><c>--verbose</c>: on every command. Honoured through <see cref="Output.Verbose"/>.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "On an unexpected error, print where in the program it arose.", Recursive = true };

    /// <summary>The context of a person's terminal or of the script that runs the program.</summary>
    public static CommandContext ForTerminal()
    {
        // A pipe or file gets UTF-8 on every platform, through a buffer; a terminal keeps the encoding it has.
        var results = Console.IsOutputRedirected
            ? new StreamWriter(RedirectedOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16)
            : Console.Out;
        var colour = string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR"));
        var output = new Output(results, !Console.IsOutputRedirected, Console.Error, !Console.IsErrorRedirected, colour, TimeProvider.System);
        return new CommandContext(output, TimeProvider.System, System.Environment.GetEnvironmentVariable);
    }

    // .NET's own stream says nothing when the reader of a pipe has gone. In a file it goes on where the last program stopped, which a FileStream would not.
    private static Stream RedirectedOutput()
    {
        const int StandardOutput = 1;
        if (!OperatingSystem.IsWindows())
        {
            try
            {
                var pipe = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!pipe.CanSeek)
                {
                    return pipe;
                }

                pipe.Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // Neither a pipe nor open.
            }
        }

        return Console.OpenStandardOutput();
    }
}
