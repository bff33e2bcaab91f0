using System;
using System.Data.Common;
using System.Globalization;
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

    /// <summary>True where no environment was ever noted.</summary>
    internal static bool IsEmpty(DbConnection connection)
    {
        using DbCommand command = connection.Command("SELECT CASE WHEN EXISTS (SELECT 1 FROM [csc].[environment]) THEN 0 ELSE 1 END");
        return Convert.ToInt32(command.Scalar(), CultureInfo.InvariantCulture) == 1;
    }
}
