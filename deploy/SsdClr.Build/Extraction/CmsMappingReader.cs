using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Reads the mapping of a case-management system. Every fault is reported, each with file, line and key. Every table and field of the SSD has to be
/// there: mapped, or unmapped with the reason.
/// </summary>
internal static class CmsMappingReader
{
    /// <summary>Names of the systems that have a mapping, in the order of the documentation.</summary>
    /// <param name="repository">Repository whose <c>sql/model/cms</c> is looked at.</param>
    public static IReadOnlyList<CaseManagementSystem> Systems(Repository repository) =>
        [.. CaseManagementSystem.All.Where(system => File.Exists(PathOf(repository, system.Name)))];

    /// <summary>Reads the mapping of one system.</summary>
    /// <param name="repository">Repository whose <c>sql/model/cms</c> is read.</param>
    /// <param name="model">The SSD.</param>
    /// <param name="system">Name of the system.</param>
    /// <exception cref="BuildException">There is no such mapping, or it is not right.</exception>
    public static CmsMapping Read(Repository repository, SsdModel model, string system)
    {
        if (Systems(repository).FirstOrDefault(candidate => candidate.Name == system) is not { } known)
        {
            throw new BuildException($"--system {system}: there is no mapping of such a system; there are {string.Join(", ", Systems(repository).Select(candidate => candidate.Name))}.");
        }

        var path = PathOf(repository, system);
        var declared = Path.ChangeExtension(path, ".csv");
        var tables = SourceTables.Read(repository.Relative(declared), declared);
        return YamlMap.Read(repository.Relative(path), path, "system", map => Read(map, model, known, tables));
    }

    /// <summary>Full path of a system's mapping.</summary>
    /// <param name="repository">Repository.</param>
    /// <param name="system">Name of the system.</param>
    public static string PathOf(Repository repository, string system) => Path.Combine(repository.ModelCms, system + ".yml");

    private static CmsMapping Read(YamlMap map, SsdModel model, CaseManagementSystem system, SourceTables tables)
    {
        _ = map.NameOfFile("system", ModelForms.Term());
        var schema = map.Text("schema", CmsForms.SchemaName());
        var description = map.Text("description", CmsForms.Line());
        var evidence = ReadEvidence(map);
        var lists = ReadLists(map);
        var codeMaps = map.MapsByName("code_maps", ModelForms.Term()).Select(item => item.Key).ToList()
            .ConvertAll(name => new CmsCodeMap(name, map.Map("code_maps")!.TextsByName(name, CmsForms.Line())));
        var steps = new List<CmsStep>();
        var lines = new CmsLineReader(tables, lists.ConvertAll(list => list.Name), codeMaps.ConvertAll(codes => codes.Name), steps, mayAddColumns: false);
        foreach (var item in map.Has("steps") ? map.Maps("steps") : [])
        {
            lines.ReadStep(item);
        }

        var objects = new List<CmsObject>();
        foreach (var (name, reason) in map.TextsByName("unmapped", ModelForms.ObjectName()))
        {
            if (Find(map, "unmapped", name) is { } table)
            {
                var evidenceOfNone = new CmsEvidence(CmsGrade.Unverified, reason);
                objects.Add(new CmsObject(table, null, evidenceOfNone, null, [.. table.Fields.Select(field => new CmsField(field, null, evidenceOfNone, null))]));
            }
        }

        foreach (var item in map.Maps("objects"))
        {
            if (Find(item, "object", item.Text("object", ModelForms.ObjectName())) is { } table)
            {
                objects.Add(ReadObject(item, table, lines, evidence));
            }
        }

        foreach (var table in model.Objects.Where(table => !objects.Exists(read => read.Table.Name == table.Name)))
        {
            map.Fault("objects", $"{table.Name} is missing: map it, or say in unmapped why not");
        }

        return new CmsMapping(system, schema, tables, lists, codeMaps, steps, [.. objects.OrderBy(read => read.Table.Name, StringComparer.Ordinal)]) { Description = description };

        SsdObject? Find(YamlMap at, string key, string name)
        {
            var table = model.Objects.FirstOrDefault(candidate => candidate.Name == name);
            if (table is null)
            {
                at.Fault(key, $"the model has no '{name}'");
            }
            else if (objects.Exists(other => other.Table.Name == name))
            {
                at.Fault(key, $"'{name}' occurs twice");
                return null;
            }

            return table;
        }
    }

    private static Dictionary<string, CmsEvidence> ReadEvidence(YamlMap map)
    {
        var evidence = new Dictionary<string, CmsEvidence>(StringComparer.Ordinal);
        foreach (var (name, item) in map.MapsByName("evidence", ModelForms.Term()))
        {
            var grade = item.Text("grade");
            item.FaultIf(grade is not ("published" or "unverified" or ""), "grade", $"'{grade}' must be published or unverified: only an authority confirms");

            evidence.Add(name, new CmsEvidence(grade == "published" ? CmsGrade.Published : CmsGrade.Unverified, item.Text("source", CmsForms.Line())));
            item.RefuseOtherKeys();
        }

        return evidence;
    }

    private static List<CmsList> ReadLists(YamlMap map)
    {
        var lists = new List<CmsList>();
        foreach (var item in map.Has("lists") ? map.Maps("lists") : [])
        {
            lists.Add(new CmsList(item.Text("name", ModelForms.Term()), item.Text("description", CmsForms.Line()), item.TextList("values", CmsForms.Line())));
            item.RefuseOtherKeys();
        }

        return lists;
    }

    private static CmsObject ReadObject(YamlMap item, SsdObject table, CmsLineReader lines, Dictionary<string, CmsEvidence> evidence)
    {
        var query = lines.ReadQuery(item);
        var ownEvidence = EvidenceOf(item, item.Text("evidence", ModelForms.Term()));
        var fields = lines.ReadFields(item, table, query, line => line?.OptionalText("evidence", ModelForms.Term()) is { } name ? EvidenceOf(line, name) : ownEvidence);
        foreach (var field in table.Fields.Where(field => !fields.Any(line => line.Field.Name == field.Name)))
        {
            item.Fault("fields", $"{field.Name} is missing: map it, or say in unmapped why not");
        }

        var note = item.OptionalText("note", CmsForms.Line());
        item.RefuseOtherKeys();
        return new CmsObject(table, query, ownEvidence, note, [.. table.Fields.SelectMany(field => fields.Where(line => line.Field.Name == field.Name))]);

        CmsEvidence EvidenceOf(YamlMap at, string name)
        {
            if (evidence.TryGetValue(name, out var known))
            {
                return known;
            }

            at.Fault("evidence", $"there is no evidence '{name}'; known are {string.Join(", ", evidence.Keys)}");
            return new CmsEvidence(CmsGrade.Unverified, string.Empty);
        }
    }
}
