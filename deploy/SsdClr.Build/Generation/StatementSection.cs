using System.Text;
using SsdClr.Ledger;

namespace SsdClr.Build.Generation;

/// <summary>Lists the statements that write staging and ledger, from <see cref="WritingStatements"/> itself.</summary>
internal static class StatementSection
{
    private static readonly (ChildEvent Event, bool? OfPurges)[] s_events =
    [
        (ChildEvent.GuardPassed, null),
        (ChildEvent.Claimed, null),
        (ChildEvent.Confirmed, false),
        (ChildEvent.Confirmed, true),
        (ChildEvent.EarlierConfirmed, null),
        (ChildEvent.EarlierPurgeConfirmed, null),
        (ChildEvent.Refused, null),
        (ChildEvent.NotConfirmed, null),
        (ChildEvent.RefusedAfterAll, null),
        (ChildEvent.RefusalDoubted, null),
    ];

    /// <summary>The section of the page.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("## Statements that write\n\n");
        text.Append("C# writes `csc.staging`, `csc.batch_log` and `csc.batch_child` with these statements of `WritingStatements` and no others. A statement that takes many rows\n");
        text.Append("is shown for one. `requeue`, and the three that remove history, are the companion's; the procedures in SQL Server run the same.\n\n");
        Statement(text, 1, "Stage a new row", "The refresh stages a child; a takeover gives what another tool sent.", [
            WritingStatements.InsertRows(StagingWriter.Staged()).Text(1), WritingStatements.InsertRows(TakeoverRows.Columns()).Text(1)]);
        Statement(text, 2, "Stage a row anew", "The refresh: with payload and body, and where only state, change or findings differ.", [
            WritingStatements.UpdateRows(StagingWriter.Staged(), isStagedAnew: true).Text(1), WritingStatements.UpdateRows(StagingWriter.Judged(), isStagedAnew: false).Text(1)]);
        Statement(text, 3, "Drop rows", "Rows of which the receiver has nothing. A row with anything held stays, for any cause.", [WritingStatements.DeleteRows().Text(1)]);
        Statement(text, 4, "Move a row", "The refresh: a child's id went to another person, or to nobody.", [WritingStatements.Move]);
        Statement(text, 5, "Record an event", "Refresh and submission. One statement, written from the state table for each event:", []);
        foreach (var (childEvent, ofPurges) in s_events)
        {
            text.Append("- **").Append(StatesPage.Words(childEvent)).Append("**").Append(ofPurges switch { true => ", purges", false => ", payloads", _ => string.Empty }).Append('\n');
            Block(text, WritingStatements.Event(childEvent, ofPurges), "  ");
        }

        text.Append('\n');
        Statement(text, 6, "Say why a row stays", "Submission: a pending row has nothing to send.", [WritingStatements.MarkWithoutContent]);
        Statement(text, 7, "Requeue", "A person asked for it. `@chosen` is a table of person ids.", [WritingStatements.Requeue]);
        Statement(text, 8, "Note a batch", "Submission, before the POST.", [WritingStatements.InsertBatch]);
        Statement(text, 9, "Note its children", "Submission, before the POST.", [WritingStatements.InsertChildren(1)]);
        Statement(text, 10, "Record an outcome", "Submission, after the POST; for every batch without one, when a run starts.", [WritingStatements.CompleteBatch]);
        Statement(text, 11, "Record receipts", "Submission, after the POST.", [WritingStatements.RecordReceipts(1)]);
        Statement(text, 12, "Remove old purges", "History.", [WritingStatements.DeletePurged]);
        Statement(text, 13, "Remove children of old batches", "History.", [WritingStatements.DeletePastChildren]);
        Statement(text, 14, "Remove old batches", "History.", [WritingStatements.DeletePastBatches]);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Statement(StringBuilder text, int number, string name, string when, IReadOnlyList<string> statements)
    {
        text.Append("### ").Append(number).Append(". ").Append(name).Append("\n\n").Append(when).Append("\n\n");
        foreach (var statement in statements)
        {
            Block(text, statement, string.Empty);
            text.Append('\n');
        }
    }

    // A line a clause, so that the page can be read.
    private static void Block(StringBuilder text, string statement, string indent)
    {
        text.Append(indent).Append("```sql\n");
        var lines = statement.ReplaceLineEndings("\n")
            .Replace(" SET ", "\nSET ", StringComparison.Ordinal)
            .Replace(" FROM (SELECT ", "\nFROM (SELECT ", StringComparison.Ordinal)
            .Replace(" VALUES ", "\nVALUES ", StringComparison.Ordinal)
            .Replace(" WHERE [receiver_id] = @receiver_id", "\nWHERE [receiver_id] = @receiver_id", StringComparison.Ordinal)
            .Split('\n');
        foreach (var line in lines)
        {
            text.Append((indent + line).TrimEnd()).Append('\n');
        }

        text.Append(indent).Append("```\n");
    }
}
