using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Staging;

namespace SsdClr.Payload.Migration;

/// <summary>Writes adopted children to csc.staging. A row that was never sent gives way: the next refresh makes it again.</summary>
internal sealed class AdoptionWriter : IDisposable
{
    private readonly DbCommand _delete;
    private readonly DbCommand _insert;

    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction that all is written in.</param>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="now">The moment written as state_changed_at, in UTC.</param>
    internal AdoptionWriter(DbConnection connection, DbTransaction transaction, int receiverId, DateTime now)
    {
        _delete = connection.Command(
            "DELETE FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id AND [ever_sent] = 0", transaction);
        _insert = connection.Command(
            "INSERT INTO [csc].[staging] ([receiver_id], [person_id], [la_child_id], [mis_child_id], [state], [change], [error_count], [warning_count], [ever_sent], [attempts], "
            + "[sent_hash], [acknowledged_payload], [acknowledged_hash], [receipt], [acknowledged_at], [state_changed_at], [perhaps_held]) "
            + "VALUES (@receiver_id, @person_id, @la_child_id, @mis_child_id, @state, @change, 0, 0, 1, 0, "
            + "@sent_hash, @acknowledged_payload, @acknowledged_hash, @receipt, @acknowledged_at, @now, @perhaps_held)",
            transaction);
        foreach (DbCommand command in new[] { _delete, _insert })
        {
            command.AddInteger("@receiver_id", receiverId);
            command.AddText("@person_id", null);
        }

        _insert.AddText("@la_child_id", null);
        _insert.AddText("@mis_child_id", null);
        _insert.AddText("@state", null);
        _insert.AddText("@change", ChildChange.None);
        _insert.AddHash("@sent_hash", null);
        _insert.AddLongText("@acknowledged_payload");
        _insert.AddHash("@acknowledged_hash", null);
        _insert.AddText("@receipt", null);
        _insert.AddMoment("@acknowledged_at", null);
        _insert.AddMoment("@now", now);
        _insert.AddLongText("@perhaps_held");
    }

    /// <summary>Writes children, and lets go of their texts.</summary>
    /// <exception cref="AdoptionRefusedException">The rows are not those that were judged.</exception>
    internal void Write(List<AdoptionCandidate> children)
    {
        foreach (AdoptionCandidate child in children)
        {
            if (!child.IsAsJudged)
            {
                throw new AdoptionRefusedException("The table changed while it was read. Nothing was adopted. Stop the old tool for good, and adopt again.");
            }

            Set(_delete, "@person_id", child.PersonId);
            _delete.Execute();
            Set(_insert, "@person_id", child.PersonId);
            Set(_insert, "@la_child_id", child.LaChildId);
            Set(_insert, "@mis_child_id", child.MisChildId);

            // Of an unknown content nothing may be taken for accepted; dormant rests until a refresh finds the child, or finds it gone.
            Set(_insert, "@state", child.IsAcknowledged ? ChildState.Accepted : ChildState.Dormant);
            Set(_insert, "@sent_hash", child.AcknowledgedHash);
            Set(_insert, "@acknowledged_payload", child.AcknowledgedText);
            Set(_insert, "@acknowledged_hash", child.AcknowledgedHash);
            Set(_insert, "@receipt", child.IsAcknowledged ? child.Receipt!.Text : null);
            Set(_insert, "@acknowledged_at", child.IsAcknowledged ? child.Receipt!.Moment : null);
            Set(_insert, "@perhaps_held", child.PerhapsHeldText);
            _insert.Execute();
            child.Forget();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _delete.Dispose();
        _insert.Dispose();
    }

    private static void Set(DbCommand command, string name, object? value) => command.Parameters[name].Set(value);
}
