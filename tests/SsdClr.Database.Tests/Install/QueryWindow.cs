using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Install;

/// <summary>
/// Runs a script as a query window does: batch by batch, going on after one that failed, in one session with its SET options, open transaction, @@ERROR and
/// NOEXEC. Only the statements that installation scripts are made of; any other fails the test.
/// </summary>
internal sealed class QueryWindow(SimulatedServer server)
{
    private readonly SimulatedDefinition definition = new(server);
    private Dictionary<string, object?> variables = new(StringComparer.Ordinal);
    private bool isExecuting = true;
    private bool isDoomed;
    private long transactions;
    private long error;
    private SqlFault? caught;

    /// <summary>Errors that the window shows, in their order.</summary>
    public List<SqlFault> Errors { get; } = [];

    /// <summary>What was printed, in its order.</summary>
    public List<string> Printed { get; } = [];

    /// <summary>Procedures of ours that were called, in their order; their code is not run.</summary>
    public List<string> Called { get; } = [];

    /// <summary>Number of batches that the last script had.</summary>
    public int Batches { get; private set; }

    /// <summary>Whether a transaction is open or nothing is executed, which no script may leave behind.</summary>
    public bool IsLeftBehind => transactions > 0 || !isExecuting;

    /// <summary>Opens a transaction by hand.</summary>
    public void BeginTransaction() => Begin();

    /// <summary>Runs a script.</summary>
    /// <param name="script">The text.</param>
    /// <param name="failing">Number of a batch that fails when it has done all it does; none by default.</param>
    /// <param name="notCompiling">Number of a batch that does not compile, so that nothing of it runs and the transaction stays open; none by default.</param>
    public void Run(string script, int? failing = null, int? notCompiling = null)
    {
        var parsed = new TSql130Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var faults);
        Assert.IsEmpty(faults, faults.Count > 0 ? $"{faults[0].Line}: {faults[0].Message}" : string.Empty);
        var batches = ((TSqlScript)parsed).Batches;
        Batches = batches.Count;
        for (var number = 0; number < batches.Count; number++)
        {
            variables = new(StringComparer.Ordinal);
            try
            {
                if (number == notCompiling)
                {
                    throw new SqlFault(102, "Incorrect syntax");
                }

                var wasExecuting = isExecuting;
                Run(batches[number].Statements);
                if (number == failing && wasExecuting && isExecuting)
                {
                    throw new SqlFault(1205, "deadlock victim");
                }
            }
            catch (SqlFault fault)
            {
                Errors.Add(fault);
                error = fault.Number;
                if (fault.Number != 102)
                {
                    Rollback();
                }
            }
            catch (ReturnException)
            {
                // The batch has ended.
            }
        }
    }

    private void Run(IList<TSqlStatement> statements)
    {
        foreach (var statement in statements)
        {
            Run(statement);
        }
    }

    private void Run(TSqlStatement statement)
    {
        if (!isExecuting)
        {
            isExecuting = statement is PredicateSetStatement { Options: SetOptions.NoExec, IsOn: false };
            if (statement is DeclareVariableStatement skipped)
            {
                // Declared when the batch is compiled; its initial value is not worked out.
                skipped.Declarations.ToList().ForEach(element => variables[element.VariableName.Value] = null);
            }

            return;
        }

        switch (statement)
        {
            case PredicateSetStatement set:
                isExecuting = !(set.Options == SetOptions.NoExec && set.IsOn);
                break;
            case DeclareVariableStatement declare:
                declare.Declarations.ToList().ForEach(element => variables[element.VariableName.Value] = element.Value is null ? null : Evaluate(element.Value));
                break;
            case DeclareTableVariableStatement declare:
                Variable(declare.Body);
                break;
            case SetVariableStatement set:
                variables[set.Variable.Name] = Evaluate(set.Expression);
                break;
            case BeginEndBlockStatement block:
                Run(block.StatementList.Statements);
                break;
            case IfStatement choice:
                if (Holds(choice.Predicate))
                {
                    Run(choice.ThenStatement);
                }
                else if (choice.ElseStatement is { } otherwise)
                {
                    Run(otherwise);
                }

                break;
            case WhileStatement loop:
                Loop(loop);
                break;
            case BreakStatement:
                throw new BreakException();
            case ReturnStatement:
                throw new ReturnException();
            case TryCatchStatement guarded:
                Guarded(guarded);
                break;
            case ThrowStatement { Message: null }:
                throw caught!;
            case ThrowStatement raised:
                throw new SqlFault(int.Parse(Value(raised.ErrorNumber), CultureInfo.InvariantCulture), Value(raised.Message));
            case RaiseErrorStatement raised:
                // Neither ends the batch nor the transaction.
                Errors.Add(new(50000, Value(raised.FirstParameter)));
                error = 50000;
                return;
            case PrintStatement print:
                Printed.Add(Value(print.Expression));
                break;
            case BeginTransactionStatement:
                Begin();
                break;
            case CommitTransactionStatement:
                Commit();
                break;
            case RollbackTransactionStatement:
                Rollback();
                break;
            case SelectStatement { QueryExpression: QuerySpecification query } select when query.SelectElements.All(element => element is SelectSetVariable):
                if (Query(select).LastOrDefault() is { } row)
                {
                    query.SelectElements.Cast<SelectSetVariable>().Zip(row).ToList().ForEach(pair => variables[pair.First.Variable.Name] = pair.Second);
                }

                break;
            case SelectStatement select:
                Query(select);
                break;
            case InsertStatement or DeleteStatement:
                server.Execute(Sqlite(statement), Parameters());
                break;
            case ExecuteStatement execute:
                Execute((ExecutableProcedureReference)execute.ExecuteSpecification.ExecutableEntity, execute.ExecuteSpecification.Variable?.Name);
                break;
            default:
                if (!definition.Run(statement, expression => (byte[])Evaluate(expression)!))
                {
                    throw new NotSupportedException($"Line {statement.StartLine}: a {statement.GetType().Name} is not simulated.");
                }

                break;
        }

        error = 0;
    }

    private void Loop(WhileStatement loop)
    {
        // More rounds than there are objects would be a loop that never ends.
        for (var round = 0; round < 1000 && Holds(loop.Predicate); round++)
        {
            try
            {
                Run(loop.Statement);
            }
            catch (BreakException)
            {
                return;
            }
        }

        Assert.IsFalse(Holds(loop.Predicate), $"Line {loop.StartLine}: this loop does not end.");
    }

    private void Guarded(TryCatchStatement guarded)
    {
        try
        {
            Run(guarded.TryStatements.Statements);
        }
        catch (SqlFault fault)
        {
            caught = fault;
            error = fault.Number;
            isDoomed = transactions > 0;
            Run(guarded.CatchStatements.Statements);
        }
    }

    private void Execute(ExecutableProcedureReference call, string? result)
    {
        var name = call.ProcedureReference.ProcedureReference.Name;
        if (name.SchemaIdentifier.Value != "sys")
        {
            Assert.IsNotNull(server.ObjectId($"[{name.SchemaIdentifier.Value}].[{name.BaseIdentifier.Value}]"), name.BaseIdentifier.Value);
            Called.Add($"{name.SchemaIdentifier.Value}.{name.BaseIdentifier.Value}");
            return;
        }

        switch (name.BaseIdentifier.Value)
        {
            case "sp_getapplock":
                variables[result!] = server.IsRunning ? -1L : 0L;
                break;
            case "sp_executesql":
                Dynamic(call.Parameters);
                break;
            default:
                throw new NotSupportedException(name.BaseIdentifier.Value);
        }
    }

    /// <summary>Text first, then the declaration of its parameters, then their values by name.</summary>
    private void Dynamic(IList<ExecuteParameter> parameters)
    {
        var text = Value(parameters[0].ParameterValue);
        var outer = variables;
        variables = parameters.Skip(2).ToDictionary(parameter => parameter.Variable.Name, parameter => Evaluate(parameter.ParameterValue), StringComparer.Ordinal);
        try
        {
            var parsed = new TSql130Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var faults);
            Assert.IsEmpty(faults, text);
            ((TSqlScript)parsed).Batches.ToList().ForEach(batch => Run(batch.Statements));
            foreach (var output in parameters.Skip(2).Where(parameter => parameter.IsOutput))
            {
                outer[((VariableReference)output.ParameterValue).Name] = variables[output.Variable.Name];
            }
        }
        finally
        {
            variables = outer;
        }
    }

    private void Variable(DeclareTableVariableBody body)
    {
        server.Execute($"DROP TABLE IF EXISTS temp.[{body.VariableName.Value}]");
        server.Execute($"CREATE TABLE temp.[{body.VariableName.Value}] ({string.Join(", ", body.Definition.ColumnDefinitions.Select(column =>
            column.IdentityOptions is null ? $"[{column.ColumnIdentifier.Value}]" : $"[{column.ColumnIdentifier.Value}] INTEGER PRIMARY KEY"))})");
    }

    private void Begin()
    {
        if (transactions++ == 0)
        {
            server.Execute("BEGIN");
        }
    }

    private void Commit()
    {
        if (transactions == 0)
        {
            throw new SqlFault(3902, "COMMIT without BEGIN TRANSACTION");
        }

        if (--transactions == 0)
        {
            server.Execute("COMMIT");
        }
    }

    private void Rollback()
    {
        if (transactions > 0)
        {
            transactions = 0;
            server.Execute("ROLLBACK");
        }

        isDoomed = false;
    }

    private List<object?[]> Query(SelectStatement select) => server.Query(Sqlite(select), Parameters());

    private bool Holds(BooleanExpression condition) => server.Value($"SELECT CASE WHEN {Sqlite(condition)} THEN 1 ELSE 0 END", Parameters()) is 1L;

    private object? Evaluate(ScalarExpression expression) => server.Value($"SELECT {Sqlite(expression)}", Parameters());

    private string Value(TSqlFragment expression) => Convert.ToString(Evaluate((ScalarExpression)expression), CultureInfo.InvariantCulture)!;

    private string Sqlite(TSqlFragment fragment) => SqliteDialect.Of(fragment, name => name switch
    {
        "@@TRANCOUNT" => transactions,
        "@@ERROR" => error,
        _ => throw new NotSupportedException(name),
    }).Replace("XACT_STATE()", isDoomed ? "-1" : transactions > 0 ? "1" : "0", StringComparison.Ordinal);

    private (string, object?)[] Parameters() => [.. variables.Select(variable => (variable.Key, variable.Value))];

    private sealed class BreakException : Exception;

    private sealed class ReturnException : Exception;
}
