using SsdClr.Build.Model;

namespace SsdClr.Build.Generation;

/// <summary>Everything that is generated and checked in: the SSD tables in T-SQL, the SQLite script of the companion, the columns of the SSD in C#, and the code lists in C# and to read.</summary>
internal static class GeneratedSources
{
    /// <summary>Makes every generated file in memory. Nothing is written.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">A source is not right.</exception>
    public static IReadOnlyList<GeneratedFile> Make(Repository repository)
    {
        var files = new List<GeneratedFile>();
        var model = SsdModelReader.Read(repository);
        foreach (var table in model.Objects)
        {
            var source = repository.Relative(Path.Combine(repository.ModelObjects, table.Name + ".yml"));
            files.Add(new GeneratedFile(Path.Combine(repository.Ssd, table.Name + ".sql"), TSqlTable.Write(table, source)));
        }

        var ssdTables = files.ConvertAll(file => new SqlSource(repository.Relative(file.Path), file.Content!));
        var cscTables = SqlSource.Read(repository, Path.Combine(repository.Csc, "Tables"));
        var cscViews = SqlSource.Read(repository, Path.Combine(repository.Csc, "Views"));
        files.Add(new GeneratedFile(repository.SqliteScript, SqliteScript.Write([.. ssdTables, .. cscTables, .. cscViews])));

        files.Add(new GeneratedFile(repository.CodeListSource, CodeListSource.Write(model.Categories)));
        files.Add(new GeneratedFile(repository.SsdModelColumnSource, SsdModelColumnSource.Write(model)));
        files.Add(new GeneratedFile(repository.CodeListPage, CodeListPage.Write(model)));

        foreach (var path in Repository.SqlFiles(repository.Ssd).Where(path => !files.Exists(file => file.Path == path)))
        {
            files.Add(new GeneratedFile(path, null));
        }

        return files;
    }
}
