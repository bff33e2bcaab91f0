using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Extraction;
using SsdClr.Database.Tests.Cms;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.Dacpac;

/// <summary>What a caller has set, or has open, changes nothing of what a procedure does; and a procedure that refuses changes nothing of the caller's.</summary>
[TestClass]
public sealed class SessionOptionsTests
{
    private static readonly string s_block = string.Concat(
        File.ReadLines(Path.Combine(CheckedOut.Repository.Root, "sql", "session-options.sql")).Where(line => !line.StartsWith("--", StringComparison.Ordinal)).Select(line => line + "\n"));

    [TestMethod]
    public void Procedure_sets_its_session_options_before_anything_else()
    {
        var wrong = Procedures.Where(item => !Fragments.Text(item.Procedure.StatementList).StartsWith("BEGIN\n" + s_block + "\n", StringComparison.Ordinal)).Select(item => item.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Extract_sets_the_options_of_the_procedures(string system)
    {
        var script = ExtractScript.Write(ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system), SourceScene.Model);

        Assert.Contains("\nAS\nBEGIN\n" + s_block + "\n    IF @help = 1\n", script, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Companion_sets_the_options_of_the_procedures() =>
        Assert.AreEqual(string.Concat(s_block.Split('\n').Select(line => line.Trim() + "\n")).Trim(), SsdClr.Local.Server.SessionOptions.OfProcedures.ReplaceLineEndings("\n"));

    [TestMethod]
    public void Companion_asks_the_environment_as_its_procedure_does()
    {
        var procedure = Procedures.Single(item => item.Name == "sql/csc/Procedures/read_environment.sql").Procedure;
        var asked = Fragments.Of<QuerySpecification>(procedure).Single(query => query.FromClause?.TableReferences[0] is QualifiedJoin);
        var companion = Fragments.Of<QuerySpecification>(DeploymentScript.Parse("environment", SsdClr.Local.Server.ServerEnvironment.Statement).Batches.Single()).Single();

        CollectionAssert.AreEqual(
            asked.SelectElements.Cast<SelectSetVariable>().Select(element => Words(element.Expression)).ToList(),
            companion.SelectElements.Cast<SelectScalarExpression>().Select(element => Words(element.Expression)).ToList());
        Assert.AreEqual(Words(asked.FromClause), Words(companion.FromClause));
        Assert.AreEqual(Words(asked.WhereClause), Words(companion.WhereClause));
    }

    [TestMethod]
    public void Options_are_those_that_change_what_is_read_or_written()
    {
        var set = DeploymentScript.Parse("session-options.sql", s_block).Batches.Single().Statements;

        var switches = set.OfType<PredicateSetStatement>().SelectMany(statement => Enum.GetValues<SetOptions>()
            .Where(option => option != SetOptions.None && statement.Options.HasFlag(option)).Select(option => $"{option} {(statement.IsOn ? "on" : "off")}"));
        CollectionAssert.AreEquivalent(
            new[]
            {
                "NoCount on", "AnsiPadding on", "AnsiWarnings on", "ArithAbort on", "ConcatNullYieldsNull on", "XactAbort off", "NumericRoundAbort off", "ImplicitTransactions off", "CursorCloseOnCommit off",
            },
            switches.ToList());
        Assert.HasCount(1, set.OfType<SetRowCountStatement>().ToList());
        Assert.HasCount(1, set.OfType<SetTextSizeStatement>().ToList());
        Assert.HasCount(1, set.OfType<SetTransactionIsolationLevelStatement>().ToList());
        CollectionAssert.AreEqual(
            new[] { GeneralSetCommandType.LockTimeout, GeneralSetCommandType.DateFormat, GeneralSetCommandType.DateFirst },
            set.OfType<SetCommandStatement>().SelectMany(statement => statement.Commands).Cast<GeneralSetCommand>().Select(command => command.CommandType).ToList());
    }

    [TestMethod]
    public void Nothing_sets_another_option_later()
    {
        var wrong = Procedures.SelectMany(item => Fragments.Of<TSqlStatement>(item.Procedure)
            .Where(statement => statement is SetRowCountStatement or SetTextSizeStatement or SetTransactionIsolationLevelStatement or SetCommandStatement or PredicateSetStatement)
            .Where(statement => statement is not PredicateSetStatement { Options: SetOptions.XactAbort, IsOn: true })
            .Skip(10)
            .Select(statement => $"{item.Name}:{statement.StartLine}"));

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Refusal_leaves_the_transaction_of_the_caller_alone() =>
        Assert.AreEqual(string.Empty, string.Join(", ", Procedures.SelectMany(item => LateRefusals(item.Name, item.Procedure))));

    [TestMethod]
    public void Transaction_of_the_caller_is_neither_committed_nor_rolled_back() =>
        Assert.AreEqual(string.Empty, string.Join(", ", Procedures.SelectMany(item => UnguardedEnds(item.Name, item.Procedure))));

    [TestMethod]
    public void Nothing_is_written_after_an_error_that_doomed_the_transaction() =>
        Assert.AreEqual(string.Empty, string.Join(", ", Procedures.SelectMany(item => WritesAfterDoom(item.Name, item.Procedure))));

    [TestMethod]
    [DataRow("SET XACT_ABORT ON; IF @a = 1 THROW 51000, N'no', 1;")]
    [DataRow("BEGIN TRY IF @a = 1 THROW 51000, N'no', 1; END TRY BEGIN CATCH IF XACT_STATE() <> 0 ROLLBACK TRANSACTION; THROW; END CATCH;")]
    public void Refusal_that_dooms_is_found(string body) => Assert.HasCount(1, LateRefusals("planted", Planted(body)).ToList());

    [TestMethod]
    [DataRow("IF @@TRANCOUNT > 0 COMMIT TRANSACTION;")]
    [DataRow("BEGIN TRY SELECT 1; END TRY BEGIN CATCH IF XACT_STATE() <> 0 ROLLBACK TRANSACTION; THROW; END CATCH;")]
    [DataRow("BEGIN TRY EXECUTE [csc].[begin_run] @operation = N'run'; END TRY BEGIN CATCH ROLLBACK TRANSACTION; END CATCH;")]
    [DataRow("IF @apply = 1 EXECUTE [csc].[begin_run] @operation = N'run'; ROLLBACK TRANSACTION;")]
    [DataRow("ROLLBACK TRANSACTION; EXECUTE [csc].[begin_run] @operation = N'run';")]
    public void End_of_a_transaction_of_the_caller_is_found(string body) => Assert.HasCount(1, UnguardedEnds("planted", Planted(body)).ToList());

    [TestMethod]
    [DataRow("BEGIN TRY SELECT 1; END TRY BEGIN CATCH INSERT INTO @a ([b]) VALUES (1); END CATCH;")]
    [DataRow("BEGIN TRY SELECT 1; END TRY BEGIN CATCH EXECUTE [csc].[run]; END CATCH;")]
    public void Write_after_doom_is_found(string body) => Assert.HasCount(1, WritesAfterDoom("planted", Planted(body)).ToList());

    private static IEnumerable<(string Name, CreateProcedureStatement Procedure)> Procedures => TSqlFile.Procedures.Where(item => item.File.Name.StartsWith("sql/csc/", StringComparison.Ordinal)).Select(item => (item.File.Name, item.Procedure));

    /// <summary>A refusal is a THROW with a number: it has to come while XACT_ABORT is off, and where no CATCH of ours rolls back. After a ROLLBACK it is none.</summary>
    private static IEnumerable<string> LateRefusals(string name, CreateProcedureStatement procedure)
    {
        var switched = Fragments.Of<PredicateSetStatement>(procedure).Where(set => set is { Options: SetOptions.XactAbort, IsOn: true }).Select(set => set.StartOffset).DefaultIfEmpty(int.MaxValue).Min();
        var tries = Fragments.Of<TryCatchStatement>(procedure);
        return Fragments.Of<ThrowStatement>(procedure)
            .Where(refusal => refusal.ErrorNumber is not null)
            .Where(refusal => !tries.Exists(guarded => Fragments.Holds(guarded.CatchStatements, refusal)
                && Fragments.Of<RollbackTransactionStatement>(guarded.CatchStatements).Exists(over => over.StartOffset < refusal.StartOffset)))
            .Where(refusal => refusal.StartOffset > switched || tries.Exists(guarded => Fragments.Holds(guarded.TryStatements, refusal)))
            .Select(refusal => $"{name}:{refusal.StartLine}");
    }

    /// <summary>
    /// COMMIT and ROLLBACK without a savepoint stand behind @is_own = 1, or behind a refusal to go on inside a transaction: the procedure's own, or that of
    /// csc.begin_run, which raises an error that nothing here may catch.
    /// </summary>
    private static IEnumerable<string> UnguardedEnds(string name, CreateProcedureStatement procedure)
    {
        var ifs = Fragments.Of<IfStatement>(procedure);
        if (ifs.Exists(statement => Fragments.Text(statement.Predicate) == "@@TRANCOUNT > 0" && Fragments.Of<ThrowStatement>(statement.ThenStatement).Count == 1))
        {
            return [];
        }

        return Fragments.Of<TransactionStatement>(procedure)
            .Where(statement => statement is CommitTransactionStatement or RollbackTransactionStatement { Name: null })
            .Where(statement => !ifs.Exists(guard => Fragments.Text(guard.Predicate).StartsWith("@is_own = 1", StringComparison.Ordinal) && Fragments.Holds(guard.ThenStatement, statement)))
            .Where(statement => !Fragments.Of<ExecuteStatement>(procedure).Exists(call => Fragments.Text(call).StartsWith("EXECUTE [csc].[begin_run] ", StringComparison.Ordinal) && IsAlwaysBefore(call, statement, procedure)))
            .Select(statement => $"{name}:{statement.StartLine}");
    }

    /// <summary>True where nothing reaches the second statement but through the first: whatever holds the first, be it one way of an IF or a TRY, holds the second too.</summary>
    private static bool IsAlwaysBefore(TSqlStatement first, TSqlStatement second, CreateProcedureStatement procedure) =>
        first.StartOffset < second.StartOffset
        && Fragments.Of<IfStatement>(procedure).SelectMany(statement => new[] { statement.ThenStatement, statement.ElseStatement })
            .Concat<TSqlFragment?>(Fragments.Of<TryCatchStatement>(procedure).SelectMany(guarded => new[] { guarded.TryStatements, guarded.CatchStatements }))
            .Concat(Fragments.Of<WhileStatement>(procedure).Select(loop => loop.Statement))
            .OfType<TSqlFragment>()
            .All(part => !Fragments.Holds(part, first) || Fragments.Holds(part, second));

    /// <summary>In a CATCH, ROLLBACK or IF XACT_STATE() = -1 THROW comes before whatever writes.</summary>
    private static IEnumerable<string> WritesAfterDoom(string name, CreateProcedureStatement procedure)
    {
        foreach (var caught in Fragments.Of<TryCatchStatement>(procedure).Select(guarded => guarded.CatchStatements))
        {
            var written = Fragments.Of<TSqlStatement>(caught).Where(statement => statement is DataModificationStatement or ExecuteStatement).Select(statement => statement.StartOffset).DefaultIfEmpty(int.MaxValue).Min();
            var left = Fragments.Of<RollbackTransactionStatement>(caught).Select(statement => statement.StartOffset)
                .Concat(Fragments.Of<IfStatement>(caught).Where(statement => Fragments.Text(statement.Predicate) == "XACT_STATE() = -1" && statement.ThenStatement is ThrowStatement).Select(statement => statement.StartOffset))
                .DefaultIfEmpty(int.MaxValue).Min();
            if (written < int.MaxValue && left > written)
            {
                yield return $"{name}:{caught.StartLine}";
            }
        }
    }

    private static CreateProcedureStatement Planted(string body) =>
        (CreateProcedureStatement)DeploymentScript.Parse("planted", $"CREATE PROCEDURE [csc].[planted] AS BEGIN {body} END;").Batches.Single().Statements.Single();

    private static string Words(TSqlFragment fragment) => string.Join(' ', Fragments.Text(fragment).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
