using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Build.Installation;

/// <summary>What a version holds as <c>csc.schema_version.made</c> lists it: a line each, as <c>VIEW csc.status</c> or <c>GRANT SELECT ON csc.staging TO csc_runner</c>.</summary>
internal static class InstalledList
{
    /// <summary>The lines of a package in ordinal order.</summary>
    /// <param name="objects">Every object of the package.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<SchemaObject> objects) => [.. objects.SelectMany(Lines).Order(StringComparer.Ordinal)];

    /// <summary>Table constraints of kind CHECK of a table.</summary>
    /// <param name="table">The table.</param>
    public static IEnumerable<CheckConstraintDefinition> Checks(SchemaObject table) => ((CreateTableStatement)table.Statement).Definition.TableConstraints.OfType<CheckConstraintDefinition>();

    private static IEnumerable<string> Lines(SchemaObject item) => item.Kind switch
    {
        SchemaObjectKind.Schema or SchemaObjectKind.Role or SchemaObjectKind.User or SchemaObjectKind.Assembly => [$"{Word(item.Kind)} {item.Name}"],
        SchemaObjectKind.Table => Checks(item).Select(check => $"CHECK csc.{check.ConstraintIdentifier.Value}").Prepend($"TABLE csc.{item.Name}"),
        SchemaObjectKind.Permissions => item.Statements.SelectMany(Permissions),
        _ => [$"{Word(item.Kind)} csc.{item.Name}"],
    };

    private static string Word(SchemaObjectKind kind) => kind.ToString().ToUpperInvariant();

    private static IEnumerable<string> Permissions(TSqlStatement statement) => statement switch
    {
        AlterRoleStatement { Action: AddMemberAlterRoleAction member } role => [$"MEMBER {member.Member.Value} OF {role.Name.Value}"],
        GrantStatement grant => On("GRANT", grant),
        DenyStatement deny => On("DENY", deny),
        var other => throw new BuildException($"Line {other.StartLine}: permissions hold a {other.GetType().Name}, which an installation script cannot take back."),
    };

    private static IEnumerable<string> On(string verb, SecurityStatement statement) =>
        from permission in statement.Permissions
        from principal in statement.Principals
        let name = string.Join(' ', permission.Identifiers.Select(identifier => identifier.Value))
        select $"{verb} {name} ON csc.{statement.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value} TO {principal.Identifier.Value}";
}
