using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Reads the YAML files of the SSD model. Every fault in every file is reported, each with file, line and key.</summary>
internal static partial class SsdModelReader
{
    private static readonly string[] TypesWithLength = ["nvarchar", "nchar"];
    private static readonly string[] TypesWithoutLength = ["datetime", "int", "float"];

    /// <summary>Reads all objects and code lists, ordered by name.</summary>
    /// <param name="repository">Repository whose <c>sql/model</c> is read.</param>
    /// <exception cref="BuildException">A file is not right.</exception>
    public static SsdModel Read(Repository repository)
    {
        var faults = new List<string>();
        var categories = SsdCategoryReader.Read(repository, faults);
        var objects = new List<SsdObject>();
        var fields = new List<(YamlMap At, SsdField Field)>();
        foreach (var path in Directory.EnumerateFiles(repository.ModelObjects, "*.yml").Order(StringComparer.Ordinal))
        {
            if (YamlMap.OfFile(repository.Relative(path), path, "object", faults) is { } map)
            {
                objects.Add(ReadObject(map, fields));
            }
        }

        foreach (var (at, field) in fields)
        {
            CheckForeignKey(at, field, objects);
            CheckCategory(at, field, categories);
        }

        // Only what has been read whole can tell that nothing uses a list.
        if (faults.Count == 0)
        {
            foreach (var (at, category) in categories.Values.OfType<(YamlMap At, SsdCategory Category)>())
            {
                if (!fields.Exists(field => field.Field.Category == category.Name))
                {
                    at.Fault("category", $"no field in {repository.Relative(repository.ModelObjects)} uses {category.Name}");
                }
            }
        }

        return faults.Count == 0
            ? new SsdModel(objects, [.. categories.Values.OfType<(YamlMap At, SsdCategory Category)>().Select(read => read.Category)])
            : throw new BuildException(faults);
    }

    private static void CheckForeignKey(YamlMap at, SsdField field, List<SsdObject> objects)
    {
        if (field.ForeignKey?.Split('.') is [var parent, var key]
            && objects.Find(candidate => candidate.Name == parent) is { } table
            && !table.Fields.Any(candidate => candidate.Name == key))
        {
            at.Fault("foreign_key", $"{parent} has no field {key}");
        }
    }

    private static void CheckCategory(YamlMap at, SsdField field, SortedDictionary<string, (YamlMap At, SsdCategory Category)?> categories)
    {
        if (field.Category is not { Length: > 0 } name)
        {
            return;
        }

        if (!categories.TryGetValue(name, out var read))
        {
            at.Fault("category", $"there is no category {name}; known are {string.Join(", ", categories.Keys)}");
        }
        else if (read?.Category.Feeds is { } feeds && !field.Feeds.Contains(feeds))
        {
            at.Fault("category", $"{name} holds the codes of {feeds}, which this field does not feed");
        }
    }

    private static SsdObject ReadObject(YamlMap map, List<(YamlMap At, SsdField Field)> allFields)
    {
        var name = map.NameOfFile("object", ObjectName());
        var description = map.Text("description");
        var fields = new List<SsdField>();
        foreach (var item in map.Maps("fields"))
        {
            var field = ReadField(item);
            if (fields.Exists(other => other.Name == field.Name))
            {
                item.Fault("name", $"'{field.Name}' occurs twice");
            }

            fields.Add(field);
            allFields.Add((item, field));
        }

        if (fields.Count > 0 && fields.Count(field => field.IsPrimaryKey) != 1)
        {
            map.Fault("fields", "exactly one field must have primary_key: true");
        }

        map.RefuseOtherKeys();
        return new SsdObject(name, description, fields);
    }

    private static SsdField ReadField(YamlMap map)
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
            map.TextList("feeds", ModelForms.PayloadField()),
            map.TextList("returns", ReturnName()),
            map.OptionalText("category", ModelForms.CategoryName()));

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

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReturnName();
}
