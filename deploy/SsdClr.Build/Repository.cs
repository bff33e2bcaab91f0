namespace SsdClr.Build;

/// <summary>Where the sources lie and where what is generated from them goes. Paths in messages are relative to the root, with <c>/</c>.</summary>
/// <param name="root">Full path of the folder that holds <c>SsdClr.sln</c>.</param>
internal sealed class Repository(string root)
{
    /// <summary>Full path of the root folder.</summary>
    public string Root { get; } = root;

    /// <summary>Full path of the folder with the assemblies that a key was given for; nothing for those without a strong name.</summary>
    public string? SignedAssemblies { get; init; }

    /// <summary>T-SQL and PowerShell that a DBA runs, as templates or as they are.</summary>
    public string Deploy => At("deploy");

    /// <summary>One YAML file an SSD table.</summary>
    public string ModelObjects => At("sql/model/objects");

    /// <summary>One YAML file a code list.</summary>
    public string ModelCategories => At("sql/model/categories");

    /// <summary>One YAML file a case-management system that extracts are written for.</summary>
    public string ModelCms => At("sql/model/cms");

    /// <summary>What each version of the model added, changed and deprecated.</summary>
    public string ModelVersions => At("sql/model/versions.yml");

    /// <summary>The data flow in the terms of the Smart City Concept Model.</summary>
    public string ConceptModel => At("sql/model/concept.yml");

    /// <summary>The concept model for people and programs to read, generated.</summary>
    public string Concept => At("docs/concept");

    /// <summary>T-SQL of the SSD tables, generated.</summary>
    public string Ssd => At("sql/ssd");

    /// <summary>T-SQL of the schema <c>csc</c>, by hand.</summary>
    public string Csc => At("sql/csc");

    /// <summary>T-SQL that runs after every deployment, by hand: what no model can hold. Part of <see cref="Csc"/> on disk alone.</summary>
    public string PostDeployment => Path.Combine(Csc, "PostDeployment");

    /// <summary>T-SQL that the companion's variant has besides, by hand.</summary>
    public string Companion => At("sql/companion");

    /// <summary>What each version holds, a file a version: generated for the version in hand, kept as released for those before.</summary>
    public string Manifests => At("deploy/manifests");

    /// <summary>SQLite tables and views of the companion, generated.</summary>
    public string SqliteScript => At("clr/SsdClr.Local/Database/SqliteTables.sql");

    /// <summary>The states of a child and what follows from what, in C#.</summary>
    public string Ledger => At("clr/Shared/Ledger");

    /// <summary>The JSON Schema of a child as sent.</summary>
    public string PayloadSchema => At("docs/payload.schema.json");

    /// <summary>Data dictionary for people to read, generated.</summary>
    public string Dictionary => At("docs/ssd");

    /// <summary>Finds the root from a folder inside the repository.</summary>
    /// <param name="folder">Any folder inside the repository.</param>
    /// <exception cref="BuildException">Neither the folder nor one above it holds <c>SsdClr.sln</c>.</exception>
    public static Repository Containing(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "SsdClr.sln")))
            {
                return new Repository(candidate.FullName);
            }
        }

        throw new BuildException($"{folder}: neither this folder nor one above it holds SsdClr.sln. Run inside the repository, or name it with --root.");
    }

    /// <summary>Full path of a file or folder.</summary>
    /// <param name="path">Path from the root, with <c>/</c>.</param>
    public string At(string path) => Path.GetFullPath(path, Root);

    /// <summary>An assembly that SQL Server hosts, built for it.</summary>
    /// <param name="name">Name of the project and the file.</param>
    public string HostedAssembly(string name) => SignedAssemblies is null
        ? Path.Combine(Root, "clr", name, "bin", "Release", "net472", name + ".dll")
        : Path.Combine(SignedAssemblies, name + ".dll");

    /// <summary>A path as messages and generated headers show it.</summary>
    /// <param name="path">Full path inside the repository.</param>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>T-SQL files below a folder, ordered by path, so that output never depends on the file system.</summary>
    /// <param name="folder">Full path; a folder that does not exist holds none.</param>
    public static IReadOnlyList<string> SqlFiles(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories).OrderBy(path => path.Replace('\\', '/'), StringComparer.Ordinal)]
            : [];
}
