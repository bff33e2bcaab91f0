using System.CommandLine;
using SsdClr.Payload.Scrambling;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary>The options that every preview has: which database, which date, whom.</summary>
internal sealed class PreviewOptions(CommandContext context)
{
    private readonly Option<DateOnly?> _asOf = CommandOptions.Date("--as-of", "The run date; today when not given.", byDefault: null);
    private readonly Option<string?> _person = new("--person") { Description = "Only the child of that pers_person_id.", HelpName = "ID" };

    /// <summary>Which database is read.</summary>
    public DatabaseOptions Database { get; } = new(context, "The database to read.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Database.AddTo(command);
        command.Options.Add(_asOf);
        command.Options.Add(_person);
    }

    /// <summary>Opens the database, which is only read, and does the work on it.</summary>
    /// <exception cref="CompanionException">No such database; a setting or a column that cannot be read; what the work refuses.</exception>
    public int Run(ParseResult parsed, Action<PreviewWalk> work) => Run(parsed, (_, _) => null, (walk, _) => work(walk));

    /// <summary>The same with what is scrambled.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="scrambler">Makes the scrambler by the settings in force and the key that some place gives, null where none does; null: nothing is scrambled.</param>
    /// <param name="work">The work, and the settings in force.</param>
    /// <exception cref="CompanionException">No such database; a setting or a column that cannot be read; what the work refuses.</exception>
    public int Run(ParseResult parsed, Func<SettingValues, string?, PayloadScrambler?> scrambler, Action<PreviewWalk, SettingValues> work)
    {
        var file = Database.Settings(parsed);
        using var database = Database.Open(parsed, file);
        var asOf = parsed.GetValue(_asOf) ?? DateOnly.FromDateTime(context.Clock.GetLocalNow().DateTime);
        var settings = database.Settings();
        var key = SubmissionSettings.Resolve(_ => null, context.Environment, file, context.Output.Warning).Secrets.GetValueOrDefault("scrambling_key");
        work(PreviewWalk.Over(database, context.Output, asOf, parsed.GetValue(_person), scrambler(settings, key)), settings);
        return ExitCode.Success;
    }
}
