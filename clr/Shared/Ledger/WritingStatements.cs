using System;
using System.Collections.Generic;
using System.Text;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>
/// Every statement of the C# code that writes csc.staging, csc.batch_log or csc.batch_child: a test finds any other, and docs/states.md lists them. Values
/// are parameters; states come from <see cref="StateTable"/>.
/// </summary>
internal static class WritingStatements
{
    /// <summary>The column that says why a child waits.</summary>
    internal const string LastMessage = "last_message";

    // Of a child that is withheld, or is no longer, the rule is said. Any other keeps what the receiver said of the payload that stays.
    private const string MessageOfJudged =
        "CASE WHEN v.[state] = 'withheld' OR [staging].[state] = 'withheld' THEN v.[last_message] ELSE [staging].[last_message] END";

    /// <summary>The proof of purges before a date, as csc.delete_history removes it; a test compares the two.</summary>
    internal const string DeletePurged =
        """
        DELETE FROM [csc].[staging]
        WHERE [state] = 'purged' AND [state_changed_at] < @before
        """;

    /// <summary>The children of batches that nothing depends on any more, as csc.delete_history removes them.</summary>
    internal const string DeletePastChildren =
        """
        DELETE FROM [csc].[batch_child]
        WHERE [batch_id] IN (SELECT [p].[batch_id] FROM [csc].[past_batch] AS [p] WHERE [p].[started_at] < @before)
        """;

    /// <summary>Batches that nothing depends on any more, as csc.delete_history removes them.</summary>
    internal const string DeletePastBatches =
        """
        DELETE FROM [csc].[batch_log]
        WHERE [batch_id] IN (SELECT [p].[batch_id] FROM [csc].[past_batch] AS [p] WHERE [p].[started_at] < @before)
        """;

    /// <summary>Runs that no batch belongs to any more, as csc.delete_history removes them.</summary>
    internal const string DeletePastRuns =
        """
        DELETE FROM [csc].[run_log]
        WHERE [started_at] < @before
            AND [verdict] <> 'running'
            AND NOT EXISTS (SELECT 1 FROM [csc].[batch_log] AS [b] WHERE [b].[run_id] = [run_log].[run_id])
        """;

    /// <summary>The figures of runs that are gone, as csc.delete_history removes them.</summary>
    internal const string DeletePastFigures =
        """
        DELETE FROM [csc].[run_figure]
        WHERE [run_id] NOT IN (SELECT [l].[run_id] FROM [csc].[run_log] AS [l])
        """;

    /// <summary>Makes chosen children pending again, as csc.requeue_children does. @chosen stands for a table of person ids.</summary>
    internal const string Requeue =
        """
        UPDATE [csc].[staging]
        SET [state] = 'pending', [attempts] = 0, [state_changed_at] = @now

        """ + Requeueable;

    /// <summary>Counts the rows of <see cref="Requeue"/> before it changes them.</summary>
    internal const string CountRequeueable = "SELECT COUNT(*) FROM [csc].[staging] " + Requeueable;

    private const string Requeueable =
        """
        WHERE EXISTS
        (
            SELECT 1
            FROM [csc].[requeueable] AS [q]
            WHERE [q].[receiver_id] = [staging].[receiver_id]
                AND [q].[person_id] = [staging].[person_id]
                AND [q].[has_content] = 1
                AND (@person_id IS NULL OR [q].[person_id] = @person_id)
                AND (@message_pattern IS NULL OR [q].[last_message] LIKE @message_pattern ESCAPE '!')
                AND (@rule_name IS NULL OR EXISTS (SELECT 1 FROM @chosen AS [c] WHERE [c].[person_id] = [q].[person_id]))
        )
        """;

    /// <summary>Gives a row another key.</summary>
    internal const string Move =
        "UPDATE [csc].[staging] SET [person_id] = @to_person_id WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id";

    /// <summary>Says of pending rows with nothing to send why they stay.</summary>
    internal const string MarkWithoutContent =
        "UPDATE [csc].[staging] SET [last_message] = @message WHERE [receiver_id] = @receiver_id AND [state] = @pending AND NOT " + PendingChildren.HasContent;

    /// <summary>Notes a batch before its POST.</summary>
    internal const string InsertBatch =
        "INSERT INTO [csc].[batch_log] ([batch_id], [run_id], [receiver_id], [started_at], [children], [body_bytes], [outcome]) "
        + "VALUES (@batch_id, @run_id, @receiver_id, @now, @children, @body_bytes, 'in_flight')";

    /// <summary>What became of a POST; of every POST that has no outcome yet, where a run was interrupted.</summary>
    internal const string CompleteBatch =
        "UPDATE [csc].[batch_log] SET [ended_at] = @ended_at, [status_code] = @status_code, [outcome] = @outcome, [message] = @message "
        + "WHERE [batch_id] >= @first AND [batch_id] <= @last AND [receiver_id] = @receiver_id AND [outcome] = 'in_flight'";

    private const string OfBatch = "[csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id";

    private const string OfRow = OfBatch + " AND c.[person_id] = [staging].[person_id]";

    // Whatever was confirmed, no POST of the child waits for confirmation any more.
    private const string Receipt = ", [unconfirmed_batch_id] = NULL, [acknowledged_at] = @now, [receipt] = (SELECT c.[receipt] FROM " + OfRow + ")";

    /// <summary>New rows, with some columns; the others are NULL.</summary>
    internal static RowsStatement InsertRows(StagingColumn[] columns)
    {
        var names = new StringBuilder("INSERT INTO [csc].[staging] ([receiver_id]");
        var row = new StringBuilder("(@receiver_id");
        foreach (StagingColumn column in columns)
        {
            names.Append(", [").Append(column.Name).Append(']');
            row.Append(", ").Append(column.Parameter);
        }

        return new RowsStatement(columns, names.Append(", [attempts], [state_changed_at]) VALUES ").ToString(), row.Append(", 0, @now)").ToString(), ", ", string.Empty);
    }

    /// <summary>Some columns of rows, each row with values of its own.</summary>
    /// <param name="columns">The columns; the key, person_id, is the first.</param>
    /// <param name="isStagedAnew">True where the payload or the body is new: then nothing is to be said of the one before.</param>
    internal static RowsStatement UpdateRows(StagingColumn[] columns, bool isStagedAnew)
    {
        var names = new StringBuilder("UPDATE [csc].[staging] SET ");
        var row = new StringBuilder("SELECT # AS [position]");
        for (int index = 1; index < columns.Length; index++)
        {
            string name = "[" + columns[index].Name + "]";
            names.Append(name).Append(" = ")
                .Append(!isStagedAnew && string.Equals(columns[index].Name, LastMessage, StringComparison.Ordinal) ? MessageOfJudged : "v." + name).Append(", ");
            row.Append(", ").Append(columns[index].Parameter).Append(" AS ").Append(name);
        }

        // Rows come as parameters in a table of their own, which SQL Server and SQLite read alike. The key is compared as a parameter, and not as a column of
        // that table: such a column might count as one in the collation of the database, which cannot be compared with the binary one of person_id (error 468).
        names.Append(isStagedAnew ? "[attempts] = 0, " : string.Empty).Append("[state_changed_at] = @now FROM (");
        return new RowsStatement(
            columns,
            names.ToString(),
            row.ToString(),
            " UNION ALL ",
            ") AS v WHERE [staging].[receiver_id] = @receiver_id AND [staging].[person_id] = CASE v.[position]",
            " WHEN # THEN " + columns[0].Parameter,
            " END");
    }

    /// <summary>Rows of children that the receiver has nothing of. Any other row stays.</summary>
    internal static RowsStatement DeleteRows() => new(
        [StagingColumn.Text("person_id")],
        "DELETE FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [held] IS NULL AND [acknowledged_hash] IS NULL AND [person_id] IN (",
        "@person_id#",
        ", ",
        ")");

    /// <summary>The children of a batch: a row each, whose parameters end with its number.</summary>
    internal static string InsertChildren(int rows)
    {
        var text = new StringBuilder("INSERT INTO [csc].[batch_child] ([batch_id], [position], [person_id], [la_child_id], [change], [sent_hash], [is_resend]) VALUES ");
        for (int row = 0; row < rows; row++)
        {
            string number = InvariantText.Of(row);
            text.Append(row == 0 ? "(@batch_id, @n" : ", (@batch_id, @n").Append(number).Append(", @p").Append(number).Append(", @l").Append(number)
                .Append(", @c").Append(number).Append(", @h").Append(number).Append(", @r").Append(number).Append(')');
        }

        return text.ToString();
    }

    /// <summary>The receipts of a batch, a parameter a child.</summary>
    internal static string RecordReceipts(int children)
    {
        var text = new StringBuilder("UPDATE [csc].[batch_child] SET [receipt] = CASE [position]");
        for (int position = 0; position < children; position++)
        {
            text.Append(" WHEN ").Append(InvariantText.Of(position)).Append(" THEN @r").Append(InvariantText.Of(position));
        }

        return text.Append(" END WHERE [batch_id] = @batch_id").ToString();
    }

    /// <summary>What an event makes of rows of csc.staging: <see cref="StateTable"/> says the state and what else changes.</summary>
    /// <param name="childEvent">The event.</param>
    /// <param name="ofPurges">True for rows that ask for a purge, false for the others; null where that makes no difference.</param>
    internal static string Event(ChildEvent childEvent, bool? ofPurges = null) =>
        "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(childEvent, ofPurges) + Assignments(StateTable.Effects(childEvent, ofPurges)) + Answer(childEvent)
        + ", [state_changed_at] = @now WHERE [receiver_id] = @receiver_id" + Rows(childEvent, ofPurges);

    /// <summary>Counts the rows of the event <see cref="ChildEvent.ReceiverEmptied"/> before it changes them.</summary>
    internal static string CountHeld() => "SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id" + Rows(ChildEvent.ReceiverEmptied, ofPurges: false);

    private static string Assignments(LedgerEffects effects)
    {
        var sql = new StringBuilder();
        if (Has(effects, LedgerEffects.CoverSent))
        {
            sql.Append(", [unconfirmed_batch_id] = @batch_id, [attempts] = [attempts] + 1, ")
                .Append("[held] = CASE WHEN [change] = 'purge' THEN [held] ELSE COALESCE([held_if_sent], [payload]) END, [partial_body] = NULL");
        }

        if (Has(effects, LedgerEffects.Acknowledge))
        {
            sql.Append(", [change] = 'none', [acknowledged_payload] = [payload], [acknowledged_hash] = [payload_hash], [held] = [held_if_accepted], ")
                .Append("[held_if_sent] = NULL, [held_if_accepted] = NULL, [body] = NULL, [partial_body] = NULL").Append(Receipt);
        }

        if (Has(effects, LedgerEffects.AcknowledgeEarlier))
        {
            sql.Append(", [change] = CASE WHEN [change] = 'new' OR ([state] = 'in_flight' AND [change] <> 'purge') THEN 'updated' ELSE [change] END, ")
                .Append("[acknowledged_payload] = @payload, [acknowledged_hash] = @hash").Append(Receipt);
        }

        if (Has(effects, LedgerEffects.HoldNothing))
        {
            sql.Append(", [change] = CASE WHEN [change] = 'purge' OR [state] = 'dormant' THEN 'none' ELSE 'new' END, [held] = NULL, [held_if_sent] = NULL, ")
                .Append("[held_if_accepted] = NULL, [acknowledged_payload] = NULL, [acknowledged_hash] = NULL, [body] = NULL, [partial_body] = NULL").Append(Receipt);
        }

        if (Has(effects, LedgerEffects.DoubtAcknowledged))
        {
            sql.Append(", [held] = COALESCE([held], [acknowledged_payload]), [acknowledged_payload] = NULL, [acknowledged_hash] = NULL");
            if (Has(effects, LedgerEffects.ForgetPayload))
            {
                sql.Append(", [change] = 'none', [held_if_sent] = NULL, [held_if_accepted] = NULL, [body] = NULL, [partial_body] = NULL");
            }
        }

        return sql
            .Append(Has(effects, LedgerEffects.ForgetPayload) ? ", [payload] = NULL, [payload_hash] = NULL" : string.Empty)
            .Append(Has(effects, LedgerEffects.ResetAttempts) ? ", [attempts] = 0" : string.Empty)
            .ToString();
    }

    // The claim has counted the attempt, so that one that a kill cuts short counts too. A row staged anew since has none.
    private static string Answer(ChildEvent childEvent) => childEvent switch
    {
        ChildEvent.Refused or ChildEvent.NotConfirmed =>
            ", [last_message] = @message, [attempts] = CASE WHEN [attempts] > @not_counted THEN [attempts] - @not_counted ELSE 0 END",
        ChildEvent.Confirmed => ", [last_message] = NULL",
        _ => string.Empty,
    };

    private static string Rows(ChildEvent childEvent, bool? ofPurges)
    {
        string states = "[staging].[state] IN (" + StatesOf(childEvent) + ")";
        return childEvent switch
        {
            ChildEvent.GuardPassed => " AND " + states,
            ChildEvent.ReceiverEmptied when ofPurges == true => " AND " + states + " AND [change] = 'purge' AND [acknowledged_hash] IS NOT NULL",
            ChildEvent.ReceiverEmptied => " AND " + states + " AND [change] <> 'purge' AND ([held] IS NOT NULL OR [acknowledged_hash] IS NOT NULL)",
            ChildEvent.Refused or ChildEvent.NotConfirmed => " AND " + states + " AND ([unconfirmed_batch_id] = @batch_id OR @batch_id IS NULL)",
            ChildEvent.EarlierConfirmed or ChildEvent.EarlierPurgeConfirmed or ChildEvent.RefusalDoubted =>
                " AND [person_id] = @person_id AND [unconfirmed_batch_id] = @batch_id AND " + states,
            ChildEvent.Confirmed => AsSent(states) + " AND [unconfirmed_batch_id] = @batch_id AND [change] " + (ofPurges == true ? "= 'purge'" : "<> 'purge'"),
            ChildEvent.Claimed => AsSent(states + " AND c.[change] = [staging].[change]"),
            _ => AsSent(states + " AND c.[change] = [staging].[change]") + " AND [unconfirmed_batch_id] = @batch_id",
        };
    }

    // The rows of a batch that are still what was sent. The state is asked for inside, so that rows are found by their keys and not among all of that state.
    private static string AsSent(string condition) =>
        " AND [person_id] IN (SELECT c.[person_id] FROM " + OfBatch + ") AND EXISTS (SELECT 1 FROM " + OfRow + " AND " + condition
        + " AND (c.[sent_hash] = [staging].[payload_hash] OR (c.[sent_hash] IS NULL AND [staging].[payload_hash] IS NULL)))";

    private static string StatesOf(ChildEvent childEvent)
    {
        var states = new List<string>();
        foreach (ChildState state in LedgerText.States)
        {
            if (StateTable.After(state, isPurge: false, childEvent) is not null || StateTable.After(state, isPurge: true, childEvent) is not null)
            {
                states.Add("'" + state.Text() + "'");
            }
        }

        return string.Join(", ", states);
    }

    private static bool Has(LedgerEffects effects, LedgerEffects effect) => (effects & effect) != LedgerEffects.None;
}
