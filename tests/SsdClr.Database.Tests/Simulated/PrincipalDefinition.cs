using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>What statements about the principals, rights and keys of a database do to the catalogue, with SQL Server's refusals.</summary>
/// <param name="server">Where they run.</param>
internal sealed class PrincipalDefinition(SimulatedServer server)
{
    /// <summary>What a statement about principals, rights or keys does; nothing for one about something else.</summary>
    public Action? Of(TSqlStatement statement) => statement switch
    {
        CreateRoleStatement role => () => Create(role.Name.Value, "R"),
        CreateUserStatement user => () => CreateUser(user.Name.Value),
        DropRoleStatement role => () => Drop(role.Name.Value),
        DropUserStatement user => () => Drop(user.Name.Value),
        AlterRoleStatement role => () => Members(role),
        RevokeStatement { SecurityTargetObject: null, Permissions: [{ Identifiers: [{ Value: "CONNECT" }] }], Principals: [var user] } => () => RevokeConnect(user.Identifier.Value),
        SecurityStatement { SecurityTargetObject: { ObjectKind: SecurityObjectKind.Object or SecurityObjectKind.NotSpecified } target } permission => () => Permission(permission, target),
        DropCertificateStatement drop => () => server.Execute("DELETE FROM sys.certificates WHERE name = @name", ("@name", drop.Name.Value)),
        DropSymmetricKeyStatement drop => () => server.Execute("DELETE FROM sys.symmetric_keys WHERE name = @name", ("@name", drop.Name.Value)),
        _ => null,
    };

    private long Id(string name) => (long?)server.Value("SELECT principal_id FROM sys.database_principals WHERE name = @name", ("@name", name)) ?? throw new SqlFault(15151, $"principal {name}");

    private void Create(string name, string type)
    {
        SqlFault.If(server.Exists("SELECT 1 FROM sys.database_principals WHERE name = @name", ("@name", name)), 15023, name);
        server.Execute("INSERT INTO sys.database_principals (name, type) VALUES (@name, @type)", ("@name", name), ("@type", type));
    }

    private void CreateUser(string name)
    {
        Create(name, "S");
        server.Execute("INSERT INTO sys.database_permissions VALUES (0, 0, 0, @principal, 'CONNECT', 'G')", ("@principal", Id(name)));
    }

    private void RevokeConnect(string name) => server.Execute("DELETE FROM sys.database_permissions WHERE class = 0 AND grantee_principal_id = @principal", ("@principal", Id(name)));

    private void Drop(string name)
    {
        var id = Id(name);
        SqlFault.If(server.Exists("SELECT 1 FROM sys.database_role_members WHERE role_principal_id = @id", ("@id", id)), 15144, $"role {name} has members");
        SqlFault.If(server.Exists("SELECT 1 FROM sys.assemblies WHERE owner = @id", ("@id", id)), 15138, $"user {name} owns an assembly");
        server.Execute("DELETE FROM sys.database_principals WHERE principal_id = @id; DELETE FROM sys.database_permissions WHERE grantee_principal_id = @id; DELETE FROM sys.database_role_members WHERE member_principal_id = @id", ("@id", id));
    }

    private void Members(AlterRoleStatement role)
    {
        var (member, sql) = role.Action switch
        {
            AddMemberAlterRoleAction add => (add.Member.Value, "INSERT INTO sys.database_role_members SELECT @role, @member WHERE NOT EXISTS (SELECT 1 FROM sys.database_role_members WHERE role_principal_id = @role AND member_principal_id = @member)"),
            DropMemberAlterRoleAction drop => (drop.Member.Value, "DELETE FROM sys.database_role_members WHERE role_principal_id = @role AND member_principal_id = @member"),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
        server.Execute(sql, ("@role", Id(role.Name.Value)), ("@member", Id(member)));
    }

    private void Permission(SecurityStatement statement, SecurityTargetObject target)
    {
        var names = target.ObjectName.MultiPartIdentifier.Identifiers;
        var name = $"[{names[0].Value}].[{names[1].Value}]";
        var id = server.ObjectId(name) ?? throw new SqlFault(208, $"Invalid object name {name}");
        IEnumerable<object> columns = target.Columns is [] ? [0L] : target.Columns.Select(column =>
            server.Value("SELECT column_id FROM sys.columns WHERE object_id = @id AND name = @name", ("@id", id), ("@name", column.Value)) ?? throw new SqlFault(1020, column.Value));
        var state = statement switch { DenyStatement => "D", GrantStatement { WithGrantOption: true } => "W", _ => "G" };
        var changes =
            from principal in statement.Principals
            from permission in statement.Permissions
            from column in columns
            select new (string, object?)[] { ("@id", id), ("@column", column), ("@principal", Id(principal.Identifier.Value)), ("@permission", string.Join(' ', permission.Identifiers.Select(part => part.Value))), ("@state", state) };
        foreach (var change in changes.ToList())
        {
            server.Execute("DELETE FROM sys.database_permissions WHERE major_id = @id AND minor_id = @column AND grantee_principal_id = @principal AND permission_name = @permission", change);
            if (statement is not RevokeStatement)
            {
                server.Execute("INSERT INTO sys.database_permissions VALUES (1, @id, @column, @principal, @permission, @state)", change);
            }
        }
    }
}
