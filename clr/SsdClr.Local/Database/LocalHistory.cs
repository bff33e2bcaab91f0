using System.Globalization;
using SsdClr.Data;
using SsdClr.Ledger;

namespace SsdClr.Local.Database;

/// <summary>What <c>csc.delete_history</c> does in SQL Server, on a local database.</summary>
internal static class LocalHistory
{
    /// <summary>The statements of <c>csc.delete_history</c> in their order; a test compares them.</summary>
    internal static readonly IReadOnlyList<string> Statements =
    [
        WritingStatements.DeletePurged,
        WritingStatements.DeletePastChildren,
        WritingStatements.DeletePastBatches,
        WritingStatements.DeletePastRuns,
        WritingStatements.DeletePastFigures,
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
