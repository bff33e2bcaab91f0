using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Preview;
using SsdClr.Runs;

namespace SsdClr.Local.Runs;

/// <summary>What the next run would send, and what the guards counted, as <c>csc.show_refresh</c> shows it in SQL Server.</summary>
internal sealed class TonightTable
{
    private readonly List<StateCount> _states;
    private readonly List<RunFigure> _guards;
    private readonly ChangeSummary _changes;
    private readonly bool _isRefused;

    private TonightTable(List<StateCount> states, List<RunFigure> guards, ChangeSummary changes, bool isRefused)
    {
        _states = states;
        _guards = guards;
        _changes = changes;
        _isRefused = isRefused;
    }

    /// <summary>True where a guard stopped the refresh.</summary>
    public bool IsStopped => _guards.Exists(guard => guard.Amount > guard.Total);

    /// <summary>Reads what the last run of the database left.</summary>
    /// <param name="output">Shows progress.</param>
    /// <param name="database">The database; the caller holds the run lock.</param>
    /// <param name="isRefused">True where that run failed.</param>
    public static TonightTable Read(Output output, CompanionDatabase database, bool isRefused)
    {
        using var last = database.Connection.Command("SELECT MAX([run_id]) FROM [csc].[run_log]");
        var guards = RunFigures.Read(database.Connection, last.Count()).FindAll(figure => string.Equals(figure.Kind, RunFigure.Guard, StringComparison.Ordinal));
        var reader = new ChangeReader(database.Connection, database.Settings());
        var changes = isRefused && !guards.Exists(guard => guard.Amount > guard.Total) ? new ChangeSummary() : output.Progress("Comparing children", reader.Summarise);
        return new TonightTable(StatusReader.States(database), guards, changes, isRefused);
    }

    /// <summary>Writes three tables.</summary>
    public void Write(Output output)
    {
        output.Line();
        output.Heading("Children by state");
        output.Table(["State", "Change", "Children"], _states.Select(state => (IReadOnlyList<string>)[state.State, state.Change, InvariantText.Grouped(state.Children)]), numbers: 2);
        output.Line();
        output.Heading("Guards");
        output.Table(["Guard", "Counted", "Passes up to", "Verdict"], _guards.Select(guard => (IReadOnlyList<string>)[guard.Name, InvariantText.Grouped(guard.Amount), InvariantText.Grouped(guard.Total ?? 0), Verdict(guard)]), numbers: [1, 2]);
        if (_changes.Changes > 0)
        {
            output.Line();
            output.Heading("Changes in children the receiver has");
            ChangeCountTable.Write(output, _changes);
        }
    }

    /// <summary>Adds the same to a document.</summary>
    public void AddTo(JsonObject document)
    {
        document["states"] = JsonList.Of(_states, state => new JsonObject { ["state"] = state.State, ["change"] = state.Change, ["children"] = state.Children });
        document["guards"] = JsonList.Of(_guards, guard => new JsonObject
        {
            ["guard"] = guard.Name,
            ["counted"] = guard.Amount,
            ["passes_up_to"] = guard.Total ?? 0,
            ["verdict"] = Verdict(guard),
        });
        document["changes"] = ChangeCountTable.Document(_changes);
    }

    private string Verdict(RunFigure guard) => guard.Amount <= (guard.Total ?? 0) ? "passes" : _isRefused ? "stops" : "confirmed";
}
