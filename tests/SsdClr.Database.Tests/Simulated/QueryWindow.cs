using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>Runs a script as a query window does: batch by batch in one session, going on after one that failed.</summary>
/// <param name="server">Where it runs.</param>
internal sealed class QueryWindow(SimulatedServer server)
{
    private readonly Session _session = new(server);

    public SimulatedServer Server => server;

    /// <summary>Errors that the window shows, in their order.</summary>
    public List<SqlFault> Errors => _session.Errors;

    /// <summary>What was printed, in its order.</summary>
    public List<string> Printed => _session.Printed;

    /// <summary>Values that a DBA edits in, by name of the variable.</summary>
    public Dictionary<string, object?> Edited => _session.Edited;

    /// <summary>Whether a transaction is open or nothing is executed, which no script may leave behind.</summary>
    public bool IsLeftBehind => _session.Transaction.Count > 0 || !_session.IsExecuting;

    /// <summary>Opens a transaction by hand.</summary>
    public void BeginTransaction() => _session.Transaction.Begin();

    /// <summary>Runs a script.</summary>
    /// <param name="script">The text.</param>
    public void Run(string script) => Run(new SqlSource("script", script).Parse().Batches);

    /// <summary>Runs a script, with a fault in one of its batches.</summary>
    /// <param name="batches">The batches of the script.</param>
    /// <param name="failing">Number of a batch that fails when it has done all it does; none by default.</param>
    /// <param name="notCompiling">Number of a batch that does not compile, so that nothing of it runs and the transaction stays open; none by default.</param>
    /// <exception cref="CancelledException">The session was killed.</exception>
    public void Run(IList<TSqlBatch> batches, int? failing = null, int? notCompiling = null)
    {
        for (var number = 0; number < batches.Count; number++)
        {
            try
            {
                SqlFault.If(number == notCompiling, 102, "Incorrect syntax");
                var wasExecuting = _session.IsExecuting;
                _session.Run(batches[number]);
                SqlFault.If(number == failing && wasExecuting && _session.IsExecuting, 1205, "deadlock victim");
            }
            catch (SqlFault fault)
            {
                _session.Show(fault);
                if (number != notCompiling)
                {
                    _session.Transaction.Rollback();
                }
            }
            catch (CancelledException)
            {
                _session.Transaction.Rollback();
                throw;
            }
        }
    }
}
