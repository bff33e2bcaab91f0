using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Dacpac;

[TestClass]
public sealed class TSqlFileTests
{
    private const string PermissionFile = ".permissions.sql";

    /// <summary>Rows of the view that <c>@help = 1</c> reads.</summary>
    private static readonly List<string[]> s_help =
    [
        .. Fragments.Of<InlineDerivedTable>(TSqlFile.All.Single(file => file.Name.EndsWith("/procedure_help.sql", StringComparison.Ordinal)).Statements.Single()).Single()
            .RowValues.Select(row => row.ColumnValues.Select(value => ((Literal)value).Value).ToArray()),
    ];

    [TestMethod]
    public void File_holds_one_object_and_has_its_name()
    {
        var wrong = TSqlFile.All
            .Where(file => !file.Name.EndsWith(PermissionFile, StringComparison.Ordinal))
            .Where(file => file.Statements.Skip(1).Any(statement => Addition(statement) != Path.GetFileNameWithoutExtension(file.Name)) || ObjectName(file.Statements[0]) != Path.GetFileNameWithoutExtension(file.Name))
            .Select(file => file.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Permission_file_holds_what_its_role_may_do_and_nothing_else()
    {
        var wrong = TSqlFile.All
            .Where(file => file.Name.EndsWith(PermissionFile, StringComparison.Ordinal))
            .Where(file => file.Statements.Any(statement => Principal(statement) != Path.GetFileName(file.Name)[..^PermissionFile.Length]))
            .Select(file => file.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Procedure_explains_each_of_its_parameters_on_request_before_it_does_anything()
    {
        var wrong = TSqlFile.Procedures
            .Where(item => !HelpRows(item.Procedure).SequenceEqual(
                item.Procedure.Parameters.Select(parameter => $"{parameter.VariableName.Value} {TypeName(parameter)}")))
            .Select(item => item.File.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Procedure_can_be_asked_for_help_with_nothing_else_given()
    {
        var wrong = TSqlFile.Procedures
            .Where(item => item.Procedure.Parameters[^1].VariableName.Value != "@help" || item.Procedure.Parameters.Any(parameter => parameter.Value is null))
            .Select(item => item.File.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Procedures_that_people_call_are_among_those_checked()
    {
        var names = TSqlFile.Procedures.Select(item => item.Procedure.ProcedureReference.Name.BaseIdentifier.Value).ToList();

        CollectionAssert.IsSubsetOf(new[] { "run", "refresh", "submit", "set_setting", "set_secret" }, names);
    }

    private static string? ObjectName(TSqlStatement statement) => statement switch
    {
        CreateTableStatement table => table.SchemaObjectName.BaseIdentifier.Value,
        CreateViewStatement view => view.SchemaObjectName.BaseIdentifier.Value,
        CreateProcedureStatement procedure => procedure.ProcedureReference.Name.BaseIdentifier.Value,
        CreateFunctionStatement function => function.Name.BaseIdentifier.Value,
        CreateSchemaStatement schema => schema.Name.Value,
        CreateTriggerStatement trigger => trigger.Name.BaseIdentifier.Value,
        CreateRoleStatement role => role.Name.Value,
        CreateUserStatement user => user.Name.Value,
        _ => null,
    };

    /// <summary>Table that a description or a foreign key switched off belongs to.</summary>
    private static string? Addition(TSqlStatement statement) => statement switch
    {
        AlterTableStatement and (AlterTableAddTableElementStatement { Definition.TableConstraints: [ForeignKeyConstraintDefinition] } or AlterTableConstraintModificationStatement { ConstraintEnforcement: ConstraintEnforcement.NoCheck }) =>
            ((AlterTableStatement)statement).SchemaObjectName.BaseIdentifier.Value,
        ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference description } =>
            description.Parameters.Where(parameter => parameter.Variable.Name == "@level1name").Select(parameter => ((StringLiteral)parameter.ParameterValue).Value).SingleOrDefault(),
        _ => null,
    };

    private static string? Principal(TSqlStatement statement) => statement switch
    {
        SecurityStatement { Principals: [var principal] } and (GrantStatement or DenyStatement) => principal.Identifier?.Value,
        AlterRoleStatement { Action: AddMemberAlterRoleAction member } => member.Member.Value,
        _ => null,
    };

    private static IList<TSqlStatement> Body(CreateProcedureStatement procedure) =>
        ((BeginEndBlockStatement)procedure.StatementList.Statements.Single()).StatementList.Statements;

    /// <summary>Name and type in each row of what <c>@help = 1</c> selects; empty where the procedure does more before it, or lists those of another.</summary>
    private static IEnumerable<string> HelpRows(CreateProcedureStatement procedure)
    {
        var name = procedure.ProcedureReference.Name.BaseIdentifier.Value;
        var first = Body(procedure).First(statement => statement is not (PredicateSetStatement or SetRowCountStatement or SetTextSizeStatement or SetCommandStatement or SetTransactionIsolationLevelStatement));
        return first is IfStatement { Predicate: BooleanComparisonExpression { FirstExpression: VariableReference { Name: "@help" } }, ThenStatement: BeginEndBlockStatement { StatementList.Statements: [SelectStatement select, ReturnStatement] } }
            && select.QueryExpression is QuerySpecification { WhereClause.SearchCondition: BooleanComparisonExpression { SecondExpression: StringLiteral asked } }
            && asked.Value == name
            ? s_help.Where(row => row[0] == name).OrderBy(row => int.Parse(row[1], CultureInfo.InvariantCulture)).Select(row => $"{row[2]} {row[3]}")
            : [];
    }

    private static string TypeName(ProcedureParameter parameter)
    {
        var type = (SqlDataTypeReference)parameter.DataType;
        return type.Parameters is [var length] ? $"{type.Name.BaseIdentifier.Value}({length.Value})" : type.Name.BaseIdentifier.Value;
    }
}
