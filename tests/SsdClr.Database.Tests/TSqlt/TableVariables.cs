using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>Columns of table variables, and of what SELECT INTO makes: DacFx does not look them up.</summary>
internal static class TableVariables
{
    /// <summary>Places that name a column which a table variable, or the temporary table that a table of expected rows is compared with, does not have.</summary>
    /// <param name="code">A batch or procedure.</param>
    public static IEnumerable<string> WrongColumns(TSqlFragment code)
    {
        var columns = Fragments.Of<DeclareTableVariableBody>(code).ToDictionary(
            body => body.VariableName.Value,
            body => body.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        foreach (var query in Fragments.Of<QuerySpecification>(code))
        {
            var tables = query.FromClause is null ? [] : Fragments.Of<VariableTableReference>(query.FromClause).Where(table => table.Alias is not null).ToDictionary(table => table, table => table.Alias.Value);
            var inner = Fragments.Of<QuerySpecification>(query).Skip(1).ToList();
            foreach (var column in Fragments.Of<ColumnReferenceExpression>(query).Where(column => column.MultiPartIdentifier?.Identifiers.Count == 2))
            {
                var alias = column.MultiPartIdentifier.Identifiers[0].Value;
                var isOfInner = inner.Exists(other => Fragments.Holds(other, column) && other.FromClause is not null && Fragments.Of<TableReferenceWithAlias>(other.FromClause).Exists(table => table.Alias?.Value == alias));
                foreach (var table in tables.Where(table => table.Value == alias && !isOfInner && !inner.Exists(other => Fragments.Holds(other, table.Key))))
                {
                    if (!columns[table.Key.Variable.Name].Contains(column.MultiPartIdentifier.Identifiers[1].Value))
                    {
                        yield return Place(column, $"{table.Key.Variable.Name}.{column.MultiPartIdentifier.Identifiers[1].Value}");
                    }
                }
            }
        }

        foreach (var insert in Fragments.Of<InsertStatement>(code))
        {
            var named = insert.InsertSpecification.Columns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value).ToList();
            IEnumerable<string>? known = insert.InsertSpecification.Target switch
            {
                VariableTableReference variable => columns[variable.Variable.Name],
                NamedTableReference { SchemaObject.BaseIdentifier.Value: "#Expected" } => ExpectedColumns(code),
                _ => null,
            };
            foreach (var wrong in known is null ? [] : named.Except(known, StringComparer.Ordinal))
            {
                yield return Place(insert, wrong);
            }
        }
    }

    /// <summary>Columns of #Expected: its own, or those of #Actual, which it is made like.</summary>
    private static IEnumerable<string> ExpectedColumns(TSqlFragment code)
    {
        var made = Fragments.Of<CreateTableStatement>(code).Find(table => table.SchemaObjectName.BaseIdentifier.Value == "#Expected");
        return made is not null
            ? made.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)
            : Fragments.Of<SelectStatement>(code)
                .Where(select => select.Into?.BaseIdentifier.Value == "#Actual")
                .SelectMany(select => ((QuerySpecification)select.QueryExpression).SelectElements.Cast<SelectScalarExpression>())
                .Select(element => element.ColumnName?.Value ?? ((ColumnReferenceExpression)element.Expression).MultiPartIdentifier.Identifiers[^1].Value);
    }
    private static string Place(TSqlFragment part, string what) => string.Create(CultureInfo.InvariantCulture, $"line {part.StartLine}: {what}");
}
