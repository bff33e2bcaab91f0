using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Local.Database;

/// <summary>What <c>csc.delete_history</c> does in SQL Server, on a local database.</summary>
internal static class LocalHistory
{
    /// <summary>The statements of <c>csc.delete_history</c> in their order; a test compares them.</summary>
    internal static readonly IReadOnlyList<string> Statements =
    [
        """
        DELETE FROM [csc].[staging]
        WHERE [state] = 'purged' AND [state_changed_at] < @before
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

    /// <summary>Removes history older than so many days.</summary>
    /// <returns>How much that was, in words.</returns>
    public static string Delete(LocalDatabase database, int keepDays, DateTime utcNow)
    {
        var removed = new int[Statements.Count];
        using var transaction = database.BeginWrite();
        for (var index = 0; index < removed.Length; index++)
        {
            // What a DELETE is about to remove is what SELECT COUNT(*) finds in its place.
            using var command = database.Connection.Command(string.Concat("SELECT COUNT(*)", Statements[index].AsSpan("DELETE".Length)), transaction);
            command.AddMoment("@before", utcNow.AddDays(-keepDays));
            removed[index] = command.Count();
            command.CommandText = Statements[index];
            command.Execute();
        }

        transaction.Commit();
        return string.Create(CultureInfo.InvariantCulture, $"{removed[3]} runs and {removed[2]} batches older than {keepDays} days were removed.");
    }
}
