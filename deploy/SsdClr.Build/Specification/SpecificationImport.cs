using SsdClr.Build.Generation;
using SsdClr.Build.Model;

namespace SsdClr.Build.Specification;

/// <summary>Turns a changed CSV of the specification back into the YAML files of the objects.</summary>
internal static class SpecificationImport
{
    /// <summary>The files as they have to be, those of objects that are no more included. Nothing is written in the repository.</summary>
    /// <param name="repository">Repository whose objects are replaced; its code lists stay.</param>
    /// <param name="file">CSV as messages show it.</param>
    /// <param name="text">Content of the CSV.</param>
    /// <exception cref="BuildException">The CSV or what would come of it is not right.</exception>
    public static IReadOnlyList<GeneratedFile> Make(Repository repository, string file, string text)
    {
        var files = SpecificationCsv.Read(file, text)
            .Select(table => new GeneratedFile(Path.Combine(repository.ModelObjects, table.Name + ".yml"), SsdObjectYaml.Write(table)))
            .ToList();
        files.AddRange(Directory.EnumerateFiles(repository.ModelObjects, "*.yml")
            .Where(path => !files.Exists(written => written.Path == path))
            .Order(StringComparer.Ordinal)
            .Select(path => new GeneratedFile(path, null)));

        // The reader of the YAML knows what is right, so it is asked before anything is replaced.
        var rehearsal = Directory.CreateTempSubdirectory("ssdclr-import-");
        try
        {
            var copy = new Repository(rehearsal.FullName);
            Directory.CreateDirectory(copy.ModelObjects);
            Directory.CreateDirectory(copy.ModelCategories);
            foreach (var path in Directory.EnumerateFiles(repository.ModelCategories, "*.yml"))
            {
                File.Copy(path, Path.Combine(copy.ModelCategories, Path.GetFileName(path)));
            }

            foreach (var written in files.Where(written => written.Content is not null))
            {
                File.WriteAllText(Path.Combine(copy.ModelObjects, Path.GetFileName(written.Path)), written.Content);
            }

            SsdModelReader.Read(copy);
        }
        finally
        {
            rehearsal.Delete(recursive: true);
        }

        return files;
    }
}
