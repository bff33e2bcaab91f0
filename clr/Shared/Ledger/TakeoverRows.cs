using System;
using System.Data.Common;

namespace SsdClr.Ledger;

/// <summary>Writes children taken over from another tool to csc.staging, many at a time. A row that was never sent gives way: the next refresh makes it again.</summary>
internal sealed class TakeoverRows : IDisposable
{
    private readonly StagingBatch _delete;
    private readonly StagingBatch _insert;

    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction that all is written in.</param>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="now">The moment written as state_changed_at, in UTC.</param>
    internal TakeoverRows(DbConnection connection, DbTransaction transaction, int receiverId, DateTime now)
    {
        _delete = new StagingBatch(connection, receiverId, WritingStatements.DeleteRows());
        _insert = new StagingBatch(connection, receiverId, WritingStatements.InsertRows(Columns()));
        _delete.Begin(transaction, now);
        _insert.Begin(transaction, now);
    }

    /// <summary>The columns of a row taken over.</summary>
    internal static StagingColumn[] Columns() =>
    [
        StagingColumn.Text("person_id"),
        StagingColumn.Text("la_child_id"),
        StagingColumn.Text("state"),
        StagingColumn.Text("change"),
        StagingColumn.Integer("error_count"),
        StagingColumn.Integer("warning_count"),
        StagingColumn.LongText("held"),
        StagingColumn.LongText("acknowledged_payload"),
        StagingColumn.Hash("acknowledged_hash"),
        StagingColumn.Text("receipt"),
        StagingColumn.Moment("acknowledged_at"),
    ];

    /// <summary>Takes a child to be written. Writes those taken before where there is room for no more.</summary>
    internal void Add(TakenOverChild child)
    {
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
        _insert.Put(ChildChange.None.Text());
        _insert.Put(0);
        _insert.Put(0);
        _insert.Put(child.Held);
        _insert.Put(child.Payload);
        _insert.Put(child.Hash);
        _insert.Put(child.Receipt);
        _insert.Put(child.AcknowledgedAt);
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
