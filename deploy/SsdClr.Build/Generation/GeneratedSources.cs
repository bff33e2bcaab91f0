using SsdClr.Build.Concepts;
using SsdClr.Build.Diagrams;
using SsdClr.Build.Extraction;
using SsdClr.Build.Installation;
using SsdClr.Build.Model;
using SsdClr.Build.Packaging;

namespace SsdClr.Build.Generation;

/// <summary>
/// Everything that is generated and checked in: the SSD tables in T-SQL, the SQLite script of the companion, the columns, what is
/// asked of them and the code lists in C#, the keys and the shape of the payload, the lists to read, the help of the procedures, the error numbers, the data
/// dictionary as views, pages and diagrams, what the extracts cover, and what the version in hand holds.
/// </summary>
internal static class GeneratedSources
{
    /// <summary>Makes every generated file in memory. Nothing is written.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">A source is not right.</exception>
    public static IReadOnlyList<GeneratedFile> Make(Repository repository)
    {
        var files = new List<GeneratedFile>();
        var model = SsdModelReader.Read(repository);
        var references = model.References.ToLookup(reference => reference.Child);
        foreach (var table in model.Objects)
        {
            var source = repository.Relative(Path.Combine(repository.ModelObjects, table.Name + ".yml"));
            files.Add(new GeneratedFile(Path.Combine(repository.Ssd, table.Name + ".sql"), TSqlTable.Write(table, references[table], source)));
        }

        // The companion has the dictionary as pages; every database it opens would have to read these views first.
        var dictionaryViews = ModelView.Names.Select(name => Path.Combine(repository.Csc, "Views", name + ".sql")).ToList();
        var helpView = Path.Combine(repository.Csc, "Views", ProcedureHelpView.Name + ".sql");
        var ssdTables = files.ConvertAll(file => new SqlSource(repository.Relative(file.Path), file.Content!));
        var cscTables = SqlSource.Read(repository, Path.Combine(repository.Csc, "Tables"));
        var cscViews = SqlSource.Read(repository, Path.Combine(repository.Csc, "Views")).Where(view => !dictionaryViews.Append(helpView).Any(path => repository.Relative(path) == view.Name));
        files.Add(new GeneratedFile(repository.SqliteScript, SqliteScript.Write([.. ssdTables, .. cscTables, .. cscViews])));
        var views = ModelView.Names.Zip(dictionaryViews, (name, path) => new GeneratedFile(path, ModelView.Write(name, model))).ToList();
        var procedures = SqlSource.Read(repository, Path.Combine(repository.Csc, "Procedures"));
        if (procedures.Count > 0)
        {
            views.Add(new GeneratedFile(helpView, ProcedureHelpView.Write(procedures)));
            files.Add(new GeneratedFile(repository.At("docs/errors.md"), ErrorsPage.Write(SqlSource.Read(repository, repository.Csc), Scripts(repository))));
            files.Add(new GeneratedFile(repository.At("docs/routines.md"), RoutinesPage.Write(procedures, SqlSource.Read(repository, Path.Combine(repository.Csc, "Functions")), SqlSource.Read(repository, Path.Combine(repository.Csc, "Views")))));
        }

        files.AddRange(views);
        files.AddRange(Sources(repository, model));
        files.AddRange(Manifest(repository, files));
        files.Add(new GeneratedFile(repository.At("docs/code-lists.md"), CodeListPage.Write(model)));
        files.Add(new GeneratedFile(repository.At("docs/permissions.md"), PermissionsPage.Write(
        [
            .. SqlSource.Read(repository, repository.Csc)
                .Where(source => !views.Exists(view => repository.Relative(view.Path) == source.Name))
                .Concat(views.Select(view => new SqlSource(repository.Relative(view.Path), view.Content!)))
                .OrderBy(source => source.Name, StringComparer.Ordinal),
        ])));
        if (Directory.Exists(repository.Ledger))
        {
            files.Add(new GeneratedFile(repository.At("docs/states.md"), StatesPage.Write(repository)));
            files.Add(new GeneratedFile(repository.At("docs/folders.md"), FolderGraph.Read(repository).Write()));
        }

        files.AddRange(Concept(repository));
        files.AddRange(Dictionary(repository, model));
        files.AddRange(Extracts(repository, model));

        foreach (var path in Repository.SqlFiles(repository.Ssd).Concat(Pages(repository)).Where(path => !files.Exists(file => file.Path == path)))
        {
            files.Add(new GeneratedFile(path, null));
        }

        return files;
    }

    /// <summary>What the model and the JSON Schema say, in C#.</summary>
    private static IEnumerable<GeneratedFile> Sources(Repository repository, SsdModel model) =>
    [
        new(repository.At("clr/SsdClr.Payload/Building/CodeLists.g.cs"), CodeListSource.Write(model.Categories)),
        new(repository.At("clr/SsdClr.Payload/Reading/SsdModelColumns.g.cs"), SsdModelColumnSource.Write(model)),
        new(repository.At("clr/SsdClr.Payload/DataQuality/TableRules.g.cs"), TableRulesSource.Write(model)),
        .. File.Exists(repository.PayloadSchema) ? PayloadSource.Files(repository, model) : [],
    ];

    /// <summary>What the version in hand holds; nothing where the repository has no schema of ours. Files of earlier versions are not looked at: they stay as released.</summary>
    private static IEnumerable<GeneratedFile> Manifest(Repository repository, List<GeneratedFile> files)
    {
        // The dictionary's views are generated too: as they will be, not as they are.
        var generated = files.Where(file => file.Path.StartsWith(repository.Csc + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(file => new SqlSource(repository.Relative(file.Path), file.Content!))
            .ToList();
        var byHand = PackagedDatabase.Objects(repository).Where(source => !generated.Exists(file => file.Name == source.Name)).ToList();
        if (byHand.Count > 0)
        {
            var version = Dacpac.Version.ToString(3);
            var objects = SchemaObject.Read([.. byHand, .. generated]);
            yield return new GeneratedFile(Path.Combine(repository.Manifests, version + ".json"), Release.ManifestOf(version, objects).ToJson());

            var acceptance = Path.Combine(repository.Deploy, "acceptance.sql");
            if (File.Exists(acceptance))
            {
                yield return new GeneratedFile(acceptance, AcceptanceScript.Fill(File.ReadAllText(acceptance).ReplaceLineEndings("\n"), objects));
            }
        }
    }

    private static IEnumerable<GeneratedFile> Concept(Repository repository)
    {
        if (File.Exists(repository.ConceptModel))
        {
            var concepts = ConceptModelReader.Read(repository);
            yield return new GeneratedFile(Path.Combine(repository.Concept, "concept-model.md"), ConceptPage.Write(concepts));
            yield return new GeneratedFile(Path.Combine(repository.Concept, "concept-model.jsonld"), ConceptJsonLd.Write(concepts));
        }
    }

    private static IEnumerable<GeneratedFile> Extracts(Repository repository, SsdModel model)
    {
        var mappings = CmsMappingReader.Systems(repository).Select(system => CmsMappingReader.Read(repository, model, system.Name)).ToList();
        if (mappings.Count > 0)
        {
            yield return new GeneratedFile(Path.Combine(repository.Dictionary, "extracts.md"), ExtractsPage.Write(mappings));
        }
    }

    private static IEnumerable<GeneratedFile> Dictionary(Repository repository, SsdModel model)
    {
        yield return new GeneratedFile(Path.Combine(repository.Dictionary, "README.md"), DictionaryPages.Index(model, ModelVersionReader.Read(repository)));
        yield return new GeneratedFile(Path.Combine(repository.Dictionary, "returns.md"), ReturnsPage.Write(model));
        foreach (var table in model.Objects)
        {
            yield return new GeneratedFile(Path.Combine(repository.Dictionary, table.Name + ".md"), DictionaryPages.Page(table, model));
        }

        var diagrams = Path.Combine(repository.Dictionary, "diagrams");
        yield return new GeneratedFile(Path.Combine(diagrams, "overview.svg"), OverviewDiagram.Write(model));
        foreach (var area in SubjectArea.All.Where(area => model.Objects.Any(table => table.Subject == area.Name)))
        {
            yield return new GeneratedFile(Path.Combine(diagrams, area.Name + ".svg"), SubjectDiagram.Write(area, model));
        }
    }

    /// <summary>What is there of the dictionary, so that the page of a table that left the model goes too.</summary>
    private static IEnumerable<string> Pages(Repository repository) => Directory.Exists(repository.Dictionary)
        ? Directory.EnumerateFiles(repository.Dictionary, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [];

    /// <summary>The scripts that a DBA runs, by the names they are published under; the templates are parts of one.</summary>
    private static IReadOnlyList<SqlSource> Scripts(Repository repository) =>
    [
        .. Directory.EnumerateFiles(repository.Deploy, "*.sql").Order(StringComparer.Ordinal).Select(path => new SqlSource(Path.GetFileName(path), File.ReadAllText(path).ReplaceLineEndings("\n"))),
        new("SsdClr.install.sql", string.Concat(SqlSource.Read(repository, repository.At("deploy/SsdClr.Build/Installation/Templates")).Select(part => part.Text))),
    ];
}
