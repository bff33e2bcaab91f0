using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;
using SsdClr.Data;

namespace SsdClr.Local.Server;

/// <summary>The application lock <c>csc.run</c>, which <c>csc.begin_run</c> takes too: what runs in the server and what runs here wait for one another.</summary>
internal sealed class ServerLock : IDisposable
{
    // Where there is no schema csc there is no role of ours; loading a test database still happens one at a time.
    private const string AnyUser = "public";
    private const string Runner = "csc_runner";

    private readonly SqlConnection _connection;
    private readonly string _principal;

    private ServerLock(SqlConnection connection, string principal) => (_connection, _principal) = (connection, principal);

    /// <summary>Takes the lock, or refuses.</summary>
    /// <param name="connection">The session that holds it.</param>
    /// <param name="holdsSubmission">True where the schema csc is there.</param>
    /// <param name="operation">The command's name.</param>
    /// <param name="database">The database for messages.</param>
    /// <exception cref="CompanionException">It is held, may not be taken, or the database cannot be written.</exception>
    /// <exception cref="SecondaryReplicaException">The database is a secondary replica.</exception>
    public static ServerLock Acquire(SqlConnection connection, bool holdsSubmission, string operation, string database)
    {
        RefuseWhereNothingCanBeWritten(connection, operation, database);
        var principal = holdsSubmission ? Runner : AnyUser;
        using var command = connection.Command(
            "DECLARE @lock int; EXECUTE @lock = sys.sp_getapplock @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = @principal; SELECT @lock;");
        command.AddText("@principal", principal);
        var result = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return result switch
        {
            >= 0 => new ServerLock(connection, principal),
            -1 => throw new CompanionException($"{database} is in use: another run holds the lock.{(holdsSubmission ? Holder(connection) : string.Empty)} Wait until it has ended, then try again."),
            _ => throw new CompanionException(string.Create(CultureInfo.InvariantCulture, $"The run lock of {database} could not be taken (code {result}). Another run may hold it: wait until it has ended. Else make sure that the login is a member of the role csc_operator.")),
        };
    }

    /// <summary>True where a run holds the lock, or this login may not know.</summary>
    public static bool IsHeld(SqlConnection connection)
    {
        try
        {
            using var command = connection.Command("SELECT APPLOCK_TEST(@principal, N'csc.run', N'Exclusive', N'Session')");
            command.AddText("@principal", Runner);
            return command.ExecuteScalar() is not int grantable || grantable != 1;
        }
        catch (SqlException)
        {
            return true;
        }
    }

    /// <summary>Frees the lock; a session that has ended has freed it already.</summary>
    public void Dispose()
    {
        if (_connection.State is not ConnectionState.Open)
        {
            return;
        }

        try
        {
            using var command = _connection.Command("EXECUTE sys.sp_releaseapplock @Resource = N'csc.run', @LockOwner = N'Session', @DbPrincipal = @principal;");
            command.AddText("@principal", _principal);
            command.Execute();
        }
        catch (SqlException)
        {
            // The session is closed next, and its lock with it; the fault to report is the one that came before.
        }
    }

    /// <summary>Refuses where the database is read-only, or the session has a transaction open.</summary>
    public static void RefuseWhereNothingCanBeWritten(SqlConnection connection, string operation, string database)
    {
        using var command = connection.Command("SELECT @@TRANCOUNT, CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), N'Updateability'))");
        bool isReadOnly;
        using (var reader = command.ExecuteReader())
        {
            reader.Read();
            if (reader.GetInt32(0) > 0)
            {
                throw new CompanionException($"{operation} must not start inside a transaction: what was sent cannot be rolled back. A logon trigger of {database} leaves one open; ask its administrator.");
            }

            isReadOnly = !reader.IsDBNull(1) && string.Equals(reader.GetString(1), "READ_ONLY", StringComparison.Ordinal);
        }

        if (!isReadOnly)
        {
            return;
        }

        using var replica = connection.Command("SELECT COUNT(*) FROM sys.databases AS d WHERE d.database_id = DB_ID() AND d.replica_id IS NOT NULL");
        throw Convert.ToInt32(replica.ExecuteScalar(), CultureInfo.InvariantCulture) > 0
            ? new SecondaryReplicaException($"{database} is a secondary replica of its availability group. Nothing was done.")
            : new CompanionException($"{database} is read-only. Make it writable first.");
    }

    private static string Holder(SqlConnection connection)
    {
        using var command = connection.Command(
            "SELECT TOP (1) [l].[started_at], [l].[login_name], [l].[host_name], [l].[operation], [l].[run_id] FROM [csc].[run_log] AS [l] WHERE [l].[verdict] = N'running' ORDER BY [l].[run_id] DESC");
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" Started {reader.GetDateTime(0):yyyy-MM-dd HH:mm:ss} UTC by {(reader.IsDBNull(1) ? "an unknown login" : reader.GetString(1))} on {(reader.IsDBNull(2) ? "an unknown host" : reader.GetString(2))} ({reader.GetString(3)}, run {reader.GetInt64(4)}).")
            : string.Empty;
    }
}
