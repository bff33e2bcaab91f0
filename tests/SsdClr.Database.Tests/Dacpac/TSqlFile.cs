using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;

namespace SsdClr.Database.Tests.Dacpac;

/// <summary>A checked-in T-SQL file, parsed.</summary>
internal sealed record TSqlFile(string Name, string Text, IReadOnlyList<TSqlStatement> Statements)
{
    private static readonly Lazy<IReadOnlyList<TSqlFile>> s_parsed = new(() =>
        [.. CheckedOut.Ssd.Sources.Concat(CheckedOut.SsdClr.Sources.Where(source => source.Name.EndsWith(".sql", StringComparison.Ordinal))).Select(Parse)]);

    public static IReadOnlyList<TSqlFile> All => s_parsed.Value;

    /// <summary>Procedures whose body is T-SQL.</summary>
    public static IEnumerable<(TSqlFile File, CreateProcedureStatement Procedure)> Procedures =>
        from file in All
        from procedure in file.Statements.OfType<CreateProcedureStatement>()
        where procedure.StatementList is not null
        select (file, procedure);

    private static TSqlFile Parse(SqlSource source) => new(source.Name, source.Text, [.. source.Parse().Batches.SelectMany(batch => batch.Statements)]);
}
