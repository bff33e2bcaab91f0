using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SsdClr.Database.Tests.Install;

/// <summary>
/// A server with one database, as far as installation scripts see it: the catalogue views as tables in SQLite, so that the scripts' own conditions are
/// evaluated and a rollback takes back what was done; and the server's properties, which tests set. Names are compared as under a binary collation.
/// </summary>
internal sealed partial class SimulatedServer : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SimulatedServer()
    {
        _connection.Open();
        Execute("""
            ATTACH ':memory:' AS sys;
            ATTACH ':memory:' AS csc;
            ATTACH ':memory:' AS dbo;
            CREATE TABLE sys.schemas (schema_id INTEGER PRIMARY KEY, name);
            INSERT INTO sys.schemas (schema_id, name) VALUES (1, 'dbo');
            CREATE TABLE sys.objects (object_id INTEGER PRIMARY KEY AUTOINCREMENT, name, schema_id, type, parent_object_id DEFAULT 0, definition);
            CREATE TABLE sys.columns (object_id, column_id, name, definition);
            CREATE TABLE sys.indexes (object_id, index_id, name, definition);
            CREATE TABLE sys.assemblies (assembly_id INTEGER PRIMARY KEY AUTOINCREMENT, name, clr_name, permission_set_desc, owner);
            CREATE TABLE sys.assembly_files (assembly_id, content);
            CREATE TABLE sys.assembly_modules (object_id, assembly_id, assembly_class, assembly_method);
            CREATE TABLE sys.database_principals (principal_id INTEGER PRIMARY KEY AUTOINCREMENT, name, type);
            CREATE TABLE sys.database_role_members (role_principal_id, member_principal_id);
            CREATE TABLE sys.database_permissions (class, major_id, minor_id, grantee_principal_id, permission_name, state);
            CREATE TABLE sys.configurations (name, value_in_use);
            INSERT INTO sys.configurations VALUES ('clr enabled', 1), ('clr strict security', 1);
            CREATE TABLE sys.databases (database_id, compatibility_level, is_trustworthy_on, containment);
            INSERT INTO sys.databases VALUES (7, 130, 0, 0);
            CREATE TABLE sys.trusted_assemblies (hash);
            CREATE TABLE sys.asymmetric_keys (name, sid, thumbprint);
            CREATE TABLE sys.server_principals (principal_id, sid);
            CREATE TABLE sys.server_permissions (grantee_principal_id, permission_name, state);
            CREATE TABLE sys.certificates (name);
            CREATE TABLE sys.symmetric_keys (name);
            INSERT INTO sys.database_principals (name, type) VALUES ('dbo', 'S'), ('public', 'R');
            """);
        Functions();
    }

    /// <summary>Server properties by name.</summary>
    public Dictionary<string, object?> Properties { get; } = new(StringComparer.Ordinal)
    {
        ["ProductMajorVersion"] = "14",
        ["ProductVersion"] = "14.0.3456.2",
        ["EngineEdition"] = 3L,
        ["PathSeparator"] = "\\",
    };

    /// <summary>DB_ID().</summary>
    public long DatabaseId { get; set; } = 7;

    /// <summary>READ_WRITE or READ_ONLY.</summary>
    public string Updateability { get; set; } = "READ_WRITE";

    /// <summary>Whether the login is sysadmin, which includes the rest.</summary>
    public bool IsSysadmin { get; set; } = true;

    /// <summary>Whether the login is db_owner.</summary>
    public bool IsOwner { get; set; } = true;

    /// <summary>Whether somebody holds the run lock.</summary>
    public bool IsRunning { get; set; }

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

    /// <summary>First column as texts, in ordinal order.</summary>
    public List<string> Lines(string sql) => [.. Query(sql).Select(row => Convert.ToString(row[0], CultureInfo.InvariantCulture)!).Order(StringComparer.Ordinal)];

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
        foreach (var (name, value) in parameters.Where(parameter => Regex.IsMatch(sql, Regex.Escape(parameter.Name) + @"\b", RegexOptions.None, TimeSpan.FromSeconds(10))))
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private void Functions()
    {
        _connection.CreateFunction<string?, string?, long?>("OBJECT_ID", (name, type) => name is null ? null : ObjectId(name, type));
        _connection.CreateFunction<string?, long?>("OBJECT_ID", name => name is null ? null : ObjectId(name));
        _connection.CreateFunction<string, long?>("SCHEMA_ID", name => (long?)Value("SELECT schema_id FROM sys.schemas WHERE name = @name", ("@name", name)));
        _connection.CreateFunction<string, long?>("DATABASE_PRINCIPAL_ID", name => (long?)Value("SELECT principal_id FROM sys.database_principals WHERE name = @name", ("@name", name)));
        _connection.CreateFunction<long?, string?>("OBJECT_NAME", id => (string?)Value("SELECT name FROM sys.objects WHERE object_id = @id", ("@id", id)));
        _connection.CreateFunction<long?, long?, string?>("COL_NAME", (id, column) => (string?)Value("SELECT name FROM sys.columns WHERE object_id = @id AND column_id = @column", ("@id", id), ("@column", column)));
        _connection.CreateFunction<string, string, long?>("COL_LENGTH", (table, column) =>
            (long?)Value("SELECT 1 FROM sys.columns WHERE object_id = @id AND name = @column", ("@id", ObjectId(table, "U")), ("@column", column)));
        _connection.CreateFunction<long?, string, string, long?>("INDEXPROPERTY", (id, index, _) =>
            (long?)Value("SELECT index_id FROM sys.indexes WHERE object_id = @id AND name = @index", ("@id", id), ("@index", index)));
        _connection.CreateFunction<string?, string?>("QUOTENAME", name => name is null ? null : $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]");
        _connection.CreateFunction<string?, string?, long?>("CHARINDEX", (part, text) => part is null || text is null ? null : text.IndexOf(part, StringComparison.Ordinal) + 1);
        _connection.CreateFunction<long, string>("NCHAR", code => ((char)code).ToString());
        _connection.CreateFunction<string?, long, string?>("T_LEFT", (text, length) => text is null || text.Length <= length ? text : text[..(int)length]);
        _connection.CreateFunction<string?, long, string?>("PARSENAME", (name, part) => name?.Split('.')[^(int)part]);
        _connection.CreateFunction<string, byte[]?, byte[]?>("HASHBYTES", (_, bytes) => bytes is null ? null : SHA512.HashData(bytes));
        _connection.CreateFunction<string, object?>("SERVERPROPERTY", name => Properties.GetValueOrDefault(name));
        _connection.CreateFunction<string, string, string>("DATABASEPROPERTYEX", (_, _) => Updateability);
        _connection.CreateFunction("DB_NAME", () => DatabaseId <= 4 ? "master" : "reporting");
        _connection.CreateFunction("DB_ID", () => DatabaseId);
        _connection.CreateFunction<string, long>("IS_SRVROLEMEMBER", _ => IsSysadmin ? 1 : 0);
        _connection.CreateFunction<string, long>("IS_ROLEMEMBER", _ => IsOwner ? 1 : 0);
        _connection.CreateFunction<string?, string?, string, long>("HAS_PERMS_BY_NAME", (_, _, _) => IsSysadmin ? 1 : 0);
        _connection.CreateFunction("SYSUTCDATETIME", () => "2026-01-01T00:00:00.000");
        _connection.CreateFunction("ORIGINAL_LOGIN", () => "AUTHORITY\\dba");
    }

    [GeneratedRegex(@"^\[(?<schema>\w+)\]\.\[(?<name>[^\]]+)\]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwoParts();
}
