using System.Globalization;
using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>
/// Turns queries of T-SQL into SQLite's, so that the scripts' very conditions are evaluated: as many forms as the scripts use, and no more. What differs by more than
/// spelling (catalogue functions, QUOTENAME, CHARINDEX and the like) is in <see cref="ServerFunctions"/>.
/// </summary>
internal sealed class SqliteDialect : TSqlFragmentVisitor
{
    private static readonly HashSet<Type> s_known =
    [
        typeof(SelectStatement), typeof(QuerySpecification), typeof(SelectScalarExpression), typeof(SelectSetVariable), typeof(FromClause), typeof(WhereClause), typeof(TopRowFilter),
        typeof(GroupByClause), typeof(ExpressionGroupingSpecification), typeof(OrderByClause), typeof(ExpressionWithSortOrder), typeof(ScalarSubquery),
        typeof(NamedTableReference), typeof(VariableTableReference), typeof(QueryDerivedTable), typeof(QualifiedJoin), typeof(SchemaObjectName), typeof(MultiPartIdentifier), typeof(Identifier),
        typeof(InsertStatement), typeof(InsertSpecification), typeof(SelectInsertSource), typeof(ValuesInsertSource), typeof(RowValue),
        typeof(UpdateStatement), typeof(UpdateSpecification), typeof(AssignmentSetClause), typeof(DeleteStatement), typeof(DeleteSpecification),
        typeof(BooleanComparisonExpression), typeof(BooleanBinaryExpression), typeof(BooleanParenthesisExpression), typeof(BooleanNotExpression), typeof(BooleanIsNullExpression),
        typeof(InPredicate), typeof(LikePredicate), typeof(ExistsPredicate), typeof(ParenthesisExpression), typeof(BinaryExpression),
        typeof(StringLiteral), typeof(IntegerLiteral), typeof(BinaryLiteral), typeof(NullLiteral), typeof(MaxLiteral), typeof(VariableReference), typeof(GlobalVariableExpression),
        typeof(ColumnReferenceExpression), typeof(IdentifierOrValueExpression), typeof(SqlDataTypeReference), typeof(ConvertCall), typeof(TryConvertCall), typeof(LeftFunctionCall), typeof(FunctionCall),
        typeof(CoalesceExpression), typeof(SearchedCaseExpression), typeof(SearchedWhenClause), typeof(SimpleCaseExpression), typeof(SimpleWhenClause),
    ];

    private readonly List<(int Start, int Length, string Text)> _replacements = [];
    private readonly TSqlFragment _root;
    private readonly Func<string, long> _global;

    private SqliteDialect(TSqlFragment root, Func<string, long> global)
    {
        _root = root;
        _global = global;
    }

    /// <summary>Text of a fragment for SQLite.</summary>
    /// <param name="fragment">Query, condition or expression.</param>
    /// <param name="global">Value of the session, as @@TRANCOUNT or XACT_STATE.</param>
    public static string Of(TSqlFragment fragment, Func<string, long> global)
    {
        var dialect = new SqliteDialect(fragment, global);
        fragment.Accept(dialect);
        return dialect.Apply();
    }

    public override void Visit(TSqlFragment node)
    {
        if (!s_known.Contains(node.GetType()))
        {
            throw Unknown(node);
        }
    }

    public override void Visit(StringLiteral node)
    {
        if (node.IsNational)
        {
            Replace(node, $"'{node.Value.Replace("'", "''", StringComparison.Ordinal)}'");
        }
    }

    public override void Visit(BinaryLiteral node) => Replace(node, $"X'{node.Value[2..].Replace("\\\n", string.Empty, StringComparison.Ordinal)}'");

    public override void Visit(GlobalVariableExpression node) => Replace(node, _global(node.Name).ToString(CultureInfo.InvariantCulture));

    public override void Visit(FunctionCall node)
    {
        if (node.FunctionName.Value == "XACT_STATE")
        {
            Replace(node, _global("XACT_STATE").ToString(CultureInfo.InvariantCulture));
        }
    }

    public override void Visit(BinaryExpression node)
    {
        if (node.BinaryExpressionType == BinaryExpressionType.Add && IsText(node))
        {
            var plus = Enumerable.Range(node.FirstExpression.LastTokenIndex + 1, node.SecondExpression.FirstTokenIndex - node.FirstExpression.LastTokenIndex - 1)
                .Select(index => node.ScriptTokenStream[index])
                .Single(token => token.TokenType == TSqlTokenType.Plus);
            _replacements.Add((plus.Offset, 1, "||"));
        }
        else if (node.BinaryExpressionType != BinaryExpressionType.Add || node.SecondExpression is not IntegerLiteral)
        {
            throw Unknown(node);
        }
    }

    public override void Visit(ConvertCall node) => Cast(node, node.DataType, node.Parameter);

    public override void Visit(TryConvertCall node) => Cast(node, node.DataType, node.Parameter);

    public override void Visit(LeftFunctionCall node) => _replacements.Add((node.StartOffset, "LEFT".Length, "T_LEFT"));

    public override void Visit(QuerySpecification node)
    {
        if (node.TopRowFilter is { } top)
        {
            Assert.AreEqual("TOP (1)", Fragments.Text(top), $"Line {top.StartLine}");
            Replace(top, string.Empty);
            _replacements.Add((node.StartOffset + node.FragmentLength, 0, " LIMIT 1"));
        }
    }

    public override void Visit(SelectSetVariable node) => _replacements.Add((node.StartOffset, node.Expression.StartOffset - node.StartOffset, string.Empty));

    public override void Visit(VariableTableReference node) => Replace(node.Variable, $"[{node.Variable.Name}]");

    public override void Visit(SchemaObjectName node)
    {
        if (node.DatabaseIdentifier is { } database)
        {
            Assert.AreEqual("master", database.Value, $"Line {node.StartLine}");
            Replace(node, $"[{node.SchemaIdentifier.Value}].[{node.BaseIdentifier.Value}]");
        }
    }

    public override void ExplicitVisit(InlineDerivedTable node) => Replace(node, $"({string.Join(" UNION ALL ", node.RowValues.Select(row =>
        "SELECT " + string.Join(", ", row.ColumnValues.Zip(node.Columns, (value, column) => $"{Of(value, _global)} AS [{column.Value}]"))))}) AS [{node.Alias.Value}]");

    private static NotSupportedException Unknown(TSqlFragment node) => new($"Line {node.StartLine}: {node.GetType().Name} of this kind is not simulated.");

    /// <summary>T-SQL adds and concatenates with the same sign.</summary>
    private static bool IsText(ScalarExpression expression) => expression switch
    {
        StringLiteral or LeftFunctionCall or ConvertCall { DataType: SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar } } => true,
        FunctionCall call => call.FunctionName.Value is "NCHAR" or "QUOTENAME" or "DB_NAME" or "STUFF",
        BinaryExpression sum => IsText(sum.FirstExpression) || IsText(sum.SecondExpression),
        SearchedCaseExpression choice => IsText(choice.WhenClauses[0].ThenExpression),
        SimpleCaseExpression choice => IsText(choice.WhenClauses[0].ThenExpression),
        _ => false,
    };

    private void Cast(TSqlFragment node, DataTypeReference type, ScalarExpression value)
    {
        var name = (type as SqlDataTypeReference)?.SqlDataTypeOption switch { SqlDataTypeOption.Int => "INTEGER", SqlDataTypeOption.NVarChar => "TEXT", _ => throw Unknown(type) };
        var end = value.StartOffset + value.FragmentLength;
        _replacements.Add((node.StartOffset, value.StartOffset - node.StartOffset, "CAST("));
        _replacements.Add((end, node.StartOffset + node.FragmentLength - end, $" AS {name})"));
    }

    private void Replace(TSqlFragment fragment, string text) => _replacements.Add((fragment.StartOffset, fragment.FragmentLength, text));

    private string Apply()
    {
        // The collation is that of the whole simulated server: binary.
        var tokens = _root.ScriptTokenStream;
        for (var index = _root.FirstTokenIndex; index <= _root.LastTokenIndex; index++)
        {
            if (tokens[index].TokenType == TSqlTokenType.Collate)
            {
                var name = tokens.Skip(index + 1).First(token => token.TokenType != TSqlTokenType.WhiteSpace);
                _replacements.Add((tokens[index].Offset, name.Offset + name.Text.Length - tokens[index].Offset, string.Empty));
            }
        }

        var text = new StringBuilder(Fragments.Text(_root));
        foreach (var (start, length, replacement) in _replacements.OrderByDescending(item => item.Start))
        {
            text.Remove(start - _root.StartOffset, length).Insert(start - _root.StartOffset, replacement);
        }

        return text.ToString();
    }
}
