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
        var faults = new List<string>();
        var map = YamlMap.OfFile(repository.Relative(path), path, "system", faults);
        var mapping = map is null ? null : Read(map, model, known);
        return faults.Count == 0 ? mapping! : throw new BuildException(faults);
    }

    /// <summary>Full path of a system's mapping.</summary>
    /// <param name="repository">Repository.</param>
    /// <param name="system">Name of the system.</param>
    public static string PathOf(Repository repository, string system) => Path.Combine(repository.ModelCms, system + ".yml");

    private static CmsMapping Read(YamlMap map, SsdModel model, CaseManagementSystem system)
    {
        _ = map.NameOfFile("system", CmsForms.Term());
        var schema = map.Text("schema", CmsForms.SchemaName());
        var description = map.Text("description", CmsForms.Line());
        var lists = new List<CmsList>();
        foreach (var item in map.Has("lists") ? map.Maps("lists") : [])
        {
            lists.Add(new CmsList(item.Text("name", CmsForms.Term()), item.Text("description", CmsForms.Line()), []));
            item.RefuseOtherKeys();
        }

        var codeMaps = new List<CmsCodeMap>();
        foreach (var item in map.Has("code_maps") ? map.Maps("code_maps") : [])
        {
            codeMaps.Add(new CmsCodeMap(item.Text("name", CmsForms.Term()), item.TextsByName("codes", CmsForms.Line())));
            item.RefuseOtherKeys();
        }

        var lines = new CmsLineReader(lists.ConvertAll(list => list.Name), codeMaps.ConvertAll(codes => codes.Name), ReadEvidence);
        var objects = new List<CmsObject>();
        foreach (var item in map.Maps("objects"))
        {
            if (ReadObject(item, model, lines) is not { } read)
            {
                continue;
            }

            if (objects.Exists(other => other.Table.Name == read.Table.Name))
            {
                item.Fault("object", $"'{read.Table.Name}' occurs twice");
            }

            objects.Add(read);
        }

        foreach (var table in model.Objects.Where(table => !objects.Exists(read => read.Table.Name == table.Name)))
        {
            map.Fault("objects", $"{table.Name} is missing: map it, or say in unmapped why not");
        }

        map.RefuseOtherKeys();
        return new CmsMapping(system, schema, description, lists, codeMaps, [.. objects.OrderBy(read => read.Table.Name, StringComparer.Ordinal)]);
    }

    private static CmsObject? ReadObject(YamlMap item, SsdModel model, CmsLineReader lines)
    {
        var name = item.Text("object", CmsForms.ObjectName());
        if (model.Objects.FirstOrDefault(candidate => candidate.Name == name) is not { } table)
        {
            item.Fault("object", $"the model has no '{name}'");
            return null;
        }

        var note = item.OptionalText("note", CmsForms.Line());
        if (item.OptionalText("unmapped", CmsForms.Line()) is { } reason)
        {
            item.RefuseOtherKeys();
            var none = new CmsEvidence(false, string.Empty);
            return new CmsObject(table, reason, null, [], [], null, none, note, [.. table.Fields.Select(field => new CmsField(field, null, reason, none, null))]);
        }

        var aliases = new List<string>();
        CmsTable? from = null;
        if (item.Map("from") is { } source)
        {
            from = CmsLineReader.ReadTable(source, aliases);
            source.RefuseOtherKeys();
        }
        else if (!item.Has("from"))
        {
            item.Fault("from", "is missing: name the table of the rows, or say in unmapped why there is none");
        }

        var joins = lines.ReadJoins(item, aliases);
        var read = new CmsObject(
            table,
            null,
            from,
            joins,
            lines.ReadConditions(item, aliases),
            CmsLineReader.OptionalColumn(item, "history", aliases),
            ReadEvidence(item),
            note,
            lines.ReadFields(item, table, aliases));
        foreach (var field in table.Fields.Where(field => !read.Fields.Any(line => line.Field.Name == field.Name)))
        {
            item.Fault("fields", $"{field.Name} is missing: map it, or say in unmapped why not");
        }

        item.RefuseOtherKeys();
        return read with { Fields = [.. table.Fields.SelectMany(field => read.Fields.Where(line => line.Field.Name == field.Name))] };
    }

    private static CmsEvidence ReadEvidence(YamlMap map)
    {
        var status = map.Text("status");
        if (status is not ("verified" or "unverified" or ""))
        {
            map.Fault("status", $"'{status}' must be verified or unverified");
        }

        return new CmsEvidence(status == "verified", map.Text("source", CmsForms.Line()));
    }
}
