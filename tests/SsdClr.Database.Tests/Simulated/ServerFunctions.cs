using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>The functions of T-SQL and its catalogue that SQLite lacks, or has otherwise.</summary>
internal static class ServerFunctions
{
    /// <summary>Makes them known to a connection.</summary>
    public static void Register(SqliteConnection connection, SimulatedServer server)
    {
        OfTexts(connection);
        OfTheCatalogue(connection, server);
        OfTheServer(connection, server);
    }

    private static void OfTexts(SqliteConnection connection)
    {
        connection.CreateFunction<string?, string?>("QUOTENAME", name => name is null ? null : $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]");
        connection.CreateFunction<string?, string?, long?>("CHARINDEX", (part, text) => part is null || text is null ? null : text.IndexOf(part, StringComparison.Ordinal) + 1);
        connection.CreateFunction<long, string>("NCHAR", code => ((char)code).ToString());
        connection.CreateFunction<string?, long, string?>("T_LEFT", (text, length) => text is null || text.Length <= length ? text : text[..(int)length]);
        connection.CreateFunction<string?, long, string?>("PARSENAME", (name, part) => name?.Split('.')[^(int)part]);
        connection.CreateFunction<string?, long, long, string, string?>("STUFF", (text, start, length, other) => text?.Remove((int)start - 1, (int)length).Insert((int)start - 1, other));
        connection.CreateFunction<object, long>("DATALENGTH", value => value is byte[] bytes ? bytes.Length : throw new NotSupportedException("DATALENGTH of text"));
        connection.CreateFunction<string, byte[]?, byte[]?>("HASHBYTES", (name, bytes) => name != "SHA2_512" ? throw new NotSupportedException(name) : bytes is null ? null : SHA512.HashData(bytes));
        connection.CreateFunction("SYSUTCDATETIME", () => "2026-01-01T00:00:00.000");
    }

    private static void OfTheCatalogue(SqliteConnection connection, SimulatedServer server)
    {
        connection.CreateFunction<string?, string?, long?>("OBJECT_ID", (name, type) => name is null ? null : server.ObjectId(name, type));
        connection.CreateFunction<string?, long?>("OBJECT_ID", name => name is null ? null : server.ObjectId(name));
        connection.CreateFunction<string, long?>("SCHEMA_ID", name => (long?)server.Value("SELECT schema_id FROM sys.schemas WHERE name = @name", ("@name", name)));
        connection.CreateFunction<string, long?>("DATABASE_PRINCIPAL_ID", name => (long?)server.Value("SELECT principal_id FROM sys.database_principals WHERE name = @name", ("@name", name)));
        connection.CreateFunction<long?, string?>("OBJECT_NAME", id => (string?)server.Value("SELECT name FROM sys.objects WHERE object_id = @id", ("@id", id)));
        connection.CreateFunction<long?, long?, string?>("COL_NAME", (id, column) => (string?)server.Value("SELECT name FROM sys.columns WHERE object_id = @id AND column_id = @column", ("@id", id), ("@column", column)));
        connection.CreateFunction<string, string, long?>("COL_LENGTH", (table, column) =>
            (long?)server.Value("SELECT 1 FROM sys.columns WHERE object_id = @id AND name = @column", ("@id", server.ObjectId(table, "U")), ("@column", column)));
        connection.CreateFunction<long?, string, string, long?>("INDEXPROPERTY", (id, index, _) =>
            (long?)server.Value("SELECT index_id FROM sys.indexes WHERE object_id = @id AND name = @index", ("@id", id), ("@index", index)));
    }

    private static void OfTheServer(SqliteConnection connection, SimulatedServer server)
    {
        connection.CreateFunction<string, object?>("SERVERPROPERTY", name => server.Properties.TryGetValue(name, out var value) ? value : throw new NotSupportedException(name));
        connection.CreateFunction<string, string, string>("DATABASEPROPERTYEX", (_, name) => name == "Updateability" ? server.Updateability : throw new NotSupportedException(name));
        connection.CreateFunction("DB_NAME", () => server.Database);
        connection.CreateFunction("DB_ID", () => (long)server.Value("SELECT database_id FROM sys.databases WHERE name = @name", ("@name", server.Database))!);
        connection.CreateFunction<string, long>("HAS_DBACCESS", database => database == Catalogue.Closed ? 0 : 1);
        connection.CreateFunction<string, long>("IS_SRVROLEMEMBER", role => role == "sysadmin" && server.IsSysadmin ? 1 : 0);
        connection.CreateFunction<string, string?, long?>("IS_SRVROLEMEMBER", (role, login) => login is null ? null : role == "sysadmin" && server.Sysadmins.Contains(login) ? 1 : 0);
        connection.CreateFunction<byte[]?, string?>("SUSER_SNAME", sid => sid is null ? null : sid is [1] ? "sa" : (string?)server.Value("SELECT name FROM sys.server_principals WHERE sid = @sid", ("@sid", sid)));
        connection.CreateFunction<string, long>("IS_ROLEMEMBER", role => role == "db_owner" && server.IsOwner ? 1 : 0);
        connection.CreateFunction<string?, string?, string, long>("HAS_PERMS_BY_NAME", (_, _, _) => server.IsSysadmin ? 1 : 0);
        connection.CreateFunction("ORIGINAL_LOGIN", () => "AUTHORITY\\dba");
    }
}
