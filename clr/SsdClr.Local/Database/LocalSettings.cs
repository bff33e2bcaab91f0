using System.Globalization;
using Microsoft.Data.Sqlite;
using SsdClr.Data;

namespace SsdClr.Local.Database;

/// <summary>Changes <c>csc.setting</c> of a local database, as <c>csc.store_setting</c> does in SQL Server.</summary>
internal static class LocalSettings
{
    // Stands where the name of a user would: these settings suit made-up children alone.
    private const string Sample = "ssdclr sample";

    /// <summary>Stores a setting that has been checked, and logs the change.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its new value; null for the default.</param>
    /// <param name="utcNow">When.</param>
    public static void Store(LocalDatabase database, string name, string? value, DateTime utcNow) => Store(database, name, value, utcNow, System.Environment.UserName);

    /// <summary>Stores a setting that suits made-up children alone, until <see cref="EndSample"/>.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="utcNow">When.</param>
    public static void StoreForSample(LocalDatabase database, string name, string value, DateTime utcNow) => Store(database, name, value, utcNow, Sample);

    /// <summary>Puts every setting that was stored for made-up children back to its default: other records come, in the same transaction.</summary>
    /// <param name="database">The database.</param>
    /// <param name="transaction">The transaction of the records.</param>
    /// <param name="utcNow">When.</param>
    /// <returns>What to say of each.</returns>
    public static IReadOnlyList<string> EndSample(LocalDatabase database, SqliteTransaction transaction, DateTime utcNow)
    {
        var names = new List<string>();
        using (var command = database.Connection.Command("SELECT name FROM csc.setting WHERE changed_by = $sample ORDER BY name", transaction))
        {
            command.AddText("$sample", Sample);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }
        }

        names.ForEach(name => Store(transaction, name, value: null, utcNow, Sample));
        return [.. names.Select(name => $"Setting {name} is back to its default: 'ssdclr sample' had changed it for made-up children.")];
    }

    private static void Store(LocalDatabase database, string name, string? value, DateTime utcNow, string changedBy)
    {
        using var transaction = database.BeginWrite();
        Store(transaction, name, value, utcNow, changedBy);
        transaction.Commit();
    }

    private static void Store(SqliteTransaction transaction, string name, string? value, DateTime utcNow, string changedBy)
    {
        using var command = transaction.Connection!.Command(
            """
            INSERT INTO csc.setting_log (name, old_value, new_value, changed_at, changed_by)
            VALUES ($name, (SELECT value FROM csc.setting WHERE name = $name), $value, $now, $user);
            DELETE FROM csc.setting WHERE name = $name;
            INSERT INTO csc.setting (name, value, changed_at, changed_by) SELECT $name, $value, $now, $user WHERE $value IS NOT NULL
            """,
            transaction);
        command.AddText("$name", name);
        command.AddText("$value", value);
        command.AddText("$now", utcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        command.AddText("$user", changedBy);
        command.Execute();
    }
}
