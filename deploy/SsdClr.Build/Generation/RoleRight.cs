using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Build.Generation;

/// <summary>A right on an object of the schema <c>csc</c> that a file of sql/csc/Security grants or denies.</summary>
/// <param name="Role">The role, or public.</param>
/// <param name="IsDenied">True for DENY.</param>
/// <param name="Permission">SELECT, INSERT, UPDATE, DELETE or EXECUTE.</param>
/// <param name="Object">Name of the object, without its schema.</param>
internal sealed record RoleRight(string Role, bool IsDenied, string Permission, string Object)
{
    /// <summary>Reads every right; a file that holds none gives none.</summary>
    /// <param name="sources">T-SQL files.</param>
    /// <exception cref="BuildException">A file does not parse, or grants what this does not know: a right on anything but an object, or one that may be passed on.</exception>
    public static IReadOnlyList<RoleRight> Read(IEnumerable<SqlSource> sources) =>
        [.. sources.SelectMany(Statements).SelectMany(item => Rights(item.Source, item.Statement))];

    private static IEnumerable<(SqlSource Source, TSqlStatement Statement)> Statements(SqlSource source) =>
        source.Parse().Batches.SelectMany(batch => batch.Statements).Select(statement => (source, statement));

    private static IEnumerable<RoleRight> Rights(SqlSource source, TSqlStatement statement)
    {
        if (statement is not (GrantStatement { WithGrantOption: false } or DenyStatement { CascadeOption: false }))
        {
            return statement is GrantStatement or DenyStatement or RevokeStatement ? throw Unknown(source, statement) : [];
        }

        var security = (SecurityStatement)statement;
        return security.SecurityTargetObject is { ObjectKind: SecurityObjectKind.Object, ObjectName.MultiPartIdentifier.Identifiers: [{ Value: "csc" }, var name], Columns: [] }
            && security.AsClause is null
            ? from principal in security.Principals
              from permission in security.Permissions
              select permission is { Identifiers: [var word], Columns: [] } && principal.Identifier is { } role
                  ? new RoleRight(role.Value, statement is DenyStatement, word.Value.ToUpperInvariant(), name.Value)
                  : throw Unknown(source, statement)
            : throw Unknown(source, statement);
    }

    private static BuildException Unknown(SqlSource source, TSqlStatement statement) => new(
        string.Create(CultureInfo.InvariantCulture, $"{source.Name}:{statement.StartLine}: only rights on single objects of csc, to roles in brackets, are known here."));
}
