using System.Text.Json;

namespace SsdClr.Local.Commands;

/// <summary>
/// Where and as whom to submit, resolved from three places, the first that has a value wins: option, environment (<c>SSDCLR_*</c>), settings file
/// (a JSON object whose keys are the options' names). A secret given as an option is taken with a warning. A class, not a record: nothing prints it.
/// </summary>
internal sealed class SubmissionSettings
{
    private const string Certificate = "certificate-sha256";

    private readonly Dictionary<string, string> _values;

    private SubmissionSettings(Dictionary<string, string> values) => _values = values;

    /// <summary>The one certificate to accept, SHA-256 in hexadecimal; null: as the platform validates.</summary>
    public string? CertificateSha256 => _values.GetValueOrDefault(Certificate);

    /// <summary>What goes before csc.setting, by the names of the settings there.</summary>
    public IReadOnlyDictionary<string, string> Settings => Named(isSecret: false);

    /// <summary>What stands in for csc.secret, by the names of the secrets there; never to be printed.</summary>
    public IReadOnlyDictionary<string, string> Secrets => Named(isSecret: true);

    /// <summary>Resolves all settings.</summary>
    /// <param name="option">The value of an option by name, null when not given.</param>
    /// <param name="environment">The value of an environment variable, null when not set.</param>
    /// <param name="file">The settings file, or null.</param>
    /// <param name="warn">Takes a warning: the file may be read by others, a secret stands on the command line.</param>
    /// <param name="mustBeComplete">False leaves out what no place gives.</param>
    /// <exception cref="CompanionException">A file that cannot be read or understood, a key it does not know, or settings that no place gives: all are named.</exception>
    public static SubmissionSettings Resolve(Func<string, string?> option, Func<string, string?> environment, string? file, Action<string> warn, bool mustBeComplete = true)
    {
        var fromFile = file is null ? [] : ReadFile(file, warn);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var setting in SubmissionSetting.All)
        {
            var value = FromOption(setting, option, warn) ?? Given(environment(setting.EnvironmentVariable)) ?? Given(fromFile.GetValueOrDefault(setting.Name));
            if (value is not null)
            {
                values.Add(setting.Name, value);
            }
            else if (setting.IsRequired)
            {
                missing.Add($"{setting.Name} ({setting.Sources})");
            }
        }

        return missing.Count == 0 || !mustBeComplete
            ? new SubmissionSettings(values)
            : throw new CompanionException($"Not set: {string.Join("; ", missing)}.");
    }

    private Dictionary<string, string> Named(bool isSecret) => SubmissionSetting.All
        .Where(setting => setting.IsSecret == isSecret && setting.Name != Certificate && _values.ContainsKey(setting.Name))
        .ToDictionary(setting => setting.DatabaseName, setting => _values[setting.Name], StringComparer.Ordinal);

    private static string? FromOption(SubmissionSetting setting, Func<string, string?> option, Action<string> warn)
    {
        var value = Given(option(setting.Name));
        if (value is not null && setting.IsSecret)
        {
            warn($"--{setting.Name} can be read by other users of this machine while the program runs; {setting.EnvironmentVariable} or --settings keeps it to yourself.");
        }

        return value;
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static Dictionary<string, string> ReadFile(string file, Action<string> warn)
    {
        if (!File.Exists(file))
        {
            throw new CompanionException($"There is no settings file {file}.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) is not UnixFileMode.None)
        {
            warn($"{file} may be read by other users of this machine and can hold secrets; 'chmod 600 {file}' closes it.");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw new CompanionException($"{file} must hold one JSON object, for example {{\"la-code\": \"301\"}}.");
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!SubmissionSetting.All.Any(setting => setting.Name == property.Name))
                {
                    throw new CompanionException($"{file} has a key that is no setting: {property.Name}. Settings: {string.Join(", ", SubmissionSetting.All.Select(setting => setting.Name))}.");
                }

                if (property.Value.ValueKind is not JsonValueKind.String)
                {
                    throw new CompanionException($"{file}: the value of {property.Name} must be a string in double quotes.");
                }

                if (!values.TryAdd(property.Name, property.Value.GetString()!))
                {
                    throw new CompanionException($"{file} gives {property.Name} twice; keep one.");
                }
            }
        }
        catch (JsonException exception)
        {
            // The parser's own message may quote the text, and the text may be a secret.
            throw new CompanionException($"{file} is not JSON: line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}.");
        }

        return values;
    }
}
