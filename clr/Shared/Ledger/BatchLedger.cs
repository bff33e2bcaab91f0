using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Data;
using SsdClr.Runs;
using SsdClr.Time;

namespace SsdClr.Ledger;

/// <summary>
/// Commits what is about to be sent, and what came of it: csc.batch_log, csc.batch_child and the rows of csc.staging. Every method is one transaction that is
/// over when it returns, so none is open while a POST is made. <see cref="StateTable"/> says the states.
/// </summary>
internal sealed class BatchLedger
{
    private const int LongestMessage = 400;
    private const int ChildrenPerInsert = 20;
    private const string RowsOfBatch = "[receiver_id] = @receiver_id AND [person_id] IN (SELECT c.[person_id] FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id)";

    // The receiver has nothing of the child.
    private const string HoldNothing = "[held] = NULL, [held_if_sent] = NULL, [held_if_accepted] = NULL, [acknowledged_payload] = NULL, [acknowledged_hash] = NULL, ";

    private const string ForgetPayload = "[payload] = NULL, [payload_hash] = NULL, [body] = NULL, [partial_body] = NULL, ";

    private readonly DbConnection _connection;
    private readonly IClock _clock;
    private readonly int _receiverId;
    private readonly long _runId;

    internal BatchLedger(DbConnection connection, IClock clock, int receiverId, long runId)
    {
        _connection = connection;
        _clock = clock;
        _receiverId = receiverId;
        _runId = runId;
    }

    /// <summary>Brings back what an interrupted run left in flight: its outcome is unknown, so it is pending again, whole.</summary>
    internal void RecoverInFlight()
    {
        const string Message = "An earlier run was interrupted before the outcome was known. Sent again.";
        using DbTransaction transaction = _connection.BeginTransaction();
        using DbCommand batches = _connection.Command(
            "UPDATE [csc].[batch_log] SET [outcome] = @unknown, [message] = @message WHERE [receiver_id] = @receiver_id AND [outcome] = @in_flight", transaction);
        batches.AddText("@unknown", BatchOutcome.Unknown.Text());
        batches.AddText("@in_flight", BatchOutcome.InFlight.Text());
        batches.AddText("@message", Message);
        batches.AddInteger("@receiver_id", _receiverId);
        batches.Execute();

        using DbCommand children = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(ChildEvent.NotConfirmed) + ", [last_message] = @message, [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [state] = @in_flight",
            transaction);
        children.AddText("@in_flight", ChildState.InFlight.Text());
        children.AddText("@message", Message);
        children.AddMoment("@now", _clock.UtcNow);
        children.AddInteger("@receiver_id", _receiverId);
        children.Execute();
        transaction.Commit();
    }

    /// <summary>
    /// Claims children for one POST. When it returns, what is about to leave is committed, and <c>held</c> covers it: a kill after this loses nothing and
    /// hides nothing. Children whose row is no longer as it was read are left out.
    /// </summary>
    /// <returns>The batch; null where no child is left.</returns>
    internal Batch? Claim(List<PendingChild> children)
    {
        List<PendingChild> claimable = children;
        while (claimable.Count > 0)
        {
            using DbTransaction transaction = _connection.BeginTransaction();
            var batch = new Batch(NextBatchId(transaction), claimable);
            InsertBatch(transaction, batch);
            InsertChildren(transaction, batch);
            ClaimRows(transaction, batch.BatchId);
            List<int> claimed = Positions(transaction, batch);
            if (claimed.Count == claimable.Count)
            {
                transaction.Commit();
                return batch;
            }

            // Fewer each time, so this ends.
            transaction.Rollback();
            claimable = new List<PendingChild>(claimed.Count);
            foreach (int position in claimed)
            {
                claimable.Add(batch.Children[position]);
            }
        }

        return null;
    }

    /// <summary>The earliest other batch for which the receiver gave one of these receipts; null where none did.</summary>
    internal long? BatchWithReceipt(Batch batch, List<string> receipts)
    {
        using DbCommand select = _connection.Command(string.Empty);
        select.AddLong("@batch_id", batch.BatchId);
        var text = new StringBuilder("SELECT MIN(c.[batch_id]) FROM [csc].[batch_child] AS c WHERE c.[batch_id] <> @batch_id AND c.[receipt] IN (");
        for (int position = 0; position < receipts.Count; position++)
        {
            string name = "@r" + position.ToString(CultureInfo.InvariantCulture);
            text.Append(position == 0 ? name : ", " + name);
            select.AddText(name, receipts[position]);
        }

        SetText(select, text.Append(')'));
        object? earlier = select.Scalar();
        return earlier is null ? null : Convert.ToInt64(earlier, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Records that the receiver confirmed every child. What is acknowledged is what was sent: where a row has changed since the claim, its new content
    /// stays to be sent.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="receipts">A receipt a child, by position.</param>
    /// <param name="note">What is odd about that; null for nothing.</param>
    internal void RecordAccepted(Batch batch, int statusCode, List<string> receipts, string? note)
    {
        DateTime now = _clock.UtcNow;
        using DbTransaction transaction = _connection.BeginTransaction();
        CompleteBatch(transaction, batch, BatchOutcome.Accepted, statusCode, note);
        RecordReceipts(transaction, batch, receipts);
        int purges = batch.Purges;
        if (purges < batch.Children.Count)
        {
            ConfirmPayloads(transaction, batch, now);
        }

        if (purges > 0)
        {
            ConfirmPurges(transaction, batch, now);
        }

        foreach (int position in Positions(transaction, batch))
        {
            ConfirmEarlier(transaction, batch, position, receipts[position], now);
        }

        transaction.Commit();
    }

    /// <summary>Records that the receiver refused the one child of the batch: it waits until its payload changes.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outcome">What became of the POST.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="message">What happened; cut to 400 characters.</param>
    internal void RecordRejected(Batch batch, BatchOutcome outcome, int statusCode, string message) =>
        RecordUnconfirmed(batch, outcome, statusCode, message, ChildEvent.Refused, isAttempt: false);

    /// <summary>Records that no child of the batch was confirmed: all are pending again.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outcome">What became of the POST.</param>
    /// <param name="statusCode">The HTTP status; null without an answer.</param>
    /// <param name="message">What happened; cut to 400 characters.</param>
    /// <param name="isAttempt">True where one of the children may be the cause, so that it counts as an attempt of each.</param>
    internal void RecordFailed(Batch batch, BatchOutcome outcome, int? statusCode, string message, bool isAttempt) =>
        RecordUnconfirmed(batch, outcome, statusCode, message, ChildEvent.NotConfirmed, isAttempt);

    /// <summary>
    /// Rejects a child that was refused alone in an earlier POST of this run, once it has turned out that others are accepted. A row that has
    /// changed since stays as it is.
    /// </summary>
    /// <param name="batch">The batch it was alone in.</param>
    internal void RejectLater(Batch batch)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(ChildEvent.RefusedAfterAll) + ", [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id AND [unconfirmed_batch_id] = @batch_id AND [change] = @change "
            + "AND ([payload_hash] = @hash OR ([payload_hash] IS NULL AND @hash IS NULL))");
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        update.AddText("@person_id", batch.Children[0].PersonId);
        update.AddLong("@batch_id", batch.BatchId);
        update.AddText("@change", batch.Children[0].Change.Text());
        update.AddHash("@hash", batch.Children[0].PayloadHash);
        update.Execute();
    }

    /// <summary>Takes back the refusal of a child that was alone in a batch of this run: it is pending again. A row that has changed since stays as it is.</summary>
    /// <param name="batch">The batch it was alone in.</param>
    internal void DoubtRefusal(Batch batch)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(ChildEvent.RefusalDoubted) + ", [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id AND [unconfirmed_batch_id] = @batch_id AND [state] = @rejected");
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        update.AddText("@person_id", batch.Children[0].PersonId);
        update.AddLong("@batch_id", batch.BatchId);
        update.AddText("@rejected", ChildState.Rejected.Text());
        update.Execute();
    }

    private void RecordUnconfirmed(Batch batch, BatchOutcome outcome, int? statusCode, string message, ChildEvent childEvent, bool isAttempt)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        CompleteBatch(transaction, batch, outcome, statusCode, message);

        // The claim has counted the attempt, so that one that a kill cuts short counts too. A row staged anew since has none.
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(childEvent) + ", [last_message] = @message, [state_changed_at] = @now"
            + (isAttempt ? string.Empty : ", [attempts] = CASE WHEN [attempts] > 0 THEN [attempts] - 1 ELSE 0 END")
            + " WHERE " + RowsOfBatch + " AND [unconfirmed_batch_id] = @batch_id AND [state] = @in_flight",
            transaction);
        update.AddText("@in_flight", ChildState.InFlight.Text());
        update.AddText("@message", LogText.Cut(message, LongestMessage));
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        update.AddLong("@batch_id", batch.BatchId);
        update.Execute();
        transaction.Commit();
    }

    private long NextBatchId(DbTransaction transaction)
    {
        using DbCommand command = _connection.Command("SELECT MAX([batch_id]) FROM [csc].[batch_log]", transaction);
        return Convert.ToInt64(command.Scalar() ?? 0L, CultureInfo.InvariantCulture) + 1;
    }

    private void InsertBatch(DbTransaction transaction, Batch batch)
    {
        using DbCommand insert = _connection.Command(
            "INSERT INTO [csc].[batch_log] ([batch_id], [run_id], [receiver_id], [started_at], [children], [body_bytes], [outcome]) "
            + "VALUES (@batch_id, @run_id, @receiver_id, @now, @children, @body_bytes, @in_flight)",
            transaction);
        insert.AddLong("@batch_id", batch.BatchId);
        insert.AddLong("@run_id", _runId);
        insert.AddInteger("@receiver_id", _receiverId);
        insert.AddMoment("@now", _clock.UtcNow);
        insert.AddInteger("@children", batch.Children.Count);
        insert.AddInteger("@body_bytes", batch.Body.Length);
        insert.AddText("@in_flight", BatchOutcome.InFlight.Text());
        insert.Execute();
    }

    // Twenty at a time: SQL Server takes 2,100 parameters and keeps one plan for all batches, SQLite looks for each name among all of a statement.
    private void InsertChildren(DbTransaction transaction, Batch batch)
    {
        for (int first = 0; first < batch.Children.Count; first += ChildrenPerInsert)
        {
            InsertChildren(transaction, batch, first, Math.Min(first + ChildrenPerInsert, batch.Children.Count));
        }
    }

    private void InsertChildren(DbTransaction transaction, Batch batch, int first, int end)
    {
        using DbCommand insert = _connection.Command(string.Empty, transaction);
        insert.AddLong("@batch_id", batch.BatchId);
        var rows = new StringBuilder("INSERT INTO [csc].[batch_child] ([batch_id], [position], [person_id], [la_child_id], [change], [sent_hash], [is_resend]) VALUES ");
        for (int position = first; position < end; position++)
        {
            PendingChild child = batch.Children[position];
            string number = (position - first).ToString(CultureInfo.InvariantCulture);
            rows.Append(position == first ? "(@batch_id, @n" : ", (@batch_id, @n").Append(number).Append(", @p").Append(number).Append(", @l").Append(number)
                .Append(", @c").Append(number).Append(", @h").Append(number).Append(", @r").Append(number).Append(')');
            insert.AddInteger("@n" + number, position);
            insert.AddText("@p" + number, child.PersonId);
            insert.AddText("@l" + number, child.ChildId);
            insert.AddText("@c" + number, child.Change.Text());
            insert.AddHash("@h" + number, child.PayloadHash);
            insert.AddFlag("@r" + number, child.IsResend);
        }

        SetText(insert, rows);
        insert.Execute();
    }

    /// <summary>
    /// Puts the rows of a batch in flight, where they are as they were read. The state is asked for inside, so that the rows are found by their
    /// keys and not among all that are pending.
    /// </summary>
    private void ClaimRows(DbTransaction transaction, long batchId)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(ChildEvent.Claimed) + ", [unconfirmed_batch_id] = @batch_id, [attempts] = [attempts] + 1, "
            + "[held] = CASE WHEN [change] = @purge THEN [held] ELSE COALESCE([held_if_sent], [payload]) END, [partial_body] = NULL, [state_changed_at] = @now "
            + "WHERE " + RowsOfBatch + " AND EXISTS (SELECT 1 FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id AND c.[person_id] = [staging].[person_id] "
            + "AND [staging].[state] = @pending AND c.[change] = [staging].[change] "
            + "AND (c.[sent_hash] = [staging].[payload_hash] OR (c.[sent_hash] IS NULL AND [staging].[payload_hash] IS NULL)))",
            transaction);
        update.AddText("@purge", ChildChange.Purge.Text());
        update.AddText("@pending", ChildState.Pending.Text());
        update.AddLong("@batch_id", batchId);
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        update.Execute();
    }

    /// <summary>The places of those of a batch whose rows say that they were sent with it, and not confirmed.</summary>
    private List<int> Positions(DbTransaction transaction, Batch batch)
    {
        using DbCommand select = _connection.Command(
            "SELECT c.[position] FROM [csc].[batch_child] AS c INNER JOIN [csc].[staging] AS s ON s.[receiver_id] = @receiver_id AND s.[person_id] = c.[person_id] "
            + "WHERE c.[batch_id] = @batch_id AND s.[unconfirmed_batch_id] = @batch_id ORDER BY c.[position]",
            transaction);
        select.AddInteger("@receiver_id", _receiverId);
        select.AddLong("@batch_id", batch.BatchId);
        var positions = new List<int>(batch.Children.Count);
        using DbDataReader reader = select.ExecuteReader();
        while (reader.Read())
        {
            positions.Add(Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        return positions;
    }

    private void CompleteBatch(DbTransaction transaction, Batch batch, BatchOutcome outcome, int? statusCode, string? message)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[batch_log] SET [ended_at] = @now, [status_code] = @status_code, [outcome] = @outcome, [message] = @message WHERE [batch_id] = @batch_id",
            transaction);
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@status_code", statusCode);
        update.AddText("@outcome", outcome.Text());
        update.AddText("@message", LogText.Cut(message, LongestMessage));
        update.AddLong("@batch_id", batch.BatchId);
        update.Execute();
    }

    // One statement for all of them.
    private void RecordReceipts(DbTransaction transaction, Batch batch, List<string> receipts)
    {
        using DbCommand update = _connection.Command(string.Empty, transaction);
        update.AddLong("@batch_id", batch.BatchId);
        var text = new StringBuilder("UPDATE [csc].[batch_child] SET [receipt] = CASE [position]");
        for (int position = 0; position < receipts.Count; position++)
        {
            string number = position.ToString(CultureInfo.InvariantCulture);
            text.Append(" WHEN ").Append(number).Append(" THEN @r").Append(number);
            update.AddText("@r" + number, receipts[position]);
        }

        SetText(update, text.Append(" END WHERE [batch_id] = @batch_id"));
        update.Execute();
    }

    /// <summary>The rows that still hold the payload that was sent.</summary>
    private void ConfirmPayloads(DbTransaction transaction, Batch batch, DateTime now) => Confirm(
        transaction,
        batch,
        now,
        ChildEvent.Confirmed,
        "[change] = @none, [acknowledged_payload] = [payload], [acknowledged_hash] = [payload_hash], [held] = [held_if_accepted], [held_if_sent] = NULL, [held_if_accepted] = NULL, "
        + "[body] = NULL, [partial_body] = NULL, ",
        "[change] <> @purge AND [payload_hash] IN (SELECT c.[sent_hash] FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id AND c.[person_id] = [staging].[person_id])");

    /// <summary>The rows that still ask for the purge: nothing of the child stays but the proof that it is gone.</summary>
    private void ConfirmPurges(DbTransaction transaction, Batch batch, DateTime now) => Confirm(
        transaction,
        batch,
        now,
        ChildEvent.Confirmed,
        "[change] = @none, " + HoldNothing + ForgetPayload,
        "[change] = @purge AND EXISTS (SELECT 1 FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id AND c.[person_id] = [staging].[person_id] AND c.[change] = @purge)");

    private void Confirm(DbTransaction transaction, Batch batch, DateTime now, ChildEvent childEvent, string assignments, string condition)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(childEvent) + ", " + assignments
            + "[unconfirmed_batch_id] = NULL, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now, [acknowledged_at] = @now, "
            + "[receipt] = (SELECT c.[receipt] FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id AND c.[person_id] = [staging].[person_id]) "
            + "WHERE " + RowsOfBatch + " AND [unconfirmed_batch_id] = @batch_id AND [state] = @in_flight AND " + condition,
            transaction);
        update.AddText("@in_flight", ChildState.InFlight.Text());
        update.AddText("@purge", ChildChange.Purge.Text());
        update.AddText("@none", ChildChange.None.Text());
        update.AddInteger("@receiver_id", _receiverId);
        update.AddLong("@batch_id", batch.BatchId);
        update.AddMoment("@now", now);
        update.Execute();
    }

    /// <summary>A row that has changed since the claim: what was sent is confirmed, and what the row has now is still to be sent.</summary>
    private void ConfirmEarlier(DbTransaction transaction, Batch batch, int position, string receipt, DateTime now)
    {
        PendingChild child = batch.Children[position];
        ChildEvent childEvent = child.IsPurge ? ChildEvent.EarlierPurgeConfirmed : ChildEvent.EarlierConfirmed;
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(childEvent) + ", "
            + (child.IsPurge
                ? "[change] = CASE WHEN [change] = @purge OR [state] = @dormant THEN @none ELSE @new END, [body] = NULL, [partial_body] = NULL, " + HoldNothing
                : "[change] = CASE WHEN [change] = @new OR ([state] = @in_flight AND [change] <> @purge) THEN @updated ELSE [change] END, [acknowledged_payload] = @payload, [acknowledged_hash] = @hash, ")
            + "[unconfirmed_batch_id] = NULL, [attempts] = 0, [state_changed_at] = @now, [acknowledged_at] = @now, [receipt] = @receipt "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id AND [unconfirmed_batch_id] = @batch_id",
            transaction);
        update.AddText("@new", ChildChange.New.Text());
        update.AddText("@purge", ChildChange.Purge.Text());
        if (child.IsPurge)
        {
            update.AddText("@none", ChildChange.None.Text());
            update.AddText("@dormant", ChildState.Dormant.Text());
        }
        else
        {
            update.AddText("@updated", ChildChange.Updated.Text());
            update.AddText("@in_flight", ChildState.InFlight.Text());
            update.AddLongText("@payload").Set(child.Payload);
            update.AddHash("@hash", child.PayloadHash);
        }

        update.AddInteger("@receiver_id", _receiverId);
        update.AddText("@person_id", child.PersonId);
        update.AddLong("@batch_id", batch.BatchId);
        update.AddMoment("@now", now);
        update.AddText("@receipt", receipt);
        update.Execute();
    }

    private static void SetText(DbCommand command, StringBuilder text)
    {
#pragma warning disable CA2100 // Program text and numbers: every value is a parameter.
        command.CommandText = text.ToString();
#pragma warning restore CA2100
    }
}
