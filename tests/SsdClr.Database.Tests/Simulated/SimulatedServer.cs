using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>
/// A server on Windows as far as scripts for a DBA see it, after Microsoft's documentation: the catalogue views in SQLite, so that the scripts' own conditions are
/// evaluated and a rollback takes back what was done; and what tests set. Names are compared as under a binary collation. Each database has its own assemblies;
/// all other objects are in the one that a test installs in.
/// </summary>
internal sealed partial class SimulatedServer : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private int _changes;

    /// <summary>A server with the databases SsdClr, reporting and Closed. Scripts begin in master, and CLR code does not run yet.</summary>
    /// <param name="version">ProductVersion, such as 15.0.2000.5.</param>
    /// <param name="strict">Whether clr strict security is on; from 2017 on.</param>
    public SimulatedServer(string version = "14.0.3456.2", bool strict = true)
    {
        Properties = new(StringComparer.Ordinal) { ["ProductVersion"] = version, ["ProductMajorVersion"] = version.Split('.')[0], ["EngineEdition"] = 3L, ["PathSeparator"] = "\\" };
        HasList = Properties["ProductMajorVersion"] is not "13";
        _connection.Open();
        ServerFunctions.Register(_connection, this);
        Execute(Catalogue.Views);
        if (HasList)
        {
            Execute(Catalogue.ViewsSince2017);
            Execute("INSERT INTO sys.configurations VALUES ('clr strict security', @on, @on, 1)", ("@on", strict ? 1 : 0));
        }
    }

    /// <summary>Server properties by name.</summary>
    public Dictionary<string, object?> Properties { get; }

    /// <summary>Whether there is a list of trusted assemblies.</summary>
    public bool HasList { get; }

    /// <summary>Database of the query window.</summary>
    public string Database { get; set; } = "master";

    /// <summary>READ_WRITE or READ_ONLY.</summary>
    public string Updateability { get; set; } = "READ_WRITE";

    /// <summary>Whether the login is sysadmin, which includes the rest.</summary>
    public bool IsSysadmin { get; set; } = true;

    /// <summary>Logins that are sysadmin.</summary>
    public HashSet<string> Sysadmins { get; } = new(StringComparer.Ordinal) { "sa" };

    /// <summary>Whether the login is db_owner.</summary>
    public bool IsOwner { get; set; } = true;

    /// <summary>Whether another run goes on, which has the run lock.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Release of .NET Framework in the registry, as a rule that of 4.8; nothing when it cannot be read.</summary>
    public int? FrameworkRelease { get; init; } = 528040;

    /// <summary>Number of the change, from 1, at which the server raises an error instead; 0 for none.</summary>
    public int FailsAt { get; set; }

    /// <summary>Number of the change, from 1, at which the session ends instead; 0 for none.</summary>
    public int CancelledAt { get; set; }

    /// <summary>Whether the failure or the cancellation came to pass.</summary>
    public bool WasDisturbed { get; private set; }

    /// <summary>Everything beside the objects of a database that a script could change, as text.</summary>
    public string State => string.Join('\n', Catalogue.State.SelectMany(query => Query(query).Select(row => string.Join(' ', row))));

    public void Dispose() => _connection.Dispose();

    /// <summary>Runs SQLite text.</summary>
    public void Execute(string sql, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        Found(command.ExecuteNonQuery);
    }

    /// <summary>Rows of SQLite text.</summary>
    public List<object?[]> Query(string sql, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = Found(command.ExecuteReader);
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        }

        return rows;
    }

    /// <summary>First value, or null.</summary>
    public object? Value(string sql, params IReadOnlyList<(string Name, object? Value)> parameters) => Query(sql, parameters) is [[var value, ..], ..] ? value : null;

    /// <summary>Whether there is a row.</summary>
    public bool Exists(string sql, params IReadOnlyList<(string Name, object? Value)> parameters) => Query(sql, parameters).Count > 0;

    /// <summary>First column as texts, in ordinal order.</summary>
    public List<string> Lines(string sql) => [.. Query(sql).Select(row => Convert.ToString(row[0], CultureInfo.InvariantCulture)!).Order(StringComparer.Ordinal)];

    /// <summary>Makes a table for rows.</summary>
    public void CreateTable(string schema, string name, TableDefinition definition) => Execute($"CREATE TABLE [{schema}].[{name}] ({string.Join(", ", definition.ColumnDefinitions.Select(column =>
        $"[{column.ColumnIdentifier.Value}]{(column.IdentityOptions is null ? string.Empty : " INTEGER PRIMARY KEY")}"))})");

    /// <summary>Makes an assembly of a database, which dbo owns if nobody else does.</summary>
    public void Install(string database, string name, byte[] content, string set = "SAFE", long owner = 1) => Execute(
        "INSERT INTO sys.every_assembly (database_name, name, clr_name, permission_set_desc, owner, content) VALUES (@database, @name, @clr, @set, @owner, @content)",
        [("@database", database), ("@name", name), ("@clr", AssemblyContent.ClrName(content)), ("@set", set), ("@owner", owner), ("@content", content)]);

    /// <summary>Runs what is asked in another database.</summary>
    public void In(string database, Action action)
    {
        SqlFault.If(database == Catalogue.Closed, 916, $"The database {database} cannot be opened");
        var window = Database;
        Database = database;
        try
        {
            action();
        }
        finally
        {
            Database = window;
        }
    }

    /// <summary>Counts a change before it is made, which fails if its turn has come.</summary>
    /// <exception cref="SqlFault">The server raises an error.</exception>
    /// <exception cref="CancelledException">The session ends.</exception>
    public void Step()
    {
        _changes++;
        WasDisturbed |= _changes == CancelledAt || _changes == FailsAt;
        SqlFault.If(_changes == FailsAt, 701, "The server failed.");
        if (_changes == CancelledAt)
        {
            throw new CancelledException();
        }
    }

    /// <summary>What csc.protect_secrets leaves, whose own code is not run here.</summary>
    public void ProtectSecrets() => Execute("""
        DELETE FROM sys.certificates WHERE name = 'csc_secret_signer';
        INSERT INTO sys.certificates SELECT 'csc_secret' WHERE NOT EXISTS (SELECT 1 FROM sys.certificates WHERE name = 'csc_secret');
        INSERT INTO sys.symmetric_keys SELECT 'csc_secret' WHERE NOT EXISTS (SELECT 1 FROM sys.symmetric_keys WHERE name = 'csc_secret');
        INSERT INTO sys.certificates VALUES ('csc_secret_signer');
        DELETE FROM sys.database_principals WHERE name = 'csc_secret_signer';
        INSERT INTO sys.database_principals (name, type) VALUES ('csc_secret_signer', 'C');
        """);

    /// <summary>Id of an object by its name with schema, both in brackets; null where there is none.</summary>
    public long? ObjectId(string name, string? type = null)
    {
        if (name.StartsWith("tempdb..", StringComparison.Ordinal))
        {
            return (long?)Value("SELECT 1 FROM sqlite_temp_master WHERE name = @name", ("@name", name["tempdb..".Length..].Trim('[', ']')));
        }

        var parts = TwoParts().Match(name);
        return parts.Success
            ? (long?)Value(
                "SELECT o.object_id FROM sys.objects AS o JOIN sys.schemas AS s ON s.schema_id = o.schema_id WHERE s.name = @schema AND o.name = @name AND (@type IS NULL OR o.type = @type)",
                ("@schema", parts.Groups["schema"].Value),
                ("@name", parts.Groups["name"].Value),
                ("@type", type))
            : throw new NotSupportedException($"OBJECT_ID of {name}: write both parts in brackets.");
    }

    /// <summary>A table that is not there is the server's fault to raise, not a fault of the simulation.</summary>
    private static T Found<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException fault) when (fault.Message.Contains("no such table", StringComparison.Ordinal))
        {
            throw new SqlFault(208, fault.Message);
        }
    }

    private SqliteCommand Command(string sql, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    [GeneratedRegex(@"^\[(?<schema>\w+)\]\.\[(?<name>[^\]]+)\]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwoParts();
}
