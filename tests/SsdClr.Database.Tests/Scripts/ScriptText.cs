using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>T-SQL inside a string of a script, as it is when it is run: a variable named ..._command (step of a job) or ..._statement (dynamic SQL).</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Text">Its value after everything has been put in.</param>
/// <param name="Parameters">The parameters that sp_executesql is given with it; empty for none.</param>
internal sealed record ScriptText(string Name, string Text, string Parameters)
{
    /// <summary>Works out every such variable of a script by running its DECLARE and SET statements for them.</summary>
    /// <param name="script">Script or procedure.</param>
    /// <param name="values">Values a DBA edits in, by name of the variable; the script's own for the rest.</param>
    public static IReadOnlyList<ScriptText> In(TSqlFragment script, IReadOnlyDictionary<string, string?> values)
    {
        var run = new Run(values);
        script.Accept(run);
        return [.. run.Values.Where(pair => HoldsCode(pair.Key)).Select(pair => new ScriptText(pair.Key, pair.Value!, run.Parameters.GetValueOrDefault(pair.Key, string.Empty)))];
    }

    public static bool HoldsCode(string variable) => variable.EndsWith("_command", StringComparison.Ordinal) || variable.EndsWith("_statement", StringComparison.Ordinal);

    private sealed class Run(IReadOnlyDictionary<string, string?> values) : TSqlFragmentVisitor
    {
        public Dictionary<string, string?> Values { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

        public override void Visit(DeclareVariableElement node)
        {
            if (values.TryGetValue(node.VariableName.Value, out string? value))
            {
                Values[node.VariableName.Value] = value;
            }
            else if (node.Value is Literal literal)
            {
                Values[node.VariableName.Value] = literal is NullLiteral ? null : literal.Value;
            }
        }

        public override void Visit(SetVariableStatement node)
        {
            if (HoldsCode(node.Variable.Name))
            {
                Values[node.Variable.Name] = Evaluate(node.Expression);
            }
        }

        public override void Visit(ExecutableProcedureReference node)
        {
            if (node.Parameters is [{ ParameterValue: VariableReference code }, { ParameterValue: StringLiteral parameters }, ..] && HoldsCode(code.Name))
            {
                Parameters[code.Name] = parameters.Value;
            }
        }

        /// <summary>The few functions that scripts use to put names and numbers into code.</summary>
        private string? Evaluate(ScalarExpression expression) => expression switch
        {
            NullLiteral => null,
            Literal literal => literal.Value,
            VariableReference variable => Values[variable.Name],
            ConvertCall convert => Evaluate(convert.Parameter),
            CoalesceExpression coalesce => coalesce.Expressions.Select(Evaluate).FirstOrDefault(value => value is not null),
            BinaryExpression { BinaryExpressionType: BinaryExpressionType.Add } sum => Evaluate(sum.FirstExpression) + Evaluate(sum.SecondExpression),
            FunctionCall { FunctionName.Value: "REPLACE", Parameters: [var text, var old, var replacement] } =>
                Evaluate(text)!.Replace(Evaluate(old)!, Evaluate(replacement), StringComparison.Ordinal),
            FunctionCall { FunctionName.Value: "QUOTENAME", Parameters: [var name] } => $"[{Evaluate(name)!.Replace("]", "]]", StringComparison.Ordinal)}]",
            FunctionCall { FunctionName.Value: "QUOTENAME", Parameters: [var name, StringLiteral { Value: "'" }] } =>
                $"'{Evaluate(name)!.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => throw new NotSupportedException($"Line {expression.StartLine}: code is put together in a way these tests do not know."),
        };
    }
}
