using System.Security.Cryptography;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>
/// What statements about assemblies do to the catalogue, with SQL Server's refusals: an assembly is there already or is not, is not trusted, is still bound, lacks a
/// method that is bound, has another key, or is the same.
/// </summary>
/// <param name="server">Where they run.</param>
/// <param name="bytes">Value of an expression that gives an assembly's bytes.</param>
internal sealed class AssemblyDefinition(SimulatedServer server, Func<ScalarExpression, byte[]> bytes)
{
    /// <summary>What a statement about assemblies does; nothing for one about something else.</summary>
    public Action? Of(TSqlStatement statement) => statement switch
    {
        CreateAssemblyStatement create => () => Create(create),
        AlterAssemblyStatement alter => () => Alter(alter),
        DropAssemblyStatement drop => () => drop.Objects.ToList().ForEach(name => Drop(name.BaseIdentifier.Value)),
        _ => null,
    };

    private static string Set(AssemblyStatement statement) => statement.Options.OfType<PermissionSetAssemblyOption>().Single().PermissionSetOption switch
    {
        PermissionSetOption.Safe => "SAFE",
        PermissionSetOption.ExternalAccess => "EXTERNAL_ACCESS",
        var other => throw new NotSupportedException(other.ToString()),
    };

    private long? Id(string name) => (long?)server.Value("SELECT assembly_id FROM sys.assemblies WHERE name = @name", ("@name", name));

    private void Create(CreateAssemblyStatement create)
    {
        var name = create.Name.Value;
        var content = bytes(create.Parameters.Single());
        var owner = (long?)server.Value("SELECT principal_id FROM sys.database_principals WHERE name = @name", ("@name", create.Owner.Value)) ?? throw new SqlFault(15151, $"principal {create.Owner.Value}");
        SqlFault.If(Id(name) is not null, 2714, name);
        RequireTrust(content);
        server.Install(server.Database, name, content, Set(create), owner);
    }

    private void Alter(AlterAssemblyStatement alter)
    {
        var id = Id(alter.Name.Value) ?? throw new SqlFault(6528, alter.Name.Value);
        var before = (byte[])server.Value("SELECT content FROM sys.assembly_files WHERE assembly_id = @id", ("@id", id))!;
        var content = bytes(alter.Parameters.Single());
        SqlFault.If(AssemblyContent.Mvid(before) == AssemblyContent.Mvid(content), 6285, "the source assembly is, according to MVID, identical");
        SqlFault.If(!AssemblyContent.Token(before).AsSpan().SequenceEqual(AssemblyContent.Token(content)), 10327, "another key");
        RequireTrust(content);
        foreach (var row in server.Query("SELECT assembly_class, assembly_method FROM sys.assembly_modules WHERE assembly_id = @id", ("@id", id)))
        {
            SqlFault.If(!AssemblyContent.Holds(content, (string)row[0]!, (string)row[1]!), 6270, $"the required method {row[1]} in type {row[0]} was not found");
        }

        server.Execute(
            "UPDATE sys.every_assembly SET permission_set_desc = @set, clr_name = @clr, content = @content WHERE assembly_id = @id",
            [("@id", id), ("@set", Set(alter)), ("@clr", AssemblyContent.ClrName(content)), ("@content", content)]);
    }

    private void Drop(string name)
    {
        var id = Id(name) ?? throw new SqlFault(3701, name);
        SqlFault.If(server.Exists("SELECT 1 FROM sys.assembly_modules WHERE assembly_id = @id", ("@id", id)), 6590, $"{name} is bound");
        server.Execute("DELETE FROM sys.every_assembly WHERE assembly_id = @id", ("@id", id));
    }

    private void RequireTrust(byte[] content) => SqlFault.If(
        server.Exists("SELECT 1 FROM sys.configurations WHERE name = 'clr strict security' AND value_in_use = 1") && !server.Exists(
            """
            SELECT 1 FROM sys.every_hash WHERE hash = @hash
            UNION ALL
            SELECT 1
            FROM sys.asymmetric_keys AS k JOIN sys.server_principals AS p ON p.sid = k.sid JOIN sys.server_permissions AS g ON g.grantee_principal_id = p.principal_id
            WHERE k.thumbprint = @token AND g.permission_name = 'UNSAFE ASSEMBLY' AND g.state IN ('G', 'W')
            """,
            ("@hash", SHA512.HashData(content)),
            ("@token", AssemblyContent.Token(content))),
        10343,
        "CREATE or ALTER ASSEMBLY failed because clr strict security is set to 1.");
}
