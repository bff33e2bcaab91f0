using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Database.Tests.Dacpac;

namespace SsdClr.Database.Tests.Texts;

/// <summary>Looks up what a parsed text names in schema csc: procedures with their parameters, functions with the number of theirs, tables, views and columns.</summary>
internal static class TextBinding
{
    private static readonly CscModel s_model = CscModel.Present;

    /// <summary>Each name that is not there, and each call that cannot be made.</summary>
    public static IEnumerable<string> Faults(TSqlFragment parsed) =>
    [
        .. Fragments.Of<ExecutableProcedureReference>(parsed).SelectMany(Call),
        .. Fragments.Of<NamedTableReference>(parsed).Where(table => IsOurs(table.SchemaObject)).SelectMany(Table),
        .. Fragments.Of<SchemaObjectFunctionTableReference>(parsed).Where(function => IsOurs(function.SchemaObject))
            .SelectMany(function => Function(function.SchemaObject.BaseIdentifier.Value, function.Parameters.Count)),
        .. Fragments.Of<FunctionCall>(parsed).Where(call => call.CallTarget is MultiPartIdentifierCallTarget { MultiPartIdentifier.Identifiers: [.., { Value: "csc" }] })
            .SelectMany(call => Function(call.FunctionName.Value, call.Parameters.Count)),
        .. Fragments.Of<QuerySpecification>(parsed).SelectMany(Columns),
    ];

    private static bool IsOurs(SchemaObjectName name) => name.SchemaIdentifier?.Value == "csc";

    private static IEnumerable<string> Call(ExecutableProcedureReference call)
    {
        if (call.ProcedureReference.ProcedureReference?.Name is not { } name || !IsOurs(name))
        {
            yield break;
        }

        if (!s_model.Procedures.TryGetValue(name.BaseIdentifier.Value, out var parameters))
        {
            yield return $"there is no procedure csc.{name.BaseIdentifier.Value}";
            yield break;
        }

        foreach (var given in call.Parameters)
        {
            if (given.Variable is null)
            {
                yield return $"csc.{name.BaseIdentifier.Value} is given a parameter without its name";
            }
            else if (!parameters.Contains(given.Variable.Name, StringComparer.Ordinal))
            {
                yield return $"csc.{name.BaseIdentifier.Value} has no parameter {given.Variable.Name}";
            }
        }
    }

    private static IEnumerable<string> Table(NamedTableReference table)
    {
        var name = table.SchemaObject.BaseIdentifier.Value;
        if (s_model.Functions.ContainsKey(name))
        {
            yield return $"csc.{name} is a function, and called without brackets";
        }
        else if (!s_model.Sources.ContainsKey(name))
        {
            yield return $"there is no table or view csc.{name}";
        }
    }

    private static IEnumerable<string> Function(string name, int given)
    {
        if (!s_model.Functions.TryGetValue(name, out var count))
        {
            yield return $"there is no function csc.{name}";
        }
        else if (count != given)
        {
            yield return $"csc.{name} takes {count} parameters, not {given}";
        }
    }

    /// <summary>Columns of a query over one source of ours; what is read from several is compiled where it runs.</summary>
    private static IEnumerable<string> Columns(QuerySpecification query)
    {
        if (query.FromClause?.TableReferences is not [var source] || Fragments.Of<QuerySpecification>(query).Count > 1)
        {
            return [];
        }

        var name = source switch
        {
            NamedTableReference table when IsOurs(table.SchemaObject) => table.SchemaObject.BaseIdentifier.Value,
            SchemaObjectFunctionTableReference function when IsOurs(function.SchemaObject) => function.SchemaObject.BaseIdentifier.Value,
            _ => string.Empty,
        };
        if (!s_model.Sources.TryGetValue(name, out var columns))
        {
            return [];
        }

        // A column of another name before the dot belongs to the statement around the query.
        var alias = (source as TableReferenceWithAlias)?.Alias?.Value ?? name;
        var own = query.SelectElements.OfType<SelectScalarExpression>().Select(element => element.ColumnName?.Value).OfType<string>().ToList();
        return Fragments.Of<ColumnReferenceExpression>(query)
            .Where(column => column.ColumnType == ColumnType.Regular)
            .Where(column => column.MultiPartIdentifier.Identifiers .Count == 1 || string.Equals(column.MultiPartIdentifier.Identifiers[^2].Value, alias, StringComparison.Ordinal))
            .Select(column => column.MultiPartIdentifier.Identifiers[^1].Value)
            .Where(column => !columns.Contains(column, StringComparer.Ordinal) && !own.Contains(column, StringComparer.Ordinal) && !IsPartOfDate(column))
            .Select(column => $"csc.{name} has no column {column}");
    }

    // DATEADD(DAY, ...) takes DAY as the name of a part, which the parser reads as a column.
    private static bool IsPartOfDate(string name) => name.ToUpperInvariant() is "YEAR" or "MONTH" or "DAY" or "HOUR" or "MINUTE" or "SECOND";
}
