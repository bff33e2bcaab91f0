namespace SsdClr.Runs;

/// <summary>Which copy of a database this is (csc.environment): a copy restored elsewhere, or beside the original, has another key.</summary>
internal sealed class EnvironmentKey
{
    /// <param name="serverName">The server; of an availability group the same words for all its replicas.</param>
    /// <param name="databaseKey">What tells the database from its copies on one server; at most 36 characters.</param>
    internal EnvironmentKey(string serverName, string databaseKey)
    {
        ServerName = serverName;
        DatabaseKey = databaseKey;
    }

    /// <summary>The server.</summary>
    internal string ServerName { get; }

    /// <summary>The database on it.</summary>
    internal string DatabaseKey { get; }
}
