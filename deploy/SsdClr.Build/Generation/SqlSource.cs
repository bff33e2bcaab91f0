using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Build.Generation;

/// <summary>A T-SQL file.</summary>
/// <param name="Name">Path as messages show it.</param>
/// <param name="Text">Content with LF line ends.</param>
internal sealed record SqlSource(string Name, string Text)
{
    /// <summary>Reads every T-SQL file below a folder, ordered by path.</summary>
    /// <param name="repository">Repository, for the names.</param>
    /// <param name="folder">Full path of the folder.</param>
    public static IReadOnlyList<SqlSource> Read(Repository repository, string folder) =>
        [.. Repository.SqlFiles(folder).Select(path => new SqlSource(repository.Relative(path), File.ReadAllText(path).ReplaceLineEndings("\n")))];

    /// <summary>Parses it as SQL Server 2016 does.</summary>
    /// <exception cref="BuildException">It is no T-SQL; every error is named.</exception>
    public TSqlScript Parse()
    {
        var fragment = new TSql130Parser(initialQuotedIdentifiers: true).Parse(new StringReader(Text), out var errors);
        return errors.Count == 0 ? (TSqlScript)fragment : throw new BuildException([.. errors.Select(error => string.Create(CultureInfo.InvariantCulture, $"{Name}:{error.Line}: {error.Message}"))]);
    }
}
