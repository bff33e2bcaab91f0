using System;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Payload.Change;
using SsdClr.Staging;

namespace SsdClr.Payload.Staging;

/// <summary>Writes rows of csc.staging within one transaction; nothing is kept unless <see cref="Commit"/> is called.</summary>
internal sealed class StagingWriter : IDisposable
{
    private readonly DbTransaction _transaction;
    private readonly DbCommand _insert;
    private readonly DbCommand _update;
    private readonly DbCommand _updateCounts;
    private readonly DbCommand _withoutPayload;
    private readonly DbCommand _texts;
    private readonly DbCommand _delete;
    private readonly DbCommand _move;
    private readonly DbCommand _release;
    private readonly DbCommand _close;

    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="receiverId">The receiver whose rows are written.</param>
    /// <param name="now">The moment written as state_changed_at, in UTC.</param>
    internal StagingWriter(DbConnection connection, int receiverId, DateTime now)
    {
        _transaction = connection.BeginTransaction();
        _insert = Command(
            connection,
            receiverId,
            now,
            "INSERT INTO [csc].[staging] ([receiver_id], [person_id], [la_child_id], [mis_child_id], [state], [change], [payload], [payload_hash], [payload_bytes], [body], "
            + "[whole_body], [settled_hash], [error_count], [warning_count], [ever_sent], [attempts], [state_changed_at], [unchecked_removals], [not_cleared], [perhaps_held]) "
            + "VALUES (@receiver_id, @person_id, @la_child_id, @mis_child_id, @state, @change, @payload, @payload_hash, @payload_bytes, @body, "
            + "@whole_body, @settled_hash, @error_count, @warning_count, 0, 0, @now, @unchecked_removals, @not_cleared, @perhaps_held)");
        _update = Command(
            connection,
            receiverId,
            now,
            "UPDATE [csc].[staging] SET [la_child_id] = @la_child_id, [mis_child_id] = @mis_child_id, [state] = @state, [change] = @change, [payload] = @payload, "
            + "[payload_hash] = @payload_hash, [payload_bytes] = @payload_bytes, [body] = @body, [settled_hash] = @settled_hash, [error_count] = @error_count, [warning_count] = @warning_count, "
            + "[whole_body] = @whole_body, [unchecked_removals] = @unchecked_removals, [not_cleared] = @not_cleared, [perhaps_held] = @perhaps_held, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now, "
            + "[ever_sent] = CASE WHEN [state] = @purged THEN 0 ELSE [ever_sent] END WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id");

        // Of who was purged and is back the receiver holds nothing: there is nothing to purge again, which might be another's under the same id by then.
        _update.AddText("@purged", ChildState.Deleted);
        foreach (DbCommand command in new[] { _insert, _update })
        {
            command.AddText("@la_child_id", null);
            command.AddText("@mis_child_id", null);
            command.AddText("@state", null);
            command.AddText("@change", null);
            command.AddLongText("@payload");
            command.AddHash("@payload_hash", null);
            command.AddInteger("@payload_bytes", null);
            command.AddLongText("@body");
            command.AddLongText("@whole_body");
            command.AddText("@unchecked_removals", null);
            command.AddLongText("@not_cleared");
            command.AddLongText("@perhaps_held");
            command.AddHash("@settled_hash", null);
            command.AddInteger("@error_count", null);
            command.AddInteger("@warning_count", null);
        }

        _updateCounts = Command(
            connection,
            receiverId,
            now,
            "UPDATE [csc].[staging] SET [state] = @state, [change] = @change, [error_count] = @error_count, [warning_count] = @warning_count, [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id");
        _updateCounts.AddText("@state", null);
        _updateCounts.AddText("@change", null);
        _updateCounts.AddInteger("@error_count", null);
        _updateCounts.AddInteger("@warning_count", null);

        _withoutPayload = Command(
            connection,
            receiverId,
            now,
            "UPDATE [csc].[staging] SET [state] = @state, [change] = @change, [payload] = NULL, [payload_hash] = NULL, [payload_bytes] = NULL, [body] = @body, [settled_hash] = NULL, "
            + "[whole_body] = NULL, [unchecked_removals] = NULL, [perhaps_held] = @perhaps_held, [error_count] = 0, [warning_count] = 0, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id");
        _withoutPayload.AddText("@state", null);
        _withoutPayload.AddText("@change", null);
        _withoutPayload.AddLongText("@body");
        _withoutPayload.AddLongText("@perhaps_held");

        _texts = Command(
            connection,
            receiverId,
            now,
            "SELECT [acknowledged_payload], CASE WHEN [payload_hash] = [sent_hash] THEN [payload] END AS [sent], [perhaps_held], [not_cleared], [body], [whole_body] FROM [csc].[staging] "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id");
        _move = Command(
            connection, receiverId, now, "UPDATE [csc].[staging] SET [person_id] = @to_person_id WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id");
        _move.AddText("@to_person_id", null);
        _release = Command(
            connection,
            receiverId,
            now,
            "UPDATE [csc].[staging] SET [state] = @pending, [unchecked_removals] = NULL, [state_changed_at] = @now WHERE [receiver_id] = @receiver_id AND [state] = @held");
        _release.AddText("@pending", ChildState.Pending);
        _release.AddText("@held", ChildState.Held);
        _close = Command(connection, receiverId, now, "UPDATE [csc].[receiver] SET [refresh_refused_at] = @now WHERE [receiver_id] = @receiver_id");
        _delete = Command(connection, receiverId, now, "DELETE FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id");
    }

    /// <summary>What is known of what the receiver holds of a child.</summary>
    internal HeldTexts ReadHeld(string personId)
    {
        Set(_texts, "@person_id", personId);
        using DbDataReader reader = _texts.ExecuteReader();
        return reader.Read()
            ? new HeldTexts(
                reader.GetValue(0) as string,
                reader.GetValue(1) as string,
                reader.GetValue(2) as string,
                reader.GetValue(3) as string,
                reader.GetValue(4) as string,
                reader.GetValue(5) as string)
            : new HeldTexts(acknowledged: null, sent: null, perhapsHeld: null, valuesNotCleared: null, body: null, wholeBody: null);
    }

    /// <summary>Writes a child with its payload: a new row, or the row it has.</summary>
    internal void Write(bool isNew, StagingTransition transition, StagedPayload payload)
    {
        DbCommand command = isNew ? _insert : _update;
        Set(command, "@person_id", payload.PersonId);
        Set(command, "@la_child_id", payload.LaChildId);
        Set(command, "@mis_child_id", payload.MisChildId);
        Set(command, "@state", transition.State);
        Set(command, "@change", transition.Change);
        Set(command, "@payload", payload.Text);
        Set(command, "@payload_hash", payload.Hash);
        Set(command, "@payload_bytes", payload.Bytes);
        Set(command, "@body", payload.Body.Body);
        Set(command, "@whole_body", payload.Body.WholeBody);
        Set(command, "@unchecked_removals", payload.Body.Removed?.ToText());
        Set(command, "@not_cleared", payload.Body.ValuesNotCleared);
        Set(command, "@perhaps_held", payload.Body.PerhapsHeld);
        Set(command, "@settled_hash", payload.Body.IsSettled ? payload.Hash : null);
        Set(command, "@error_count", payload.Errors);
        Set(command, "@warning_count", payload.Warnings);
        command.Execute();
    }

    /// <summary>Writes what is new about a child whose payload is staged already.</summary>
    internal void WriteState(string personId, StagingTransition transition, int errors, int warnings)
    {
        Set(_updateCounts, "@person_id", personId);
        Set(_updateCounts, "@state", transition.State);
        Set(_updateCounts, "@change", transition.Change);
        Set(_updateCounts, "@error_count", errors);
        Set(_updateCounts, "@warning_count", warnings);
        _updateCounts.Execute();
    }

    /// <summary>Writes a child SSD gives no payload for: dormant, or to be purged by <paramref name="body"/>.</summary>
    internal void WriteWithoutPayload(StagedChild row, StagingTransition transition, string? body)
    {
        string personId = row.PersonId;
        Set(_withoutPayload, "@perhaps_held", row.IsCertain || !row.EverSent ? null : ReadHeld(personId).Unconfirmed());
        Set(_withoutPayload, "@person_id", personId);
        Set(_withoutPayload, "@state", transition.State);
        Set(_withoutPayload, "@change", transition.Change);
        Set(_withoutPayload, "@body", body);
        _withoutPayload.Execute();
    }

    /// <summary>Drops the row of a child that never left the building.</summary>
    internal void Delete(string personId)
    {
        Set(_delete, "@person_id", personId);
        _delete.Execute();
    }

    /// <summary>Gives a row another key; a row that has that key already goes.</summary>
    internal void Move(string fromPersonId, string toPersonId)
    {
        Delete(toPersonId);
        Set(_move, "@person_id", fromPersonId);
        Set(_move, "@to_person_id", toPersonId);
        _move.Execute();
    }

    /// <summary>Lets everything that is held go on its way.</summary>
    internal void Release() => _release.Execute();

    /// <summary>Nothing is submitted until a refresh has come to its end: this one may not.</summary>
    internal void CloseTheWayOut() => _close.Execute();

    /// <summary>Keeps all that was written.</summary>
    internal void Commit() => _transaction.Commit();

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _updateCounts.Dispose();
        _withoutPayload.Dispose();
        _texts.Dispose();
        _delete.Dispose();
        _move.Dispose();
        _release.Dispose();
        _close.Dispose();
        _transaction.Dispose();
    }

    private DbCommand Command(DbConnection connection, int receiverId, DateTime now, string sql)
    {
        DbCommand command = connection.Command(sql, _transaction);
        command.AddInteger("@receiver_id", receiverId);
        command.AddText("@person_id", null);
        if (sql.Contains("@now"))
        {
            command.AddMoment("@now", now);
        }

        return command;
    }

    private static void Set(DbCommand command, string name, object? value) => command.Parameters[name].Set(value);
}
