using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Scripts.Simulated;

/// <summary>Writes T-SQL queries and expressions as SQLite takes them: as many forms as the scripts use, and no more.</summary>
/// <param name="isText">Whether a variable holds text, for T-SQL adds and concatenates with the same sign.</param>
internal sealed class SqliteExpression(Func<string, bool> isText)
{
    /// <summary>A query, with its variables as parameters. A value that is assigned to a variable is a column.</summary>
    public string Query(QueryExpression query)
    {
        var specification = (QuerySpecification)query;
        var columns = specification.SelectElements.Select(element => element switch
        {
            SelectScalarExpression scalar => Of(scalar.Expression),
            SelectSetVariable set => Of(set.Expression),
            _ => throw Unknown(element),
        });
        var from = specification.FromClause is { } clause ? $" FROM {string.Join(", ", clause.TableReferences.Select(Table))}" : string.Empty;
        var where = specification.WhereClause is { } condition ? $" WHERE {Of(condition.SearchCondition)}" : string.Empty;
        return $"SELECT {string.Join(", ", columns)}{from}{where}";
    }

    /// <summary>A table.</summary>
    public string Table(TableReference table) => table switch
    {
        NamedTableReference named => Name(named.SchemaObject.Identifiers) + Alias(named),
        VariableTableReference variable => $"[{variable.Variable.Name}]" + Alias(variable),
        QualifiedJoin { QualifiedJoinType: QualifiedJoinType.Inner } join => $"{Table(join.FirstTableReference)} JOIN {Table(join.SecondTableReference)} ON {Of(join.SearchCondition)}",
        _ => throw Unknown(table),
    };

    /// <summary>A condition.</summary>
    public string Of(BooleanExpression condition) => condition switch
    {
        BooleanComparisonExpression comparison => $"{Of(comparison.FirstExpression)} {Sign(comparison)} {Of(comparison.SecondExpression)}",
        BooleanBinaryExpression binary => $"{Of(binary.FirstExpression)} {(binary.BinaryExpressionType == BooleanBinaryExpressionType.And ? "AND" : "OR")} {Of(binary.SecondExpression)}",
        BooleanParenthesisExpression parenthesis => $"({Of(parenthesis.Expression)})",
        BooleanNotExpression not => $"NOT {Of(not.Expression)}",
        BooleanIsNullExpression isNull => $"{Of(isNull.Expression)} IS {(isNull.IsNot ? "NOT " : string.Empty)}NULL",
        InPredicate { Subquery: null } list => $"{Of(list.Expression)} {(list.NotDefined ? "NOT " : string.Empty)}IN ({string.Join(", ", list.Values.Select(Of))})",
        LikePredicate like => $"{Of(like.FirstExpression)} LIKE {Of(like.SecondExpression)}",
        ExistsPredicate exists => $"EXISTS ({Query(exists.Subquery.QueryExpression)})",
        _ => throw Unknown(condition),
    };

    /// <summary>A value.</summary>
    public string Of(ScalarExpression expression) => expression switch
    {
        StringLiteral text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
        IntegerLiteral number => number.Value,
        BinaryLiteral binary => $"x'{binary.Value[2..]}'",
        NullLiteral => "NULL",
        VariableReference variable => variable.Name,
        GlobalVariableExpression global => $"global('{global.Name}')",
        ColumnReferenceExpression { ColumnType: ColumnType.Wildcard } => "*",
        ColumnReferenceExpression column => Name(column.MultiPartIdentifier.Identifiers),
        ParenthesisExpression parenthesis => $"({Of(parenthesis.Expression)})",
        BinaryExpression { BinaryExpressionType: BinaryExpressionType.Add } sum => $"({Of(sum.FirstExpression)} {(IsText(sum) ? "||" : "+")} {Of(sum.SecondExpression)})",
        CoalesceExpression coalesce => $"COALESCE({string.Join(", ", coalesce.Expressions.Select(Of))})",
        ConvertCall convert => $"CAST({Of(convert.Parameter)} AS {(IsText(convert) ? "TEXT" : "INTEGER")})",
        TryConvertCall convert => $"CAST({Of(convert.Parameter)} AS INTEGER)",
        LeftFunctionCall left => $"substr({Of(left.Parameters[0])}, 1, {Of(left.Parameters[1])})",
        SearchedCaseExpression choice => $"CASE {string.Concat(choice.WhenClauses.Select(when => $"WHEN {Of(when.WhenExpression)} THEN {Of(when.ThenExpression)} "))}{Else(choice)}END",
        SimpleCaseExpression choice => $"CASE {Of(choice.InputExpression)} {string.Concat(choice.WhenClauses.Select(when => $"WHEN {Of(when.WhenExpression)} THEN {Of(when.ThenExpression)} "))}{Else(choice)}END",
        FunctionCall { FunctionName.Value: "CHARINDEX" } find => $"instr({Of(find.Parameters[1])}, {Of(find.Parameters[0])})",
        FunctionCall { FunctionName.Value: "DATALENGTH" } length => $"length({Of(length.Parameters[0])})",
        FunctionCall { FunctionName.Value: "NCHAR" } character => $"char({Of(character.Parameters[0])})",
        FunctionCall call => $"{call.FunctionName.Value}({string.Join(", ", call.Parameters.Select(Of))})",
        _ => throw Unknown(expression),
    };

    private static NotSupportedException Unknown(TSqlFragment fragment) => new($"Line {fragment.StartLine}: {fragment.GetType().Name} is not simulated.");

    private static string Name(IList<Identifier> identifiers) => string.Join('.', identifiers.Select(identifier => $"[{identifier.Value}]"));

    private static string Alias(TableReferenceWithAlias table) => table.Alias is null ? string.Empty : $" AS [{table.Alias.Value}]";

    private static string Sign(BooleanComparisonExpression comparison) => comparison.ComparisonType switch
    {
        BooleanComparisonType.Equals => "=",
        BooleanComparisonType.NotEqualToBrackets => "<>",
        BooleanComparisonType.GreaterThan => ">",
        BooleanComparisonType.GreaterThanOrEqualTo => ">=",
        BooleanComparisonType.LessThan => "<",
        _ => throw Unknown(comparison),
    };

    private string Else(CaseExpression choice) => choice.ElseExpression is null ? string.Empty : $"ELSE {Of(choice.ElseExpression)} ";

    private bool IsText(ScalarExpression expression) => expression switch
    {
        StringLiteral => true,
        VariableReference variable => isText(variable.Name),
        ConvertCall { DataType: SqlDataTypeReference type } => type.SqlDataTypeOption == SqlDataTypeOption.NVarChar,
        BinaryExpression sum => IsText(sum.FirstExpression) || IsText(sum.SecondExpression),
        _ => false,
    };
}
