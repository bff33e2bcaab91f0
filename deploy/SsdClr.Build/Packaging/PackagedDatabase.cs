using SsdClr.Build.Generation;

namespace SsdClr.Build.Packaging;

/// <summary>The T-SQL that makes up one package.</summary>
/// <param name="Name">Name of the package and its file.</param>
/// <param name="Description">What the package is, for whoever opens it.</param>
/// <param name="Sources">Every object in it.</param>
/// <param name="PostDeployment">Scripts that run after every deployment, in this order; each may run any number of times.</param>
internal sealed record PackagedDatabase(string Name, string Description, IReadOnlyList<SqlSource> Sources, IReadOnlyList<SqlSource> PostDeployment)
{
    /// <summary>Rights that the companion's variant has besides, because there it does what routines of the assemblies do.</summary>
    public IReadOnlyList<SqlSource> ForCompanion { get; init; } = [];

    /// <summary>The SSD tables, for new and test databases. Never published to a database that has them.</summary>
    /// <param name="repository">The repository.</param>
    public static PackagedDatabase Ssd(Repository repository) => new(
        "Ssd",
        "The tables of the Standard Safeguarding Dataset, for new and test databases.",
        SqlSource.Read(repository, repository.Ssd),
        []);

    /// <summary>The product: schema <c>csc</c> and the assemblies.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">An assembly has not been built.</exception>
    public static PackagedDatabase SsdClr(Repository repository) => new(
        "SsdClr",
        "Turns SSD records into payloads and submits them: schema csc and its assemblies.",
        [.. SqlServerAssembly.All.Select(assembly => assembly.CreateStatement(repository)), .. Objects(repository)],
        SqlSource.Read(repository, repository.PostDeployment)) { ForCompanion = SqlSource.Read(repository, repository.Companion) };

    /// <summary>The schema <c>csc</c> without the assemblies, which have to be built for it.</summary>
    /// <param name="repository">The repository.</param>
    public static IEnumerable<SqlSource> Objects(Repository repository)
    {
        var postDeployment = repository.Relative(repository.PostDeployment) + "/";
        return SqlSource.Read(repository, repository.Csc).Where(source => !source.Name.StartsWith(postDeployment, StringComparison.Ordinal));
    }
}
