using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>
/// What statements and procedures about the server do to the catalogue: asymmetric keys, logins and rights on the server, settings and trusted assemblies, with the
/// refusals that Microsoft documents. What SQL Server does beyond its documentation is not in it.
/// </summary>
/// <param name="server">Where they run.</param>
internal sealed class ServerDefinition(SimulatedServer server)
{
    /// <summary>Number of the errors that something is not there or may not be dropped.</summary>
    private const int Missing = 15151;

    /// <summary>What a statement about the server does; nothing for one about something else.</summary>
    public Action? Of(TSqlStatement statement) => statement switch
    {
        CreateAsymmetricKeyStatement { KeySource: AssemblyEncryptionSource source } create => () => CreateKey(create.Name.Value, source.Assembly.Value),
        DropAsymmetricKeyStatement drop => () => DropKey(drop.Name.Value),
        CreateLoginStatement { Source: AsymmetricKeyCreateLoginSource source } create => () => CreateLogin(create.Name.Value, source.Key.Value),
        DropLoginStatement drop => () => DropLogin(drop.Name.Value),
        GrantStatement { SecurityTargetObject: null, Permissions: [{ Identifiers: [.., { Value: "ASSEMBLY" }] }] } grant => () => Permission(grant, isGranted: true),
        RevokeStatement { SecurityTargetObject: null, Permissions: [{ Identifiers: [.., { Value: "ASSEMBLY" }] }] } revoke => () => Permission(revoke, isGranted: false),
        ReconfigureStatement => () => server.Execute("UPDATE sys.configurations SET value_in_use = value WHERE is_dynamic = 1 AND name <> 'min server memory (MB)'"),
        _ => null,
    };

    /// <summary>What a procedure of the schema sys does to the server; nothing for one that does something else.</summary>
    /// <param name="procedure">Its name.</param>
    /// <param name="given">Value of a parameter by its name.</param>
    public Action? Of(string procedure, Func<string, object?> given) => procedure switch
    {
        "sp_add_trusted_assembly" => () => AddHash(given("@hash"), given("@description")),
        "sp_drop_trusted_assembly" => () => DropHash(given("@hash")),
        "sp_configure" => () => Configure(given("@configname"), given("@configvalue")),
        _ => null,
    };

    private bool IsOnList(object? hash)
    {
        SqlFault.If(!server.HasList, 2812, "Could not find stored procedure.");
        return server.Exists("SELECT 1 FROM sys.every_hash WHERE hash = @hash", ("@hash", hash));
    }

    private void AddHash(object? hash, object? description)
    {
        SqlFault.If(IsOnList(hash), 2627, "The hash is on the list already.");
        server.Execute("INSERT INTO sys.every_hash VALUES (@hash, @description)", ("@hash", hash), ("@description", description));
    }

    private void DropHash(object? hash)
    {
        SqlFault.If(!IsOnList(hash), Missing, "The hash is not on the list.");
        server.Execute("DELETE FROM sys.every_hash WHERE hash = @hash", ("@hash", hash));
    }

    private void Configure(object? name, object? value)
    {
        SqlFault.If(!server.Exists("SELECT 1 FROM sys.configurations WHERE name = @name", ("@name", name)), 15123, "There is no such option.");
        server.Execute("UPDATE sys.configurations SET value = @value WHERE name = @name", ("@name", name), ("@value", value));
    }

    private void CreateKey(string name, string assembly)
    {
        var content = (byte[]?)server.Value("SELECT f.content FROM sys.assembly_files AS f JOIN sys.assemblies AS a ON a.assembly_id = f.assembly_id WHERE a.name = @name", ("@name", assembly)) ?? throw new SqlFault(Missing, "There is no such assembly.");
        SqlFault.If(server.Exists("SELECT 1 FROM sys.asymmetric_keys WHERE name = @name", ("@name", name)), 15282, "There is such a key.");
        SqlFault.If(!StrongName.IsSignatureValid(content), Missing, "The assembly is not signed.");
        server.Execute(
            "INSERT INTO sys.asymmetric_keys (name, sid, thumbprint) VALUES (@name, @sid, @token)",
            [("@name", name), ("@sid", StrongName.KeyOf(content)!.Bytes.ToArray()), ("@token", AssemblyContent.Token(content))]);
    }

    private void DropKey(string name)
    {
        SqlFault.If(!server.Exists("SELECT 1 FROM sys.asymmetric_keys WHERE name = @name", ("@name", name)), Missing, "There is no such key.");
        SqlFault.If(server.Exists("SELECT 1 FROM sys.asymmetric_keys AS k JOIN sys.server_principals AS p ON p.sid = k.sid WHERE k.name = @name", ("@name", name)), Missing, "A login is mapped to the key.");
        server.Execute("DELETE FROM sys.asymmetric_keys WHERE name = @name", ("@name", name));
    }

    private void CreateLogin(string name, string key)
    {
        SqlFault.If(server.Exists("SELECT 1 FROM sys.server_principals WHERE name = @name", ("@name", name)), 15025, "There is such a login.");
        SqlFault.If(!server.Exists("SELECT 1 FROM sys.asymmetric_keys WHERE name = @name", ("@name", key)), Missing, "There is no such key.");
        server.Execute("INSERT INTO sys.server_principals (name, sid) SELECT @name, sid FROM sys.asymmetric_keys WHERE name = @key", ("@name", name), ("@key", key));
    }

    private long Login(string name) => (long?)server.Value("SELECT principal_id FROM sys.server_principals WHERE name = @name", ("@name", name)) ?? throw new SqlFault(Missing, "There is no such login.");

    private void DropLogin(string name) =>
        server.Execute("DELETE FROM sys.server_permissions WHERE grantee_principal_id = @id; DELETE FROM sys.server_principals WHERE principal_id = @id", ("@id", Login(name)));

    private void Permission(SecurityStatement statement, bool isGranted)
    {
        SqlFault.If(server.Database != "master", 4621, "Permissions at the server scope can only be granted when the current database is master.");
        var permission = string.Join(' ', statement.Permissions.Single().Identifiers.Select(word => word.Value));
        (string, object?)[] parameters = [("@id", Login(statement.Principals.Single().Identifier.Value)), ("@permission", permission)];
        server.Execute("DELETE FROM sys.server_permissions WHERE grantee_principal_id = @id AND permission_name = @permission", parameters);
        if (isGranted)
        {
            server.Execute("INSERT INTO sys.server_permissions VALUES (@id, 100, @permission, 'G')", parameters);
        }
    }
}
