using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary>
/// Where and as whom to submit, resolved from three places, the first that has a value wins: option, environment (<c>SSDCLR_*</c>), settings file
/// (<see cref="SettingsFile"/>). A secret given as an option is taken with a warning. A class, not a record: nothing prints it.
/// </summary>
internal sealed class SubmissionSettings
{
    private const string Certificate = "certificate-sha256";

    private readonly Dictionary<string, string> _values;
    private readonly IReadOnlyDictionary<string, string> _ofDatabase;

    private SubmissionSettings(Dictionary<string, string> values, IReadOnlyDictionary<string, string> ofDatabase) => (_values, _ofDatabase) = (values, ofDatabase);

    /// <summary>The one certificate to accept, SHA-256 in hexadecimal; null: as the platform validates.</summary>
    public string? CertificateSha256 => _values.GetValueOrDefault(Certificate);

    /// <summary>What goes before csc.setting, by the names of the settings there.</summary>
    public IReadOnlyDictionary<string, string> Settings => Named(isSecret: false).Concat(_ofDatabase).ToDictionary(StringComparer.Ordinal);

    /// <summary>What stands in for csc.secret, by the names of the secrets there; never to be printed.</summary>
    public IReadOnlyDictionary<string, string> Secrets => Named(isSecret: true);

    /// <summary>Resolves what some place gives, and leaves out the rest.</summary>
    /// <param name="option">The value of an option by name, null when not given.</param>
    /// <param name="environment">The value of an environment variable, null when not set.</param>
    /// <param name="file">The settings file.</param>
    /// <param name="warn">Takes a warning: a secret stands on the command line.</param>
    public static SubmissionSettings Resolve(Func<string, string?> option, Func<string, string?> environment, SettingsFile file, Action<string> warn)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in SubmissionSetting.All)
        {
            if ((FromOption(setting, option, warn) ?? FromEnvironment(setting, environment) ?? file[setting.Name]) is { } value)
            {
                values.Add(setting.Name, value);
            }
        }

        return new SubmissionSettings(values, file.OfDatabase);
    }

    /// <summary>Refuses settings that lack one a submission needs.</summary>
    /// <param name="database">The settings of the database, which may give what no other place gave.</param>
    /// <exception cref="CompanionException">Names every setting that no place gives.</exception>
    public void RequireComplete(SettingValues database)
    {
        var missing = SubmissionSetting.All
            .Where(setting => setting.IsRequired && !_values.ContainsKey(setting.Name) && (setting.IsSecret || database.Text(setting.DatabaseName).Length == 0))
            .Select(setting => $"{setting.Name} ({setting.Sources})")
            .ToList();
        if (missing.Count > 0)
        {
            throw new CompanionException($"Not set: {string.Join("; ", missing)}.");
        }
    }

    /// <summary>What is wrong with a value that stands in no table, so that 'ssdclr set' would not correct it; null where nothing is, or where the key is no setting of a database.</summary>
    /// <param name="key">The setting, written with dashes.</param>
    /// <param name="value">Its value.</param>
    public static string? Fault(string key, string value) => Given(value) is { } given ? SettingCatalogue.Find(key.Replace('-', '_'))?.Fault(given) : null;

    private static string? FromEnvironment(SubmissionSetting setting, Func<string, string?> environment)
    {
        var value = Given(environment(setting.EnvironmentVariable));
        return value is not null && Fault(setting.Name, value) is { } fault ? throw new CompanionException($"{setting.EnvironmentVariable}: {fault} Correct it in that variable.") : value;
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

        return value is not null && Fault(setting.Name, value) is { } fault ? throw new CompanionException($"--{setting.Name}: {fault}") : value;
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
