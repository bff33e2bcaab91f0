using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Install;

/// <summary>
/// Runs a script as a query window does: batch by batch, going on after one that failed, in one session with its SET options, open transaction, @@ERROR and
/// NOEXEC. Only the statements that installation scripts are made of; any other fails the test.
/// </summary>
internal sealed class QueryWindow(SimulatedServer server)
{
    private readonly SimulatedDefinition _definition = new(server);
    private Dictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private bool _isExecuting = true;
    private bool _isDoomed;
    private long _transactions;
    private long _error;
    private SqlFault? _caught;

    /// <summary>Errors that the window shows, in their order.</summary>
    public List<SqlFault> Errors { get; } = [];

    /// <summary>What was printed, in its order.</summary>
    public List<string> Printed { get; } = [];

    /// <summary>Whether a transaction is open or nothing is executed, which no script may leave behind.</summary>
    public bool IsLeftBehind => _transactions > 0 || !_isExecuting;

    /// <summary>The batches of a script, which has to parse as SQL Server 2016 does.</summary>
    public static IList<TSqlBatch> BatchesOf(string script)
    {
        var parsed = new TSql130Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var faults);
        Assert.IsEmpty(faults, faults.Count > 0 ? $"{faults[0].Line}: {faults[0].Message}" : string.Empty);
        return ((TSqlScript)parsed).Batches;
    }

    /// <summary>Opens a transaction by hand.</summary>
    public void BeginTransaction() => Begin();

    /// <summary>Runs a script.</summary>
    /// <param name="script">The text.</param>
    public void Run(string script) => Run(BatchesOf(script));

    /// <summary>Runs a script, with a fault in one of its batches.</summary>
    /// <param name="batches">The batches of the script.</param>
    /// <param name="failing">Number of a batch that fails when it has done all it does; none by default.</param>
    /// <param name="notCompiling">Number of a batch that does not compile, so that nothing of it runs and the transaction stays open; none by default.</param>
    public void Run(IList<TSqlBatch> batches, int? failing = null, int? notCompiling = null)
    {
        for (var number = 0; number < batches.Count; number++)
        {
            _variables = new(StringComparer.Ordinal);
            try
            {
                if (number == notCompiling)
                {
                    throw new SqlFault(102, "Incorrect syntax");
                }

                var wasExecuting = _isExecuting;
                Run(batches[number].Statements);
                if (number == failing && wasExecuting && _isExecuting)
                {
                    throw new SqlFault(1205, "deadlock victim");
                }
            }
            catch (SqlFault fault)
            {
                Errors.Add(fault);
                _error = fault.Number;
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
        if (!_isExecuting)
        {
            _isExecuting = statement is PredicateSetStatement { Options: SetOptions.NoExec, IsOn: false };
            if (statement is DeclareVariableStatement skipped)
            {
                // Declared when the batch is compiled; its initial value is not worked out.
                skipped.Declarations.ToList().ForEach(element => _variables[element.VariableName.Value] = null);
            }

            return;
        }

        switch (statement)
        {
            case PredicateSetStatement set:
                _isExecuting = !(set.Options == SetOptions.NoExec && set.IsOn);
                break;
            case DeclareVariableStatement declare:
                declare.Declarations.ToList().ForEach(element => _variables[element.VariableName.Value] = element.Value is null ? null : Evaluate(element.Value));
                break;
            case DeclareTableVariableStatement declare:
                Variable(declare.Body);
                break;
            case SetVariableStatement set:
                _variables[set.Variable.Name] = Evaluate(set.Expression);
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
                throw _caught!;
            case ThrowStatement raised:
                throw new SqlFault(int.Parse(Value(raised.ErrorNumber), CultureInfo.InvariantCulture), Value(raised.Message));
            case RaiseErrorStatement raised:
                // Neither ends the batch nor the transaction.
                Errors.Add(new(50000, Value(raised.FirstParameter)));
                _error = 50000;
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
                    query.SelectElements.Cast<SelectSetVariable>().Zip(row).ToList().ForEach(pair => _variables[pair.First.Variable.Name] = pair.Second);
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
                if (!_definition.Run(statement, expression => (byte[])Evaluate(expression)!))
                {
                    throw new NotSupportedException($"Line {statement.StartLine}: a {statement.GetType().Name} is not simulated.");
                }

                break;
        }

        _error = 0;
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
            _caught = fault;
            _error = fault.Number;
            _isDoomed = _transactions > 0;
            Run(guarded.CatchStatements.Statements);
        }
    }

    private void Execute(ExecutableProcedureReference call, string? result)
    {
        var name = call.ProcedureReference.ProcedureReference.Name;
        if (name.SchemaIdentifier.Value != "sys")
        {
            Assert.IsNotNull(server.ObjectId($"[{name.SchemaIdentifier.Value}].[{name.BaseIdentifier.Value}]"), name.BaseIdentifier.Value);
            Assert.AreEqual("protect_secrets", name.BaseIdentifier.Value, "What a procedure does has to be told to the simulated server.");
            server.ProtectSecrets();
            return;
        }

        switch (name.BaseIdentifier.Value)
        {
            case "sp_getapplock":
                _variables[result!] = server.IsRunning ? -1L : 0L;
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
        var outer = _variables;
        _variables = parameters.Skip(2).ToDictionary(parameter => parameter.Variable.Name, parameter => Evaluate(parameter.ParameterValue), StringComparer.Ordinal);
        try
        {
            var parsed = new TSql130Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var faults);
            Assert.IsEmpty(faults, text);
            ((TSqlScript)parsed).Batches.ToList().ForEach(batch => Run(batch.Statements));
            foreach (var output in parameters.Skip(2).Where(parameter => parameter.IsOutput))
            {
                outer[((VariableReference)output.ParameterValue).Name] = _variables[output.Variable.Name];
            }
        }
        finally
        {
            _variables = outer;
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
        if (_transactions++ == 0)
        {
            server.Execute("BEGIN");
        }
    }

    private void Commit()
    {
        if (_transactions == 0)
        {
            throw new SqlFault(3902, "COMMIT without BEGIN TRANSACTION");
        }

        if (--_transactions == 0)
        {
            server.Execute("COMMIT");
        }
    }

    private void Rollback()
    {
        if (_transactions > 0)
        {
            _transactions = 0;
            server.Execute("ROLLBACK");
        }

        _isDoomed = false;
    }

    private List<object?[]> Query(SelectStatement select) => server.Query(Sqlite(select), Parameters());

    private bool Holds(BooleanExpression condition) => server.Value($"SELECT CASE WHEN {Sqlite(condition)} THEN 1 ELSE 0 END", Parameters()) is 1L;

    private object? Evaluate(ScalarExpression expression) => server.Value($"SELECT {Sqlite(expression)}", Parameters());

    private string Value(TSqlFragment expression) => Convert.ToString(Evaluate((ScalarExpression)expression), CultureInfo.InvariantCulture)!;

    private string Sqlite(TSqlFragment fragment) => SqliteDialect.Of(fragment, name => name switch
    {
        "@@TRANCOUNT" => _transactions,
        "@@ERROR" => _error,
        _ => throw new NotSupportedException(name),
    }).Replace("XACT_STATE()", _isDoomed ? "-1" : _transactions > 0 ? "1" : "0", StringComparison.Ordinal);

    private (string, object?)[] Parameters() => [.. _variables.Select(variable => (variable.Key, variable.Value))];

    private sealed class BreakException : Exception;

    private sealed class ReturnException : Exception;
}
