namespace SsdClr.Local.Server;

/// <summary>The database is a secondary replica: as in SQL Server's own job, there is nothing to do here, and nothing is wrong.</summary>
internal sealed class SecondaryReplicaException(string message) : Exception(message);
