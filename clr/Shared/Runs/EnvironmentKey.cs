using System;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Runs;

/// <summary>Which copy of a database this is (csc.environment): a copy restored elsewhere, or beside the original, has another key.</summary>
/// <param name="serverName">The server; of an availability group the same words for all its replicas. Null where the login may not see it.</param>
/// <param name="databaseKey">What tells the database from its copies on one server; at most 36 characters. Null where the login may not see it.</param>
internal sealed class EnvironmentKey(string? serverName, string? databaseKey)
{
    /// <summary>False where the login may not see which database this is, so that a copy cannot be told from the original.</summary>
    internal bool IsKnown => ServerName is not null && DatabaseKey is not null;

    /// <summary>True where submissions from this environment are confirmed: what was acknowledged belongs to the one that was, and to no copy of it.</summary>
    internal bool IsConfirmed(DbConnection connection)
    {
        using DbCommand command = connection.Command(
            "SELECT [confirmed_at] FROM [csc].[environment] WHERE [server_name] = @server_name AND [database_key] = @database_key");
        command.AddText("@server_name", ServerName);
        command.AddText("@database_key", DatabaseKey);
        return command.Scalar() is not null;
    }

    /// <summary>True where no environment was ever noted.</summary>
    internal static bool IsNoneNoted(DbConnection connection)
    {
        using DbCommand command = connection.Command("SELECT CASE WHEN EXISTS (SELECT 1 FROM [csc].[environment]) THEN 0 ELSE 1 END");
        return Convert.ToInt32(command.Scalar(), CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>The server.</summary>
    internal string? ServerName { get; } = serverName;

    /// <summary>The database on it.</summary>
    internal string? DatabaseKey { get; } = databaseKey;
}
