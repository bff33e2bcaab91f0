using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;

namespace SsdClr.Database.Tests.Statements;

/// <summary>What a statement does with which table of our schema: the rights its caller needs, since data access inside an assembly does not go by ownership.</summary>
internal static class NeededRights
{
    /// <summary>As "SELECT csc.staging".</summary>
    public static IEnumerable<string> Of(string statement)
    {
        var tables = new Tables();
        new SqlSource("statement", statement).Parse().Accept(tables);
        return tables.Found;
    }

    private sealed class Tables : TSqlFragmentVisitor
    {
        private readonly HashSet<TableReference> _targets = [];

        public List<string> Found { get; } = [];

        public override void ExplicitVisit(InsertSpecification node)
        {
            Add("INSERT", node.Target);
            base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(UpdateSpecification node)
        {
            Add("UPDATE", node.Target);

            // Its WHERE reads.
            Add("SELECT", node.Target);
            base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(DeleteSpecification node)
        {
            Add("DELETE", node.Target);
            Add("SELECT", node.Target);
            base.ExplicitVisit(node);
        }

        public override void Visit(NamedTableReference node)
        {
            if (!_targets.Contains(node))
            {
                Add("SELECT", node);
            }
        }

        private void Add(string right, TableReference table)
        {
            _targets.Add(table);
            if (table is NamedTableReference { SchemaObject: { SchemaIdentifier.Value: "csc" } name })
            {
                Found.Add($"{right} csc.{name.BaseIdentifier.Value}");
            }
        }
    }
}
