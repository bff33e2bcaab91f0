using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Reads an authority's overrides and applies them to the mapping of its system. What the overrides name has to exist in the mapping; every fault is
/// reported, each with file, line and key.
/// </summary>
internal static class ExtractOverridesReader
{
    /// <summary>Reads and applies overrides.</summary>
    /// <param name="plan">The mapping as it is.</param>
    /// <param name="model">The SSD.</param>
    /// <param name="path">Full path of the file.</param>
    /// <exception cref="BuildException">The file is not there or not right.</exception>
    public static ExtractPlan Apply(ExtractPlan plan, SsdModel model, string path)
    {
        if (!File.Exists(path))
        {
            throw new BuildException($"{path}: there is no such file.");
        }

        var faults = new List<string>();
        var file = Path.GetFileName(path);
        var map = YamlMap.OfFile(file, path, "overrides", faults);
        var applied = map is null ? plan : Apply(plan, model, map, file);
        return faults.Count == 0 ? applied : throw new BuildException(faults);
    }

    private static ExtractPlan Apply(ExtractPlan plan, SsdModel model, YamlMap map, string file)
    {
        var system = map.Text("system", CmsForms.Term());
        if (system.Length > 0 && system != plan.Mapping.System.Name)
        {
            map.Fault("system", $"these are overrides for {system}, and the extract is for {plan.Mapping.System.Name}");
        }

        var mapping = plan.Mapping with { Lists = ReadLists(map, plan.Mapping.Lists), CodeMaps = ReadCodeMaps(map, plan.Mapping.CodeMaps) };
        var lines = new CmsLineReader(
            [.. mapping.Lists.Select(list => list.Name)],
            [.. mapping.CodeMaps.Select(codes => codes.Name)],
            item => new CmsEvidence(true, $"{item.Text("source", CmsForms.Line())}, {file}"));
        var objects = mapping.Objects.ToList();
        foreach (var item in map.Has("objects") ? map.Maps("objects") : [])
        {
            ApplyObject(item, objects, model, lines);
        }

        mapping = mapping with { Objects = objects };
        var applied = plan with
        {
            Mapping = mapping,
            Origin = $"{plan.Origin} and {file}",
            TargetSchema = map.OptionalText("target_schema", CmsForms.ColumnName()) ?? plan.TargetSchema,
            SourceSchema = map.OptionalText("source_schema", CmsForms.SchemaName()) ?? plan.SourceSchema,
            Years = map.Number("years", 1, 100),
            Renamed = ReadRenamed(map, mapping),
        };
        map.RefuseOtherKeys();
        CheckLists(map, applied);
        return applied;
    }

    private static List<CmsList> ReadLists(YamlMap map, IReadOnlyList<CmsList> known)
    {
        var lists = known.ToList();
        foreach (var item in map.Has("lists") ? map.Maps("lists") : [])
        {
            var name = item.Text("name", CmsForms.Term());
            var values = item.TextList("values", CmsForms.Line());
            if (values.Count == 0)
            {
                item.Fault("values", "name at least one value");
            }

            var index = lists.FindIndex(list => list.Name == name);
            if (index >= 0)
            {
                lists[index] = lists[index] with { Values = values };
            }
            else if (name.Length > 0)
            {
                item.Fault("name", $"the mapping has no list '{name}'; known are {string.Join(", ", known.Select(list => list.Name))}");
            }

            item.RefuseOtherKeys();
        }

        return lists;
    }

    private static List<CmsCodeMap> ReadCodeMaps(YamlMap map, IReadOnlyList<CmsCodeMap> known)
    {
        var maps = known.ToList();
        foreach (var item in map.Has("code_maps") ? map.Maps("code_maps") : [])
        {
            var name = item.Text("name", CmsForms.Term());
            var codes = item.TextsByName("codes", CmsForms.Line());
            if (codes.Count == 0)
            {
                item.Fault("codes", "name at least one code");
            }

            var index = maps.FindIndex(other => other.Name == name);
            if (index < 0)
            {
                maps.Add(new CmsCodeMap(name, codes));
            }
            else
            {
                maps[index] = new CmsCodeMap(name, [.. maps[index].Codes.Where(code => !codes.Any(other => other.Key == code.Key)), .. codes]);
            }

            item.RefuseOtherKeys();
        }

        return maps;
    }

    private static Dictionary<string, RenamedTable> ReadRenamed(YamlMap map, CmsMapping mapping)
    {
        var known = mapping.NamedTables.ToDictionary(table => table.Key, table => table.Value, StringComparer.Ordinal);
        var renamed = new Dictionary<string, RenamedTable>(StringComparer.Ordinal);
        foreach (var (name, item) in map.MapsByName("tables", CmsForms.Name()))
        {
            if (!known.TryGetValue(name, out var columns))
            {
                map.Fault("tables", $"the mapping names no table '{name}'");
                continue;
            }

            var names = item.TextsByName("columns", CmsForms.Name());
            foreach (var (from, to) in names)
            {
                if (!columns.Contains(from))
                {
                    item.Fault("columns", $"the mapping names no column '{from}' of {name}; known are {string.Join(", ", columns)}");
                }

                if (!CmsForms.ColumnName().IsMatch(to))
                {
                    item.Fault("columns", $"'{to}' must match {CmsForms.ColumnName()}");
                }
            }

            renamed.Add(name, new RenamedTable(item.OptionalText("name", CmsForms.TableName()), names.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)));
            item.RefuseOtherKeys();
        }

        return renamed;
    }

    private static void ApplyObject(YamlMap item, List<CmsObject> objects, SsdModel model, CmsLineReader lines)
    {
        var name = item.Text("object", CmsForms.ObjectName());
        var index = objects.FindIndex(known => known.Table.Name == name);
        if (index < 0)
        {
            var known = model.Objects.Select(table => table.Name);
            item.Fault("object", $"the model has no '{name}'; known are {string.Join(", ", known)}");
            return;
        }

        var changed = objects[index];
        var aliases = new List<string>();
        if (item.Map("from") is { } source)
        {
            changed = Replaced(item, source, changed, lines, aliases);
        }
        else if (changed.From is null)
        {
            item.Fault("object", $"the mapping leaves {name} out: name the table of its rows in from");
            return;
        }
        else
        {
            aliases.AddRange([changed.From.Alias, .. changed.Joins.Select(join => join.Table.Alias)]);
            changed = changed with { Joins = [.. changed.Joins, .. lines.ReadJoins(item, aliases)] };
        }

        var fields = lines.ReadFields(item, changed.Table, aliases);
        changed = changed with { Fields = [.. changed.Fields.Select(field => fields.FirstOrDefault(own => own.Field.Name == field.Field.Name) ?? field)] };
        foreach (var confirmed in item.Has("confirmed") ? item.Maps("confirmed") : [])
        {
            changed = Confirm(confirmed, changed);
        }

        item.RefuseOtherKeys();
        objects[index] = changed;
    }

    /// <summary>The rows come from elsewhere, so no line of the mapping can still be right.</summary>
    private static CmsObject Replaced(YamlMap item, YamlMap source, CmsObject known, CmsLineReader lines, List<string> aliases)
    {
        const string Reason = "the overrides take the rows from elsewhere and give no line for this field";
        var from = CmsLineReader.ReadTable(source, aliases);
        var evidence = new CmsEvidence(true, source.Text("source", CmsForms.Line()));
        source.RefuseOtherKeys();
        return known with
        {
            Unmapped = null,
            From = from,
            Joins = lines.ReadJoins(item, aliases),
            Where = lines.ReadConditions(item, aliases),
            History = CmsLineReader.OptionalColumn(item, "history", aliases),
            Evidence = evidence,
            Note = null,
            Fields = [.. known.Fields.Select(field => new CmsField(field.Field, null, Reason, new CmsEvidence(false, string.Empty), null))],
        };
    }

    private static CmsObject Confirm(YamlMap map, CmsObject known)
    {
        var lines = map.TextList("lines", CmsForms.ConfirmedLine());
        if (lines.Count == 0)
        {
            map.Fault("lines", "name at least one line");
        }

        foreach (var line in lines.Except(known.Lines, StringComparer.Ordinal))
        {
            map.Fault("lines", $"{known.Table.Name} has no line '{line}' to confirm; there are {string.Join(", ", known.Lines)}");
        }

        var by = $"confirmed by {map.Text("by", CmsForms.Line())} on {map.Text("date", CmsForms.Day())}";
        map.RefuseOtherKeys();
        return known with
        {
            Evidence = Confirmed(known.Evidence, CmsObject.Rows),
            Joins = [.. known.Joins.Select(join => join with { Evidence = Confirmed(join.Evidence, join.Line) })],
            Fields = [.. known.Fields.Select(field => field with { Evidence = Confirmed(field.Evidence, field.Field.Name) })],
        };

        CmsEvidence Confirmed(CmsEvidence evidence, string line) =>
            lines.Contains(line, StringComparer.Ordinal) ? new CmsEvidence(true, $"{evidence.Source}, {by}") : evidence;
    }

    private static void CheckLists(YamlMap map, ExtractPlan plan)
    {
        foreach (var table in plan.Mapping.Objects.Where(table => table.IsLive))
        {
            var fields = table.Fields.Where(table.IsLiveField).ToList();
            var joins = table.Joins.Where(join => join.Kind == CmsJoinKind.Inner).Concat(table.Needed(fields.SelectMany(field => field.Expression!.Columns)));
            var conditions = table.Where.Concat(joins.SelectMany(join => join.Where)).Concat(fields.SelectMany(field => field.Expression!.Conditions));
            foreach (var name in conditions.Select(condition => condition.List).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                if (plan.Mapping.Lists.Any(list => list.Name == name && list.Values.Count == 0))
                {
                    map.Fault("lists", $"{table.Table.Name} is confirmed and needs the values of {name}");
                }
            }
        }
    }
}
