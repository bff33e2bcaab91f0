using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SsdClr.Build.Model;

/// <summary>Reads the YAML files of the SSD model. Every fault in every file is reported, each with file, line and key.</summary>
internal static partial class SsdModelReader
{
    private static readonly string[] TypesWithLength = ["nvarchar", "nchar"];
    private static readonly string[] TypesWithoutLength = ["datetime", "int", "float"];

    /// <summary>Reads all objects, ordered by name.</summary>
    /// <param name="repository">Repository whose <c>sql/model/objects</c> is read.</param>
    /// <exception cref="BuildException">A file is not right.</exception>
    public static IReadOnlyList<SsdObject> Read(Repository repository)
    {
        var objects = new List<SsdObject>();
        var references = new List<(YamlMap At, string Target)>();
        var faults = new List<string>();
        foreach (var path in Directory.EnumerateFiles(repository.ModelObjects, "*.yml").Order(StringComparer.Ordinal))
        {
            if (ReadObject(repository.Relative(path), path, references, faults) is { } read)
            {
                objects.Add(read);
            }
        }

        foreach (var (at, target) in references)
        {
            var parts = target.Split('.');
            var table = objects.Find(candidate => candidate.Name == parts[0]);
            if (parts.Length == 2 && table is not null && !table.Fields.Any(field => field.Name == parts[1]))
            {
                at.Fault("foreign_key", $"{parts[0]} has no field {parts[1]}");
            }
        }

        return faults.Count == 0 ? objects : throw new BuildException(faults);
    }

    private static SsdObject? ReadObject(string file, string path, List<(YamlMap At, string Target)> references, List<string> faults)
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
            faults.Add($"{file}:1: object: the file must hold one object: a mapping of keys to values.");
            return null;
        }

        var map = new YamlMap(file, string.Empty, root, faults);
        var name = map.Text("object", ObjectName());
        if (name.Length > 0 && name != Path.GetFileNameWithoutExtension(path))
        {
            map.Fault("object", $"'{name}' must be the name of the file");
        }

        var description = map.Text("description");
        var fields = new List<SsdField>();
        foreach (var item in map.Maps("fields"))
        {
            var field = ReadField(item, references);
            if (fields.Exists(other => other.Name == field.Name))
            {
                item.Fault("name", $"'{field.Name}' occurs twice");
            }

            fields.Add(field);
        }

        if (fields.Count > 0 && fields.Count(field => field.IsPrimaryKey) != 1)
        {
            map.Fault("fields", "exactly one field must have primary_key: true");
        }

        map.RefuseOtherKeys();
        return new SsdObject(name, description, fields);
    }

    private static SsdField ReadField(YamlMap map, List<(YamlMap At, string Target)> references)
    {
        var field = new SsdField(
            map.Text("name", FieldName()),
            map.Text("type"),
            map.Length("length"),
            map.Flag("nullable"),
            map.FlagOrFalse("primary_key"),
            map.FlagOrFalse("index"),
            map.OptionalText("foreign_key", Reference()),
            map.Text("item_ref", ItemReference()),
            map.Text("description"),
            map.TextList("feeds", PayloadField()),
            map.TextList("returns", ReturnName()));

        if (TypesWithLength.Contains(field.Type))
        {
            if (!map.Has("length"))
            {
                map.Fault("length", $"{field.Type} needs a length");
            }
            else if (field.Length == SsdField.MaximumLength && (field.Type != "nvarchar" || field.IsPrimaryKey || field.IsIndexed))
            {
                map.Fault("length", "max is for nvarchar without key or index only");
            }
        }
        else if (!TypesWithoutLength.Contains(field.Type))
        {
            map.Fault("type", $"'{field.Type}' must be one of {string.Join(", ", TypesWithLength.Concat(TypesWithoutLength))}");
        }
        else if (field.Length is not null)
        {
            map.Fault("length", $"{field.Type} has no length");
        }

        if (field.IsPrimaryKey && field.IsNullable)
        {
            map.Fault("nullable", "a primary key cannot be nullable");
        }

        if (field.IsPrimaryKey && field.IsIndexed)
        {
            map.Fault("index", "a primary key has its index already");
        }

        if (field.ForeignKey is { } target)
        {
            references.Add((map, target));
        }

        map.RefuseOtherKeys();
        return field;
    }

    [GeneratedRegex("^ssd_[a-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ObjectName();

    [GeneratedRegex("^[a-z][a-z0-9]{3}_[a-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^ssd_[a-z0-9_]+\.[a-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("^[A-Z0-9]{4}[0-9]{3}[A-Z]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemReference();

    [GeneratedRegex(@"^[a-z0-9_]+(\[\])?(\.[a-z0-9_]+(\[\])?)*( \([0-9]+\))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PayloadField();

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReturnName();
}
