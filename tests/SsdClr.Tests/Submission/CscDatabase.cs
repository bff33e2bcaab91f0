using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.StandIn;

namespace SsdClr.Tests.Submission;

/// <summary>The tables of the product on SQLite, as the companion has them.</summary>
internal sealed class CscDatabase : IDisposable
{
    internal const int ReceiverId = 1;

    private readonly LocalDatabase _database;

    /// <summary>Makes the tables: in memory, or in files where another connection can look at them.</summary>
    internal CscDatabase(string? file = null)
    {
        _database = file is null ? LocalDatabase.OpenInMemory() : LocalDatabase.OpenFile(file, mustExist: false);
        Execute(
            "INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) "
            + $"VALUES ({ReceiverId}, '{TestSettings.BaseUrl}', '999', 'pers_person_id', '2026-01-01', 1)");
    }

    /// <summary>SQLite itself, for what a test does by hand.</summary>
    internal SqliteConnection Connection => _database.Connection;

    /// <summary>What the product runs on.</summary>
    internal ContextConnection Context => _database.Context;

    /// <summary>A second connection to a database in files: it sees what is committed, and nothing else.</summary>
    internal static SqliteConnection OpenAgain(string file)
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        using SqliteCommand attach = connection.CreateCommand();
        attach.CommandText = "ATTACH @file AS csc";
        attach.Parameters.AddWithValue("@file", LocalDatabase.SubmissionFileOf(file));
        attach.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Adds a row that is to be sent. The hash stands for the payload; here it is made of its characters.</summary>
    internal void AddPending(
        string personId,
        string change = "new",
        string? payload = "{}",
        string? body = null,
        bool everSent = false,
        string state = "pending",
        int receiverId = ReceiverId)
    {
        using SqliteCommand insert = Connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO csc.staging (receiver_id, person_id, la_child_id, state, change, payload, payload_hash, body, error_count, warning_count, acknowledged_payload, acknowledged_hash, attempts, state_changed_at) "
            + "VALUES (@receiver, @person, @person, @state, @change, @payload, @hash, @body, 0, 0, @acknowledged, @acknowledged_hash, 0, '2026-01-01')";
        insert.Parameters.AddWithValue("@receiver", receiverId);
        insert.Parameters.AddWithValue("@person", personId);
        insert.Parameters.AddWithValue("@state", state);
        insert.Parameters.AddWithValue("@change", change);
        insert.Parameters.AddWithValue("@payload", (object?)payload ?? DBNull.Value);
        insert.Parameters.AddWithValue("@hash", (object?)Hash(payload) ?? DBNull.Value);
        insert.Parameters.AddWithValue("@body", (object?)body ?? DBNull.Value);
        insert.Parameters.AddWithValue("@acknowledged", everSent ? "what was sent before" : DBNull.Value);
        insert.Parameters.AddWithValue("@acknowledged_hash", everSent ? Hash("what was sent before") : DBNull.Value);
        insert.ExecuteNonQuery();
    }

    /// <summary>Adds so many children that were never sent.</summary>
    internal void AddManyPending(int children) => Execute(
        $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {children}) "
        + "INSERT INTO csc.staging (receiver_id, person_id, la_child_id, state, change, payload, payload_hash, error_count, warning_count, attempts, state_changed_at) "
        + "SELECT 1, printf('%06d', i), printf('%06d', i), 'pending', 'new', '{}', randomblob(32), 0, 0, 0, '2026-01-01' FROM n");

    internal void AddDeletion(string personId) => AddPending(personId, "purge", payload: null, body: "{\"purge\":\"" + personId + "\"}", everSent: true);

    /// <summary>What a refresh does to a row whose record has changed.</summary>
    internal void ChangePayload(string personId, string payload)
    {
        using SqliteCommand update = Connection.CreateCommand();
        update.CommandText = "UPDATE csc.staging SET payload = @payload, payload_hash = @hash WHERE person_id = @person";
        update.Parameters.AddWithValue("@payload", payload);
        update.Parameters.AddWithValue("@hash", Hash(payload));
        update.Parameters.AddWithValue("@person", personId);
        update.ExecuteNonQuery();
    }

    /// <summary>One value as text; "NULL" for NULL or no row.</summary>
    internal string Value(string sql) => Value(Connection, sql);

    internal static string Value(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() switch
        {
            null or DBNull => "NULL",
            byte[] bytes => Convert.ToHexString(bytes),
            object value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
        };
    }

    /// <summary>A column of a child's row in staging.</summary>
    internal string Staging(string personId, string column) => Value($"SELECT {column} FROM csc.staging WHERE person_id = '{personId}'");

    internal void Execute(string sql)
    {
        using SqliteCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Every text in the logs and in the columns of staging that are no payload.</summary>
    internal string EverythingLogged()
    {
        var texts = new List<string>();
        foreach (string columns in (string[])
        [
            "SELECT * FROM csc.batch_log", "SELECT * FROM csc.batch_child", "SELECT * FROM csc.run_log", "SELECT * FROM csc.receiver", "SELECT last_message, receipt FROM csc.staging",
        ])
        {
            using SqliteCommand command = Connection.CreateCommand();
            command.CommandText = columns;
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (int column = 0; column < reader.FieldCount; column++)
                {
                    texts.Add(reader.GetValue(column).ToString() ?? "");
                }
            }
        }

        return string.Join('\n', texts);
    }

    internal static byte[]? Hash(string? payload) =>
        payload is null ? null : System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(payload));

    public void Dispose() => _database.Dispose();
}
