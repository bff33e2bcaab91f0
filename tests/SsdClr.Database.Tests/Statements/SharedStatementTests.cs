using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Database.Tests.Dacpac;
using SsdClr.Ledger;
using SsdClr.Local.Database;

namespace SsdClr.Database.Tests.Statements;

/// <summary>Where a procedure has the work in T-SQL and the companion does the same, both run the same statements: on SQLite they are executed.</summary>
[TestClass]
public sealed class SharedStatementTests
{
    [TestMethod]
    public void Requeue_is_the_same_in_both() => CollectionAssert.AreEqual(
        new[]
        {
            Plain(WritingStatements.Event(ChildEvent.ReceiverEmptied, ofPurges: true)),
            Plain(WritingStatements.Event(ChildEvent.ReceiverEmptied, ofPurges: false)),
            Plain(WritingStatements.Requeue),
        },
        Statements("requeue_children"));

    [TestMethod]
    public void Purge_is_the_same_in_both() => CollectionAssert.AreEqual(LocalHistory.Statements.Select(Plain).ToArray(), Statements("delete_history"));

    private static string[] Statements(string procedure)
    {
        var file = TSqlFile.All.Single(file => Path.GetFileNameWithoutExtension(file.Name) == procedure);
        var changes = new Changes();
        file.Statements.Single().Accept(changes);
        return [.. changes.Found.Select(statement => Plain(file.Text.Substring(statement.StartOffset, statement.FragmentLength)))];
    }

    // Blanks, the prefix of literals and the semicolon at the end do not count.
    private static string Plain(string sql) => string.Join(' ', sql.TrimEnd(';').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("N'", "'", StringComparison.Ordinal);

    private sealed class Changes : TSqlFragmentVisitor
    {
        public List<TSqlStatement> Found { get; } = [];

        public override void Visit(UpdateStatement node) => Found.Add(node);

        public override void Visit(DeleteStatement node) => Found.Add(node);

        // A table variable is the procedure's own way to hold what it works on.
        public override void Visit(InsertStatement node)
        {
            if (node.InsertSpecification.Target is not VariableTableReference)
            {
                Found.Add(node);
            }
        }
    }
}
