using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Dacpac;

/// <summary>Names in schema csc, from its T-SQL: what a text may mention, call or read. All of them in their exact case.</summary>
internal sealed class CscModel
{
    private CscModel()
    {
        foreach (var file in TSqlFile.All.Where(file => file.Name.StartsWith("sql/csc/", StringComparison.Ordinal)))
        {
            switch (file.Statements[0])
            {
                case CreateProcedureStatement procedure:
                    Procedures[procedure.ProcedureReference.Name.BaseIdentifier.Value] = [.. procedure.Parameters.Select(parameter => parameter.VariableName.Value)];
                    break;
                case CreateFunctionStatement function:
                    Functions[function.Name.BaseIdentifier.Value] = function.Parameters.Count;
                    Read(function.Name.BaseIdentifier.Value, function.ReturnType);
                    break;
                case CreateTableStatement table:
                    Others.UnionWith(Fragments.Of<ConstraintDefinition>(table).Select(constraint => constraint.ConstraintIdentifier?.Value).OfType<string>());
                    Sources[table.SchemaObjectName.BaseIdentifier.Value] = [.. table.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)];
                    break;
                case CreateViewStatement view:
                    Sources[view.SchemaObjectName.BaseIdentifier.Value] = [.. Columns(view.SelectStatement.QueryExpression)];
                    break;
                case CreateTriggerStatement trigger:
                    Others.Add(trigger.Name.BaseIdentifier.Value);
                    break;
            }
        }
    }

    /// <summary>The model as it is checked out.</summary>
    public static CscModel Present { get; } = new();

    /// <summary>Names of parameters by name of procedure.</summary>
    public Dictionary<string, IReadOnlyList<string>> Procedures { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of parameters by name of function.</summary>
    public Dictionary<string, int> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns by name of table, view or table function.</summary>
    public Dictionary<string, IReadOnlyList<string>> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that nobody calls or reads.</summary>
    public HashSet<string> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>True where something in the schema has the name.</summary>
    public bool Has(string name) => Procedures.ContainsKey(name) || Functions.ContainsKey(name) || Sources.ContainsKey(name) || Others.Contains(name);

    /// <summary>Names of the columns of a query.</summary>
    public static IEnumerable<string> Columns(QueryExpression query) => query switch
    {
        QuerySpecification select => select.SelectElements.OfType<SelectScalarExpression>()
            .Select(element => element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? string.Empty),
        BinaryQueryExpression both => Columns(both.FirstQueryExpression),
        QueryParenthesisExpression inner => Columns(inner.QueryExpression),
        _ => [],
    };

    private void Read(string name, FunctionReturnType returned)
    {
        if (returned is SelectFunctionReturnType select)
        {
            Sources[name] = [.. Columns(select.SelectStatement.QueryExpression)];
        }
        else if (returned is TableValuedFunctionReturnType table)
        {
            Sources[name] = [.. table.DeclareTableVariableBody.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)];
        }
    }
}
