using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build.Packaging;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Install;

/// <summary>What a database holds, a line each: once as DacFx reads it from a package, once as the simulated catalogue has it.</summary>
internal static class ObjectList
{
    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.Ordinal)
    {
        ["U"] = "TABLE",
        ["V"] = "VIEW",
        ["P"] = "PROCEDURE",
        ["PC"] = "PROCEDURE",
        ["FN"] = "FUNCTION",
        ["FS"] = "FUNCTION",
        ["IF"] = "FUNCTION",
        ["TF"] = "FUNCTION",
        ["FT"] = "FUNCTION",
        ["TR"] = "TRIGGER",
        ["C"] = "CHECK",
        ["PK"] = "PRIMARY KEY",
        ["UQ"] = "UNIQUE",
    };

    private static readonly (ModelTypeClass Type, string Kind)[] s_types =
    [
        (Schema.TypeClass, "SCHEMA"),
        (Role.TypeClass, "ROLE"),
        (User.TypeClass, "USER"),
        (Assembly.TypeClass, "ASSEMBLY"),
        (Table.TypeClass, "TABLE"),
        (View.TypeClass, "VIEW"),
        (Procedure.TypeClass, "PROCEDURE"),
        (ScalarFunction.TypeClass, "FUNCTION"),
        (TableValuedFunction.TypeClass, "FUNCTION"),
        (DmlTrigger.TypeClass, "TRIGGER"),
        (CheckConstraint.TypeClass, "CHECK"),
        (PrimaryKeyConstraint.TypeClass, "PRIMARY KEY"),
        (UniqueConstraint.TypeClass, "UNIQUE"),
        (Microsoft.SqlServer.Dac.Model.Index.TypeClass, "INDEX"),
    ];

    /// <summary>What the script after every deployment makes, csc.protect_secrets.</summary>
    public static IReadOnlyList<string> AfterDeployment { get; } = ["CERTIFICATE csc_secret", "CERTIFICATE csc_secret_signer", "SYMMETRIC KEY csc_secret", "USER csc_secret_signer"];

    /// <summary>Of a package.</summary>
    public static List<string> Of(byte[] dacpac)
    {
        using var stream = new MemoryStream(dacpac);
        using var model = TSqlModel.LoadFromDacpac(stream, new ModelLoadOptions(DacSchemaModelStorageType.Memory, loadAsScriptBackedModel: false));
        var lines = s_types.SelectMany(type => model.GetObjects(DacQueryScopes.UserDefined, type.Type).Select(item => $"{type.Kind} {Name(item)}")).ToList();
        lines.AddRange(model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).SelectMany(table => table.GetReferenced(Table.Columns).Select((column, index) => $"COLUMN {Name(column)} {index + 1}")));
        lines.AddRange(model.GetObjects(DacQueryScopes.UserDefined, Microsoft.SqlServer.Dac.Model.Permission.TypeClass).Select(PermissionLine));
        lines.AddRange(model.GetObjects(DacQueryScopes.UserDefined, RoleMembership.TypeClass).Select(membership =>
            $"MEMBER {Name(membership.GetReferenced(RoleMembership.Member).Single())} OF {Name(membership.GetReferenced(RoleMembership.Role).Single())}"));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>Of the simulated database, the principals that every database has aside.</summary>
    public static List<string> Of(SimulatedServer server)
    {
        var lines = server.Lines("SELECT 'SCHEMA ' || name FROM sys.schemas WHERE name <> 'dbo'");
        lines.AddRange(server.Lines("SELECT CASE type WHEN 'R' THEN 'ROLE ' ELSE 'USER ' END || name FROM sys.database_principals WHERE name NOT IN ('dbo', 'public')"));
        lines.AddRange(server.Lines("SELECT 'CERTIFICATE ' || name FROM sys.certificates UNION ALL SELECT 'SYMMETRIC KEY ' || name FROM sys.symmetric_keys"));
        lines.AddRange(server.Lines("SELECT 'ASSEMBLY ' || name FROM sys.assemblies"));
        lines.AddRange(server.Query("SELECT o.type, s.name || '.' || o.name FROM sys.objects AS o JOIN sys.schemas AS s ON s.schema_id = o.schema_id").Select(row => $"{s_kinds[(string)row[0]!]} {row[1]}"));
        lines.AddRange(server.Lines("SELECT 'INDEX ' || s.name || '.' || o.name || '.' || i.name FROM sys.indexes AS i JOIN sys.objects AS o ON o.object_id = i.object_id JOIN sys.schemas AS s ON s.schema_id = o.schema_id"));
        lines.AddRange(server.Lines("SELECT 'COLUMN ' || s.name || '.' || o.name || '.' || c.name || ' ' || c.column_id FROM sys.columns AS c JOIN sys.objects AS o ON o.object_id = c.object_id JOIN sys.schemas AS s ON s.schema_id = o.schema_id"));
        lines.AddRange(server.Lines("""
            SELECT CASE p.state WHEN 'D' THEN 'DENY ' WHEN 'W' THEN 'GRANT OPTION ' ELSE 'GRANT ' END || p.permission_name || ' ON ' || s.name || '.' || o.name || COALESCE('.' || c.name, '') || ' TO ' || g.name
            FROM sys.database_permissions AS p JOIN sys.objects AS o ON o.object_id = p.major_id JOIN sys.schemas AS s ON s.schema_id = o.schema_id
            JOIN sys.database_principals AS g ON g.principal_id = p.grantee_principal_id LEFT JOIN sys.columns AS c ON c.object_id = p.major_id AND c.column_id = p.minor_id
            """));
        lines.AddRange(server.Lines("""
            SELECT 'MEMBER ' || m.name || ' OF ' || r.name FROM sys.database_role_members AS d JOIN sys.database_principals AS r ON r.principal_id = d.role_principal_id
            JOIN sys.database_principals AS m ON m.principal_id = d.member_principal_id
            """));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Name(TSqlObject item) => string.Join('.', item.Name.Parts.Count == 4 ? item.Name.Parts.Skip(1) : item.Name.Parts);

    private static string PermissionLine(TSqlObject permission)
    {
        var action = permission.GetProperty<PermissionAction>(Microsoft.SqlServer.Dac.Model.Permission.PermissionAction);
        var type = permission.GetProperty<PermissionType>(Microsoft.SqlServer.Dac.Model.Permission.PermissionType);
        return $"{action.ToString().ToUpperInvariant()} {type.ToString().ToUpperInvariant()} ON {Name(permission.GetReferenced(Microsoft.SqlServer.Dac.Model.Permission.SecuredObject).Single())} TO {Name(permission.GetReferenced(Microsoft.SqlServer.Dac.Model.Permission.Grantee).Single())}";
    }
}
