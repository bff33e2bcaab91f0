using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SsdClr.Build.Model;

/// <summary>
/// Reads the keys of one YAML mapping strictly: what is missing, unknown, of the wrong kind or not of the expected form becomes a fault
/// that names file, line and key. Reading goes on after a fault, so that one run shows them all.
/// </summary>
/// <param name="file">File as messages show it.</param>
/// <param name="context">Path of keys that leads here, with a dot at its end, or empty at the top.</param>
/// <param name="node">The mapping.</param>
/// <param name="faults">Takes the faults.</param>
internal sealed class YamlMap(string file, string context, YamlMappingNode node, List<string> faults)
{
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Reads a file that holds one mapping.</summary>
    /// <param name="file">File as messages show it.</param>
    /// <param name="path">Full path.</param>
    /// <param name="kind">What the mapping describes, which is also the key of its name.</param>
    /// <param name="read">Reads the mapping; keys that it does not ask for are faults.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="BuildException">The file is not right: every fault.</exception>
    public static T Read<T>(string file, string path, string kind, Func<YamlMap, T> read)
        where T : class
    {
        var faults = new List<string>();
        var map = OfFile(file, path, kind, faults);
        var found = map is null ? null : read(map);
        map?.RefuseOtherKeys();
        return faults.Count == 0 ? found! : throw new BuildException(faults);
    }

    /// <summary>Opens a file that holds one mapping.</summary>
    /// <param name="file">File as messages show it.</param>
    /// <param name="path">Full path.</param>
    /// <param name="kind">What the mapping describes, which is also the key of its name.</param>
    /// <param name="faults">Takes the faults.</param>
    /// <returns>The mapping, or null after a fault.</returns>
    public static YamlMap? OfFile(string file, string path, string kind, List<string> faults)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            yaml.Load(reader);
        }
        catch (YamlException fault)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{fault.Start.Line}: not YAML: {fault.Message}"));
            return null;
        }

        if (yaml.Documents.Count != 1 || yaml.Documents[0].RootNode is not YamlMappingNode root)
        {
            faults.Add($"{file}:1: {kind}: the file must hold one {kind}: a mapping of keys to values.");
            return null;
        }

        return new YamlMap(file, string.Empty, root, faults);
    }

    /// <summary>A string that must be there.</summary>
    /// <param name="key">Key.</param>
    /// <param name="form">What the value has to look like, or null for any text.</param>
    /// <returns>The value, or an empty string after a fault.</returns>
    public string Text(string key, Regex? form = null) => OptionalText(key, form) ?? Missing(key);

    /// <summary>A string that may be left out.</summary>
    /// <param name="key">Key.</param>
    /// <param name="form">What the value has to look like, or null for any text.</param>
    public string? OptionalText(string key, Regex? form = null)
    {
        if (Find(key) is not { } found)
        {
            return null;
        }

        if (found is not YamlScalarNode { Value: { Length: > 0 } value } || string.IsNullOrWhiteSpace(value))
        {
            Fault(found, key, "must be text");
            return string.Empty;
        }

        if (form is not null && !form.IsMatch(value))
        {
            Fault(found, key, $"'{value}' must match {form}");
        }

        return value;
    }

    /// <summary>A name that must be there and must be that of the file, without its extension.</summary>
    /// <param name="key">Key.</param>
    /// <param name="form">What the name has to look like.</param>
    /// <returns>The name, or an empty string after a fault.</returns>
    public string NameOfFile(string key, Regex form)
    {
        var name = Text(key, form);
        if (name.Length > 0 && name != Path.GetFileNameWithoutExtension(file))
        {
            Fault(key, $"'{name}' must be the name of the file");
        }

        return name;
    }

    /// <summary>Whether a key is there, with whatever value.</summary>
    /// <param name="key">Key.</param>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A flag that must be there.</summary>
    /// <param name="key">Key.</param>
    public bool Flag(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return FlagOrFalse(key);
    }

    /// <summary>A flag that is false where it is left out.</summary>
    /// <param name="key">Key.</param>
    public bool FlagOrFalse(string key) =>
        Value<bool>(key, found => found switch { YamlScalarNode { Value: "true" } => true, YamlScalarNode { Value: "false" } => false, _ => null }, "must be true or false") ?? false;

    /// <summary>A length in characters: 1 to 4000, or <c>max</c>.</summary>
    /// <param name="key">Key.</param>
    /// <returns>The length, <see cref="SsdField.MaximumLength"/> for <c>max</c>, null where it is left out or wrong.</returns>
    public int? Length(string key) =>
        Value(key, found => found is YamlScalarNode { Value: "max" } ? SsdField.MaximumLength : Whole(found, 1, 4000), "must be 1 to 4000, or max");

    /// <summary>A whole number that may be left out.</summary>
    /// <param name="key">Key.</param>
    /// <param name="least">Least value allowed.</param>
    /// <param name="greatest">Greatest value allowed.</param>
    public int? Number(string key, int least, int greatest) =>
        Value(key, found => Whole(found, least, greatest), string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {greatest}"));

    /// <summary>Two whole numbers, the first not above the second, that may be left out.</summary>
    /// <param name="key">Key.</param>
    public (int Least, int Greatest)? Range(string key) => Value<(int Least, int Greatest)>(
        key,
        found => found is YamlSequenceNode { Children: [var first, var second] } && Whole(first) is { } least && Whole(second, least) is { } greatest ? (least, greatest) : null,
        "must be two whole numbers, the least and the greatest: [0, 40]");

    /// <summary>A mapping that may be left out.</summary>
    /// <param name="key">Key.</param>
    public YamlMap? Map(string key) =>
        Filled<YamlMappingNode>(key, "must be a mapping of keys to values") is { } mapping ? new YamlMap(file, $"{context}{key}.", mapping, faults) : null;

    /// <summary>A list of strings; empty where the key is left out.</summary>
    /// <param name="key">Key.</param>
    /// <param name="form">What each value has to look like.</param>
    public IReadOnlyList<string> TextList(string key, Regex form)
    {
        var values = new List<string>();
        foreach (var item in Sequence(key))
        {
            if (item is YamlScalarNode { Value: { } value } && form.IsMatch(value))
            {
                values.Add(value);
            }
            else
            {
                Fault(item, key, $"'{item}' must match {form}");
            }
        }

        return values;
    }

    /// <summary>A list of mappings that must be there and must not be empty.</summary>
    /// <param name="key">Key.</param>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        if (Find(key) is null)
        {
            Missing(key);
            return [];
        }

        var maps = new List<YamlMap>();
        var items = Sequence(key);
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index] is YamlMappingNode mapping)
            {
                maps.Add(new YamlMap(file, $"{context}{key}[{index}].", mapping, faults));
            }
            else
            {
                Fault(items[index], $"{key}[{index}]", "must be a mapping of keys to values");
            }
        }

        return maps;
    }

    /// <summary>Texts under keys of any name; empty where the key is left out.</summary>
    /// <param name="key">Key.</param>
    /// <param name="form">What the names have to look like.</param>
    public IReadOnlyList<KeyValuePair<string, string>> TextsByName(string key, Regex form) =>
        [.. Named(key, form).Select(pair => KeyValuePair.Create(pair.Key, pair.At.Text(pair.Key)))];

    /// <summary>Mappings under keys of any name; empty where the key is left out.</summary>
    /// <param name="key">Key.</param>
    /// <param name="form">What the names have to look like.</param>
    public IReadOnlyList<KeyValuePair<string, YamlMap>> MapsByName(string key, Regex form) =>
        [.. Named(key, form).Select(pair => KeyValuePair.Create(pair.Key, pair.At.Map(pair.Key))).Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))];

    /// <summary>Texts or mappings under keys of any name; empty where the key is left out.</summary>
    /// <param name="key">Key.</param>
    /// <param name="form">What the names have to look like.</param>
    /// <returns>The names, the mapping they stand in, and the mapping under each, or null where a text is meant.</returns>
    public IReadOnlyList<(string Name, YamlMap At, YamlMap? Map)> TextsOrMaps(string key, Regex form) =>
        [.. Named(key, form).Select(pair => (pair.Key, pair.At, pair.At.Find(pair.Key) is YamlMappingNode ? pair.At.Map(pair.Key) : null))];

    /// <summary>Adds a fault for a key that was read but cannot be right together with others.</summary>
    /// <param name="key">Key; where it is absent the line is that of the mapping.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public void Fault(string key, string message) => Fault(Find(key) ?? node, key, message);

    /// <summary>Adds a fault if a key that was read cannot be right together with others.</summary>
    /// <param name="isWrong">Whether it cannot be right.</param>
    /// <param name="key">Key; where it is absent the line is that of the mapping.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public void FaultIf(bool isWrong, string key, string message)
    {
        if (isWrong)
        {
            Fault(key, message);
        }
    }

    /// <summary>The texts under those of the keys that are there, in the order of the keys; every other key is a fault.</summary>
    /// <param name="keys">Keys that may be there.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Texts(IEnumerable<string> keys)
    {
        var texts = keys.Where(Has).Select(key => KeyValuePair.Create(key, Text(key))).ToList();
        RefuseOtherKeys();
        return texts;
    }

    /// <summary>Makes every key that nobody asked for a fault: most often a spelling mistake. To be called last.</summary>
    public void RefuseOtherKeys()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name))
            {
                Fault(key, key.ToString(), $"unknown key; known are {string.Join(", ", _asked)}");
            }
        }
    }

    private IEnumerable<(string Key, YamlMap At)> Named(string key, Regex form) => Map(key)?.Names(form) ?? [];

    private IEnumerable<(string Key, YamlMap At)> Names(Regex form)
    {
        foreach (var name in node.Children.Keys)
        {
            if (name is YamlScalarNode { Value: { } text } && form.IsMatch(text))
            {
                yield return (text, this);
            }
            else
            {
                Fault(name, name.ToString(), $"must match {form}");
            }
        }
    }

    private IList<YamlNode> Sequence(string key) => Filled<YamlSequenceNode>(key, "must be a list of at least one value")?.Children ?? [];

    private T? Filled<T>(string key, string form)
        where T : YamlNode
    {
        var found = Find(key);
        if (found is T filled && filled.AllNodes.Skip(1).Any())
        {
            return filled;
        }

        if (found is not null)
        {
            Fault(found, key, $"{form}; leave the key out where there is none");
        }

        return null;
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }

    private T? Value<T>(string key, Func<YamlNode, T?> read, string form)
        where T : struct
    {
        if (Find(key) is not { } found)
        {
            return null;
        }

        var value = read(found);
        if (value is null)
        {
            Fault(found, key, form);
        }

        return value;
    }

    private static int? Whole(YamlNode node, int least = int.MinValue, int greatest = int.MaxValue) =>
        node is YamlScalarNode scalar && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest
            ? number
            : null;

    private string Missing(string key)
    {
        Fault(node, key, "is missing");
        return string.Empty;
    }

    private void Fault(YamlNode at, string key, string message) =>
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{at.Start.Line}: {context}{key}: {message}."));
}
