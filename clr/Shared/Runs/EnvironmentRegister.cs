using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Runs;

/// <summary>Reads csc.environment: what was acknowledged belongs to the environment that was confirmed, and to no copy of it.</summary>
internal static class EnvironmentRegister
{
    /// <summary>True where submissions from that environment are confirmed.</summary>
    internal static bool IsConfirmed(DbConnection connection, EnvironmentKey key)
    {
        using DbCommand command = connection.Command(
            "SELECT [confirmed_at] FROM [csc].[environment] WHERE [server_name] = @server_name AND [database_key] = @database_key");
        command.AddText("@server_name", key.ServerName);
        command.AddText("@database_key", key.DatabaseKey);
        return command.Scalar() is not null;
    }
}
