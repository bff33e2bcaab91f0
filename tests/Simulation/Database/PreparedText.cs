namespace SsdClr.Simulation.Database;

/// <summary>The statements of a command text, prepared.</summary>
internal sealed class PreparedText(nint database, string sql) : IDisposable
{
    /// <summary>The text.</summary>
    internal string Sql { get; } = sql;

    /// <summary>The statements, in order.</summary>
    internal List<PreparedStatement> Statements { get; } = PreparedStatement.PrepareAll(database, sql);

    /// <summary>It writes to csc.staging, for all one can tell from the text.</summary>
    internal bool NamesStaging { get; } = sql.Contains("[staging]", StringComparison.Ordinal);

    /// <summary>Makes an end of every statement.</summary>
    internal void Reset()
    {
        foreach (var statement in Statements)
        {
            statement.Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Statements.ForEach(statement => statement.Dispose());
}
