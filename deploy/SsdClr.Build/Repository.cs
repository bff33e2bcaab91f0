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
    public string Deploy => Path.Combine(Root, "deploy");

    /// <summary>The licence, which goes with every build.</summary>
    public string License => Path.Combine(Root, "LICENSE");

    /// <summary>One YAML file an SSD table.</summary>
    public string ModelObjects => Path.Combine(Root, "sql", "model", "objects");

    /// <summary>One YAML file a code list.</summary>
    public string ModelCategories => Path.Combine(Root, "sql", "model", "categories");

    /// <summary>One YAML file a case-management system that extracts are written for.</summary>
    public string ModelCms => Path.Combine(Root, "sql", "model", "cms");

    /// <summary>What each version of the model added, changed and deprecated.</summary>
    public string ModelVersions => Path.Combine(Root, "sql", "model", "versions.yml");

    /// <summary>The data flow in the terms of the Smart City Concept Model.</summary>
    public string ConceptModel => Path.Combine(Root, "sql", "model", "concept.yml");

    /// <summary>The concept model for people and programs to read, generated.</summary>
    public string Concept => Path.Combine(Root, "docs", "concept");

    /// <summary>The SET statements that every procedure begins with.</summary>
    public string SessionOptions => Path.Combine(Root, "sql", "session-options.sql");

    /// <summary>T-SQL of the SSD tables, generated.</summary>
    public string Ssd => Path.Combine(Root, "sql", "ssd");

    /// <summary>T-SQL of the schema <c>csc</c>, by hand.</summary>
    public string Csc => Path.Combine(Root, "sql", "csc");

    /// <summary>T-SQL that runs after every deployment, by hand: what no model can hold. Part of <see cref="Csc"/> on disk alone.</summary>
    public string PostDeployment => Path.Combine(Csc, "PostDeployment");

    /// <summary>T-SQL that the companion's variant has besides, by hand.</summary>
    public string Companion => Path.Combine(Root, "sql", "companion");

    /// <summary>What each version holds, a file a version: generated for the version in hand, kept as released for those before.</summary>
    public string Manifests => Path.Combine(Root, "deploy", "manifests");

    /// <summary>SQLite tables and views of the companion, generated.</summary>
    public string SqliteScript => Path.Combine(Root, "clr", "SsdClr.Local", "Database", "SqliteTables.sql");

    /// <summary>Code lists of the payload's rules in C#, generated.</summary>
    public string CodeListSource => Path.Combine(Root, "clr", "SsdClr.Payload", "Building", "CodeLists.g.cs");

    /// <summary>All code lists in C# for the companion's sample data, generated.</summary>
    public string ModelCodeSource => Path.Combine(Root, "clr", "SsdClr.Local", "SampleData", "ModelCodes.g.cs");

    /// <summary>Columns of the SSD in C#, generated.</summary>
    public string SsdModelColumnSource => Path.Combine(Root, "clr", "SsdClr.Payload", "Reading", "SsdModelColumns.g.cs");

    /// <summary>What the data quality checks ask of every column in C#, generated.</summary>
    public string TableRulesSource => Path.Combine(Root, "clr", "SsdClr.Payload", "DataQuality", "TableRules.g.cs");

    /// <summary>Code lists for people to read, generated.</summary>
    public string CodeListPage => Path.Combine(Root, "docs", "code-lists.md");

    /// <summary>Who may do what, for people to read, generated.</summary>
    public string PermissionsPage => Path.Combine(Root, "docs", "permissions.md");

    /// <summary>The states of a child and what follows from what, in C#.</summary>
    public string Ledger => Path.Combine(Root, "clr", "Shared", "Ledger");

    /// <summary>The JSON Schema of a child as sent.</summary>
    public string PayloadSchema => Path.Combine(Root, "docs", "payload.schema.json");

    /// <summary>The keys of the payload in C#, generated.</summary>
    public string PayloadNamesSource => Path.Combine(Root, "clr", "SsdClr.Payload", "Building", "PayloadNames.g.cs");

    /// <summary>The shape of the payload in C#, generated.</summary>
    public string PayloadShapeSource => Path.Combine(Root, "clr", "SsdClr.Payload", "Holding", "PayloadShape.g.cs");

    /// <summary>The parts of the installation script.</summary>
    public string Templates => Path.Combine(Deploy, "SsdClr.Build", "Installation", "Templates");

    /// <summary>The error numbers that the product raises in SQL Server.</summary>
    public string ErrorsPage => Path.Combine(Root, "docs", "errors.md");

    /// <summary>Procedures, functions and views for people to read, generated.</summary>
    public string RoutinesPage => Path.Combine(Root, "docs", "routines.md");

    /// <summary>The fields of the payload for people to read, generated.</summary>
    public string PayloadFieldsPage => Path.Combine(Root, "docs", "payload-fields.md");

    /// <summary>The states of a child for people to read, generated.</summary>
    public string StatesPage => Path.Combine(Root, "docs", "states.md");

    /// <summary>Which folders of the C# use which, for people to read, generated.</summary>
    public string FoldersPage => Path.Combine(Root, "docs", "folders.md");

    /// <summary>Data dictionary for people to read, generated.</summary>
    public string Dictionary => Path.Combine(Root, "docs", "ssd");

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
