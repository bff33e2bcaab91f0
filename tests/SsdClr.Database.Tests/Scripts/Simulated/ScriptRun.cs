using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Scripts.Simulated;

/// <summary>Runs a script of trust, statement by statement, against a simulated server. A statement it does not know ends the test.</summary>
internal sealed class ScriptRun
{
    private readonly SimulatedServer _server;
    private readonly IReadOnlyDictionary<string, object?> _edited;
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly SqliteExpression _sqlite;

    private ScriptRun(SimulatedServer server, IReadOnlyDictionary<string, object?> edited)
    {
        _server = server;
        _edited = edited;
        _sqlite = new SqliteExpression(_texts.Contains);
    }

    /// <summary>Lines that PRINT wrote.</summary>
    public List<string> Printed { get; } = [];

    /// <summary>Runs a script.</summary>
    /// <param name="server">Where it runs.</param>
    /// <param name="script">The script.</param>
    /// <param name="edited">Values that a DBA edits in.</param>
    /// <returns>The lines it printed.</returns>
    /// <exception cref="SimulatedFault">It ended with an error.</exception>
    /// <exception cref="CancelledException">It was cancelled.</exception>
    public static IReadOnlyList<string> Of(SimulatedServer server, DeploymentScript script, params ReadOnlySpan<(string Name, object? Value)> edited)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in edited)
        {
            values.Add(name, value);
        }

        var run = new ScriptRun(server, values);
        run.Run(script.Parsed.Batches.Single().Statements);
        return run.Printed;
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
        switch (statement)
        {
            case PredicateSetStatement:
                break;
            case DeclareVariableStatement declare:
                Declare(declare.Declarations);
                break;
            case DeclareTableVariableStatement declare:
                var columns = declare.Body.Definition.ColumnDefinitions.Select(column => $"[{column.ColumnIdentifier.Value}]{(column.IdentityOptions is null ? string.Empty : " INTEGER PRIMARY KEY")}");
                _server.Change($"DROP TABLE IF EXISTS temp.[{declare.Body.VariableName.Value}]; CREATE TEMP TABLE [{declare.Body.VariableName.Value}] ({string.Join(", ", columns)})");
                break;
            case SetVariableStatement set:
                _values[set.Variable.Name] = Value(set.Expression);
                break;
            case SelectStatement select:
                Assign((QuerySpecification)select.QueryExpression);
                break;
            case IfStatement choice when IsTrue(choice.Predicate):
                Run(choice.ThenStatement);
                break;
            case IfStatement choice:
                Run(choice.ElseStatement is null ? [] : [choice.ElseStatement]);
                break;
            case WhileStatement loop:
                for (var turns = 0; IsTrue(loop.Predicate); turns++)
                {
                    Assert.IsLessThan(1000, turns, "The loop does not end.");
                    Run(loop.Statement);
                }

                break;
            case BeginEndBlockStatement block:
                Run(block.StatementList.Statements);
                break;
            case TryCatchStatement guarded:
                Guard(guarded);
                break;
            case PrintStatement print:
                Printed.Add((string)Value(print.Expression)!);
                break;
            case ThrowStatement thrown:
                throw thrown.Message is null ? new ThrowAgainException() : new SimulatedFault((string)Value(thrown.Message)!);
            case InsertStatement insert:
                Insert(insert.InsertSpecification);
                break;
            case UpdateStatement { UpdateSpecification: var update }:
                var sets = update.SetClauses.Cast<AssignmentSetClause>().Select(set => $"{_sqlite.Of(set.Column)} = {_sqlite.Of(set.NewValue)}");
                _server.Change($"UPDATE {_sqlite.Table(update.Target)} SET {string.Join(", ", sets)} WHERE {_sqlite.Of(update.WhereClause.SearchCondition)}", Parameters());
                break;
            case DeleteStatement { DeleteSpecification: var delete }:
                _server.Change($"DELETE FROM {_sqlite.Table(delete.Target)}{(delete.WhereClause is null ? string.Empty : " WHERE " + _sqlite.Of(delete.WhereClause.SearchCondition))}", Parameters());
                break;
            case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference call }:
                Execute(call);
                break;
            default:
                ChangeServer(statement);
                break;
        }
    }

    private void ChangeServer(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateAssemblyStatement create:
                _server.CreateAssembly(create.Name.Value, (byte[])Value(create.Parameters.Single())!);
                break;
            case DropAssemblyStatement drop:
                _server.DropAssembly(drop.Objects.Single().BaseIdentifier.Value);
                break;
            case CreateAsymmetricKeyStatement { KeySource: AssemblyEncryptionSource source } create:
                _server.CreateKey(create.Name.Value, source.Assembly.Value);
                break;
            case DropAsymmetricKeyStatement drop:
                _server.DropKey(drop.Name.Value);
                break;
            case CreateLoginStatement { Source: AsymmetricKeyCreateLoginSource source } create:
                _server.CreateLogin(create.Name.Value, source.Key.Value);
                break;
            case DropLoginStatement drop:
                _server.DropLogin(drop.Name.Value);
                break;
            case GrantStatement grant:
                _server.Grant(Permission(grant), grant.Principals.Single().Identifier.Value);
                break;
            case RevokeStatement revoke:
                _server.Revoke(Permission(revoke), revoke.Principals.Single().Identifier.Value);
                break;
            case ReconfigureStatement:
                _server.Reconfigure();
                break;
            default:
                throw new NotSupportedException($"Line {statement.StartLine}: {statement.GetType().Name} is not simulated.");
        }
    }

    private void Guard(TryCatchStatement guarded)
    {
        try
        {
            Run(guarded.TryStatements.Statements);
        }
        catch (SimulatedFault fault)
        {
            try
            {
                Run(guarded.CatchStatements.Statements);
            }
            catch (ThrowAgainException)
            {
                throw fault;
            }
        }
    }

    private void Declare(IList<DeclareVariableElement> declarations)
    {
        foreach (var declaration in declarations)
        {
            var name = declaration.VariableName.Value;
            if (declaration.DataType is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar })
            {
                _texts.Add(name);
            }

            _values[name] = _edited.TryGetValue(name, out var edited) ? edited : declaration.Value is null ? null : Value(declaration.Value);
        }
    }

    /// <summary>Row by row, as SQL Server assigns: an expression may hold the variable itself.</summary>
    private void Assign(QuerySpecification query)
    {
        var variables = query.SelectElements.Select(element => ((SelectSetVariable)element).Variable.Name).ToList();
        var text = _sqlite.Query(query);
        for (var number = 0; _server.Rows($"{text} LIMIT 1 OFFSET {number}", Parameters()) is [var row]; number++)
        {
            for (var column = 0; column < row.Length; column++)
            {
                _values[variables[column]] = row[column];
            }
        }
    }

    private void Insert(InsertSpecification insert)
    {
        var target = $"INSERT INTO {_sqlite.Table(insert.Target)} ({string.Join(", ", insert.Columns.Select(_sqlite.Of))})";
        switch (insert.InsertSource)
        {
            case ValuesInsertSource values:
                var rows = values.RowValues.Select(row => $"({string.Join(", ", row.ColumnValues.Select(_sqlite.Of))})");
                _server.Change($"{target} VALUES {string.Join(", ", rows)}", Parameters());
                break;
            case ExecuteInsertSource { Execute.ExecutableEntity: ExecutableProcedureReference { Parameters: [{ ParameterValue: VariableReference code }] } }:
                _server.Change($"{target} {_sqlite.Query(Query((string)_values[code.Name]!))}", Parameters());
                break;
            default:
                throw new NotSupportedException($"Line {insert.StartLine}: this way to insert is not simulated.");
        }
    }

    private void Execute(ExecutableProcedureReference call)
    {
        // A procedure in a variable is sp_executesql of a database.
        if (call.ProcedureReference.ProcedureVariable is { } variable)
        {
            var name = ((string)_values[variable.Name]!).Split("].[")[0].TrimStart('[');
            _server.In(name, () => ExecuteText(call.Parameters));
            return;
        }

        object? Given(string parameter) => Value(call.Parameters.Single(candidate => candidate.Variable?.Name == parameter).ParameterValue);
        switch (call.ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value)
        {
            case "sp_executesql":
                ExecuteText(call.Parameters);
                break;
            case "sp_add_trusted_assembly":
                _server.AddTrusted((byte[])Given("@hash")!, (string?)Given("@description"));
                break;
            case "sp_drop_trusted_assembly":
                _server.DropTrusted((byte[])Given("@hash")!);
                break;
            case "sp_configure":
                _server.Configure((string)Given("@configname")!, Given("@configvalue"));
                break;
            case "xp_instance_regread":
                _values[((VariableReference)call.Parameters[3].ParameterValue).Name] = (long?)_server.FrameworkRelease;
                break;
            default:
                throw new NotSupportedException($"Line {call.StartLine}: this procedure is not simulated.");
        }
    }

    /// <summary>A query that gives its parameters values; each parameter is handed in, and back, under the name of a variable like it.</summary>
    private void ExecuteText(IList<ExecuteParameter> parameters)
    {
        foreach (var parameter in parameters.Skip(2))
        {
            Assert.AreEqual(parameter.Variable.Name, ((VariableReference)parameter.ParameterValue).Name);
        }

        Assign(Query((string)_values[((VariableReference)parameters[0].ParameterValue).Name]!));
    }

    private static QuerySpecification Query(string text) =>
        (QuerySpecification)((SelectStatement)DeploymentScript.Parse("dynamic SQL", text).Batches.Single().Statements.Single()).QueryExpression;

    private bool IsTrue(BooleanExpression condition) => _server.Rows($"SELECT 1 WHERE {_sqlite.Of(condition)}", Parameters()).Count > 0;

    private object? Value(ScalarExpression expression) => _server.Rows($"SELECT {_sqlite.Of(expression)}", Parameters()).Single()[0];

    private (string Name, object? Value)[] Parameters() => [.. _values.Select(pair => (pair.Key, pair.Value))];

    private static string Permission(SecurityStatement statement) => string.Join(' ', statement.Permissions.Single().Identifiers.Select(identifier => identifier.Value));

    /// <summary>THROW without parameters.</summary>
    private sealed class ThrowAgainException : Exception;
}
