using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Ledger;
using SsdClr.Payload.Refreshing;

namespace SsdClr.Payload.Takeover;

/// <summary>Writes the children taken over to csc.staging, many at a time. A row that was never sent gives way: the next refresh makes it again.</summary>
internal sealed class TakeoverWriter : IDisposable
{
    private readonly StagingBatch _delete;
    private readonly StagingBatch _insert;

    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction that all is written in.</param>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="now">The moment written as state_changed_at, in UTC.</param>
    internal TakeoverWriter(DbConnection connection, DbTransaction transaction, int receiverId, DateTime now)
    {
        _delete = new StagingBatch(
            connection,
            receiverId,
            [StagingBatchColumn.Text("@person_id")],
            "DELETE FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [held] IS NULL AND [acknowledged_hash] IS NULL AND [state] <> '" + ChildState.Purged.Text() + "' AND [person_id] IN (",
            "@person_id#",
            ", ",
            ")");
        _insert = new StagingBatch(
            connection,
            receiverId,
            [
                StagingBatchColumn.Text("@person_id"),
                StagingBatchColumn.Text("@la_child_id"),
                StagingBatchColumn.Text("@state"),
                StagingBatchColumn.LongText("@acknowledged_payload"),
                StagingBatchColumn.Hash("@acknowledged_hash"),
                StagingBatchColumn.Text("@receipt"),
                StagingBatchColumn.Moment("@acknowledged_at"),
                StagingBatchColumn.LongText("@held"),
            ],
            "INSERT INTO [csc].[staging] ([receiver_id], [person_id], [la_child_id], [state], [change], [error_count], [warning_count], [attempts], "
            + "[acknowledged_payload], [acknowledged_hash], [receipt], [acknowledged_at], [state_changed_at], [held]) VALUES ",
            "(@receiver_id, @person_id#, @la_child_id#, @state#, '" + ChildChange.None.Text() + "', 0, 0, 0, "
            + "@acknowledged_payload#, @acknowledged_hash#, @receipt#, @acknowledged_at#, @now, @held#)",
            ", ",
            string.Empty);
        _delete.Begin(transaction, now);
        _insert.Begin(transaction, now);
    }

    /// <summary>Takes children to be written, and lets go of their texts. Writes those taken before where there is room for no more.</summary>
    /// <exception cref="TakeoverRefusedException">The rows are not those that were judged.</exception>
    internal void Write(List<TakeoverCandidate> children)
    {
        foreach (TakeoverCandidate child in children)
        {
            if (!child.IsAsJudged)
            {
                throw new TakeoverRefusedException("The table changed while it was read. Nothing was taken over. Stop the old tool for good, and take over again.");
            }

            if (_insert.IsFull)
            {
                WriteGathered();
            }

            _delete.StartRow();
            _delete.Put(child.PersonId);
            _insert.StartRow();
            _insert.Put(child.PersonId);
            _insert.Put(child.LaChildId);

            // Of an unknown content nothing may be taken for accepted; dormant rests until a refresh finds the child, or finds it gone.
            _insert.Put((child.IsAcknowledged ? ChildState.Accepted : ChildState.Dormant).Text());
            _insert.Put(child.AcknowledgedText);
            _insert.Put(child.AcknowledgedHash);
            _insert.Put(child.IsAcknowledged ? child.Receipt!.Text : null);
            _insert.Put(child.IsAcknowledged ? child.Receipt!.Moment : null);
            _insert.Put(child.HeldText);
            child.Forget();
        }
    }

    /// <summary>Writes the children that were taken and are not written yet.</summary>
    internal void WriteGathered()
    {
        // No child is in two rows, so all may give way before any comes.
        _delete.Write();
        _insert.Write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _delete.Dispose();
        _insert.Dispose();
    }
}
