using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Preview;
using SsdClr.Runs;

namespace SsdClr.Local.Runs;

/// <summary>What the next run would send, and what the guards counted, as <c>csc.show_refresh</c> shows it in SQL Server.</summary>
/// <param name="states">Children by state.</param>
/// <param name="guards">What the guards counted.</param>
/// <param name="changes">What changes in children the receiver has.</param>
/// <param name="isRefused">True where the refresh failed.</param>
internal sealed class TonightTable(List<StateCount> states, List<RunFigure> guards, ChangeSummary changes, bool isRefused)
{
    // Whoever refreshes knows what the states mean.
    private static readonly Listing<StateCount> s_states = StateCount.Listing.First(3);

    /// <summary>True where a guard stopped the refresh.</summary>
    public bool IsStopped => guards.Exists(guard => guard.Amount > guard.Total);

    /// <summary>Reads what the last run of the database left.</summary>
    /// <param name="output">Shows progress.</param>
    /// <param name="database">The database; the caller holds the run lock.</param>
    /// <param name="isRefused">True where that run failed.</param>
    public static TonightTable Read(Output output, CompanionDatabase database, bool isRefused)
    {
        using var last = database.Connection.Command("SELECT MAX([run_id]) FROM [csc].[run_log]");
        var guards = RunFigure.ReadAll(database.Connection, last.Count()).FindAll(figure => string.Equals(figure.Kind, RunFigure.Guard, StringComparison.Ordinal));
        var reader = new ChangeReader(database.Connection, database.Settings());
        var changes = isRefused && !guards.Exists(guard => guard.Amount > guard.Total) ? new ChangeSummary() : output.Progress("Comparing children", reader.Summarise);
        return new TonightTable(StatusReader.States(database), guards, changes, isRefused);
    }

    /// <summary>Writes three tables.</summary>
    public void Write(Output output)
    {
        output.Line();
        output.Heading("Children by state");
        s_states.WriteTable(output, states);
        output.Line();
        output.Heading("Guards");
        Guards.WriteTable(output, guards);
        if (changes.Changes > 0)
        {
            output.Line();
            output.Heading("Changes in children the receiver has");
            ChangeCountTable.Listing.WriteTable(output, changes.Counts);
        }
    }

    /// <summary>Adds the same to a document.</summary>
    public JsonObject AddTo(JsonObject document)
    {
        document["states"] = s_states.Json(states);
        document["guards"] = Guards.Json(guards);
        document["changes"] = ChangeCountTable.Listing.Json(changes.Counts);
        return document;
    }

    private Listing<RunFigure> Guards => new(
        new("guard", "Guard", guard => guard.Name),
        new("counted", "Counted", guard => guard.Amount) { IsNumber = true },
        new("passes_up_to", "Passes up to", guard => guard.Total ?? 0) { IsNumber = true },
        new("verdict", "Verdict", Verdict));

    private string Verdict(RunFigure guard) => guard.Amount <= (guard.Total ?? 0) ? "passes" : isRefused ? "stops" : "confirmed";
}
