using System.CommandLine;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Local.Server;

namespace SsdClr.Local.Commands;

/// <summary>Which database a command works on: <c>--database FILE</c>, or <c>--connection</c> for one on a live server; and <c>--settings FILE</c>.</summary>
/// <param name="context">Where a warning goes, and the environment.</param>
/// <param name="description">What the file is to the command.</param>
internal sealed class DatabaseOptions(CommandContext context, string description)
{
    /// <summary>The environment variable that may hold the connection string.</summary>
    public const string ConnectionVariable = "SSDCLR_CONNECTION";

    private readonly Option<string?> _database = CommandOptions.Database(description, required: false);
    private readonly Option<string?> _connection = new("--connection")
    {
        Description = $"A database on a live server instead. Without a value: {ConnectionVariable}, else the key connection in --settings, so that no password stands on a command line.",
        HelpName = "STRING",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _settings = new("--settings")
    {
        Description = "JSON object with settings by name, secrets and the connection among them.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command, which then takes exactly one of the two databases.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_database);
        command.Options.Add(_connection);
        command.Options.Add(_settings);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_database) is null == result.GetResult(_connection) is null)
            {
                result.AddError("Give either --database FILE or --connection.");
            }
        });
    }

    /// <summary>Adds the options to a command that has a third place to write to.</summary>
    public void AddTo(Command command, Option<string?> other)
    {
        command.Options.Add(_database);
        command.Options.Add(_connection);
        command.Options.Add(_settings);
        command.Validators.Add(result =>
        {
            if (new[] { result.GetResult(_database), result.GetResult(_connection), result.GetResult(other) }.Count(given => given is not null) != 1)
            {
                result.AddError($"Give one of --database FILE, --connection and {other.Name} {other.HelpName}.");
            }
        });
    }

    /// <summary>The file given, or null.</summary>
    public string? FileOf(ParseResult parsed) => parsed.GetValue(_database);

    /// <summary>True where a database on a server is meant.</summary>
    public bool IsServer(ParseResult parsed) => parsed.GetResult(_connection) is not null;

    /// <summary>What the settings file holds; nothing where none is given.</summary>
    /// <exception cref="CompanionException">It cannot be read or understood.</exception>
    public SettingsFile Settings(ParseResult parsed) => SettingsFile.Read(parsed.GetValue(_settings), context.Output.Warning);

    /// <summary>A file for the result of the command: none that it works with.</summary>
    /// <exception cref="CompanionException">There cannot be such a file.</exception>
    public OutputFile Output(ParseResult parsed, string path) => OutputFile.At(path, new FilesInUse(FileOf(parsed), parsed.GetValue(_settings)));

    /// <summary>Opens the database that is meant; a file must be there and have every table.</summary>
    /// <exception cref="CompanionException">It cannot be opened.</exception>
    public CompanionDatabase Open(ParseResult parsed) => Open(parsed, Settings(parsed));

    /// <summary>Opens the database that is meant; a file must be there and have every table.</summary>
    /// <exception cref="CompanionException">It cannot be opened.</exception>
    public CompanionDatabase Open(ParseResult parsed, SettingsFile settings)
    {
        context.Output.Words = new CompanionWords(Words(parsed));
        return IsServer(parsed) ? OpenServer(parsed, settings) : LocalDatabase.OpenFile(FileOf(parsed)!, mustExist: true, settings.OfDatabase);
    }

    /// <summary>Opens the database that is meant, takes the run lock, and does work that changes the schema csc.</summary>
    /// <exception cref="CompanionException">It cannot be opened, has no schema csc, is in use, or what is known of children sent from it is gone.</exception>
    public int Change(ParseResult parsed, Action<CompanionDatabase> change) => Change(parsed, Settings(parsed), change);

    /// <summary>As <see cref="Change(ParseResult, Action{CompanionDatabase})"/>, where the settings file has been read.</summary>
    /// <exception cref="CompanionException">It cannot be opened, has no schema csc, is in use, or what is known of children sent from it is gone.</exception>
    public int Change(ParseResult parsed, SettingsFile settings, Action<CompanionDatabase> change) =>
        Change(parsed, settings, (opened, name) => opened.Lock(name, context.Clock), opened =>
        {
            // What logs a run would make an empty state look like the one that children were sent from.
            if (opened.LostState() is { } lost)
            {
                throw new CompanionException(lost);
            }

            EndSample(opened);
            change(opened);
        });

    /// <summary>Gives real children the guards that a sample had opened for made-up ones. The caller holds the run lock.</summary>
    public void EndSample(CompanionDatabase opened)
    {
        foreach (var said in opened.EndSample(context.Clock.GetUtcNow().UtcDateTime))
        {
            context.Output.Note(said);
        }
    }

    /// <summary>Opens the database that is meant, keeps other commands out, and does work that changes settings or hosts.</summary>
    /// <exception cref="CompanionException">It cannot be opened, has no schema csc, or is in use.</exception>
    public int ChangeSettings(ParseResult parsed, Action<CompanionDatabase> change) =>
        Change(parsed, Settings(parsed), (opened, name) => opened.LockSettings(name, context.Clock), change);

    private int Change(ParseResult parsed, SettingsFile settings, Func<CompanionDatabase, string, IDisposable?> takeLock, Action<CompanionDatabase> change)
    {
        using var opened = Open(parsed, settings);
        opened.RequireSubmission();
        using var taken = takeLock(opened, parsed.CommandResult.Command.Name);
        change(opened);
        return ExitCode.Success;
    }

    /// <summary>Opens the database that is meant to look at what it has: a file need not have every table.</summary>
    /// <exception cref="CompanionException">It cannot be opened.</exception>
    public CompanionDatabase OpenIncomplete(ParseResult parsed)
    {
        var settings = Settings(parsed);
        context.Output.Words = new CompanionWords(Words(parsed));
        return IsServer(parsed) ? OpenServer(parsed, settings) : LocalDatabase.OpenIncomplete(FileOf(parsed)!, settings.OfDatabase);
    }

    /// <summary>Opens the database on a server.</summary>
    /// <exception cref="CompanionException">No place gives a connection string, or it cannot be opened.</exception>
    public ServerDatabase OpenServer(ParseResult parsed, SettingsFile settings)
    {
        var given = parsed.GetValue(_connection);
        if (given?.Contains("password", StringComparison.OrdinalIgnoreCase) == true || given?.Contains("pwd", StringComparison.OrdinalIgnoreCase) == true)
        {
            context.Output.Warning($"--connection holds a password, which other users of this machine can read while the program runs; {ConnectionVariable} or --settings keeps it to yourself.");
        }

        var text = given ?? Filled(context.Environment(ConnectionVariable)) ?? settings.Connection
            ?? throw new CompanionException($"--connection has no value. Give {ServerConnection.Example}, set {ConnectionVariable}, or write it into --settings under the key connection.");
        return ServerDatabase.Open(text, settings.OfDatabase);
    }

    // Without a connection string, which may be secret.
    private string Words(ParseResult parsed) => IsServer(parsed) ? "--connection" : "--database " + CompanionWords.Argument(FileOf(parsed) ?? "FILE");

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
