using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>What ever left this database, and for whom.</summary>
internal static class SentBatches
{
    /// <summary>True where anything ever left.</summary>
    internal static bool Any(DbConnection connection)
    {
        using DbCommand command = connection.Command("SELECT CASE WHEN EXISTS (SELECT 1 FROM [csc].[batch_log]) THEN 1 ELSE 0 END");
        return Convert.ToInt32(command.Scalar(), CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>The base addresses of the receivers that anything left for.</summary>
    internal static List<string> Addresses(DbConnection connection)
    {
        using DbCommand command = connection.Command(
            "SELECT [r].[base_url] FROM [csc].[receiver] AS [r] WHERE EXISTS (SELECT 1 FROM [csc].[batch_log] AS [b] WHERE [b].[receiver_id] = [r].[receiver_id])");
        using DbDataReader reader = command.ExecuteReader();
        var addresses = new List<string>();
        while (reader.Read())
        {
            addresses.Add(reader.GetString(0));
        }

        return addresses;
    }

    /// <summary>
    /// The receiver that acknowledged children last, where that was another one: its address and local authority. Null where none ever did, and where this one
    /// did too.
    /// </summary>
    internal static string? FormerReceiver(DbConnection connection, int receiverId)
    {
        using DbCommand command = connection.Command(
            "SELECT [base_url], [la_code] FROM [csc].[receiver] AS [r] WHERE [r].[receiver_id] <> @receiver_id "
            + "AND EXISTS (SELECT 1 FROM [csc].[staging] AS [s] WHERE [s].[receiver_id] = [r].[receiver_id] AND [s].[acknowledged_at] IS NOT NULL) "
            + "AND NOT EXISTS (SELECT 1 FROM [csc].[staging] AS [s] WHERE [s].[receiver_id] = @receiver_id AND [s].[acknowledged_at] IS NOT NULL) "
            + "ORDER BY (SELECT MAX([s].[acknowledged_at]) FROM [csc].[staging] AS [s] WHERE [s].[receiver_id] = [r].[receiver_id]) DESC");
        command.AddInteger("@receiver_id", receiverId);
        using DbDataReader reader = command.ExecuteReader();
        return reader.Read() ? reader.GetString(0) + " with local authority " + reader.GetString(1) : null;
    }
}
