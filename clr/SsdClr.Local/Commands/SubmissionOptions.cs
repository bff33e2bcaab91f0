using System.CommandLine;

namespace SsdClr.Local.Commands;

/// <summary>The options of a command that submits: one for each setting.</summary>
internal sealed class SubmissionOptions
{
    private readonly Dictionary<string, Option<string?>> _options = SubmissionSetting.All
        .ToDictionary(
            setting => setting.Name,
            setting => new Option<string?>("--" + setting.Name) { Description = Description(setting), HelpName = "VALUE" },
            StringComparer.Ordinal);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var setting in SubmissionSetting.All)
        {
            command.Options.Add(_options[setting.Name]);
        }
    }

    /// <summary>Resolves what some place gives.</summary>
    public SubmissionSettings Resolve(ParseResult parsed, CommandContext context, SettingsFile file) =>
        SubmissionSettings.Resolve(name => parsed.GetValue(_options[name]), context.Environment, file, context.Output.Warning);

    private static string Description(SubmissionSetting setting) => setting.IsSecret
        ? $"{setting.Meaning}. Better {setting.EnvironmentVariable} or --settings: other users of this machine can read a command line."
        : $"{setting.Meaning}. Else {setting.EnvironmentVariable}, else --settings.";
}
