using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>
/// A session, statement by statement, with its variables, open transaction, @@ERROR and NOEXEC; XACT_ABORT is on. It knows the statements that scripts for a
/// DBA are made of; any other ends the test.
/// </summary>
internal sealed class Session
{
    private readonly SimulatedServer _server;
    private readonly ServerDefinition _serverDefinition;
    private readonly Func<TSqlStatement, Action?>[] _definitions;
    private Dictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private long _error;
    private SqlFault? _caught;
    private bool _isGuarded;

    /// <param name="server">Where it runs.</param>
    public Session(SimulatedServer server)
    {
        _server = server;
        _serverDefinition = new(server);
        _definitions = [_serverDefinition.Of, new AssemblyDefinition(server, expression => (byte[])Evaluate(expression)!).Of, new PrincipalDefinition(server).Of, new ObjectDefinition(server).Of];
        Transaction = new(server);
    }

    /// <summary>Values that a DBA edits in, by name of the variable.</summary>
    public Dictionary<string, object?> Edited { get; } = new(StringComparer.Ordinal);

    /// <summary>Errors that were shown, in their order.</summary>
    public List<SqlFault> Errors { get; } = [];

    /// <summary>What was printed, in its order.</summary>
    public List<string> Printed { get; } = [];

    public Transaction Transaction { get; }

    /// <summary>False after SET NOEXEC ON.</summary>
    public bool IsExecuting { get; private set; } = true;

    /// <summary>Runs a batch, whose variables are its own.</summary>
    public void Run(TSqlBatch batch)
    {
        _variables = new(StringComparer.Ordinal);
        try
        {
            Run(batch.Statements);
        }
        catch (ReturnException)
        {
            // The batch has ended.
        }
    }

    /// <summary>Shows an error, which @@ERROR then holds.</summary>
    public void Show(SqlFault fault)
    {
        Errors.Add(fault);
        _error = fault.Number;
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
        if (!IsExecuting)
        {
            Skip(statement);
        }
        else if (Steered(statement) is { } steered)
        {
            steered();
        }
        else
        {
            Done(statement)();
            _error = 0;
        }
    }

    private void Skip(TSqlStatement statement)
    {
        IsExecuting = statement is PredicateSetStatement { Options: SetOptions.NoExec, IsOn: false };
        if (statement is DeclareVariableStatement skipped)
        {
            // Declared when the batch is compiled; its initial value is not worked out.
            skipped.Declarations.ToList().ForEach(element => _variables[element.VariableName.Value] = null);
        }
    }

    /// <summary>What a statement does that says which others run; nothing for the rest.</summary>
    private Action? Steered(TSqlStatement statement) => statement switch
    {
        BeginEndBlockStatement block => () => Run(block.StatementList.Statements),
        IfStatement choice => () => Run(Holds(choice.Predicate) ? [choice.ThenStatement] : choice.ElseStatement is null ? [] : [choice.ElseStatement]),
        WhileStatement loop => () => Loop(loop),
        BreakStatement => () => throw new BreakException(),
        ReturnStatement => () => throw new ReturnException(),
        TryCatchStatement guarded => () => Guard(guarded),
        ThrowStatement { Message: null } => () => throw _caught!,
        // SQL Server takes % in the message as the start of a format, and two of them as one.
        ThrowStatement raised => () => throw new SqlFault((int)(long)Evaluate(raised.ErrorNumber)!, Text(raised.Message).Replace("%%", "%", StringComparison.Ordinal)),
        RaiseErrorStatement raised => () => Raise(new(50000, Text(raised.FirstParameter))),
        _ => null,
    };

    private Action Done(TSqlStatement statement) => statement switch
    {
        PredicateSetStatement set => () => IsExecuting = !(set.Options == SetOptions.NoExec && set.IsOn),
        DeclareVariableStatement declare => () => declare.Declarations.ToList().ForEach(Declare),
        DeclareTableVariableStatement declare => () => Declare(declare.Body),
        SetVariableStatement set => () => _variables[set.Variable.Name] = Evaluate(set.Expression),
        SelectStatement select => () => Select(select),
        PrintStatement print => () => Printed.Add(Text(print.Expression)),
        BeginTransactionStatement => Transaction.Begin,
        CommitTransactionStatement => Transaction.Commit,
        RollbackTransactionStatement => Transaction.Rollback,
        ExecuteStatement { ExecuteSpecification: { ExecutableEntity: ExecutableProcedureReference call } execute } => () => Execute(call, execute.Variable?.Name),
        _ => () => Write(statement),
    };

    /// <summary>Ends neither the batch nor the transaction, unless there is a CATCH.</summary>
    private void Raise(SqlFault fault)
    {
        if (_isGuarded)
        {
            throw fault;
        }

        Show(fault);
    }

    private void Loop(WhileStatement loop)
    {
        try
        {
            for (var round = 0; Holds(loop.Predicate); round++)
            {
                Assert.IsLessThan(1000, round, $"Line {loop.StartLine}: this loop does not end.");
                Run(loop.Statement);
            }
        }
        catch (BreakException)
        {
            // The loop has ended.
        }
    }

    private void Guard(TryCatchStatement guarded)
    {
        var outer = (_caught, _isGuarded);
        try
        {
            _isGuarded = true;
            Run(guarded.TryStatements.Statements);
        }
        catch (SqlFault fault)
        {
            (_caught, _isGuarded, _error) = (fault, outer._isGuarded, fault.Number);
            Transaction.Doom();
            Run(guarded.CatchStatements.Statements);
        }
        finally
        {
            (_caught, _isGuarded) = outer;
        }
    }

    private void Declare(DeclareVariableElement element)
    {
        var name = element.VariableName.Value;
        _variables[name] = Edited.TryGetValue(name, out var edited) ? edited : element.Value is null ? null : Evaluate(element.Value);
    }

    private void Declare(DeclareTableVariableBody table)
    {
        _server.Execute($"DROP TABLE IF EXISTS temp.[{table.VariableName.Value}]");
        _server.CreateTable("temp", table.VariableName.Value, table.Definition);
    }

    private void Select(SelectStatement select)
    {
        var rows = Query(select);
        var assigned = ((QuerySpecification)select.QueryExpression).SelectElements.OfType<SelectSetVariable>().Select(element => element.Variable.Name).ToList();
        for (var number = 0; number < rows.Count && assigned.Count > 0; number++)
        {
            // Row by row, as SQL Server assigns: an expression may hold the variable itself.
            var row = number == 0 ? rows[0] : Query(select)[number];
            Assert.HasCount(row.Length, assigned);
            assigned.Zip(row).ToList().ForEach(pair => _variables[pair.First] = pair.Second);
        }
    }

    private void Write(TSqlStatement statement)
    {
        SqlFault.If(Transaction.State < 0, 3930, "The current transaction cannot support operations that write to the log file");
        switch (statement)
        {
            case InsertStatement { InsertSpecification: { InsertSource: ExecuteInsertSource { Execute.ExecutableEntity: ExecutableProcedureReference { Parameters: [{ ParameterValue: var code }] } } } insert }:
                _server.Execute($"INSERT INTO {Sqlite(insert.Target)} ({string.Join(", ", insert.Columns.Select(Sqlite))}) {Sqlite(Parsed(code).Single())}", Parameters());
                break;
            case InsertStatement or UpdateStatement or DeleteStatement:
                _server.Execute(Sqlite(statement), Parameters());
                break;
            default:
                Change(_definitions.Select(definition => definition(statement)).FirstOrDefault(change => change is not null), statement, statement.GetType().Name);
                break;
        }
    }

    private void Change(Action? change, TSqlFragment fragment, string name)
    {
        var known = change ?? throw new NotSupportedException($"Line {fragment.StartLine}: {name} is not simulated.");
        _server.Step();
        known();
    }

    private void Execute(ExecutableProcedureReference call, string? result)
    {
        if (call.ProcedureReference.ProcedureVariable is { } variable)
        {
            var name = ((string)_variables[variable.Name]!).Split('.', 2);
            Assert.AreEqual("[sys].[sp_executesql]", name[1], $"Line {call.StartLine}: no other procedure of another database is simulated.");
            _server.In(name[0].Trim('[', ']'), () => Dynamic(call.Parameters));
            return;
        }

        switch (call.ProcedureReference.ProcedureReference.Name)
        {
            case { SchemaIdentifier.Value: "csc", BaseIdentifier.Value: "protect_secrets" }:
                Assert.IsNotNull(_server.ObjectId("[csc].[protect_secrets]"));
                _server.ProtectSecrets();
                break;
            case { SchemaIdentifier.Value: "sys", BaseIdentifier.Value: "sp_executesql" }:
                Dynamic(call.Parameters);
                break;
            case { SchemaIdentifier.Value: "sys", BaseIdentifier.Value: "sp_getapplock" }:
                _variables[result!] = _server.IsRunning ? -1L : 0L;
                break;
            case { SchemaIdentifier.Value: "sys", BaseIdentifier.Value: "xp_instance_regread" }:
                _variables[((VariableReference)call.Parameters.Single(parameter => parameter.IsOutput).ParameterValue).Name] = (long?)_server.FrameworkRelease;
                break;
            case { SchemaIdentifier.Value: "sys", BaseIdentifier.Value: var name }:
                Change(_serverDefinition.Of(name, parameter => Evaluate(call.Parameters.Single(given => given.Variable?.Name == parameter).ParameterValue)), call, name);
                break;
            case var other:
                throw new NotSupportedException($"Line {call.StartLine}: {other.BaseIdentifier.Value} is not simulated.");
        }
    }

    /// <summary>Text first, then the declaration of its parameters, then their values by name.</summary>
    private void Dynamic(IList<ExecuteParameter> parameters)
    {
        var outer = _variables;
        var given = parameters.Skip(2).ToList();
        var statements = Parsed(parameters[0].ParameterValue);
        CollectionAssert.AreEquivalent(Declared(parameters), given.ConvertAll(parameter => (parameter.Variable.Name, parameter.IsOutput)), "Parameters of dynamic SQL");
        _variables = given.ToDictionary(parameter => parameter.Variable.Name, parameter => Evaluate(parameter.ParameterValue), StringComparer.Ordinal);
        try
        {
            Run(statements);
            foreach (var output in given.Where(parameter => parameter.IsOutput))
            {
                outer[((VariableReference)output.ParameterValue).Name] = _variables[output.Variable.Name];
            }
        }
        finally
        {
            _variables = outer;
        }
    }

    private List<(string Name, bool IsOutput)> Declared(IList<ExecuteParameter> parameters) => parameters.Count < 2
        ? []
        : Fragments.Of<ProcedureParameter>(new SqlSource("parameters", $"CREATE PROCEDURE [text] {Text(parameters[1].ParameterValue)} AS RETURN;").Parse())
            .ConvertAll(parameter => (parameter.VariableName.Value, parameter.Modifier == ParameterModifier.Output));

    private IList<TSqlStatement> Parsed(ScalarExpression text) => new SqlSource("dynamic SQL", Text(text)).Parse().Batches.Single().Statements;

    private List<object?[]> Query(SelectStatement select) => _server.Query(Sqlite(select), Parameters());

    private bool Holds(BooleanExpression condition) => _server.Value($"SELECT CASE WHEN {Sqlite(condition)} THEN 1 ELSE 0 END", Parameters()) is 1L;

    private object? Evaluate(ScalarExpression expression) => _server.Value($"SELECT {Sqlite(expression)}", Parameters());

    private string Text(ScalarExpression expression) => Evaluate(expression) as string ?? throw new NotSupportedException($"Line {expression.StartLine}: this is no text, or NULL.");

    private string Sqlite(TSqlFragment fragment) => SqliteDialect.Of(fragment, name => name switch
    {
        "@@TRANCOUNT" => Transaction.Count,
        "@@ERROR" => _error,
        "XACT_STATE" => Transaction.State,
        _ => throw new NotSupportedException(name),
    });

    private (string, object?)[] Parameters() => [.. _variables.Select(variable => (variable.Key, variable.Value))];

    private sealed class BreakException : Exception;

    private sealed class ReturnException : Exception;
}
