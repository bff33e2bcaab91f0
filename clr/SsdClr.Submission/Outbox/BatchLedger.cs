using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Data;
using SsdClr.Runs;
using SsdClr.Staging;
using SsdClr.Time;

namespace SsdClr.Submission.Outbox;

/// <summary>
/// Commits what is about to be sent, and what came of it: csc.batch_log, csc.batch_child and the states in csc.staging.
/// Every method is one transaction that is over when it returns, so none is open while a POST is made.
/// </summary>
internal sealed class BatchLedger
{
    private const int LongestMessage = 400;
    private const int ChildrenPerInsert = 20;
    private const string KeyOfRow = "[receiver_id] = @receiver_id AND [person_id] = @person_id";
    private const string HashIsAsSent = "([payload_hash] = @hash OR ([payload_hash] IS NULL AND @hash IS NULL))";

    // A receiver that has just purged the child has nothing left to remove: the payload alone is the body.
    private const string WithoutRemovals =
        "[body] = CASE WHEN [change] = @deleted THEN [body] ELSE NULL END, [whole_body] = NULL, [unchecked_removals] = NULL, [not_cleared] = NULL, [perhaps_held] = NULL";

    // A state that somebody else gave the row since the claim stays.
    private const string BackToPending =
        "[state] = CASE WHEN [state] = @in_flight THEN @pending ELSE [state] END, "
        + "[state_changed_at] = CASE WHEN [state] = @in_flight THEN @now ELSE [state_changed_at] END";

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

    /// <summary>
    /// Brings back what an interrupted run left in flight: its outcome is unknown, so it is pending again, whole.
    /// </summary>
    internal void RecoverInFlight()
    {
        const string Message = "An earlier run was interrupted before the outcome was known. Sent again.";
        using DbTransaction transaction = _connection.BeginTransaction();
        using DbCommand batches = _connection.Command(
            "UPDATE [csc].[batch_log] SET [outcome] = @unknown, [message] = @message WHERE [receiver_id] = @receiver_id AND [outcome] = @in_flight", transaction);
        batches.AddText("@unknown", BatchOutcome.Unknown);
        batches.AddText("@in_flight", BatchOutcome.InFlight);
        batches.AddText("@message", Message);
        batches.AddInteger("@receiver_id", _receiverId);
        batches.Execute();

        using DbCommand children = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = @pending, [last_message] = @message, [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [state] = @in_flight",
            transaction);
        children.AddText("@pending", ChildState.Pending);
        children.AddText("@in_flight", ChildState.InFlight);
        children.AddText("@message", Message);
        children.AddMoment("@now", _clock.UtcNow);
        children.AddInteger("@receiver_id", _receiverId);
        children.Execute();
        transaction.Commit();
    }

    /// <summary>
    /// Claims children for one POST. When it returns, what is about to leave is committed: a kill after this loses nothing and hides nothing.
    /// Children whose row is no longer as it was read are left out.
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
            List<PendingChild> claimed = Claimed(transaction, batch);
            if (claimed.Count == claimable.Count)
            {
                transaction.Commit();
                return batch;
            }

            // Fewer each time, so this ends.
            transaction.Rollback();
            claimable = claimed;
        }

        return null;
    }

    /// <summary>
    /// Records that the receiver confirmed every child. What is acknowledged is what was sent: where a row has changed since the claim,
    /// its new content stays to be sent.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="receipts">A receipt a child, by position.</param>
    internal void RecordAccepted(Batch batch, int statusCode, List<string> receipts)
    {
        DateTime now = _clock.UtcNow;
        using DbTransaction transaction = _connection.BeginTransaction();
        CompleteBatch(transaction, batch, BatchOutcome.Accepted, statusCode, null);
        RecordReceipts(transaction, batch, receipts);
        int deletions = batch.Deletions;
        if (deletions < batch.Children.Count)
        {
            using DbCommand acknowledge = AcknowledgePayloads(transaction);
            SetBatch(acknowledge, batch, now);
            acknowledge.Execute();
        }

        if (deletions > 0)
        {
            using DbCommand confirmPurges = ConfirmPurges(transaction);
            SetBatch(confirmPurges, batch, now);
            confirmPurges.Execute();
        }

        List<int> changedSince = Unconfirmed(transaction, batch);
        if (changedSince.Count > 0)
        {
            RecordThoseChangedSince(transaction, batch, changedSince, receipts, now);
        }

        transaction.Commit();
    }

    /// <summary>Records that the receiver refused the one child of the batch: it waits until its payload changes.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outcome">One of <see cref="BatchOutcome"/>.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="message">What happened; cut to 400 characters.</param>
    internal void RecordRejected(Batch batch, string outcome, int statusCode, string message) =>
        RecordUnconfirmed(batch, outcome, statusCode, message, ChildState.Rejected, isAttempt: false);

    /// <summary>Records that no child of the batch was confirmed: all are pending again.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outcome">One of <see cref="BatchOutcome"/>.</param>
    /// <param name="statusCode">The HTTP status; null without an answer.</param>
    /// <param name="message">What happened; cut to 400 characters.</param>
    /// <param name="isAttempt">True where one of the children may be the cause, so that it counts as an attempt of each.</param>
    internal void RecordFailed(Batch batch, string outcome, int? statusCode, string message, bool isAttempt) =>
        RecordUnconfirmed(batch, outcome, statusCode, message, ChildState.Pending, isAttempt);

    /// <summary>
    /// Rejects a child that was refused alone in an earlier POST of this run, once it has turned out that others are accepted. A row that has
    /// changed since stays as it is.
    /// </summary>
    /// <param name="batch">The batch it was alone in.</param>
    internal void RejectLater(Batch batch)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = @rejected, [state_changed_at] = @now WHERE " + KeyOfRow
            + " AND [state] = @pending AND [batch_id] = @batch_id AND [change] = @change AND " + HashIsAsSent);
        update.AddText("@rejected", ChildState.Rejected);
        update.AddText("@pending", ChildState.Pending);
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        update.AddText("@person_id", batch.Children[0].PersonId);
        update.AddLong("@batch_id", batch.BatchId);
        update.AddText("@change", batch.Children[0].Change);
        update.AddHash("@hash", batch.Children[0].PayloadHash);
        update.Execute();
    }

    private void RecordUnconfirmed(Batch batch, string outcome, int? statusCode, string message, string state, bool isAttempt)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        CompleteBatch(transaction, batch, outcome, statusCode, message);

        // The claim has counted the attempt, so that one that a kill cuts short counts too. A row staged anew since has none.
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = @state, [last_message] = @message, [state_changed_at] = @now"
            + (isAttempt ? string.Empty : ", [attempts] = CASE WHEN [attempts] > 0 THEN [attempts] - 1 ELSE 0 END")
            + " WHERE [receiver_id] = @receiver_id AND [state] = @in_flight AND [batch_id] = @batch_id",
            transaction);
        update.AddText("@state", state);
        update.AddText("@in_flight", ChildState.InFlight);
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
        insert.AddText("@in_flight", BatchOutcome.InFlight);
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
            insert.AddText("@c" + number, child.Change);
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
            "UPDATE [csc].[staging] SET [state] = @in_flight, [batch_id] = @batch_id, [sent_hash] = [payload_hash], [attempts] = [attempts] + 1, "
            + "[ever_sent] = 1, [state_changed_at] = @now WHERE [receiver_id] = @receiver_id "
            + "AND [person_id] IN (SELECT c.[person_id] FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id) "
            + "AND EXISTS (SELECT 1 FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id AND c.[person_id] = [staging].[person_id] "
            + "AND [staging].[state] = @pending AND c.[change] = [staging].[change] "
            + "AND (c.[sent_hash] = [staging].[payload_hash] OR (c.[sent_hash] IS NULL AND [staging].[payload_hash] IS NULL)))",
            transaction);
        update.AddText("@in_flight", ChildState.InFlight);
        update.AddText("@pending", ChildState.Pending);
        update.AddLong("@batch_id", batchId);
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        update.Execute();
    }

    /// <summary>Those of a batch whose rows are in flight with it.</summary>
    private List<PendingChild> Claimed(DbTransaction transaction, Batch batch)
    {
        using DbCommand select = PositionsCommand(transaction, batch, "s.[state] = @in_flight");
        select.AddText("@in_flight", ChildState.InFlight);
        var claimed = new List<PendingChild>(batch.Children.Count);
        foreach (int position in Positions(select))
        {
            claimed.Add(batch.Children[position]);
        }

        return claimed;
    }

    /// <summary>Positions of a batch whose rows were not confirmed with it: they have changed since the claim.</summary>
    private List<int> Unconfirmed(DbTransaction transaction, Batch batch)
    {
        using DbCommand select = PositionsCommand(transaction, batch, "s.[state] <> CASE WHEN c.[change] = @deleted THEN @purged ELSE @accepted END");
        select.AddText("@deleted", ChildChange.Deleted);
        select.AddText("@purged", ChildState.Deleted);
        select.AddText("@accepted", ChildState.Accepted);
        return Positions(select);
    }

    /// <summary>Asks for the positions of a batch whose rows are still of this batch, and as a condition says.</summary>
    private DbCommand PositionsCommand(DbTransaction transaction, Batch batch, string condition)
    {
        DbCommand select = _connection.Command(
            "SELECT c.[position] FROM [csc].[batch_child] AS c INNER JOIN [csc].[staging] AS s ON s.[receiver_id] = @receiver_id AND s.[person_id] = c.[person_id] "
            + "WHERE c.[batch_id] = @batch_id AND s.[batch_id] = @batch_id AND " + condition + " ORDER BY c.[position]",
            transaction);
        select.AddInteger("@receiver_id", _receiverId);
        select.AddLong("@batch_id", batch.BatchId);
        return select;
    }

    private static List<int> Positions(DbCommand select)
    {
        var positions = new List<int>();
        using DbDataReader reader = select.ExecuteReader();
        while (reader.Read())
        {
            positions.Add(Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        return positions;
    }

    private void CompleteBatch(DbTransaction transaction, Batch batch, string outcome, int? statusCode, string? message)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[batch_log] SET [ended_at] = @now, [status_code] = @status_code, [outcome] = @outcome, [message] = @message WHERE [batch_id] = @batch_id",
            transaction);
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@status_code", statusCode);
        update.AddText("@outcome", outcome);
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

    /// <summary>What became of the children whose rows have changed since the claim, one by one; there hardly ever are any.</summary>
    private void RecordThoseChangedSince(DbTransaction transaction, Batch batch, List<int> positions, List<string> receipts, DateTime now)
    {
        using DbCommand acknowledgeEarlier = AcknowledgeEarlierPayload(transaction);
        using DbCommand confirmEarlierPurge = ConfirmEarlierPurge(transaction);
        foreach (int position in positions)
        {
            PendingChild child = batch.Children[position];
            DbCommand changedSince = child.IsDeletion ? confirmEarlierPurge : acknowledgeEarlier;
            SetBatch(changedSince, batch, now);
            changedSince.Parameters["@person_id"].Set(child.PersonId);
            changedSince.Parameters["@hash"].Set(child.PayloadHash);
            changedSince.Parameters["@receipt"].Set(receipts[position]);
            if (!child.IsDeletion)
            {
                changedSince.Parameters["@payload"].Set(child.Payload);
            }

            changedSince.Execute();
        }
    }

    /// <summary>The rows that still hold what was sent.</summary>
    private DbCommand AcknowledgePayloads(DbTransaction transaction)
    {
        DbCommand update = BatchCommand(
            transaction,
            "[state] = @accepted, [change] = @none, [acknowledged_payload] = [payload], [acknowledged_hash] = [payload_hash], "
            + "[body] = NULL, [whole_body] = NULL, [perhaps_held] = NULL, [not_cleared] = CASE WHEN [not_cleared] LIKE '~%' THEN NULL ELSE [not_cleared] END, "
            + "[settled_hash] = NULL, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now",
            "[change] <> @deleted AND [sent_hash] = [payload_hash]");
        update.AddText("@accepted", ChildState.Accepted);
        return update;
    }

    /// <summary>The row has changed since: what was sent is acknowledged, what it holds now is still to be sent.</summary>
    private DbCommand AcknowledgeEarlierPayload(DbTransaction transaction)
    {
        DbCommand update = RowCommand(
            transaction,
            "[change] = CASE WHEN [change] = @deleted THEN [change] WHEN [state] = @in_flight OR [change] = @new THEN @updated ELSE [change] END, "
            + BackToPending + ", [perhaps_held] = NULL, [acknowledged_payload] = @payload, [acknowledged_hash] = @hash",
            "[sent_hash] = @hash AND [state] <> @accepted");
        update.AddText("@pending", ChildState.Pending);
        update.AddText("@accepted", ChildState.Accepted);
        update.AddText("@new", ChildChange.New);
        update.AddText("@updated", ChildChange.Updated);
        update.AddLongText("@payload");
        return update;
    }

    /// <summary>The rows that still ask for the purge: nothing of the child stays but the proof that it is gone.</summary>
    private DbCommand ConfirmPurges(DbTransaction transaction)
    {
        DbCommand update = BatchCommand(
            transaction,
            "[state] = @purged, [change] = @none, [payload] = NULL, [payload_hash] = NULL, [payload_bytes] = NULL, [body] = NULL, "
            + "[not_cleared] = NULL, [perhaps_held] = NULL, [acknowledged_payload] = NULL, [acknowledged_hash] = NULL, [sent_hash] = NULL, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now",
            "[change] = @deleted AND ([sent_hash] = [payload_hash] OR ([sent_hash] IS NULL AND [payload_hash] IS NULL))");
        update.AddText("@purged", ChildState.Deleted);
        return update;
    }

    /// <summary>The child has come back since: the receiver holds nothing of it now.</summary>
    private DbCommand ConfirmEarlierPurge(DbTransaction transaction)
    {
        DbCommand update = RowCommand(
            transaction,
            "[change] = CASE WHEN [change] = @deleted OR [state] = @dormant THEN [change] ELSE @new END, " + BackToPending + ", " + WithoutRemovals
            + ", [acknowledged_payload] = NULL, [acknowledged_hash] = NULL",
            "([sent_hash] = @hash OR ([sent_hash] IS NULL AND @hash IS NULL)) AND [state] <> @purged");
        update.AddText("@pending", ChildState.Pending);
        update.AddText("@purged", ChildState.Deleted);
        update.AddText("@dormant", ChildState.Dormant);
        update.AddText("@new", ChildChange.New);
        return update;
    }

    /// <summary>An outcome for every row of a batch that a condition holds for.</summary>
    private DbCommand BatchCommand(DbTransaction transaction, string assignments, string condition)
    {
        DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET " + assignments + ", [acknowledged_at] = @now, "
            + "[receipt] = (SELECT c.[receipt] FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id AND c.[person_id] = [staging].[person_id]) "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] IN (SELECT c.[person_id] FROM [csc].[batch_child] AS c WHERE c.[batch_id] = @batch_id) "
            + "AND [batch_id] = @batch_id AND [state] = @in_flight AND " + condition,
            transaction);
        update.AddText("@none", ChildChange.None);
        AddBatch(update);
        return update;
    }

    /// <summary>An outcome for one row of a batch.</summary>
    private DbCommand RowCommand(DbTransaction transaction, string assignments, string condition)
    {
        DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET " + assignments + ", [attempts] = 0, [receipt] = @receipt, [acknowledged_at] = @now WHERE " + KeyOfRow
            + " AND [batch_id] = @batch_id AND " + condition,
            transaction);
        update.AddText("@person_id", null);
        update.AddHash("@hash", null);
        update.AddText("@receipt", null);
        AddBatch(update);
        return update;
    }

    private void AddBatch(DbCommand update)
    {
        update.AddText("@in_flight", ChildState.InFlight);
        update.AddText("@deleted", ChildChange.Deleted);
        update.AddInteger("@receiver_id", _receiverId);
        update.AddLong("@batch_id", null);
        update.AddMoment("@now", null);
    }

    private static void SetBatch(DbCommand update, Batch batch, DateTime now)
    {
        update.Parameters["@batch_id"].Set(batch.BatchId);
        update.Parameters["@now"].Set(now);
    }

    private static void SetText(DbCommand command, StringBuilder text)
    {
#pragma warning disable CA2100 // Program text and numbers: every value is a parameter.
        command.CommandText = text.ToString();
#pragma warning restore CA2100
    }
}
