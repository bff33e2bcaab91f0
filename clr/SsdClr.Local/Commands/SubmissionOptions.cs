using System.CommandLine;

namespace SsdClr.Local.Commands;

/// <summary>The options of a command that submits: one for each setting, and <c>--settings FILE</c>.</summary>
internal sealed class SubmissionOptions
{
    private readonly Dictionary<string, Option<string?>> _options = SubmissionSetting.All
        .ToDictionary(
            setting => setting.Name,
            setting => new Option<string?>("--" + setting.Name) { Description = Description(setting), HelpName = "VALUE" },
            StringComparer.Ordinal);

    private readonly Option<string?> _file = new("--settings")
    {
        Description = "JSON object with these settings by name, client-secret and supplier-key among them.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var setting in SubmissionSetting.All)
        {
            command.Options.Add(_options[setting.Name]);
        }

        command.Options.Add(_file);
    }

    /// <summary>Resolves the settings for a parsed command line.</summary>
    /// <exception cref="CompanionException">See <see cref="SubmissionSettings.Resolve"/>.</exception>
    public SubmissionSettings Resolve(ParseResult parsed, CommandContext context) =>
        SubmissionSettings.Resolve(name => parsed.GetValue(_options[name]), context.Environment, parsed.GetValue(_file), context.Output.Warning);

    /// <summary>Resolves what some place gives, and leaves out the rest: for a command that says itself what is missing.</summary>
    /// <exception cref="CompanionException">The settings file cannot be read or understood.</exception>
    public SubmissionSettings ResolveWhatIsThere(ParseResult parsed, CommandContext context) =>
        SubmissionSettings.Resolve(name => parsed.GetValue(_options[name]), context.Environment, parsed.GetValue(_file), context.Output.Warning, mustBeComplete: false);

    private static string Description(SubmissionSetting setting) => setting.IsSecret
        ? $"{setting.Meaning}. Better {setting.EnvironmentVariable} or --settings: other users of this machine can read a command line."
        : $"{setting.Meaning}. Else {setting.EnvironmentVariable}, else --settings.";
}
