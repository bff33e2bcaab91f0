using System.Data.Common;
using Microsoft.Data.SqlClient;
using SsdClr.Preflight;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Runs;
using SsdClr.Settings;

namespace SsdClr.Local.Server;

/// <summary>
/// A database on a live server: SQL Server, Azure SQL, or another engine that speaks T-SQL over TDS. Every statement on it is the one that the
/// assemblies in SQL Server issue, from the same code. Previews need nothing but the SSD tables; what writes needs the schema csc.
/// </summary>
internal sealed class ServerDatabase : CompanionDatabase
{
    private readonly SqlConnection _connection;
    private readonly Lazy<EnvironmentKey> _environment;

    private ServerDatabase(SqlConnection connection, string name, bool holdsSubmission, string? login)
    {
        _connection = connection;
        _environment = new Lazy<EnvironmentKey>(() => ServerEnvironment.Read(connection));
        Name = name;
        HoldsSubmission = holdsSubmission;
        Origin = new RunOrigin(System.Environment.MachineName, login, agentJob: null);
    }

    /// <inheritdoc/>
    public override SqlConnection Connection => _connection;

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override RunOrigin Origin { get; }

    /// <inheritdoc/>
    public override bool HoldsSubmission { get; }

    /// <inheritdoc/>
    public override EnvironmentKey? Environment => _environment.Value;

    /// <summary>Opens a database and sets the options of the session.</summary>
    /// <param name="connectionString">As SqlClient takes it.</param>
    /// <param name="given">Settings that go before those of the database.</param>
    /// <exception cref="CompanionException">The string cannot be read, or the connection cannot be opened: the message says what to try.</exception>
    public static ServerDatabase Open(string connectionString, IReadOnlyDictionary<string, string> given)
    {
        var builder = ServerConnection.Parse(connectionString);
        var connection = new SqlConnection(builder.ConnectionString);
        try
        {
            connection.Open();
            using (var command = connection.Command(SessionOptions.Statements))
            {
                command.Execute();
            }

            return new ServerDatabase(
                connection,
                $"Database {builder.InitialCatalog} on {builder.DataSource}",
                Text(connection, "SELECT OBJECT_ID(N'[csc].[setting]')") is not null,
                Text(connection, "SELECT CONVERT(nvarchar(128), ORIGINAL_LOGIN())"))
            {
                Given = given,
            };
        }
        catch (Exception exception) when (exception is not CompanionException)
        {
            connection.Dispose();
            throw ServerFault.OfOpening(exception, builder);
        }
    }

    /// <inheritdoc/>
    public override ISsdCatalogue Catalogue(SettingValues settings) => new SqlServerCatalogue(_connection, settings.SchemaName("ssd_schema"));

    /// <inheritdoc/>
    public override IReadOnlyList<PreflightStep> Preflight(TimeProvider clock) => new ServerPreflight(this).Run(clock);

    /// <inheritdoc/>
    public override IDisposable Lock(string operation, TimeProvider clock) => ServerLock.Acquire(_connection, HoldsSubmission, operation, Name);

    /// <inheritdoc/>
    public override IDisposable? LockSettings(string operation, TimeProvider clock)
    {
        ServerLock.RefuseWhereNothingCanBeWritten(_connection, operation, Name);
        return null;
    }

    /// <inheritdoc/>
    public override bool IsLocked() => ServerLock.IsHeld(_connection);

    /// <inheritdoc/>
    public override void NoteEnvironment(DateTime utcNow) => ServerEnvironment.Note(_connection, _environment.Value);

    /// <inheritdoc/>
    public override void ConfirmEnvironment(DateTime utcNow)
    {
        RequireOwner("confirm-environment");
        ServerEnvironment.Confirm(_connection, _environment.Value, utcNow, Origin.LoginName);
    }

    /// <inheritdoc/>
    public override void ChangeSetting(string name, string? value, DateTime utcNow)
    {
        // Where the assemblies are installed csc.set_setting checks the value once more; the companion's variant has what it calls in the end.
        var procedure = Text(_connection, "SELECT OBJECT_ID(N'[csc].[set_setting]')") is null ? "[csc].[store_setting]" : "[csc].[set_setting]";
        using var command = _connection.Command($"EXECUTE {procedure} @name = @name, @value = @value");
        command.AddText("@name", name);
        command.AddText("@value", value);
        command.Execute();
    }

    /// <inheritdoc/>
    public override bool ChangeCode(string field, string heldValue, string? code, DateTime utcNow)
    {
        if (code is null && CodeMap.Read(_connection).Find(field, heldValue) is null)
        {
            return false;
        }

        // As for a setting.
        var isChecked = Text(_connection, "SELECT OBJECT_ID(N'[csc].[set_code]')") is not null;
        using var command = _connection.Command(isChecked
            ? "EXECUTE [csc].[set_code] @field = @field, @held_value = @held_value, @code = @code, @remove = @remove"
            : "EXECUTE [csc].[store_code] @field = @field, @held_value = @held_value, @code = @code");
        command.AddText("@field", field);
        command.AddText("@held_value", heldValue);
        command.AddText("@code", code);
        if (isChecked)
        {
            command.AddInteger("@remove", code is null ? 1 : 0);
        }

        command.Execute();
        return true;
    }

    /// <inheritdoc/>
    public override bool ChangeHost(string purpose, string host, bool realRecords, bool remove, DateTime utcNow)
    {
        RequireOwner("allow-host");
        return ServerHosts.Change(_connection, purpose, host, realRecords, remove, utcNow, Origin.LoginName);
    }

    /// <inheritdoc/>
    public override string DeleteHistory(int keepDays, DateTime utcNow)
    {
        using var command = _connection.Command("DECLARE @summary nvarchar(1000); EXECUTE [csc].[delete_history] @keep_days = @keep_days, @summary = @summary OUTPUT; SELECT @summary;");
        command.AddInteger("@keep_days", keepDays);
        return command.Scalar() as string ?? string.Empty;
    }

    /// <inheritdoc/>
    public override string MakeIdTable(string name)
    {
        // Without parameters, so that the table is the session's and not that of sp_executesql.
        using var command = _connection.Command($"DROP TABLE IF EXISTS [#{name}]; CREATE TABLE [#{name}] ([person_id] nvarchar(48) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY);");
        command.Execute();
        return $"[#{name}]";
    }

    /// <inheritdoc/>
    public override DbTransaction BeginWrite() => _connection.BeginTransaction();

    /// <inheritdoc/>
    public override void Dispose() => _connection.Dispose();

    // As the procedures of these names ask: a role of the authority's own may be allowed to write every table of the database.
    private void RequireOwner(string command)
    {
        using var permission = _connection.Command("SELECT HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL')");
        if (permission.Scalar() is not 1)
        {
            throw new CompanionException($"Nothing was changed. '{command}' is for a database owner: it takes CONTROL of the database.");
        }
    }

    private static string? Text(SqlConnection connection, string query)
    {
        using var command = connection.Command(query);
        return command.Scalar()?.ToString();
    }
}
