using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
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
    private const string KeyOfRow = "[receiver_id] = @receiver_id AND [person_id] = @person_id";
    private const string HashIsAsSent = "([payload_hash] = @hash OR ([payload_hash] IS NULL AND @hash IS NULL))";

    // A receiver that has just purged the child has nothing left to remove: the payload alone is the body.
    private const string WithoutRemovals = "[body] = CASE WHEN [change] = @deleted THEN [body] ELSE NULL END";

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
    /// <returns>How many children.</returns>
    internal int RecoverInFlight()
    {
        const string Message = "An earlier run was interrupted before the outcome was known. Sent again.";
        using DbTransaction transaction = _connection.BeginTransaction();
        using DbCommand batches = _connection.Command(
            "UPDATE [csc].[batch_log] SET [outcome] = @unknown, [message] = @message WHERE [receiver_id] = @receiver_id AND [outcome] = @in_flight", transaction);
        batches.AddText("@unknown", BatchOutcome.Unknown);
        batches.AddText("@in_flight", BatchOutcome.InFlight);
        batches.AddText("@message", Message);
        batches.AddInteger("@receiver_id", _receiverId);
        batches.ExecuteNonQuery();

        using DbCommand children = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = @pending, [last_message] = @message, [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [state] = @in_flight",
            transaction);
        children.AddText("@pending", ChildState.Pending);
        children.AddText("@in_flight", ChildState.InFlight);
        children.AddText("@message", Message);
        children.AddMoment("@now", _clock.UtcNow);
        children.AddInteger("@receiver_id", _receiverId);
        int recovered = children.ExecuteNonQuery();
        transaction.Commit();
        return recovered;
    }

    /// <summary>
    /// Claims children for one POST. When it returns, what is about to leave is committed: a kill after this loses nothing and hides nothing.
    /// Children whose row is no longer as it was read are left out.
    /// </summary>
    /// <returns>The batch; null where no child is left.</returns>
    internal Batch? Claim(List<PendingChild> children)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        long batchId = NextBatchId(transaction);
        var batch = new Batch(batchId, ClaimRows(transaction, batchId, children));
        if (batch.Children.Count == 0)
        {
            transaction.Rollback();
            return null;
        }

        using DbCommand insert = _connection.Command(
            "INSERT INTO [csc].[batch_log] ([batch_id], [run_id], [receiver_id], [started_at], [children], [body_bytes], [outcome]) "
            + "VALUES (@batch_id, @run_id, @receiver_id, @now, @children, @body_bytes, @in_flight)",
            transaction);
        insert.AddLong("@batch_id", batchId);
        insert.AddLong("@run_id", _runId);
        insert.AddInteger("@receiver_id", _receiverId);
        insert.AddMoment("@now", _clock.UtcNow);
        insert.AddInteger("@children", batch.Children.Count);
        insert.AddInteger("@body_bytes", batch.Body.Length);
        insert.AddText("@in_flight", BatchOutcome.InFlight);
        insert.ExecuteNonQuery();
        InsertChildren(transaction, batch);
        transaction.Commit();
        return batch;
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
        using DbCommand acknowledge = AcknowledgePayload(transaction);
        using DbCommand acknowledgeEarlier = AcknowledgeEarlierPayload(transaction);
        using DbCommand confirmPurge = ConfirmPurge(transaction);
        using DbCommand confirmEarlierPurge = ConfirmEarlierPurge(transaction);
        for (int position = 0; position < batch.Children.Count; position++)
        {
            PendingChild child = batch.Children[position];
            DbCommand asSent = child.IsDeletion ? confirmPurge : acknowledge;
            SetRow(asSent, batch, child, receipts[position], now);
            if (asSent.ExecuteNonQuery() == 0)
            {
                DbCommand changedSince = child.IsDeletion ? confirmEarlierPurge : acknowledgeEarlier;
                SetRow(changedSince, batch, child, receipts[position], now);
                if (!child.IsDeletion)
                {
                    changedSince.Parameters["@payload"].Set(child.Payload);
                }

                changedSince.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    /// <summary>Records that the receiver refused the one child of the batch: it waits until its payload changes.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outcome">One of <see cref="BatchOutcome"/>.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="message">What happened; cut to 400 characters.</param>
    internal void RecordRejected(Batch batch, string outcome, int statusCode, string message) =>
        RecordUnconfirmed(batch, outcome, statusCode, message, ChildState.Rejected);

    /// <summary>Records that no child of the batch was confirmed: all are pending again.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outcome">One of <see cref="BatchOutcome"/>.</param>
    /// <param name="statusCode">The HTTP status; null without an answer.</param>
    /// <param name="message">What happened; cut to 400 characters.</param>
    internal void RecordFailed(Batch batch, string outcome, int? statusCode, string message) =>
        RecordUnconfirmed(batch, outcome, statusCode, message, ChildState.Pending);

    private void RecordUnconfirmed(Batch batch, string outcome, int? statusCode, string message, string state)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        CompleteBatch(transaction, batch, outcome, statusCode, message);
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = @state, [last_message] = @message, [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [state] = @in_flight AND [batch_id] = @batch_id",
            transaction);
        update.AddText("@state", state);
        update.AddText("@in_flight", ChildState.InFlight);
        update.AddText("@message", LogText.Cut(message, LongestMessage));
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        update.AddLong("@batch_id", batch.BatchId);
        update.ExecuteNonQuery();
        transaction.Commit();
    }

    private long NextBatchId(DbTransaction transaction)
    {
        using DbCommand command = _connection.Command("SELECT MAX([batch_id]) FROM [csc].[batch_log]", transaction);
        return Convert.ToInt64(command.Scalar() ?? 0L, CultureInfo.InvariantCulture) + 1;
    }

    private List<PendingChild> ClaimRows(DbTransaction transaction, long batchId, List<PendingChild> children)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET [state] = @in_flight, [batch_id] = @batch_id, [sent_hash] = [payload_hash], [attempts] = [attempts] + 1, "
            + "[ever_sent] = 1, [state_changed_at] = @now WHERE " + KeyOfRow + " AND [state] = @pending AND [change] = @change AND " + HashIsAsSent,
            transaction);
        update.AddText("@in_flight", ChildState.InFlight);
        update.AddText("@pending", ChildState.Pending);
        update.AddLong("@batch_id", batchId);
        update.AddMoment("@now", _clock.UtcNow);
        update.AddInteger("@receiver_id", _receiverId);
        DbParameter personId = update.AddText("@person_id", null);
        DbParameter change = update.AddText("@change", null);
        DbParameter hash = update.AddHash("@hash", null);
        var claimed = new List<PendingChild>(children.Count);
        foreach (PendingChild child in children)
        {
            personId.Set(child.PersonId);
            change.Set(child.Change);
            hash.Set(child.PayloadHash);
            if (update.ExecuteNonQuery() == 1)
            {
                claimed.Add(child);
            }
        }

        return claimed;
    }

    private void InsertChildren(DbTransaction transaction, Batch batch)
    {
        using DbCommand insert = _connection.Command(
            "INSERT INTO [csc].[batch_child] ([batch_id], [position], [person_id], [change], [sent_hash], [is_resend]) "
            + "VALUES (@batch_id, @position, @person_id, @change, @hash, @is_resend)",
            transaction);
        insert.AddLong("@batch_id", batch.BatchId);
        DbParameter place = insert.AddInteger("@position", null);
        DbParameter personId = insert.AddText("@person_id", null);
        DbParameter change = insert.AddText("@change", null);
        DbParameter hash = insert.AddHash("@hash", null);
        DbParameter isResend = insert.AddFlag("@is_resend", null);
        for (int position = 0; position < batch.Children.Count; position++)
        {
            PendingChild child = batch.Children[position];
            place.Set(position);
            personId.Set(child.PersonId);
            change.Set(child.Change);
            hash.Set(child.PayloadHash);
            isResend.Set(child.IsResend);
            insert.ExecuteNonQuery();
        }
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
        update.ExecuteNonQuery();
    }

    private void RecordReceipts(DbTransaction transaction, Batch batch, List<string> receipts)
    {
        using DbCommand update = _connection.Command(
            "UPDATE [csc].[batch_child] SET [receipt] = @receipt WHERE [batch_id] = @batch_id AND [position] = @position", transaction);
        update.AddLong("@batch_id", batch.BatchId);
        DbParameter place = update.AddInteger("@position", null);
        DbParameter receipt = update.AddText("@receipt", null);
        for (int position = 0; position < receipts.Count; position++)
        {
            place.Set(position);
            receipt.Set(receipts[position]);
            update.ExecuteNonQuery();
        }
    }

    /// <summary>The row still holds what was sent.</summary>
    private DbCommand AcknowledgePayload(DbTransaction transaction)
    {
        DbCommand update = OutcomeCommand(
            transaction,
            "[state] = @accepted, [change] = @none, [acknowledged_payload] = [payload], [acknowledged_hash] = [payload_hash], "
            + "[body] = NULL, [settled_hash] = NULL, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now",
            "[state] = @in_flight AND [change] <> @deleted AND [sent_hash] = @hash AND [payload_hash] = @hash");
        update.AddText("@accepted", ChildState.Accepted);
        update.AddText("@none", ChildChange.None);
        return update;
    }

    /// <summary>The row has changed since: what was sent is acknowledged, what it holds now is still to be sent.</summary>
    private DbCommand AcknowledgeEarlierPayload(DbTransaction transaction)
    {
        DbCommand update = OutcomeCommand(
            transaction,
            "[change] = CASE WHEN [change] = @deleted THEN [change] WHEN [state] = @in_flight OR [change] = @new THEN @updated ELSE [change] END, "
            + BackToPending + ", [acknowledged_payload] = @payload, [acknowledged_hash] = @hash",
            "[sent_hash] = @hash");
        update.AddText("@pending", ChildState.Pending);
        update.AddText("@new", ChildChange.New);
        update.AddText("@updated", ChildChange.Updated);
        update.AddLongText("@payload");
        return update;
    }

    /// <summary>The row still asks for the purge: nothing of the child stays but the proof that it is gone.</summary>
    private DbCommand ConfirmPurge(DbTransaction transaction)
    {
        DbCommand update = OutcomeCommand(
            transaction,
            "[state] = @purged, [change] = @none, [payload] = NULL, [payload_hash] = NULL, [payload_bytes] = NULL, [body] = NULL, "
            + "[acknowledged_payload] = NULL, [acknowledged_hash] = NULL, [sent_hash] = NULL, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now",
            "[state] = @in_flight AND [change] = @deleted AND " + HashIsAsSent);
        update.AddText("@purged", ChildState.Deleted);
        update.AddText("@none", ChildChange.None);
        return update;
    }

    /// <summary>The child has come back since: the receiver holds nothing of it now.</summary>
    private DbCommand ConfirmEarlierPurge(DbTransaction transaction)
    {
        DbCommand update = OutcomeCommand(
            transaction,
            "[change] = CASE WHEN [change] = @deleted THEN [change] ELSE @new END, " + BackToPending + ", " + WithoutRemovals
            + ", [acknowledged_payload] = NULL, [acknowledged_hash] = NULL",
            "([sent_hash] = @hash OR ([sent_hash] IS NULL AND @hash IS NULL))");
        update.AddText("@pending", ChildState.Pending);
        update.AddText("@new", ChildChange.New);
        return update;
    }

    private DbCommand OutcomeCommand(DbTransaction transaction, string assignments, string condition)
    {
        DbCommand update = _connection.Command(
            "UPDATE [csc].[staging] SET " + assignments + ", [receipt] = @receipt, [acknowledged_at] = @now WHERE " + KeyOfRow
            + " AND [batch_id] = @batch_id AND " + condition,
            transaction);
        update.AddText("@in_flight", ChildState.InFlight);
        update.AddText("@deleted", ChildChange.Deleted);
        update.AddInteger("@receiver_id", _receiverId);
        update.AddText("@person_id", null);
        update.AddLong("@batch_id", null);
        update.AddHash("@hash", null);
        update.AddText("@receipt", null);
        update.AddMoment("@now", null);
        return update;
    }

    private static void SetRow(DbCommand update, Batch batch, PendingChild child, string receipt, DateTime now)
    {
        update.Parameters["@person_id"].Set(child.PersonId);
        update.Parameters["@batch_id"].Set(batch.BatchId);
        update.Parameters["@hash"].Set(child.PayloadHash);
        update.Parameters["@receipt"].Set(receipt);
        update.Parameters["@now"].Set(now);
    }
}
