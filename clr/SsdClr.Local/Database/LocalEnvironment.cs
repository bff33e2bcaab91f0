using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SsdClr.Data;
using SsdClr.Runs;

namespace SsdClr.Local.Database;

/// <summary>
/// The environment of a local database, as <c>csc.read_environment</c> gives that of a SQL Server database: this machine, and where the file is. A copy of the
/// file elsewhere is another environment. A database in memory is none: nobody can copy it.
/// </summary>
internal static class LocalEnvironment
{
    // As long as a GUID in SQL Server; the path itself would show the name of a user.
    private const int KeyLength = 36;

    /// <summary>The environment; null for a database in memory.</summary>
    public static EnvironmentKey? Of(LocalDatabase database) => database.File is null
        ? null
        : new EnvironmentKey(
            Environment.MachineName,
            KeyOf(LocalDatabase.SubmissionFileOf(database.File), FilesInUse.IgnoreCase));

    /// <summary>The key of a path: one key for all its spellings, where case does not count.</summary>
    internal static string KeyOf(string path, bool ignoreCase) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ignoreCase ? path.ToUpperInvariant() : path)))[..KeyLength];

    /// <summary>Notes it, as <c>csc.note_environment</c> does: confirmed by itself only where nothing has ever left from here. Unconfirmed ones before it are forgotten.</summary>
    public static void Note(LocalDatabase database, DateTime utcNow)
    {
        if (Of(database) is not { } key)
        {
            return;
        }

        using var command = database.Connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO csc.environment (server_name, database_key, first_seen_at, confirmed_at, confirmed_by)
            SELECT $server, $key, $now, CASE WHEN is_first THEN $now END, CASE WHEN is_first THEN $user END
            FROM (SELECT NOT EXISTS (SELECT 1 FROM csc.environment) AND NOT EXISTS (SELECT 1 FROM csc.batch_log) AS is_first)
            WHERE NOT EXISTS (SELECT 1 FROM csc.environment WHERE server_name = $server AND database_key = $key);
            DELETE FROM csc.environment WHERE confirmed_at IS NULL AND (server_name <> $server OR database_key <> $key)
            """;
        Bind(command.Parameters, key, utcNow);
        command.Execute();
    }

    /// <summary>Confirms it, as <c>csc.confirm_environment</c> does, and logs that.</summary>
    public static void Confirm(LocalDatabase database, EnvironmentKey key, DateTime utcNow)
    {
        using var transaction = database.BeginWrite();
        using var command = database.Connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO csc.setting_log (name, old_value, new_value, changed_at, changed_by)
            SELECT 'environment', (SELECT server_name || ' ' || database_key FROM csc.environment WHERE confirmed_at IS NOT NULL ORDER BY confirmed_at DESC LIMIT 1),
                   $server || ' ' || $key, $now, $user;
            DELETE FROM csc.environment;
            INSERT INTO csc.environment (server_name, database_key, first_seen_at, confirmed_at, confirmed_by) VALUES ($server, $key, $now, $now, $user)
            """;
        Bind(command.Parameters, key, utcNow);
        command.Execute();
        transaction.Commit();
    }

    private static void Bind(Microsoft.Data.Sqlite.SqliteParameterCollection parameters, EnvironmentKey key, DateTime utcNow)
    {
        parameters.AddWithValue("$server", key.ServerName);
        parameters.AddWithValue("$key", key.DatabaseKey);
        parameters.AddWithValue("$now", utcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        parameters.AddWithValue("$user", Environment.UserName);
    }
}
