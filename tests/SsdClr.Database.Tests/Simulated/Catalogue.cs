namespace SsdClr.Database.Tests.Simulated;

/// <summary>The catalogue of a simulated server in SQLite. Tables whose names begin with every_ hold what SQL Server shows in part.</summary>
internal static class Catalogue
{
    /// <summary>The database that this login cannot open.</summary>
    public const string Closed = "Closed";

    public const string Views = """
        PRAGMA case_sensitive_like = ON;
        ATTACH ':memory:' AS sys;
        ATTACH ':memory:' AS csc;
        ATTACH ':memory:' AS dbo;
        CREATE TABLE sys.schemas (schema_id INTEGER PRIMARY KEY, name, principal_id DEFAULT 1);
        INSERT INTO sys.schemas (schema_id, name) VALUES (1, 'dbo');
        CREATE TABLE sys.objects (object_id INTEGER PRIMARY KEY AUTOINCREMENT, name, schema_id, type, parent_object_id DEFAULT 0, definition);
        CREATE TABLE sys.columns (object_id, column_id, name, definition);
        CREATE TABLE sys.indexes (object_id, index_id, name, definition);
        CREATE TABLE sys.every_assembly (assembly_id INTEGER PRIMARY KEY AUTOINCREMENT, database_name, name, clr_name, permission_set_desc, owner, content);
        CREATE VIEW sys.assemblies AS SELECT assembly_id, name, clr_name, permission_set_desc, owner FROM every_assembly WHERE database_name = DB_NAME();
        CREATE VIEW sys.assembly_files AS SELECT assembly_id, content FROM every_assembly WHERE database_name = DB_NAME();
        CREATE TABLE sys.assembly_modules (object_id, assembly_id, assembly_class, assembly_method);
        CREATE TABLE sys.database_principals (principal_id INTEGER PRIMARY KEY AUTOINCREMENT, name, type, sid);
        INSERT INTO sys.database_principals (name, type, sid) VALUES ('dbo', 'S', X'01'), ('public', 'R', NULL);
        CREATE TABLE sys.database_role_members (role_principal_id, member_principal_id);
        CREATE TABLE sys.database_permissions (class, major_id, minor_id, grantee_principal_id, permission_name, state);
        CREATE TABLE sys.certificates (name);
        CREATE TABLE sys.symmetric_keys (name);
        CREATE TABLE sys.databases (database_id, name, compatibility_level, is_trustworthy_on, containment);
        INSERT INTO sys.databases VALUES (1, 'master', 130, 0, 0), (5, 'SsdClr', 130, 0, 0), (6, 'Closed', 130, 0, 0), (7, 'reporting', 130, 0, 0);
        CREATE TABLE sys.configurations (name, value, value_in_use, is_dynamic);
        INSERT INTO sys.configurations VALUES ('clr enabled', 0, 0, 1), ('lightweight pooling', 0, 0, 0), ('min server memory (MB)', 0, 16, 1), ('max degree of parallelism', 4, 4, 1);
        CREATE TABLE sys.system_objects (name);
        CREATE TABLE sys.every_hash (hash, description);
        CREATE TABLE sys.asymmetric_keys (asymmetric_key_id INTEGER PRIMARY KEY, name, sid, thumbprint);
        CREATE TABLE sys.server_principals (principal_id INTEGER PRIMARY KEY, name, sid);
        CREATE TABLE sys.server_permissions (grantee_principal_id, class, permission_name, state);
        """;

    /// <summary>A login that is not sysadmin does not see the list of trusted assemblies.</summary>
    public const string ViewsSince2017 = """
        CREATE TABLE sys.dm_os_host_info (host_platform);
        INSERT INTO sys.dm_os_host_info VALUES ('Windows');
        INSERT INTO sys.system_objects VALUES ('sp_add_trusted_assembly'), ('sp_drop_trusted_assembly');
        CREATE VIEW sys.trusted_assemblies AS SELECT hash, description FROM every_hash WHERE IS_SRVROLEMEMBER('sysadmin') = 1;
        CREATE TRIGGER sys.hash_added INSTEAD OF INSERT ON trusted_assemblies BEGIN INSERT INTO every_hash VALUES (NEW.hash, NEW.description); END;
        CREATE TRIGGER sys.hash_dropped INSTEAD OF DELETE ON trusted_assemblies BEGIN DELETE FROM every_hash WHERE hash = OLD.hash; END;
        """;

    /// <summary>Queries for everything that scripts of trust could change.</summary>
    public static IReadOnlyList<string> State { get; } =
    [
        "SELECT 'setting', name, value, value_in_use FROM sys.configurations ORDER BY name",
        "SELECT 'hash', hex(hash), description FROM sys.every_hash ORDER BY hash",
        "SELECT 'key', name, hex(sid) FROM sys.asymmetric_keys ORDER BY name",
        "SELECT 'login', name, hex(sid) FROM sys.server_principals ORDER BY name",
        "SELECT 'grant', p.name, g.permission_name FROM sys.server_permissions AS g JOIN sys.server_principals AS p ON p.principal_id = g.grantee_principal_id ORDER BY p.name, g.permission_name",
        "SELECT 'assembly', database_name, name FROM sys.every_assembly ORDER BY database_name, name",
    ];
}
