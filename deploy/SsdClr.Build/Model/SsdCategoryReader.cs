using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Reads the YAML files of the code lists. Every fault in every file is reported, each with file, line and key.</summary>
internal static partial class SsdCategoryReader
{
    /// <summary>Reads all code lists, ordered by name.</summary>
    /// <param name="repository">Repository whose <c>sql/model/categories</c> is read.</param>
    /// <param name="faults">Takes the faults.</param>
    /// <returns>By the name of its file, each list with its mapping; null for a file with a fault.</returns>
    public static SortedDictionary<string, (YamlMap At, SsdCategory Category)?> Read(Repository repository, List<string> faults)
    {
        var categories = new SortedDictionary<string, (YamlMap At, SsdCategory Category)?>(StringComparer.Ordinal);
        var codeLists = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(repository.ModelCategories, "*.yml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (YamlMap.OfFile(repository.Relative(path), path, "category", faults) is not { } map)
            {
                categories.Add(name, null);
                continue;
            }

            var faultsBefore = faults.Count;
            var category = ReadCategory(map);
            if (category.CodeList is { Length: > 0 } codeList && !codeLists.TryAdd(codeList, name))
            {
                map.Fault("code_list", $"'{codeList}' is the list of {codeLists[codeList]} already");
            }

            categories.Add(name, faults.Count == faultsBefore ? (map, category) : null);
        }

        return categories;
    }

    private static SsdCategory ReadCategory(YamlMap map)
    {
        var category = new SsdCategory(
            map.NameOfFile("category", ModelForms.Term()),
            map.OptionalText("code_list", CodeListName()),
            map.OptionalText("feeds", ModelForms.PayloadField()),
            map.Text("description"),
            map.OptionalText("note"),
            ReadCodes(map))
        {
            PublishedAs = map.TextList("published_as", ModelForms.Term()),
            WithoutField = map.OptionalText("without_field"),
        };

        map.FaultIf(category is { CodeList: not null, Feeds: null }, "code_list", "the rules are about payload fields: say in feeds which field the codes are of");

        map.RefuseOtherKeys();
        return category;
    }

    private static List<SsdCode> ReadCodes(YamlMap map)
    {
        var codes = new List<SsdCode>();
        foreach (var item in map.Maps("codes"))
        {
            var code = new SsdCode(item.Text("value", CodeValue()), item.Text("description"));
            if (item.TextList("known_as", KnownText()) is { Count: > 0 } texts)
            {
                code = code with { KnownAs = texts };
            }

            item.FaultIf(code.Value.Length > 0 && codes.Exists(other => other.Value == code.Value), "value", $"'{code.Value}' occurs twice");

            codes.Add(code);
            item.RefuseOtherKeys();
        }

        return codes;
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeListName();

    [GeneratedRegex(@"^\S([^\r\n\t]*\S)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KnownText();

    // What the product trims could never match, and what C# would have to escape is in no code.
    [GeneratedRegex(@"^[^\s""\\]([^\r\n\t""\\]*[^\s""\\])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeValue();
}
