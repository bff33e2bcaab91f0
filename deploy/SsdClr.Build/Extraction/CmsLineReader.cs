using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Reads queries and fields in a mapping or in overrides. Every name has to be known where it is used; a fault names file, line and key.
/// </summary>
/// <param name="tables">The system's tables.</param>
/// <param name="lists">Names of the lists that differ by authority.</param>
/// <param name="codeMaps">Names of the code maps.</param>
/// <param name="steps">Steps read so far.</param>
/// <param name="mayAddColumns">Whether columns may be named that are not known of the system: an authority knows its own.</param>
internal sealed class CmsLineReader(SourceTables tables, IReadOnlyCollection<string> lists, IReadOnlyCollection<string> codeMaps, List<CmsStep> steps, bool mayAddColumns)
{
    /// <summary>Reads <c>from</c>, <c>joins</c> and <c>where</c>.</summary>
    /// <param name="map">Object, step or part of one.</param>
    public CmsQuery ReadQuery(YamlMap map)
    {
        var scope = new Dictionary<string, string>(StringComparer.Ordinal);
        var from = map.Text("from", CmsForms.Source()).Split(' ');
        if (from is not [var table, var alias])
        {
            return new CmsQuery(string.Empty, string.Empty, [], null);
        }

        Add(map, "from", scope, table, alias);
        var joins = new List<CmsJoin>();
        foreach (var text in map.TextList("joins", CmsForms.Join()))
        {
            var join = CmsForms.Join().Match(text).Groups;
            Add(map, "joins", scope, join["table"].Value, join["alias"].Value);
            if (Read(map, "joins", join["on"].Value, scope) is { } on)
            {
                RequireKey(map, "joins", join["table"].Value, join["alias"].Value, on);
                joins.Add(new CmsJoin(join["kind"].Value == "inner", join["table"].Value, join["alias"].Value, on));
            }
        }

        var where = map.OptionalText("where");
        return new CmsQuery(table, alias, joins, where is null ? null : Read(map, "where", where, scope));
    }

    /// <summary>Reads a step and adds it to those known.</summary>
    /// <param name="map">The step.</param>
    public void ReadStep(YamlMap map)
    {
        var name = map.Text("step", ModelForms.Term());
        var queries = ReadQueries(map);
        CmsMerge? merge = null;
        if (map.Map("merge") is { } merged)
        {
            merge = new CmsMerge(Column(merged, "of"), Column(merged, "start"), Column(merged, "end"), Column(merged, "id"));
            merged.RefuseOtherKeys();
        }

        var step = new CmsStep(name, map.TextList("keys", ModelForms.Term()), map.FlagOrFalse("distinct"), merge, queries);
        map.FaultIf(step.Keys.Count == 0, "keys", "name at least one column that the rows are looked up by");

        foreach (var key in step.Keys.Except(step.Columns, StringComparer.Ordinal))
        {
            map.Fault("keys", $"'{key}' is no column of the step");
        }

        _ = map.OptionalText("note", CmsForms.Line());
        map.RefuseOtherKeys();
        var index = steps.FindIndex(known => known.Name == name);
        if (index < 0)
        {
            steps.Add(step);
        }
        else if (mayAddColumns)
        {
            steps[index] = step;
        }
        else
        {
            map.Fault("step", $"'{name}' occurs twice");
        }

        string Column(YamlMap at, string key)
        {
            var column = at.Text(key, ModelForms.Term());
            at.FaultIf(!queries[0].Columns.Any(known => known.Key == column), key, $"'{column}' is no column of the step");

            return column;
        }
    }

    /// <summary>Reads the fields of an object.</summary>
    /// <param name="map">The object.</param>
    /// <param name="table">Table of the SSD whose fields they are.</param>
    /// <param name="query">Its rows.</param>
    /// <param name="evidenceOf">Reads how far a line may be relied on.</param>
    public IReadOnlyList<CmsField> ReadFields(YamlMap map, SsdObject table, CmsQuery query, Func<YamlMap?, CmsEvidence> evidenceOf)
    {
        var fields = new List<CmsField>();
        foreach (var (name, at, item) in map.TextsOrMaps("fields", ModelForms.Term()))
        {
            if (table.Fields.FirstOrDefault(field => field.Name == name) is not { } known)
            {
                at.Fault(name, $"{table.Name} has no such field");
                continue;
            }

            var reason = item?.OptionalText("unmapped", CmsForms.Line());
            var text = item is null ? at.Text(name) : reason is null ? item.Text("is") : null;
            var value = text is null ? null : Read(item ?? at, item is null ? name : "is", text, Scope(query));
            fields.Add(new CmsField(known, value, reason is null ? evidenceOf(item) : new CmsEvidence(CmsGrade.Unverified, reason), item?.OptionalText("note", CmsForms.Line())));
            item?.RefuseOtherKeys();
        }

        return fields;
    }

    private static Dictionary<string, string> Scope(CmsQuery query) => query.Sources.DistinctBy(source => source.Alias).ToDictionary(source => source.Alias, source => source.Table, StringComparer.Ordinal);

    private void Add(YamlMap map, string key, Dictionary<string, string> scope, string table, string alias)
    {
        map.FaultIf(!scope.TryAdd(alias, table), key, $"'{alias}' stands for another table already");
        map.FaultIf(!IsKnown(table), key, $"there is no table or step '{table}'");
    }

    private bool IsKnown(string table) => mayAddColumns || tables.Columns(table) is not null || steps.Exists(step => step.Name == table);

    /// <summary>Without a key a step would be read whole for every row: 50,000 children would take hours.</summary>
    private void RequireKey(YamlMap map, string key, string table, string alias, SqlTerm condition)
    {
        if (steps.Find(step => step.Name == table) is { Keys.Count: > 0 } known && !known.Keys.Intersect(condition.Equated(alias), StringComparer.Ordinal).Any())
        {
            map.Fault(key, $"{table} is looked up without one of its keys, {string.Join(" or ", known.Keys)}: compare one with =, or add a key to the step");
        }
    }

    private SqlTerm? Read(YamlMap map, string key, string text, IReadOnlyDictionary<string, string> scope)
    {
        try
        {
            var term = SqlParser.Read(text, scope);
            foreach (var part in term.All)
            {
                Check(map, key, part);
            }

            return term;
        }
        catch (FormatException fault)
        {
            map.Fault(key, fault.Message);
            return null;
        }
    }

    private void Check(YamlMap map, string key, SqlTerm part)
    {
        switch (part.Kind)
        {
            case SqlTermKind.Column:
                var known = steps.Find(step => step.Name == part.Table)?.Columns ?? (mayAddColumns ? null : tables.Columns(part.Table)?.Select(column => column.Name));
                map.FaultIf(known?.Contains(part.Text, StringComparer.Ordinal) == false, key, $"{part.Table} has no column '{part.Text}'");

                break;
            case SqlTermKind.Lookup when !IsKnown(part.Rows!.Table):
                map.Fault(key, $"there is no table or step '{part.Rows.Table}'");
                break;
            case SqlTermKind.Lookup:
                RequireKey(map, key, part.Rows!.Table, part.Rows.Alias, part.Rows.Where);
                break;
            case SqlTermKind.InList when !lists.Contains(part.Text):
                map.Fault(key, $"there is no list '{part.Text}'; known are {string.Join(", ", lists)}");
                break;
            case SqlTermKind.Call when part.Text == "codes" && (part.Parts[1].Kind != SqlTermKind.Text || !codeMaps.Contains(part.Parts[1].Text)):
                map.Fault(key, $"there is no code map '{part.Parts[1].Text}'; known are {string.Join(", ", codeMaps)}");
                break;
        }
    }

    private List<(CmsQuery Query, IReadOnlyList<KeyValuePair<string, SqlTerm>> Columns)> ReadQueries(YamlMap map)
    {
        var queries = new List<(CmsQuery Query, IReadOnlyList<KeyValuePair<string, SqlTerm>> Columns)>();
        foreach (var part in map.Has("union") ? map.Maps("union") : [map])
        {
            var query = ReadQuery(part);
            var columns = new List<KeyValuePair<string, SqlTerm>>();
            foreach (var (column, text) in part.TextsByName("columns", ModelForms.Term()))
            {
                if (Read(part, "columns", text, Scope(query)) is { } term)
                {
                    columns.Add(KeyValuePair.Create(column, term));
                }
            }

            if (part != map)
            {
                part.RefuseOtherKeys();
            }

            if (queries.Count > 0 && !queries[0].Columns.Select(column => column.Key).SequenceEqual(columns.Select(column => column.Key), StringComparer.Ordinal))
            {
                part.Fault("columns", "every part of a union must have the same columns in the same order");
            }

            queries.Add((query, columns));
        }

        return queries;
    }
}
