using SsdClr.Local.Database;
using SsdClr.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>What <c>csc.purge_history</c> does in SQL Server, from outside of it. The caller holds the run lock.</summary>
internal static class HistoryPurge
{
    /// <summary>Removes history older than so many days, and logs how much that was.</summary>
    /// <returns>The words of the log.</returns>
    public static string Run(CompanionDatabase database, IClock clock, int keepDays) =>
        LoggedRun.Perform(database, clock, RunOperation.Purge, () => database.DeleteHistory(keepDays, clock.UtcNow));
}
