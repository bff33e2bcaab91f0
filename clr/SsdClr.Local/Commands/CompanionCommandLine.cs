using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Local.Server;

namespace SsdClr.Local.Commands;

/// <summary>The program's command line: its commands, and what becomes of errors.</summary>
internal static class CompanionCommandLine
{
    /// <summary>The version as the assembly carries it.</summary>
    public static string Version { get; } =
        typeof(CompanionCommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static readonly string[] s_firstSteps =
    [
        "First steps:",
        "  ssdclr demo",
        "  ssdclr sample --children 1000 --database children.db",
        "  ssdclr payloads --database children.db --as-of 2026-03-31",
        "  ssdclr payloads --help",
        string.Empty,
        "Exit codes: 0 done; 1 failed, and the message says what to mend; 2 command line not understood;",
        "3 a fault in the program; 130 stopped by Ctrl+C.",
    ];

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context)
    {
        var exitCode = await InvokeAsync(arguments, context).ConfigureAwait(false);
        try
        {
            // A program that asked for JSON reads what went wrong as it reads everything else.
            if (exitCode != ExitCode.Success && !context.Output.HasDocument && arguments.Contains("--json", StringComparer.Ordinal))
            {
                context.Output.WriteErrors(exitCode);
            }

            context.Output.Flush();
            return exitCode;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or the reader has gone; a command that failed has said why.
            if (exitCode == ExitCode.Success)
            {
                context.Output.Error($"The result could not be written, because {FileFault.Cause(exception)}: {exception.Message.ReplaceLineEndings(" ")}");
            }

            return exitCode == ExitCode.Success ? ExitCode.Failure : exitCode;
        }
    }

    private static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CommandContext context)
    {
        var output = context.Output;
        try
        {
            // A response file (@name) would be one more place where a secret ends up in a file nobody watches.
            var parsed = Root(context).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            // --help beside a word that is no command would help with nothing that was asked for.
            // A shell that completes a word asks with a directive, and what was typed is no command yet.
            var isNoCommand = parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0 && !IsCompletion(arguments);
            if (isNoCommand || parsed.Action is null or ParseErrorAction)
            {
                foreach (var error in isNoCommand ? parsed.UnmatchedTokens.Take(1).Select(word => $"There is no command or option {word}.") : parsed.Errors.Select(error => error.Message))
                {
                    output.Error(error);
                }

                output.Note(Nearest(parsed) is { } nearest ? $"Did you mean {nearest}? Try '{CommandPath(parsed)} --help'." : $"Try '{CommandPath(parsed)} --help'.");
                return ExitCode.Usage;
            }

            output.Json = parsed.GetValue(context.Json);
            output.Verbose = parsed.GetValue(context.Verbose);
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output.Results };
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Tell(exception, context);
        }
    }

    /// <summary>Says in a line or two what ended a command, and gives its exit code.</summary>
    private static int Tell(Exception exception, CommandContext context)
    {
        var output = context.Output;
        switch (exception)
        {
            case CompanionException companion:
                foreach (var line in companion.Lines)
                {
                    output.Error(line);
                }

                return ExitCode.Failure;
            case var _ when LoggedRun.IsOurs(exception):
                output.Error(exception.Message);
                return ExitCode.Failure;
            case IOException or UnauthorizedAccessException:
                output.Error(FileFault.Describe(exception));
                return ExitCode.Failure;
            case OperationCanceledException:
                output.Error("Stopped.");
                return ExitCode.Interrupted;
            case SecondaryReplicaException:
                // The job runs on every replica of an availability group; only the primary one has work to do.
                output.Note(exception.Message);
                return ExitCode.Success;
            case SqlException server:
                output.Error(ServerFault.Describe(server));
                WriteStack(context, exception);
                return ExitCode.Failure;
            case SqliteException local:
                output.Error($"SQLite refused (error {local.SqliteErrorCode}.{local.SqliteExtendedErrorCode}): {Meaning(local.SqliteErrorCode)}.");
                WriteStack(context, exception);
                return ExitCode.Failure;
            default:
                // The message of an unexpected error may quote data, so only its type is shown.
                output.Error($"Unexpected {exception.GetType().Name} in ssdclr {Version}; run again with --verbose and report the lines it prints.");
                WriteStack(context, exception);
                return ExitCode.Unexpected;
        }
    }

    /// <summary>All commands with their options, for the run of one and for the page that lists them.</summary>
    /// <param name="context">What every command is given.</param>
    internal static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand("SsdClr on your own machine: children's social care records (SSD tables) become the JSON the Department for Education receives. Nothing leaves this machine unless 'run' is told where to send it.")
        {
            DemoCommand.Create(context),
            SampleCommand.Create(context),
            LoadCommand.Create(context),
            PayloadsCommand.Create(context),
            CohortCommand.Create(context),
            IssuesCommand.Create(context),
            ChangesCommand.Create(context),
            RefreshCommand.Create(context),
            RunCommand.Create(context),
            StatusCommand.Create(context),
            ReportCommand.Create(context),
            PreflightCommand.Create(context),
            DataQualityCommand.Create(context),
            UnmappedCommand.Create(context),
            CodeMapCommand.Create(context),
            RequeueCommand.Create(context),
            SettingsCommand.Create(context),
            SetCommand.Create(context),
            PurgeHistoryCommand.Create(context),
            TakeoverCommand.Create(context),
            AllowHostCommand.Create(context),
            RenewScramblingKeyCommand.Create(context),
            ConfirmEnvironmentCommand.Create(context),
            ReceiverCommand.Create(context),
        };
        root.Options.Add(context.Verbose);
        var help = root.Options.OfType<HelpOption>().Single();
        var showHelp = new ExampleHelp((HelpAction)help.Action!, s_firstSteps);
        help.Action = showHelp;
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(context.Output);
        root.SetAction(parsed => showHelp.Invoke(parsed));
        return root;
    }

    /// <summary>The command or option that was probably meant by the first word that is none; null where nothing is near.</summary>
    private static string? Nearest(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens is not [var word, ..] ? null
            : word.StartsWith("--", StringComparison.Ordinal) ? NearestName.Of(word, command.Options.Select(option => option.Name))
            : command is RootCommand ? NearestName.Of(word, command.Subcommands.Select(one => one.Name))
            : null;
    }

    private static bool IsCompletion(IReadOnlyList<string> arguments) => arguments is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "ssdclr" : "ssdclr " + parsed.CommandResult.Command.Name;

    private static string Meaning(int sqliteErrorCode) => sqliteErrorCode switch
    {
        5 or 6 => "the database is in use by another program; close it there, then try again",
        8 => "the database may not be written; check the permissions of the file and its folder",
        10 => "reading or writing the disk failed; check the drive",
        11 or 26 => "the database or the file .csc beside it, which records what was submitted, is damaged; restore it from a copy",
        13 => "the disk is full",
        14 => "the database cannot be opened; check the permissions of the file and its folder",
        _ => "run again with --verbose and report the lines it prints",
    };

    private static void WriteStack(CommandContext context, Exception exception)
    {
        if (!context.Output.Verbose)
        {
            return;
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            context.Output.Note(cause.GetType().FullName!);
            context.Output.Note(new StackTrace(cause, fNeedFileInfo: true).ToString().TrimEnd());
        }
    }
}
