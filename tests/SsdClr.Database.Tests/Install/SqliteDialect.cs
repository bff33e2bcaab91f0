using System.Globalization;
using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Install;

/// <summary>
/// Turns queries of the installation scripts into SQLite's, so that their very conditions are evaluated. What differs by more than spelling
/// (catalogue functions, QUOTENAME, CHARINDEX and the like) are functions of <see cref="SimulatedServer"/>.
/// </summary>
internal sealed class SqliteDialect : TSqlFragmentVisitor
{
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
    /// <param name="global">Value of a global variable, as @@TRANCOUNT.</param>
    public static string Of(TSqlFragment fragment, Func<string, long> global)
    {
        var dialect = new SqliteDialect(fragment, global);
        fragment.Accept(dialect);
        return dialect.Apply();
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

    public override void Visit(BinaryExpression node)
    {
        if (node.BinaryExpressionType != BinaryExpressionType.Add || node.FirstExpression is IntegerLiteral || node.SecondExpression is IntegerLiteral)
        {
            return;
        }

        var plus = Enumerable.Range(node.FirstExpression.LastTokenIndex + 1, node.SecondExpression.FirstTokenIndex - node.FirstExpression.LastTokenIndex - 1)
            .Select(index => node.ScriptTokenStream[index])
            .Single(token => token.TokenType == TSqlTokenType.Plus);
        _replacements.Add((plus.Offset, 1, "||"));
    }

    public override void Visit(ConvertCall node)
    {
        var type = node.DataType is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.Int } ? "INTEGER" : "TEXT";
        _replacements.Add((node.StartOffset, node.Parameter.StartOffset - node.StartOffset, "CAST("));
        var end = node.Parameter.StartOffset + node.Parameter.FragmentLength;
        _replacements.Add((end, node.StartOffset + node.FragmentLength - end, $" AS {type})"));
    }

    public override void Visit(LeftFunctionCall node) => _replacements.Add((node.StartOffset, "LEFT".Length, "T_LEFT"));

    public override void Visit(QuerySpecification node)
    {
        if (node.TopRowFilter is { } top)
        {
            Replace(top, string.Empty);
            _replacements.Add((node.StartOffset + node.FragmentLength, 0, " LIMIT 1"));
        }
    }

    public override void Visit(SelectSetVariable node) => _replacements.Add((node.StartOffset, node.Expression.StartOffset - node.StartOffset, string.Empty));

    public override void Visit(VariableTableReference node) => Replace(node.Variable, $"[{node.Variable.Name}]");

    public override void Visit(SchemaObjectName node)
    {
        if (node.DatabaseIdentifier is not null)
        {
            Replace(node, $"[{node.SchemaIdentifier.Value}].[{node.BaseIdentifier.Value}]");
        }
    }

    public override void ExplicitVisit(InlineDerivedTable node) => Replace(node, $"({string.Join(" UNION ALL ", node.RowValues.Select(row =>
        "SELECT " + string.Join(", ", row.ColumnValues.Zip(node.Columns, (value, column) => $"{Of(value, _global)} AS [{column.Value}]"))))}) AS [{node.Alias.Value}]");

    private void Replace(TSqlFragment fragment, string text) => _replacements.Add((fragment.StartOffset, fragment.FragmentLength, text));

    private string Apply()
    {
        // The collation is that of the whole simulated database: binary.
        var tokens = _root.ScriptTokenStream;
        for (var index = _root.FirstTokenIndex; index <= _root.LastTokenIndex; index++)
        {
            if (tokens[index].TokenType == TSqlTokenType.Collate)
            {
                var name = tokens.Skip(index + 1).First(token => token.TokenType != TSqlTokenType.WhiteSpace);
                _replacements.Add((tokens[index].Offset, name.Offset + name.Text.Length - tokens[index].Offset, string.Empty));
            }
        }

        var text = new StringBuilder(string.Concat(tokens.Skip(_root.FirstTokenIndex).Take(_root.LastTokenIndex - _root.FirstTokenIndex + 1).Select(token => token.Text)));
        foreach (var (start, length, replacement) in _replacements.OrderByDescending(item => item.Start))
        {
            text.Remove(start - _root.StartOffset, length).Insert(start - _root.StartOffset, replacement);
        }

        return text.ToString();
    }
}
