using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Time;

namespace SsdClr.Ledger;

/// <summary>
/// Commits what is about to be sent, and what came of it: csc.batch_log, csc.batch_child and the rows of csc.staging. Every method is one transaction that is
/// over when it returns, so none is open while a POST is made. <see cref="StateTable"/> says the states.
/// </summary>
internal sealed class BatchLedger(DbConnection connection, IClock clock, int receiverId, long runId)
{
    private const int LongestMessage = 400;
    private const int ChildrenPerInsert = 20;
    private const string Interrupted = "An earlier run was interrupted before the outcome was known. Sent again.";

    private readonly DbConnection _connection = connection;
    private readonly IClock _clock = clock;
    private readonly int _receiverId = receiverId;
    private readonly long _runId = runId;

    /// <summary>How many children this run has sent, each counted once.</summary>
    internal int CountChildren()
    {
        using DbCommand command = _connection.Command(
            "SELECT COUNT(DISTINCT c.[person_id]) FROM [csc].[batch_log] AS b INNER JOIN [csc].[batch_child] AS c ON c.[batch_id] = b.[batch_id] WHERE b.[run_id] = @run_id");
        command.AddLong("@run_id", _runId);
        return command.Count();
    }

    /// <summary>Brings back what an interrupted run left in flight: its outcome is unknown, so it is pending again, whole.</summary>
    /// <param name="maximumAttempts">A row with so many attempts is left alone; the claim has counted the one that was cut short.</param>
    /// <param name="wasProbe">True where it was the first POST after a run that gave up: that is never a child's last attempt. One batch is in flight, and its children were tried equally often.</param>
    /// <returns>How many of those rows are left alone from now on.</returns>
    internal int RecoverInFlight(int maximumAttempts, bool wasProbe)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        int exhausted = CountExhaustedInFlight(transaction, maximumAttempts);
        bool isAttempt = !(wasProbe && exhausted > 0);
        CompleteBatches(transaction, batch: null, BatchOutcome.Unknown, statusCode: null, Interrupted);
        ReturnRows(transaction, batch: null, ChildEvent.NotConfirmed, Interrupted, isAttempt);
        transaction.Commit();
        return isAttempt ? exhausted : 0;
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
            ClaimRows(transaction, batch);
            List<int> claimed = Positions(transaction, batch, withBodyAsRead: true);
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
        select.CommandText =
            "SELECT c.[batch_id] FROM [csc].[batch_child] AS c WHERE c.[batch_id] <> @batch_id AND c.[receipt] IN (" + select.AddTexts(receipts, 0, receipts.Count) + ")";
        select.AddLong("@batch_id", batch.BatchId);

        // The least is found here: for MIN, SQL Server may read the whole ledger in order of batch_id, sure to meet one soon, where there is none.
        long? earliest = null;
        using DbDataReader reader = select.ExecuteReader();
        while (reader.Read())
        {
            long found = Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);
            earliest = earliest < found ? earliest : found;
        }

        return earliest;
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
        CompleteBatches(transaction, batch, BatchOutcome.Accepted, statusCode, note);
        RecordReceipts(transaction, batch, receipts);
        int purges = batch.Purges;
        if (purges < batch.Children.Count)
        {
            Confirm(transaction, batch, ofPurges: false, now);
        }

        if (purges > 0)
        {
            Confirm(transaction, batch, ofPurges: true, now);
        }

        foreach (int position in Positions(transaction, batch, withBodyAsRead: false))
        {
            ConfirmEarlier(transaction, batch, batch.Children[position], now);
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
        using DbCommand update = OfBatch(transaction: null, WritingStatements.Event(ChildEvent.RefusedAfterAll), batch, _clock.UtcNow);
        update.Execute();
    }

    /// <summary>Takes back the refusal of a child that was alone in a batch of this run: it is pending again. A row that has changed since stays as it is.</summary>
    /// <param name="batch">The batch it was alone in.</param>
    internal void DoubtRefusal(Batch batch)
    {
        using DbCommand update = OfBatch(transaction: null, WritingStatements.Event(ChildEvent.RefusalDoubted), batch, _clock.UtcNow);
        update.AddText("@person_id", batch.Children[0].PersonId);
        update.Execute();
    }

    private void RecordUnconfirmed(Batch batch, BatchOutcome outcome, int? statusCode, string message, ChildEvent childEvent, bool isAttempt)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        CompleteBatches(transaction, batch, outcome, statusCode, message);
        ReturnRows(transaction, batch, childEvent, message, isAttempt);
        transaction.Commit();
    }

    /// <summary>Nothing of what was in flight is confirmed.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="batch">The batch; null for all that is in flight.</param>
    /// <param name="childEvent">What happened to its children.</param>
    /// <param name="message">What happened, in words.</param>
    /// <param name="isAttempt">False where it does not count as an attempt of each.</param>
    private void ReturnRows(DbTransaction transaction, Batch? batch, ChildEvent childEvent, string message, bool isAttempt)
    {
        using DbCommand update = OfBatch(transaction, WritingStatements.Event(childEvent), batch, _clock.UtcNow);
        update.AddText("@message", InvariantText.Cut(message, LongestMessage));
        update.AddInteger("@not_counted", isAttempt ? 0 : 1);
        update.Execute();
    }

    private int CountExhaustedInFlight(DbTransaction transaction, int maximumAttempts)
    {
        using DbCommand command = _connection.Command(
            "SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [state] = @in_flight AND [attempts] >= @maximum_attempts", transaction);
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@in_flight", ChildState.InFlight.Text());
        command.AddInteger("@maximum_attempts", maximumAttempts);
        return command.Count();
    }

    private long NextBatchId(DbTransaction transaction)
    {
        using DbCommand command = _connection.Command("SELECT MAX([batch_id]) FROM [csc].[batch_log]", transaction);
        return Convert.ToInt64(command.Scalar() ?? 0L, CultureInfo.InvariantCulture) + 1;
    }

    private void InsertBatch(DbTransaction transaction, Batch batch)
    {
        using DbCommand insert = _connection.Command(WritingStatements.InsertBatch, transaction);
        insert.AddLong("@batch_id", batch.BatchId);
        insert.AddLong("@run_id", _runId);
        insert.AddInteger("@receiver_id", _receiverId);
        insert.AddMoment("@now", _clock.UtcNow);
        insert.AddInteger("@children", batch.Children.Count);
        insert.AddInteger("@body_bytes", batch.Body.Length);
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
        using DbCommand insert = _connection.Command(WritingStatements.InsertChildren(end - first), transaction);
        insert.AddLong("@batch_id", batch.BatchId);
        for (int position = first; position < end; position++)
        {
            PendingChild child = batch.Children[position];
            string number = InvariantText.Of(position - first);
            insert.AddInteger("@n" + number, position);
            insert.AddText("@p" + number, child.PersonId);
            insert.AddText("@l" + number, child.ChildId);
            insert.AddText("@c" + number, child.Change.Text());
            insert.AddHash("@h" + number, child.PayloadHash);
            insert.AddFlag("@r" + number, child.IsResend);
        }

        insert.Execute();
    }

    /// <summary>Puts the rows of a batch in flight, where they are as they were read.</summary>
    private void ClaimRows(DbTransaction transaction, Batch batch)
    {
        using DbCommand update = OfBatch(transaction, WritingStatements.Event(ChildEvent.Claimed), batch, _clock.UtcNow);
        update.Execute();
    }

    /// <summary>The places of those of a batch whose rows say that they were sent with it, and not confirmed.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="withBodyAsRead">
    /// True: only those whose row still holds the body that was read. A refresh at the same time may have made another body of the same payload, and
    /// what will be held once that one is accepted does not follow from this one.
    /// </param>
    private List<int> Positions(DbTransaction transaction, Batch batch, bool withBodyAsRead)
    {
        using DbCommand select = _connection.Command(
            "SELECT c.[position]" + (withBodyAsRead ? ", s.[body]" : string.Empty) + " FROM [csc].[batch_child] AS c INNER JOIN [csc].[staging] AS s ON s.[receiver_id] = @receiver_id AND s.[person_id] = c.[person_id] "
            + "WHERE c.[batch_id] = @batch_id AND s.[unconfirmed_batch_id] = @batch_id ORDER BY c.[position]",
            transaction);
        select.AddInteger("@receiver_id", _receiverId);
        select.AddLong("@batch_id", batch.BatchId);
        var positions = new List<int>(batch.Children.Count);
        using DbDataReader reader = select.ExecuteReader();
        while (reader.Read())
        {
            int position = Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture);
            if (!withBodyAsRead || string.Equals(reader.GetValue(1) as string, batch.Children[position].Body, StringComparison.Ordinal))
            {
                positions.Add(position);
            }
        }

        return positions;
    }

    // One batch, or all that have no outcome yet: a run that was interrupted left them so, and when they ended is not known.
    private void CompleteBatches(DbTransaction transaction, Batch? batch, BatchOutcome outcome, int? statusCode, string? message)
    {
        using DbCommand update = _connection.Command(WritingStatements.CompleteBatch, transaction);
        update.AddMoment("@ended_at", batch is null ? null : _clock.UtcNow);
        update.AddInteger("@status_code", statusCode);
        update.AddText("@outcome", outcome.Text());
        update.AddText("@message", InvariantText.Cut(message, LongestMessage));
        update.AddLong("@first", batch?.BatchId ?? 0);
        update.AddLong("@last", batch?.BatchId ?? long.MaxValue);
        update.AddInteger("@receiver_id", _receiverId);
        update.Execute();
    }

    // One statement for all of them.
    private void RecordReceipts(DbTransaction transaction, Batch batch, List<string> receipts)
    {
        using DbCommand update = _connection.Command(WritingStatements.RecordReceipts(receipts.Count), transaction);
        update.AddLong("@batch_id", batch.BatchId);
        for (int position = 0; position < receipts.Count; position++)
        {
            update.AddText("@r" + InvariantText.Of(position), receipts[position]);
        }

        update.Execute();
    }

    /// <summary>The rows that still hold the payload that was sent, or still ask for the purge: of a purged child nothing stays but the proof that it is gone.</summary>
    private void Confirm(DbTransaction transaction, Batch batch, bool ofPurges, DateTime now)
    {
        using DbCommand update = OfBatch(transaction, WritingStatements.Event(ChildEvent.Confirmed, ofPurges), batch, now);
        update.Execute();
    }

    /// <summary>A row that has changed since the claim: what was sent is confirmed, and what the row has now is still to be sent.</summary>
    private void ConfirmEarlier(DbTransaction transaction, Batch batch, PendingChild child, DateTime now)
    {
        ChildEvent childEvent = child.IsPurge ? ChildEvent.EarlierPurgeConfirmed : ChildEvent.EarlierConfirmed;
        using DbCommand update = OfBatch(transaction, WritingStatements.Event(childEvent), batch, now);
        if (!child.IsPurge)
        {
            update.AddLongText("@payload").Set(child.Payload);
            update.AddHash("@hash", child.PayloadHash);
        }

        update.AddText("@person_id", child.PersonId);
        update.Execute();
    }

    private DbCommand OfBatch(DbTransaction? transaction, string statement, Batch? batch, DateTime now)
    {
        DbCommand command = _connection.Command(statement, transaction);
        command.AddMoment("@now", now);
        command.AddInteger("@receiver_id", _receiverId);
        command.AddLong("@batch_id", batch?.BatchId);
        return command;
    }
}
