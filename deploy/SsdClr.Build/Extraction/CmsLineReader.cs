using System.Text.RegularExpressions;
using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Reads the lines of one object in a mapping or in overrides: its tables, conditions and fields. Every alias has to be known where it is used.
/// </summary>
/// <param name="lists">Names of the lists that differ by authority.</param>
/// <param name="codeMaps">Names of the code maps.</param>
/// <param name="evidenceOf">Reads how far a line may be relied on.</param>
internal sealed class CmsLineReader(IReadOnlyCollection<string> lists, IReadOnlyCollection<string> codeMaps, Func<YamlMap, CmsEvidence> evidenceOf)
{
    private const string OneOf = "column, first_filled, joined, json, exists, json_list or unmapped";

    /// <summary>A table, whose alias must be new.</summary>
    /// <param name="map">Mapping with <c>table</c> and <c>alias</c>.</param>
    /// <param name="aliases">Aliases known so far; takes the new one.</param>
    public static CmsTable ReadTable(YamlMap map, List<string> aliases)
    {
        var table = new CmsTable(map.Text("alias", CmsForms.Term()), map.Text("table", CmsForms.Name()));
        if (aliases.Contains(table.Alias))
        {
            map.Fault("alias", $"'{table.Alias}' stands for another table already");
        }

        aliases.Add(table.Alias);
        return table;
    }

    /// <summary>The joins of an object; none where the key is left out.</summary>
    /// <param name="map">The object.</param>
    /// <param name="aliases">Aliases known so far; takes the new ones.</param>
    public IReadOnlyList<CmsJoin> ReadJoins(YamlMap map, List<string> aliases)
    {
        var joins = new List<CmsJoin>();
        foreach (var item in map.Has("joins") ? map.Maps("joins") : [])
        {
            var table = ReadTable(item, aliases);
            var kind = item.Text("kind") switch
            {
                "inner" => CmsJoinKind.Inner,
                "left" => CmsJoinKind.Left,
                "newest" => CmsJoinKind.Newest,
                var other => Unknown(item, other),
            };
            var newest = Columns(item, "newest", aliases);
            if ((kind == CmsJoinKind.Newest) != (newest.Count > 0))
            {
                item.Fault("newest", "belongs to kind: newest and says by which columns");
            }

            joins.Add(new CmsJoin(table, kind, ReadMatches(item, aliases), ReadConditions(item, aliases), newest, evidenceOf(item)));
            item.RefuseOtherKeys();
        }

        return joins;

        static CmsJoinKind Unknown(YamlMap item, string kind)
        {
            if (kind.Length > 0)
            {
                item.Fault("kind", $"'{kind}' must be one of inner, left, newest");
            }

            return CmsJoinKind.Inner;
        }
    }

    /// <summary>The conditions under <c>where</c>; none where the key is left out.</summary>
    /// <param name="map">Object, join or subquery.</param>
    /// <param name="aliases">Aliases known.</param>
    public IReadOnlyList<CmsCondition> ReadConditions(YamlMap map, List<string> aliases)
    {
        var conditions = new List<CmsCondition>();
        foreach (var item in map.Has("where") ? map.Maps("where") : [])
        {
            var column = Column(item, "column", aliases);
            CmsCondition?[] asked =
            [
                item.Has("in") ? new(column, CmsConditionKind.In, item.TextList("in", CmsForms.Line())) : null,
                item.Has("not_in") ? new(column, CmsConditionKind.NotIn, item.TextList("not_in", CmsForms.Line())) : null,
                item.Has("like") ? new(column, CmsConditionKind.Like, [item.Text("like", CmsForms.Line())]) : null,
                item.Has("list") ? new(column, CmsConditionKind.List, [Known(item, "list", lists)]) : null,
                item.FlagOrFalse("filled") ? new(column, CmsConditionKind.Filled, []) : null,
            ];
            if (asked.OfType<CmsCondition>().ToList() is [var condition])
            {
                conditions.Add(condition);
            }
            else
            {
                item.Fault("column", "say one thing of it: in, not_in, like, list or filled: true");
            }

            item.RefuseOtherKeys();
        }

        return conditions;
    }

    /// <summary>A column, or null where the key is left out.</summary>
    /// <param name="map">Mapping.</param>
    /// <param name="key">Key.</param>
    /// <param name="aliases">Aliases known.</param>
    public static CmsColumn? OptionalColumn(YamlMap map, string key, List<string> aliases) => map.Has(key) ? Column(map, key, aliases) : null;

    /// <summary>The fields of an object.</summary>
    /// <param name="map">The object.</param>
    /// <param name="table">Table of the SSD whose fields they are.</param>
    /// <param name="aliases">Aliases known.</param>
    public IReadOnlyList<CmsField> ReadFields(YamlMap map, SsdObject table, List<string> aliases)
    {
        var fields = new List<CmsField>();
        foreach (var item in map.Has("fields") ? map.Maps("fields") : [])
        {
            var name = item.Text("name", CmsForms.Term());
            var expression = ReadExpression(item, aliases);
            var unmapped = item.OptionalText("unmapped", CmsForms.Line());
            if ((expression is null) == (unmapped is null))
            {
                item.Fault("name", $"say one of {OneOf}");
            }

            var evidence = unmapped is null || expression is not null ? evidenceOf(item) : new CmsEvidence(false, string.Empty);
            var note = item.OptionalText("note", CmsForms.Line());
            item.RefuseOtherKeys();
            if (table.Fields.FirstOrDefault(field => field.Name == name) is not { } known)
            {
                item.Fault("name", $"{table.Name} has no field '{name}'");
            }
            else if (fields.Exists(field => field.Field.Name == name))
            {
                item.Fault("name", $"'{name}' occurs twice");
            }
            else
            {
                fields.Add(new CmsField(known, expression, unmapped, evidence, note));
            }
        }

        return fields;
    }

    private CmsExpression? ReadExpression(YamlMap item, List<string> aliases)
    {
        CmsExpression?[] read =
        [
            item.Has("column") ? ReadColumn(item, aliases) : null,
            item.Has("first_filled") ? new FirstFilledExpression(Several(item, "first_filled", aliases)) : null,
            item.Has("joined") ? new JoinedExpression(Several(item, "joined", aliases), item.Has("separator") ? item.Text("separator", CmsForms.Line()) : " ") : null,
            item.Has("json") ? ReadJson(item, aliases) : null,
            item.Map("exists") is { } exists ? new ExistsExpression(ReadSubquery(exists, aliases, out _)) : null,
            item.Map("json_list") is { } list ? ReadJsonList(list, aliases) : null,
        ];
        var expressions = read.OfType<CmsExpression>().ToList();
        if (expressions.Count > 1)
        {
            item.Fault("name", $"say one of {OneOf}");
        }

        return expressions.Count == 0 ? null : expressions[0];
    }

    private CmsExpression ReadColumn(YamlMap item, List<string> aliases)
    {
        var column = Column(item, "column", aliases);
        var turned = item.OptionalText("as");
        var codes = item.Has("codes") ? Known(item, "codes", codeMaps) : null;
        var style = item.Number("style", 100, 131);
        if (style is not null && turned != "date")
        {
            item.Fault("style", "belongs to as: date");
        }

        if (codes is not null && turned is not null)
        {
            item.Fault("codes", "goes without as");
        }

        switch (turned)
        {
            case null:
                return codes is null ? new ColumnExpression(column) : new CodeExpression(column, codes);
            case "date":
                return new DateExpression(column, style);
            case "whole_number":
                return new WholeNumberExpression(column);
            default:
                item.Fault("as", $"'{turned}' must be one of date, whole_number");
                return new ColumnExpression(column);
        }
    }

    private static JsonExpression ReadJson(YamlMap item, List<string> aliases)
    {
        var members = new List<KeyValuePair<string, CmsColumn>>();
        foreach (var (key, text) in item.TextsByName("json", CmsForms.JsonKey()))
        {
            members.Add(KeyValuePair.Create(key, Parse(item, "json", text, CmsForms.Column(), aliases)));
        }

        return new JsonExpression(members);
    }

    private JsonListExpression ReadJsonList(YamlMap map, List<string> aliases)
    {
        var rows = ReadSubquery(map, aliases, out var inside, "value");
        return new JsonListExpression(rows, Column(map, "value", inside));
    }

    private CmsSubquery ReadSubquery(YamlMap map, List<string> aliases, out List<string> inside, string? more = null)
    {
        inside = [.. aliases];
        var rows = new CmsSubquery(ReadTable(map, inside), ReadMatches(map, inside), ReadConditions(map, inside));
        if (more is not null)
        {
            _ = map.Has(more);
        }

        map.RefuseOtherKeys();
        return rows;
    }

    private static List<CmsMatch> ReadMatches(YamlMap map, List<string> aliases)
    {
        if (!map.Has("match"))
        {
            map.Fault("match", "is missing");
        }

        var matches = new List<CmsMatch>();
        foreach (var text in map.TextList("match", CmsForms.Match()))
        {
            var sides = text.Split(" = ");
            matches.Add(new CmsMatch(Parse(map, "match", sides[0], CmsForms.Column(), aliases), Parse(map, "match", sides[1], CmsForms.Column(), aliases)));
        }

        return matches;
    }

    private static List<CmsColumn> Several(YamlMap map, string key, List<string> aliases)
    {
        var columns = Columns(map, key, aliases);
        if (columns.Count < 2)
        {
            map.Fault(key, "must name at least two columns");
        }

        return columns;
    }

    private static List<CmsColumn> Columns(YamlMap map, string key, List<string> aliases) =>
        [.. map.TextList(key, CmsForms.Column()).Select(text => Parse(map, key, text, CmsForms.Column(), aliases))];

    private static CmsColumn Column(YamlMap map, string key, List<string> aliases) => Parse(map, key, map.Text(key, CmsForms.Column()), CmsForms.Column(), aliases);

    private static CmsColumn Parse(YamlMap map, string key, string text, Regex form, List<string> aliases)
    {
        if (!form.IsMatch(text))
        {
            // A text that was read with its form has its fault already; the columns of a JSON object have not.
            if (key == "json")
            {
                map.Fault(key, $"'{text}' must match {form}");
            }

            return new CmsColumn(string.Empty, string.Empty);
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var column = new CmsColumn(text[..dot], text[(dot + 1)..]);
        if (!aliases.Contains(column.Alias))
        {
            map.Fault(key, $"no table is called '{column.Alias}' here; known are {string.Join(", ", aliases)}");
        }

        return column;
    }

    private static string Known(YamlMap map, string key, IReadOnlyCollection<string> names)
    {
        var name = map.Text(key, CmsForms.Term());
        if (name.Length > 0 && !names.Contains(name))
        {
            map.Fault(key, $"there is no '{name}'; known are {string.Join(", ", names)}");
        }

        return name;
    }
}
