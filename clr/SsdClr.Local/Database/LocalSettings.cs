using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Local.Database;

/// <summary>Changes <c>csc.setting</c> of a local database, as <c>csc.store_setting</c> does in SQL Server.</summary>
internal static class LocalSettings
{
    /// <summary>Stores a setting that has been checked, and logs the change.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its new value; null for the default.</param>
    /// <param name="utcNow">When.</param>
    public static void Store(LocalDatabase database, string name, string? value, DateTime utcNow)
    {
        using var transaction = database.BeginWrite();
        using var command = database.Connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO csc.setting_log (name, old_value, new_value, changed_at, changed_by)
            VALUES ($name, (SELECT value FROM csc.setting WHERE name = $name), $value, $now, $user);
            DELETE FROM csc.setting WHERE name = $name;
            INSERT INTO csc.setting (name, value, changed_at, changed_by) SELECT $name, $value, $now, $user WHERE $value IS NOT NULL
            """;
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$value", (object?)value ?? DBNull.Value);
        command.Parameters.AddWithValue("$now", utcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$user", System.Environment.UserName);
        command.Execute();
        transaction.Commit();
    }
}
