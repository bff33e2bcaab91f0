using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Scripts.Simulated;

/// <summary>
/// What the scripts of trust see and change of a server, in SQLite: catalogue views as tables of a schema <c>sys</c>, and the statements and procedures that
/// change them, with the refusals that Microsoft documents. What SQL Server does beyond its documentation is not in it.
/// </summary>
internal sealed class SimulatedServer : IDisposable
{
    private const string Schema = """
        ATTACH ':memory:' AS sys;
        CREATE TABLE sys.configurations (name TEXT, value INTEGER, value_in_use INTEGER, is_dynamic INTEGER);
        INSERT INTO sys.configurations VALUES ('clr enabled', 0, 0, 1), ('lightweight pooling', 0, 0, 0), ('min server memory (MB)', 0, 16, 1), ('max degree of parallelism', 4, 4, 1);
        CREATE TABLE sys.system_objects (name TEXT);
        CREATE TABLE sys.dm_os_host_info (host_platform TEXT);
        CREATE TABLE sys.trusted_assemblies (hash BLOB, description TEXT);
        CREATE TABLE sys.asymmetric_keys (asymmetric_key_id INTEGER PRIMARY KEY, name TEXT, sid BLOB);
        CREATE TABLE sys.server_principals (principal_id INTEGER PRIMARY KEY, name TEXT, sid BLOB);
        CREATE TABLE sys.server_permissions (grantee_principal_id INTEGER, class INTEGER, permission_name TEXT, state TEXT);
        CREATE TABLE sys.databases (database_id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE sys.every_assembly (assembly_id INTEGER PRIMARY KEY, database_name TEXT, name TEXT, clr_name TEXT, content BLOB);
        CREATE TABLE sys.here (database_name TEXT);
        INSERT INTO sys.here VALUES ('master');
        CREATE VIEW sys.assemblies AS SELECT assembly_id, name, clr_name FROM every_assembly WHERE database_name = (SELECT database_name FROM here);
        CREATE VIEW sys.assembly_files AS SELECT assembly_id, content FROM every_assembly WHERE database_name = (SELECT database_name FROM here);
        """;

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly bool _hasList;
    private int _changes;

    /// <summary>A server on Windows with .NET Framework 4.8 and a database SsdClr, as new as the version says.</summary>
    /// <param name="version">ProductVersion, such as 15.0.2000.5.</param>
    /// <param name="strict">Whether clr strict security is on; from 2017 on.</param>
    public SimulatedServer(string version, bool strict = true)
    {
        Version = version;
        _hasList = !version.StartsWith("13.", StringComparison.Ordinal);
        _connection.Open();
        Change(Schema);
        Register();
        if (_hasList)
        {
            Change("INSERT INTO sys.system_objects VALUES ('sp_add_trusted_assembly'), ('sp_drop_trusted_assembly'); INSERT INTO sys.dm_os_host_info VALUES ('Windows')");
            Change("INSERT INTO sys.configurations VALUES ('clr strict security', @on, @on, 1)", ("@on", strict ? 1 : 0));
        }

        Change("INSERT INTO sys.databases VALUES (1, 'master'), (5, 'SsdClr'), (6, 'Closed')");
    }

    public string Version { get; }

    /// <summary>Database of the query window.</summary>
    public string Window { get; init; } = "master";

    public bool IsSysadmin { get; init; } = true;

    public int OpenTransactions { get; init; }

    /// <summary>EngineEdition: 3 is Enterprise, 8 a managed instance.</summary>
    public int Edition { get; init; } = 3;

    /// <summary>Release of .NET Framework in the registry; nothing when it cannot be read.</summary>
    public int? FrameworkRelease { get; init; } = 528040;

    /// <summary>Number of the change, from 1, at which the server raises an error instead; 0 for none.</summary>
    public int FailsAt { get; set; }

    /// <summary>Number of the change, from 1, at which the session ends instead; 0 for none.</summary>
    public int CancelledAt { get; set; }

    /// <summary>Whether the failure or the cancellation came to pass.</summary>
    public bool WasDisturbed { get; private set; }

    /// <summary>Everything that a script could change, as text.</summary>
    public string State => string.Join('\n', new[]
    {
        "SELECT 'setting', name, value, value_in_use FROM sys.configurations ORDER BY name",
        "SELECT 'hash', hex(hash), description FROM sys.trusted_assemblies ORDER BY hash",
        "SELECT 'key', name, hex(sid) FROM sys.asymmetric_keys ORDER BY name",
        "SELECT 'login', name, hex(sid) FROM sys.server_principals ORDER BY name",
        "SELECT 'grant', p.name, g.permission_name FROM sys.server_permissions AS g JOIN sys.server_principals AS p ON p.principal_id = g.grantee_principal_id ORDER BY p.name, g.permission_name",
        "SELECT 'assembly', database_name, name FROM sys.every_assembly ORDER BY database_name, name",
    }.SelectMany(query => Rows(query).Select(row => string.Join(' ', row))));

    public void Dispose() => _connection.Dispose();

    /// <summary>Sets what stands before a script runs.</summary>
    public void Change(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    public List<object?[]> Rows(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = reader.IsDBNull(column) ? null : reader.GetValue(column);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Makes an assembly of a database without a script.</summary>
    public void Install(string database, string name, byte[] content) =>
        Change("INSERT INTO sys.every_assembly (database_name, name, clr_name, content) VALUES (@database, @name, @clr, @content)", ("@database", database), ("@name", name), ("@clr", ClrName(content)), ("@content", content));

    /// <summary>Runs what is asked with the catalogue of another database.</summary>
    public void In(string database, Action action)
    {
        Change("UPDATE sys.here SET database_name = @database", ("@database", database));
        try
        {
            action();
        }
        finally
        {
            Change("UPDATE sys.here SET database_name = 'master'");
        }
    }

    public void AddTrusted(byte[] hash, string? description)
    {
        Step();
        Require(_hasList, "Could not find stored procedure sys.sp_add_trusted_assembly.");
        Require(!Exists("SELECT 1 FROM sys.trusted_assemblies WHERE hash = @hash", ("@hash", hash)), "The hash is on the list already.");
        Change("INSERT INTO sys.trusted_assemblies VALUES (@hash, @description)", ("@hash", hash), ("@description", description));
    }

    public void DropTrusted(byte[] hash)
    {
        Step();
        Require(_hasList, "Could not find stored procedure sys.sp_drop_trusted_assembly.");
        Require(Exists("SELECT 1 FROM sys.trusted_assemblies WHERE hash = @hash", ("@hash", hash)), "The hash is not on the list.");
        Change("DELETE FROM sys.trusted_assemblies WHERE hash = @hash", ("@hash", hash));
    }

    public void CreateAssembly(string name, byte[] content)
    {
        Step();
        Require(!Exists("SELECT 1 FROM sys.assemblies WHERE name = @name", ("@name", name)), "There is such an assembly.");
        Require(
            !Exists("SELECT 1 FROM sys.configurations WHERE name = 'clr strict security' AND value_in_use = 1") || Exists("SELECT 1 FROM sys.trusted_assemblies WHERE hash = @hash", ("@hash", SHA512.HashData(content))),
            "CREATE ASSEMBLY failed because clr strict security is set to 1.");
        Install("master", name, content);
    }

    public void DropAssembly(string name)
    {
        Step();
        Require(Exists("SELECT 1 FROM sys.assemblies WHERE name = @name", ("@name", name)), "There is no such assembly.");
        Change("DELETE FROM sys.every_assembly WHERE database_name = 'master' AND name = @name", ("@name", name));
    }

    public void CreateKey(string name, string assembly)
    {
        Step();
        var content = (byte[])Rows("SELECT content FROM sys.every_assembly WHERE database_name = 'master' AND name = @name", ("@name", assembly)).Single()[0]!;
        Require(!Exists("SELECT 1 FROM sys.asymmetric_keys WHERE name = @name", ("@name", name)), "There is such a key.");
        Require(StrongName.IsSignatureValid(content), "The assembly is not signed.");
        Change("INSERT INTO sys.asymmetric_keys (name, sid) VALUES (@name, @sid)", ("@name", name), ("@sid", StrongName.KeyOf(content)!.Bytes.ToArray()));
    }

    public void DropKey(string name)
    {
        Step();
        Require(Exists("SELECT 1 FROM sys.asymmetric_keys WHERE name = @name", ("@name", name)), "There is no such key.");
        Require(!Exists("SELECT 1 FROM sys.asymmetric_keys AS k JOIN sys.server_principals AS p ON p.sid = k.sid WHERE k.name = @name", ("@name", name)), "A login is mapped to the key.");
        Change("DELETE FROM sys.asymmetric_keys WHERE name = @name", ("@name", name));
    }

    public void CreateLogin(string name, string key)
    {
        Step();
        Require(!Exists("SELECT 1 FROM sys.server_principals WHERE name = @name", ("@name", name)), "There is such a login.");
        Require(Exists("SELECT 1 FROM sys.asymmetric_keys WHERE name = @name", ("@name", key)), "There is no such key.");
        Change("INSERT INTO sys.server_principals (name, sid) SELECT @name, sid FROM sys.asymmetric_keys WHERE name = @key", ("@name", name), ("@key", key));
    }

    public void DropLogin(string name)
    {
        Step();
        Require(Exists("SELECT 1 FROM sys.server_principals WHERE name = @name", ("@name", name)), "There is no such login.");
        Change("DELETE FROM sys.server_permissions WHERE grantee_principal_id = (SELECT principal_id FROM sys.server_principals WHERE name = @name); DELETE FROM sys.server_principals WHERE name = @name", ("@name", name));
    }

    public void Grant(string permission, string login)
    {
        Step();
        Require(Exists("SELECT 1 FROM sys.server_principals WHERE name = @name", ("@name", login)), "There is no such login.");
        Change("INSERT INTO sys.server_permissions SELECT principal_id, 100, @permission, 'G' FROM sys.server_principals WHERE name = @name", ("@permission", permission), ("@name", login));
    }

    public void Revoke(string permission, string login)
    {
        Step();
        Require(Exists("SELECT 1 FROM sys.server_principals WHERE name = @name", ("@name", login)), "There is no such login.");
        Change("DELETE FROM sys.server_permissions WHERE permission_name = @permission AND grantee_principal_id = (SELECT principal_id FROM sys.server_principals WHERE name = @name)", ("@permission", permission), ("@name", login));
    }

    public void Configure(string name, object? value)
    {
        Step();
        Change("UPDATE sys.configurations SET value = @value WHERE name = @name", ("@name", name), ("@value", value));
    }

    public void Reconfigure()
    {
        Step();
        Change("UPDATE sys.configurations SET value_in_use = value WHERE is_dynamic = 1 AND name <> 'min server memory (MB)'");
    }

    private static void Require(bool right, string fault)
    {
        if (!right)
        {
            throw new SimulatedFault(fault);
        }
    }

    private static string ClrName(byte[] content)
    {
        using var file = new PEReader(new MemoryStream(content));
        var metadata = file.GetMetadataReader();
        var definition = metadata.GetAssemblyDefinition();
        return $"{metadata.GetString(definition.Name)}, version={definition.Version}, culture=neutral, publickeytoken={StrongName.KeyOf(content)?.Token ?? "null"}, processorarchitecture=msil".ToLowerInvariant();
    }

    private void Step()
    {
        _changes++;
        if (_changes == CancelledAt)
        {
            WasDisturbed = true;
            throw new CancelledException();
        }

        if (_changes == FailsAt)
        {
            WasDisturbed = true;
            throw new SimulatedFault("The server failed.");
        }
    }

    private bool Exists(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Rows(sql, parameters).Count > 0;

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The text comes from this file and from the scripts under test.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private void Register()
    {
        _connection.CreateFunction("global", (string name) => name == "@@TRANCOUNT" ? OpenTransactions : throw new NotSupportedException(name));
        _connection.CreateFunction("DB_NAME", () => Window);
        _connection.CreateFunction("IS_SRVROLEMEMBER", (string role) => role == "sysadmin" && IsSysadmin ? 1 : 0);
        _connection.CreateFunction("HAS_PERMS_BY_NAME", (string? securable, string? kind, string permission) => 0);
        _connection.CreateFunction("HAS_DBACCESS", (string database) => database == "Closed" ? 0 : 1);
        _connection.CreateFunction<string, object?>("SERVERPROPERTY", name => name switch
        {
            "EngineEdition" => (long)Edition,
            "ProductVersion" => Version,
            _ => throw new NotSupportedException(name),
        });
        _connection.CreateFunction("PARSENAME", (string name, long part) => name.Split('.')[^(int)part]);
        _connection.CreateFunction("QUOTENAME", (string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]");
        _connection.CreateFunction("STUFF", (string text, long start, long length, string other) => text.Remove((int)start - 1, (int)length).Insert((int)start - 1, other));
        _connection.CreateFunction("HASHBYTES", (string algorithm, byte[] bytes) => algorithm == "SHA2_512" ? SHA512.HashData(bytes) : throw new NotSupportedException(algorithm));
    }
}
