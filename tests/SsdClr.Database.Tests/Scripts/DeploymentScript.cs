using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>A script that a DBA runs in a query window, parsed.</summary>
internal sealed record DeploymentScript(string Name, string Text, TSqlScript Parsed)
{
    /// <summary>Every script in the folder deploy that changes a server. The one that only asserts, acceptance.sql, has tests of its own.</summary>
    public static IReadOnlyList<DeploymentScript> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(CheckedOut.Repository.Root, "deploy"), "*.sql")
            .Where(path => Path.GetFileName(path) != "acceptance.sql")
            .Order(StringComparer.Ordinal)
            .Select(path => Read(new SqlSource(CheckedOut.Repository.Relative(path), File.ReadAllText(path).ReplaceLineEndings("\n")))),
    ];

    /// <summary>The scripts of the jobs of SQL Server Agent.</summary>
    public static IReadOnlyList<DeploymentScript> Jobs { get; } = [.. All.Where(script => Path.GetFileName(script.Name).StartsWith("agent-job", StringComparison.Ordinal))];

    /// <summary>A script by the name of its file.</summary>
    public static DeploymentScript Named(string file) => All.Single(script => Path.GetFileName(script.Name) == file);

    /// <summary>The script with one of its texts replaced, which has to be in it.</summary>
    public DeploymentScript With(string right, string wrong)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        return Read(new SqlSource(Name, Text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    /// <summary>Parses T-SQL as SQL Server 2016 does.</summary>
    /// <exception cref="BuildException">It is no T-SQL.</exception>
    public static TSqlScript Parse(string name, string text) => new SqlSource(name, text).Parse();

    /// <summary>A script from its text.</summary>
    public static DeploymentScript Read(SqlSource source) => new(source.Name, source.Text, Parse(source.Name, source.Text));
}
