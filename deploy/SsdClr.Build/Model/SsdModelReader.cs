using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Reads the YAML files of the SSD model. Every fault in every file is reported, each with file, line and key.</summary>
internal static partial class SsdModelReader
{
    private static readonly string[] s_typesWithLength = ["nvarchar", "nchar", "varchar", "binary"];
    private static readonly string[] s_typesWithoutLength = ["datetime", "date", "int", "tinyint", "bit", "float"];
    private static readonly string[] s_typesOfDates = ["datetime", "date"];
    private static readonly string[] s_typesOfNumbers = ["int", "tinyint", "float"];

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

        // Only what has been read whole can tell that an object is missing or that nothing uses a list.
        var isWhole = faults.Count == 0;
        foreach (var (at, field) in fields)
        {
            CheckForeignKey(at, field, objects, isWhole);
            CheckCategory(at, field, categories);
        }

        if (faults.Count == 0)
        {
            foreach (var (at, category) in categories.Values.OfType<(YamlMap At, SsdCategory Category)>())
            {
                var isUsed = fields.Exists(field => field.Field.Category == category.Name);
                if (isUsed && category.WithoutField is not null)
                {
                    at.Fault("without_field", $"a field uses {category.Name}: leave this key out");
                }
                else if (!isUsed && category.WithoutField is null)
                {
                    at.Fault("category", $"no field in {repository.Relative(repository.ModelObjects)} uses {category.Name}");
                }
            }
        }

        return faults.Count == 0
            ? new SsdModel(objects, [.. categories.Values.OfType<(YamlMap At, SsdCategory Category)>().Select(read => read.Category)])
            : throw new BuildException(faults);
    }

    private static void CheckForeignKey(YamlMap at, SsdField field, List<SsdObject> objects, bool isWhole)
    {
        if (field.ForeignKey?.Split('.') is not [var parent, var key])
        {
            return;
        }

        if (objects.Find(candidate => candidate.Name == parent) is not { } table)
        {
            if (isWhole)
            {
                at.Fault("foreign_key", $"there is no object {parent}");
            }
        }
        else if (!table.Fields.Any(candidate => candidate.Name == key))
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
        else if (read?.Category.Feeds is { } feeds && field.Feeds.Count > 0 && !field.Feeds.Contains(feeds))
        {
            at.Fault("category", $"{name} holds the codes of {feeds}, which this field does not feed");
        }
    }

    private static SsdObject ReadObject(YamlMap map, List<(YamlMap At, SsdField Field)> allFields)
    {
        var name = map.NameOfFile("object", ModelForms.ObjectName());
        var subject = map.Text("subject");
        if (subject.Length > 0 && !SubjectArea.All.Any(area => area.Name == subject))
        {
            map.Fault("subject", $"'{subject}' must be one of {string.Join(", ", SubjectArea.All.Select(area => area.Name))}");
        }

        var keyless = map.FlagOrFalse("keyless");
        var description = map.Text("description");
        var fields = new List<SsdField>();
        var items = map.Maps("fields");
        foreach (var item in items)
        {
            var field = ReadField(item);
            item.FaultIf(fields.Exists(other => other.Name == field.Name), "name", $"'{field.Name}' occurs twice");

            fields.Add(field);
            allFields.Add((item, field));
        }

        if (fields.Count > 0 && fields.Count(field => field.IsPrimaryKey) != (keyless ? 0 : 1))
        {
            map.Fault("fields", keyless ? "the object says keyless: true, so no field may have primary_key: true" : "exactly one field must have primary_key: true");
        }

        foreach (var (item, field) in items.Zip(fields))
        {
            if (field.Validators.DateOrder is { Length: > 0 } earlier && !fields.Exists(other => other.Name == earlier && s_typesOfDates.Contains(other.Type)))
            {
                item.Fault("validators", $"date_order: {name} has no date {earlier}");
            }
        }

        map.RefuseOtherKeys();
        return new SsdObject(name, description, fields) { Subject = subject };
    }

    private static SsdField ReadField(YamlMap map)
    {
        var field = new SsdField(
            map.Text("name", ModelForms.Term()),
            map.Text("type"),
            map.Length("length"),
            map.Text("description"))
        {
            IsNullable = map.Flag("nullable"),
            IsPrimaryKey = map.FlagOrFalse("primary_key"),
            IsIndexed = map.FlagOrFalse("index"),
            ForeignKey = map.OptionalText("foreign_key", Reference()),
            ItemReference = map.OptionalText("item_ref", ItemReference()),
            Feeds = map.TextList("feeds", ModelForms.PayloadField()),
            Returns = map.TextList("returns", ReturnName()),
            Category = map.OptionalText("category", ModelForms.Term()),
            Note = map.OptionalText("note"),
            Validators = ReadValidators(map),
            ReturnItems = map.Map("return_items")?.Texts(StatutoryReturn.All.Select(known => known.Name)) ?? [],
            Sources = map.Map("sources")?.Texts(CaseManagementSystem.All.Select(system => system.Name)) ?? [],
        };

        if (field.Returns.FirstOrDefault(name => !StatutoryReturn.All.Any(known => known.Name == name)) is { } unknown)
        {
            map.Fault("returns", $"'{unknown}' must be one of {string.Join(", ", StatutoryReturn.All.Select(known => known.Name))}");
        }

        if (field.ReturnItems.FirstOrDefault(item => !field.Returns.Contains(item.Key)) is { Key: { } missing })
        {
            map.Fault("return_items", $"{missing} is not in returns");
        }

        CheckValidators(map, field);
        CheckLength(map, field);
        CheckKey(map, field);
        map.RefuseOtherKeys();
        return field;
    }

    private static void CheckLength(YamlMap map, SsdField field)
    {
        if (s_typesWithLength.Contains(field.Type))
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
        else if (!s_typesWithoutLength.Contains(field.Type))
        {
            map.Fault("type", $"'{field.Type}' must be one of {string.Join(", ", s_typesWithLength.Concat(s_typesWithoutLength))}");
        }
        else if (field.Length is not null)
        {
            map.Fault("length", $"{field.Type} has no length");
        }
    }

    private static void CheckKey(YamlMap map, SsdField field)
    {
        map.FaultIf(field.IsPrimaryKey && field.IsNullable, "nullable", "a primary key cannot be nullable");
        map.FaultIf(field.IsPrimaryKey && field.IsIndexed, "index", "a primary key has its index already");
    }

    private static SsdValidators ReadValidators(YamlMap field)
    {
        if (field.Map("validators") is not { } map)
        {
            return SsdValidators.None;
        }

        var validators = new SsdValidators(
            map.FlagOrFalse("required"),
            map.FlagOrFalse("unique"),
            map.OptionalText("one_of"),
            map.Number("max_length", 1, 4000),
            map.OptionalText("pattern"),
            map.OptionalText("date_order", ModelForms.Term()),
            map.Range("range"));
        if (validators.OneOf is { Length: > 0 } form && !SsdValidators.OneOfForms.Contains(form))
        {
            map.Fault("one_of", $"'{form}' must be one of {string.Join(", ", SsdValidators.OneOfForms)}");
        }

        if (validators.Pattern is { } pattern)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
            }
            catch (ArgumentException)
            {
                map.Fault("pattern", "is no regular expression");
            }
            catch (NotSupportedException)
            {
                map.Fault("pattern", "must do without looking ahead or back");
            }
        }

        map.RefuseOtherKeys();
        return validators;
    }

    private static void CheckValidators(YamlMap map, SsdField field)
    {
        var validators = field.Validators;
        map.FaultIf(validators.OneOf is not null && field.Category is null, "validators", "one_of: say in category which code list is meant");
        map.FaultIf(validators.DateOrder is not null && !s_typesOfDates.Contains(field.Type), "validators", $"date_order: {field.Type} is no date");

        map.FaultIf(validators.Range is not null && !s_typesOfNumbers.Contains(field.Type), "validators", $"range: {field.Type} is no number");
        map.FaultIf(validators.MaximumLength >= field.Length && field.Length != SsdField.MaximumLength, "validators", "max_length: the column takes no more than this anyway");
    }

    [GeneratedRegex(@"^ssd_[a-z0-9_]+\.[a-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("^[A-Z0-9]{4}[0-9]{3,4}[A-Z]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemReference();

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReturnName();
}
