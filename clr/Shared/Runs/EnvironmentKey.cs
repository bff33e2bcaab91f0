namespace SsdClr.Runs;

/// <summary>Which copy of a database this is (csc.environment): a copy restored elsewhere, or beside the original, has another key.</summary>
/// <param name="serverName">The server; of an availability group the same words for all its replicas. Null where the login may not see it.</param>
/// <param name="databaseKey">What tells the database from its copies on one server; at most 36 characters. Null where the login may not see it.</param>
internal sealed class EnvironmentKey(string? serverName, string? databaseKey)
{
    /// <summary>False where the login may not see which database this is, so that a copy cannot be told from the original.</summary>
    internal bool IsKnown => ServerName is not null && DatabaseKey is not null;

    /// <summary>The server.</summary>
    internal string? ServerName { get; } = serverName;

    /// <summary>The database on it.</summary>
    internal string? DatabaseKey { get; } = databaseKey;
}
