using SsdClr.Local.Database;
using SsdClr.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>What <c>csc.purge_history</c> does in SQL Server, from outside of it. The caller holds the run lock.</summary>
internal static class HistoryPurge
{
    /// <summary>Removes history older than so many days, and logs how much that was.</summary>
    /// <returns>The words of the log.</returns>
    public static string Run(CompanionDatabase database, IClock clock, int keepDays)
    {
        var runId = RunLog.Start(database.Connection, clock, RunOperation.Purge, asOf: null, database.Origin);
        try
        {
            var summary = database.DeleteHistory(keepDays, clock.UtcNow);
            RunLog.Complete(database.Connection, clock, runId, RunVerdict.Succeeded, summary);
            return summary;
        }
        catch (Exception exception)
        {
            RunLog.Complete(database.Connection, clock, runId, RunVerdict.Failed, RunFrame.Message(exception));
            throw;
        }
    }
}
