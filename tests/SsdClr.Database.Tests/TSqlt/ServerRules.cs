using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>What SQL Server refuses and DacFx lets pass.</summary>
internal static class ServerRules
{
    private static readonly string[] s_aggregates = ["COUNT", "COUNT_BIG", "SUM", "MIN", "MAX", "AVG"];

    /// <summary>Places that SQL Server would refuse.</summary>
    public static IEnumerable<string> Faults(TSqlFragment code)
    {
        foreach (var call in Fragments.Of<FunctionCall>(code).Where(call => s_aggregates.Contains(call.FunctionName.Value, StringComparer.OrdinalIgnoreCase)))
        {
            // Error 130.
            if (call.Parameters.Any(parameter => Fragments.Of<QuerySpecification>(parameter).Count > 0 || Fragments.Of<FunctionCall>(parameter).Exists(inner => s_aggregates.Contains(inner.FunctionName.Value, StringComparer.OrdinalIgnoreCase))))
            {
                yield return Place(call, "an aggregate of a query or of an aggregate");
            }
        }

        // Error 137: where case matters, it does in names of variables too.
        foreach (var batch in Fragments.Of<TSqlBatch>(code))
        {
            var declared = Fragments.Of<DeclareVariableElement>(batch).Select(element => element.VariableName.Value)
                .Concat(Fragments.Of<DeclareTableVariableBody>(batch).Select(body => body.VariableName?.Value).OfType<string>())
                .ToHashSet(StringComparer.Ordinal);
            var named = Fragments.Of<ExecuteParameter>(batch).Select(parameter => parameter.Variable).ToHashSet();
            foreach (var variable in Fragments.Of<VariableReference>(batch).Where(variable => !named.Contains(variable) && !declared.Contains(variable.Name)))
            {
                yield return Place(variable, $"{variable.Name} is not declared");
            }
        }

        // Error 8106: a table made by a query with a join has no identity column.
        foreach (var statement in Fragments.Of<SetIdentityInsertStatement>(code))
        {
            yield return Place(statement, "SET IDENTITY_INSERT");
        }
    }

    private static string Place(TSqlFragment part, string what) => string.Create(CultureInfo.InvariantCulture, $"line {part.StartLine}: {what}");
}
