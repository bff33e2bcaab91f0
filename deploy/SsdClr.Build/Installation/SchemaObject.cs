using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;

namespace SsdClr.Build.Installation;

/// <summary>An object of the schema <c>csc</c>, or what belongs to it, as its file declares it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name without schema; of permissions, the role.</param>
/// <param name="Source">The file.</param>
/// <param name="Statements">Its statements: one, but for permissions.</param>
/// <param name="References">Names of objects of the schema that its text names in brackets, and of the assembly that it is bound to; itself aside.</param>
internal sealed partial record SchemaObject(SchemaObjectKind Kind, string Name, SqlSource Source, IReadOnlyList<TSqlStatement> Statements, IReadOnlyCollection<string> References)
{
    /// <summary>The statement that makes the object.</summary>
    public TSqlStatement Statement => Statements[0];

    /// <summary>The method of an assembly that it is bound to; null for what is T-SQL.</summary>
    public MethodSpecifier? Method => (Statement as ProcedureStatementBody)?.MethodSpecifier ?? (Statement as FunctionStatementBody)?.MethodSpecifier;

    /// <summary>A statement or a part of one as the file has it, comments inside it included.</summary>
    /// <param name="fragment">One of <see cref="Statements"/>, or what is in it.</param>
    public string TextOf(TSqlFragment fragment) => Source.Text.Substring(fragment.StartOffset, fragment.FragmentLength);

    /// <summary>What stands before the statement: comments that say what the object is.</summary>
    public string Comment => Source.Text[..Statement.StartOffset].TrimEnd();

    /// <summary>Reads the files of a package.</summary>
    /// <param name="sources">Every object of the package, a file each.</param>
    /// <returns>In the order of the files.</returns>
    /// <exception cref="BuildException">A file is no T-SQL of SQL Server 2016, or declares something that an installation script cannot make.</exception>
    public static IReadOnlyList<SchemaObject> Read(IReadOnlyList<SqlSource> sources) => [.. sources.Select(Read)];

    /// <summary>Names of objects of the schema that a text names in brackets, comments aside; so names in dynamic SQL count.</summary>
    /// <param name="fragment">The text, parsed.</param>
    public static IEnumerable<string> Named(TSqlFragment fragment)
    {
        var code = string.Concat(fragment.ScriptTokenStream
            .Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
            .Where(token => token.TokenType is not (TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment))
            .Select(token => token.Text));
        return OfSchema().Matches(code).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
    }

    private static SchemaObject Read(SqlSource source)
    {
        var script = source.Parse();
        List<TSqlStatement> statements = [.. script.Batches.SelectMany(batch => batch.Statements)];
        var (kind, name) = statements[0] switch
        {
            CreateSchemaStatement schema => (SchemaObjectKind.Schema, schema.Name.Value),
            CreateRoleStatement role => (SchemaObjectKind.Role, role.Name.Value),
            CreateUserStatement user => (SchemaObjectKind.User, user.Name.Value),
            CreateAssemblyStatement assembly => (SchemaObjectKind.Assembly, assembly.Name.Value),
            CreateTableStatement table => (SchemaObjectKind.Table, table.SchemaObjectName.BaseIdentifier.Value),
            CreateFunctionStatement function => (SchemaObjectKind.Function, function.Name.BaseIdentifier.Value),
            CreateViewStatement view => (SchemaObjectKind.View, view.SchemaObjectName.BaseIdentifier.Value),
            CreateProcedureStatement procedure => (SchemaObjectKind.Procedure, procedure.ProcedureReference.Name.BaseIdentifier.Value),
            CreateTriggerStatement trigger => (SchemaObjectKind.Trigger, trigger.Name.BaseIdentifier.Value),
            SecurityStatement permission => (SchemaObjectKind.Permissions, permission.Principals[0].Identifier.Value),
            AlterRoleStatement { Action: AddMemberAlterRoleAction member } => (SchemaObjectKind.Permissions, member.Member.Value),
            var other => throw new BuildException($"{source.Name}: an installation script cannot make a {other.GetType().Name}."),
        };
        if (statements.Count > 1 && kind != SchemaObjectKind.Permissions)
        {
            throw new BuildException($"{source.Name}: more than one statement. An object a file, so that it can be made on its own.");
        }

        var references = Named(script).Where(reference => reference != name).ToHashSet(StringComparer.Ordinal);
        var item = new SchemaObject(kind, name, source, statements, references);
        if (item.Method is { } method)
        {
            references.Add(method.AssemblyName.Value);
        }

        return item;
    }

    [GeneratedRegex(@"\[csc\]\.\[(?<name>\w+)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfSchema();
}
