using System.Globalization;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>What <c>csc.purge_history</c> does in SQL Server, on a local database. The caller holds the run lock.</summary>
internal static class HistoryPurge
{
    /// <summary>The statements of <c>csc.delete_history</c> in their order; a test compares them.</summary>
    internal static readonly IReadOnlyList<string> Statements =
    [
        """
        DELETE FROM [csc].[staging]
        WHERE [state] = 'deleted' AND [state_changed_at] < @before
        """,
        """
        DELETE FROM [csc].[batch_child]
        WHERE [batch_id] IN (SELECT [p].[batch_id] FROM [csc].[past_batch] AS [p] WHERE [p].[started_at] < @before)
        """,
        """
        DELETE FROM [csc].[batch_log]
        WHERE [batch_id] IN (SELECT [p].[batch_id] FROM [csc].[past_batch] AS [p] WHERE [p].[started_at] < @before)
        """,
        """
        DELETE FROM [csc].[run_log]
        WHERE [started_at] < @before
            AND [verdict] <> 'running'
            AND NOT EXISTS (SELECT 1 FROM [csc].[batch_log] AS [b] WHERE [b].[run_id] = [run_log].[run_id])
        """,
    ];

    /// <summary>Removes history older than so many days, and logs how much that was.</summary>
    /// <returns>The words of the log.</returns>
    public static string Run(LocalDatabase database, IClock clock, int keepDays)
    {
        var runId = RunLog.Start(database.Connection, clock, RunOperation.Purge, asOf: null, new RunOrigin(Environment.MachineName, Environment.UserName, agentJob: null));
        var removed = new int[Statements.Count];
        using (var transaction = database.BeginWrite())
        {
            for (var index = 0; index < removed.Length; index++)
            {
                // What a DELETE is about to remove is what SELECT COUNT(*) finds in its place.
                using var command = database.Connection.Command(string.Concat("SELECT COUNT(*)", Statements[index].AsSpan("DELETE".Length)), transaction);
                command.AddMoment("@before", clock.UtcNow.AddDays(-keepDays));
                removed[index] = command.Count();
                command.CommandText = Statements[index];
                command.Execute();
            }

            transaction.Commit();
        }

        var summary = string.Create(CultureInfo.InvariantCulture, $"{removed[3]} runs and {removed[2]} batches older than {keepDays} days were removed.");
        RunLog.Complete(database.Connection, clock, runId, RunVerdict.Succeeded, summary);
        return summary;
    }
}
