using System.Text;
using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary>
/// A settings file: one JSON object. Its keys are the options of a submission (<c>la-code</c>), <c>connection</c>, and every setting of the database
/// (<c>ssd_schema</c>); a dash and an underscore are alike. Values are strings. A class, not a record: nothing prints it.
/// </summary>
internal sealed class SettingsFile
{
    private const string ConnectionKey = "connection";

    private readonly Dictionary<string, string> _values;

    private SettingsFile(Dictionary<string, string> values) => _values = values;

    /// <summary>The connection string; null where there is none. It may hold a password.</summary>
    public string? Connection => this[ConnectionKey];

    /// <summary>The settings of the database among it that no option stands for, by their names there.</summary>
    public IReadOnlyDictionary<string, string> OfDatabase => SettingCatalogue.All
        .Where(definition => !definition.IsSecret && !SubmissionSetting.All.Any(setting => setting.DatabaseName == definition.Name) && this[Key(definition.Name)] is not null)
        .ToDictionary(definition => definition.Name, definition => this[Key(definition.Name)]!, StringComparer.Ordinal);

    /// <summary>The value of a key, written with dashes; null where there is none.</summary>
    public string? this[string key] => _values.GetValueOrDefault(key) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its path; null for none.</param>
    /// <param name="warn">Told where others may read it.</param>
    /// <exception cref="CompanionException">It is not there, cannot be understood, or has a key that is no setting.</exception>
    public static SettingsFile Read(string? file, Action<string> warn)
    {
        if (file is null)
        {
            return new SettingsFile([]);
        }

        if (!File.Exists(file))
        {
            throw new CompanionException($"There is no settings file {file}.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) is not UnixFileMode.None)
        {
            warn($"{file} may be read by other users of this machine and can hold secrets; 'chmod 600 {file}' closes it.");
        }

        try
        {
            using var document = JsonDocument.Parse(Bytes(file).AsMemory(), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return new SettingsFile(Read(file, document.RootElement));
        }
        catch (JsonException exception)
        {
            // The parser's own message may quote the text, and the text may be a secret.
            throw new CompanionException($"{file} is not JSON: line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}.");
        }
    }

    /// <summary>Gives a key a value, and leaves everything else in the file as it is; makes the file, for this user alone, where there is none.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="key">The key, written with dashes.</param>
    /// <param name="value">The value: letters and digits.</param>
    /// <param name="warn">Told where others may read it.</param>
    /// <exception cref="CompanionException">The file cannot be understood, or has a key that is no setting.</exception>
    public static void Write(string file, string key, string value, Action<string> warn)
    {
        if (!File.Exists(file))
        {
            OutputFile.At(file, FilesInUse.None).Write($"{{\n  \"{key}\": \"{value}\"\n}}\n");
            return;
        }

        Read(file, warn);
        var bytes = Bytes(file);
        var (start, end, text) = Place(bytes, key, value);
        OutputFile.At(file, FilesInUse.None).Write(stream => stream.Write([.. bytes.AsSpan(0, start), .. Encoding.UTF8.GetBytes(text), .. bytes.AsSpan(end)]));
    }

    /// <summary>The text in UTF-8. Editors of Windows put a byte order mark first, which JSON does not know.</summary>
    private static byte[] Bytes(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes switch
        {
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => throw new CompanionException($"{file} is in UTF-16. Save it as UTF-8."),
            [0xEF, 0xBB, 0xBF, .. var text] => text,
            _ => bytes,
        };
    }

    // The bytes to replace, and by what: the value of the key, or nothing behind the opening brace.
    private static (int Start, int End, string Text) Place(byte[] bytes, string key, string value)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var behindBrace = (int)reader.BytesConsumed;
        var isEmpty = true;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var isKey = Key(reader.GetString()!) == key;
            reader.Read();
            if (isKey)
            {
                return ((int)reader.TokenStartIndex, (int)reader.BytesConsumed, $"\"{value}\"");
            }
        }

        return (behindBrace, behindBrace, $"\n  \"{key}\": \"{value}\"{(isEmpty ? "\n" : ",")}");
    }

    private static Dictionary<string, string> Read(string file, JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            throw new CompanionException($"{file} must hold one JSON object, for example {{\"la-code\": \"301\"}}.");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            var key = Key(property.Name);
            if (key != ConnectionKey && !SubmissionSetting.All.Any(setting => setting.Name == key) && !SettingCatalogue.All.Any(setting => Key(setting.Name) == key))
            {
                throw new CompanionException($"{file} has a key that is no setting: {property.Name}. Settings: {string.Join(", ", SubmissionSetting.All.Select(setting => setting.Name))}, connection, and those that 'ssdclr settings' lists.");
            }

            if (property.Value.ValueKind is not JsonValueKind.String)
            {
                throw new CompanionException($"{file}: the value of {property.Name} must be a string in double quotes.");
            }

            if (!values.TryAdd(key, property.Value.GetString()!))
            {
                throw new CompanionException($"{file} gives {property.Name} twice; keep one.");
            }

            if (SubmissionSettings.Fault(key, property.Value.GetString()!) is { } fault)
            {
                throw new CompanionException($"{file}: {fault} Correct it in that file.");
            }
        }

        return values;
    }

    private static string Key(string name) => name.Replace('_', '-');
}
