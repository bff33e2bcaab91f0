using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Local.Database;

/// <summary>Changes <c>csc.allowed_host</c> of a local database, as <c>csc.allow_host</c> does in SQL Server.</summary>
internal static class LocalHosts
{
    /// <summary>Adds, changes or removes a host and logs that.</summary>
    /// <returns>False where there was nothing to remove.</returns>
    public static bool Change(LocalDatabase database, string purpose, string host, bool realRecords, bool remove, DateTime utcNow)
    {
        using var transaction = database.BeginWrite();
        using var command = database.Connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT COUNT(*) FROM csc.allowed_host WHERE purpose = $purpose AND host = $host";
        command.Parameters.AddWithValue("$purpose", purpose);
        command.Parameters.AddWithValue("$host", host);
        var isPresent = command.Count() > 0;
        if (remove && !isPresent)
        {
            return false;
        }

        command.CommandText = remove
            ? "DELETE FROM csc.allowed_host WHERE purpose = $purpose AND host = $host"
            : "INSERT INTO csc.allowed_host (purpose, host, real_records, added_at, added_by) VALUES ($purpose, $host, $real, $now, $user) ON CONFLICT DO UPDATE SET real_records = $real";
        command.Parameters.AddWithValue("$real", realRecords);
        command.Parameters.AddWithValue("$now", utcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$user", Environment.UserName);
        command.Execute();
        command.CommandText = "INSERT INTO csc.setting_log (name, old_value, new_value, changed_at, changed_by) VALUES ('allowed_host: ' || $purpose, $old, $new, $now, $user)";
        command.Parameters.AddWithValue("$old", isPresent ? host : DBNull.Value);
        command.Parameters.AddWithValue("$new", remove ? DBNull.Value : realRecords ? host + " (real records)" : host);
        command.Execute();
        transaction.Commit();
        return true;
    }
}
