using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.SqlClient;
using SsdClr.Data;
using SsdClr.Runs;

namespace SsdClr.Local.Server;

/// <summary>Which copy of a database on a server this is: the same answer as <c>csc.read_environment</c> gives, where the engine has what that looks at.</summary>
internal static class ServerEnvironment
{
    private static readonly int[] s_notAllowed = [229, 297, 300];

    // The width of csc.environment.database_key.
    private const int KeyLength = 36;

    // The query of csc.read_environment; a test compares the two.
    internal const string Statement =
        """
        SELECT
            CASE
                WHEN [d].[group_database_id] IS NULL THEN CONVERT(nvarchar(128), SERVERPROPERTY(N'ServerName'))
                ELSE N'availability group'
            END,
            CONVERT(nvarchar(36), COALESCE([d].[group_database_id], [r].[database_guid]))
        FROM [sys].[databases] AS [d]
        LEFT OUTER JOIN [sys].[database_recovery_status] AS [r] ON [r].[database_id] = [d].[database_id]
        WHERE [d].[database_id] = DB_ID()
        """;

    // Azure SQL Database shows no recovery status. A copy or a restored database has another name or another day of creation.
    private const string WithoutRecoveryStatus =
        "SELECT CONVERT(nvarchar(128), SERVERPROPERTY(N'ServerName')), [d].[name], [d].[create_date] FROM [sys].[databases] AS [d] WHERE [d].[database_id] = DB_ID()";

    /// <summary>Reads it.</summary>
    /// <exception cref="CompanionException">The login may not see it.</exception>
    public static EnvironmentKey Read(SqlConnection connection)
    {
        try
        {
            using var command = connection.Command(Statement);
            using var reader = command.ExecuteReader();
            if (reader.Read() && !reader.IsDBNull(0) && !reader.IsDBNull(1))
            {
                return new EnvironmentKey(reader.GetString(0), reader.GetString(1));
            }
        }
        catch (SqlException exception) when (exception.Class < ServerFault.LostConnection && Array.IndexOf(s_notAllowed, exception.Number) < 0)
        {
            // The engine lacks a view or a column of it; each engine has its own number for that.
            return ByNameAndCreation(connection);
        }

        // Whoever may see every database and is told nothing is on an engine that has nothing to tell.
        return MaySeeEveryDatabase(connection) ? ByNameAndCreation(connection) : throw Unseen();
    }

    /// <summary>Notes it as <c>csc.begin_run</c> does.</summary>
    public static void Note(SqlConnection connection, EnvironmentKey key)
    {
        using var command = connection.Command("EXECUTE [csc].[note_environment] @server_name = @server_name, @database_key = @database_key");
        command.AddText("@server_name", key.ServerName);
        command.AddText("@database_key", key.DatabaseKey);
        command.Execute();
    }

    /// <summary>Confirms it as <c>csc.confirm_environment</c> does.</summary>
    public static void Confirm(SqlConnection connection, EnvironmentKey key, DateTime utcNow, string? login)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.Command(
            """
            INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
            SELECT
                N'environment',
                (SELECT TOP (1) [e].[server_name] + N' ' + [e].[database_key] FROM [csc].[environment] AS [e] WITH (UPDLOCK, HOLDLOCK) WHERE [e].[confirmed_at] IS NOT NULL ORDER BY [e].[confirmed_at] DESC),
                @server_name + N' ' + @database_key,
                @now,
                @login_name;
            DELETE FROM [csc].[environment];
            INSERT INTO [csc].[environment] ([server_name], [database_key], [first_seen_at], [confirmed_at], [confirmed_by])
            VALUES (@server_name, @database_key, @now, @now, @login_name);
            """,
            transaction);
        command.AddText("@server_name", key.ServerName);
        command.AddText("@database_key", key.DatabaseKey);
        command.AddMoment("@now", utcNow);
        command.AddText("@login_name", login);
        command.Execute();
        transaction.Commit();
    }

    private static bool MaySeeEveryDatabase(SqlConnection connection)
    {
        using var command = connection.Command("SELECT HAS_PERMS_BY_NAME(NULL, NULL, N'VIEW ANY DATABASE')");
        return command.Scalar() is 1;
    }

    private static EnvironmentKey ByNameAndCreation(SqlConnection connection)
    {
        using var command = connection.Command(WithoutRecoveryStatus);
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.IsDBNull(0) || reader.IsDBNull(2))
        {
            throw Unseen();
        }

        var identity = reader.GetString(1) + "\n" + reader.GetDateTime(2).ToString("O", CultureInfo.InvariantCulture);
        return new EnvironmentKey(reader.GetString(0), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..KeyLength]);
    }

    private static CompanionException Unseen() => new(
        "This login may not see which database this is, so a copy could not be told from the original. Grant it VIEW ANY DATABASE, which public has unless it was denied.");
}
