using System.Globalization;
using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Reads an authority's overrides and applies them to the mapping of its system. What the overrides name has to exist in the mapping; every fault is
/// reported, each with file, line and key.
/// </summary>
internal static class ExtractOverridesReader
{
    private static readonly CmsEvidence s_none = new(CmsGrade.Unverified, "the overrides take the rows from elsewhere and give no line for this field");

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

        var file = Path.GetFileName(path);
        return YamlMap.Read(file, path, "overrides", map => Apply(plan, model, map, file));
    }

    private static ExtractPlan Apply(ExtractPlan plan, SsdModel model, YamlMap map, string file)
    {
        var system = map.Text("system", ModelForms.Term());
        map.FaultIf(system.Length > 0 && system != plan.Mapping.System.Name, "system", $"these are overrides for {system}, and the extract is for {plan.Mapping.System.Name}");

        var lists = ReadLists(map, plan.Mapping.Lists);
        var codeMaps = ReadCodeMaps(map, plan.Mapping.CodeMaps);
        var steps = plan.Mapping.Steps.ToList();
        var lines = new CmsLineReader(plan.Mapping.Tables, lists.ConvertAll(list => list.Name), codeMaps.ConvertAll(codes => codes.Name), steps, mayAddColumns: true);
        foreach (var item in map.Has("steps") ? map.Maps("steps") : [])
        {
            lines.ReadStep(item);
        }

        var objects = plan.Mapping.Objects.ToList();
        foreach (var (name, reason) in map.TextsByName("unmapped", ModelForms.ObjectName()))
        {
            LeaveOut(map, name, new CmsEvidence(CmsGrade.Unverified, $"{reason}, {file}"), objects);
        }

        foreach (var item in map.Has("objects") ? map.Maps("objects") : [])
        {
            ApplyObject(item, objects, model, lines, file);
        }

        var applied = plan with
        {
            Mapping = plan.Mapping with { Lists = lists, CodeMaps = codeMaps, Steps = steps, Objects = objects },
            Origin = $"{plan.Origin} and {file}",
            TargetSchema = map.OptionalText("target_schema", CmsForms.ColumnName()) ?? plan.TargetSchema,
            SourceSchema = map.OptionalText("source_schema", CmsForms.SchemaName()) ?? plan.SourceSchema,
            Years = map.Number("years", 1, 100) ?? plan.Years,
            ShortHistory = map.OptionalText("short_history", CmsForms.Line()),
            Renamed = ReadRenamed(map, plan.Mapping.Tables),
        };
        if (applied.Years < ExtractPlan.LeastYears != applied.ShortHistory is not null)
        {
            map.Fault(
                applied.ShortHistory is null ? "years" : "short_history",
                applied.ShortHistory is null
                    ? string.Create(CultureInfo.InvariantCulture, $"a payload looks back up to 3 years, and the receiver is told to remove what an extract leaves out: take {ExtractPlan.LeastYears} or more, or say in short_history why fewer are enough")
                    : string.Create(CultureInfo.InvariantCulture, $"it is the reason for fewer than {ExtractPlan.LeastYears} years, and there are {applied.Years}: remove it"));
        }

        return applied;
    }

    private static List<CmsList> ReadLists(YamlMap map, IReadOnlyList<CmsList> known)
    {
        var lists = known.ToList();
        foreach (var item in map.Has("lists") ? map.Maps("lists") : [])
        {
            var name = item.Text("name", ModelForms.Term());
            var values = item.TextList("values", CmsForms.Line());
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
        foreach (var (name, _) in map.MapsByName("code_maps", ModelForms.Term()))
        {
            var codes = map.Map("code_maps")!.TextsByName(name, CmsForms.Line());
            var index = maps.FindIndex(other => other.Name == name);
            if (index < 0)
            {
                maps.Add(new CmsCodeMap(name, codes));
            }
            else
            {
                maps[index] = new CmsCodeMap(name, [.. maps[index].Codes.Where(code => !codes.Any(other => other.Key == code.Key)), .. codes]);
            }
        }

        return maps;
    }

    private static Dictionary<string, RenamedTable> ReadRenamed(YamlMap map, SourceTables tables)
    {
        var renamed = new Dictionary<string, RenamedTable>(StringComparer.Ordinal);
        foreach (var (name, item) in map.MapsByName("tables", CmsForms.Name()))
        {
            if (tables.Columns(name) is not { } columns)
            {
                map.Fault("tables", $"the mapping knows no table '{name}'");
                continue;
            }

            var names = item.TextsByName("columns", CmsForms.Name());
            foreach (var (from, to) in names)
            {
                if (!columns.Any(column => column.Name == from))
                {
                    item.Fault("columns", $"{name} has no column '{from}'; known are {string.Join(", ", columns.Select(column => column.Name))}");
                }

                item.FaultIf(!CmsForms.ColumnName().IsMatch(to), "columns", $"'{to}' must match {CmsForms.ColumnName()}");
            }

            renamed.Add(name, new RenamedTable(item.OptionalText("name", CmsForms.TableName()), names.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)));
            item.RefuseOtherKeys();
        }

        return renamed;
    }

    /// <summary>A table of the SSD whose source the authority lacks: nothing of the mapping reads it then.</summary>
    private static void LeaveOut(YamlMap map, string name, CmsEvidence reason, List<CmsObject> objects)
    {
        var index = objects.FindIndex(known => known.Table.Name == name);
        if (index < 0)
        {
            map.Fault("unmapped", $"the model has no '{name}'; known are {string.Join(", ", objects.Select(known => known.Table.Name))}");
            return;
        }

        objects[index] = objects[index] with { Rows = null, Evidence = reason, Note = null, Fields = [.. objects[index].Fields.Select(field => new CmsField(field.Field, null, reason, null))] };
    }

    private static void ApplyObject(YamlMap item, List<CmsObject> objects, SsdModel model, CmsLineReader lines, string file)
    {
        var name = item.Text("object", ModelForms.ObjectName());
        var index = objects.FindIndex(known => known.Table.Name == name);
        if (index < 0)
        {
            item.Fault("object", $"the model has no '{name}'; known are {string.Join(", ", model.Objects.Select(table => table.Name))}");
            return;
        }

        var changed = objects[index];
        if (item.Has("from"))
        {
            // The rows come from elsewhere, so no line of the mapping can still be right.
            changed = changed with { Rows = lines.ReadQuery(item), Evidence = Own(item), Note = null, Fields = [.. changed.Fields.Select(field => new CmsField(field.Field, null, s_none, null))] };
        }
        else if (changed.Rows is null)
        {
            item.Fault("object", $"{name} is unmapped: name the table of its rows in from");
            return;
        }

        var fields = lines.ReadFields(item, changed.Table, changed.Rows!, line => Own(line ?? item));
        changed = changed with { Fields = [.. changed.Fields.Select(field => fields.FirstOrDefault(own => own.Field.Name == field.Field.Name) ?? field)] };
        foreach (var confirmed in item.Has("confirmed") ? item.Maps("confirmed") : [])
        {
            changed = Confirm(confirmed, changed);
        }

        item.RefuseOtherKeys();
        objects[index] = changed;

        CmsEvidence Own(YamlMap line) => new(CmsGrade.Confirmed, $"{line.Text("source", CmsForms.Line())}, {file}");
    }

    private static CmsObject Confirm(YamlMap map, CmsObject known)
    {
        var lines = map.TextList("lines", ModelForms.Term());
        map.FaultIf(lines.Count == 0, "lines", "name at least one line");

        foreach (var line in lines.Except(known.Lines, StringComparer.Ordinal))
        {
            map.Fault("lines", $"{known.Table.Name} has no line '{line}' to confirm; there are {string.Join(", ", known.Lines)}");
        }

        var by = $"confirmed by {map.Text("by", CmsForms.Line())} on {map.Text("date", CmsForms.Day())}";
        map.RefuseOtherKeys();
        return known with
        {
            Evidence = Confirmed(known.Evidence, CmsObject.RowsLine),
            Fields = [.. known.Fields.Select(field => field with { Evidence = Confirmed(field.Evidence, field.Field.Name) })],
        };

        CmsEvidence Confirmed(CmsEvidence evidence, string line) =>
            lines.Contains(line, StringComparer.Ordinal) ? new CmsEvidence(CmsGrade.Confirmed, $"{evidence.Source}, {by}") : evidence;
    }
}
