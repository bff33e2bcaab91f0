using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Payload.Change;
using SsdClr.Payload.Ssd;
using SsdClr.Staging;

namespace SsdClr.Payload.Staging;

/// <summary>
/// Writes rows of csc.staging, many at a time, one transaction after another; nothing of a transaction is kept unless <see cref="Commit"/> is called.
/// </summary>
internal sealed class StagingWriter : IDisposable
{
    // Rows come as parameters in a table of their own, which SQL Server and SQLite read alike. The key is compared with the table's own column only.
    private const string OfThoseRows = ") AS v WHERE [staging].[receiver_id] = @receiver_id AND [staging].[person_id] = v.[person_id]";
    private const string NextRow = " UNION ALL ";

    private readonly DbConnection _connection;
    private readonly StagingBatch _insert;
    private readonly StagingBatch _update;
    private readonly StagingBatch _updateCounts;
    private readonly StagingBatch _withoutPayload;
    private readonly StagingBatch _delete;
    private readonly StagingBatch[] _batches;
    private readonly DbCommand _texts;
    private readonly DbCommand _move;
    private readonly DbCommand _release;
    private readonly DbCommand _close;
    private readonly DbCommand[] _commands;
    private readonly Dictionary<string, bool> _gathered = new(new PersonIdComparer());
    private DbTransaction? _transaction;

    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="receiverId">The receiver whose rows are written.</param>
    internal StagingWriter(DbConnection connection, int receiverId)
    {
        _connection = connection;
        StagingBatchColumn[] withPayload =
        [
            StagingBatchColumn.Text("@person_id"),
            StagingBatchColumn.Text("@la_child_id"),
            StagingBatchColumn.Text("@mis_child_id"),
            StagingBatchColumn.Text("@state"),
            StagingBatchColumn.Text("@change"),
            StagingBatchColumn.LongText("@payload"),
            StagingBatchColumn.Hash("@payload_hash"),
            StagingBatchColumn.Integer("@payload_bytes"),
            StagingBatchColumn.LongText("@body"),
            StagingBatchColumn.LongText("@whole_body"),
            StagingBatchColumn.Text("@unchecked_removals"),
            StagingBatchColumn.LongText("@not_cleared"),
            StagingBatchColumn.LongText("@perhaps_held"),
            StagingBatchColumn.Hash("@settled_hash"),
            StagingBatchColumn.Integer("@error_count"),
            StagingBatchColumn.Integer("@warning_count"),
        ];
        _insert = new StagingBatch(
            connection,
            receiverId,
            withPayload,
            "INSERT INTO [csc].[staging] ([receiver_id], [person_id], [la_child_id], [mis_child_id], [state], [change], [payload], [payload_hash], [payload_bytes], [body], "
            + "[whole_body], [settled_hash], [error_count], [warning_count], [ever_sent], [attempts], [state_changed_at], [unchecked_removals], [not_cleared], [perhaps_held]) VALUES ",
            "(@receiver_id, @person_id#, @la_child_id#, @mis_child_id#, @state#, @change#, @payload#, @payload_hash#, @payload_bytes#, @body#, "
            + "@whole_body#, @settled_hash#, @error_count#, @warning_count#, 0, 0, @now, @unchecked_removals#, @not_cleared#, @perhaps_held#)",
            ", ",
            string.Empty);

        // Of who was purged and is back the receiver holds nothing: there is nothing to purge again, which might be another's under the same id by then.
        _update = new StagingBatch(
            connection,
            receiverId,
            withPayload,
            "UPDATE [csc].[staging] SET [la_child_id] = v.[la_child_id], [mis_child_id] = v.[mis_child_id], [state] = v.[state], [change] = v.[change], [payload] = v.[payload], "
            + "[payload_hash] = v.[payload_hash], [payload_bytes] = v.[payload_bytes], [body] = v.[body], [settled_hash] = v.[settled_hash], [error_count] = v.[error_count], "
            + "[warning_count] = v.[warning_count], [whole_body] = v.[whole_body], [unchecked_removals] = v.[unchecked_removals], [not_cleared] = v.[not_cleared], "
            + "[perhaps_held] = v.[perhaps_held], [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now, "
            + "[ever_sent] = CASE WHEN [staging].[state] = '" + ChildState.Deleted + "' THEN 0 ELSE [staging].[ever_sent] END FROM (",
            "SELECT @person_id# AS [person_id], @la_child_id# AS [la_child_id], @mis_child_id# AS [mis_child_id], @state# AS [state], @change# AS [change], @payload# AS [payload], "
            + "@payload_hash# AS [payload_hash], @payload_bytes# AS [payload_bytes], @body# AS [body], @whole_body# AS [whole_body], @settled_hash# AS [settled_hash], "
            + "@error_count# AS [error_count], @warning_count# AS [warning_count], @unchecked_removals# AS [unchecked_removals], @not_cleared# AS [not_cleared], @perhaps_held# AS [perhaps_held]",
            NextRow,
            OfThoseRows);
        _updateCounts = new StagingBatch(
            connection,
            receiverId,
            [
                StagingBatchColumn.Text("@person_id"),
                StagingBatchColumn.Text("@state"),
                StagingBatchColumn.Text("@change"),
                StagingBatchColumn.Integer("@error_count"),
                StagingBatchColumn.Integer("@warning_count"),
            ],
            "UPDATE [csc].[staging] SET [state] = v.[state], [change] = v.[change], [error_count] = v.[error_count], [warning_count] = v.[warning_count], [state_changed_at] = @now FROM (",
            "SELECT @person_id# AS [person_id], @state# AS [state], @change# AS [change], @error_count# AS [error_count], @warning_count# AS [warning_count]",
            NextRow,
            OfThoseRows);
        _withoutPayload = new StagingBatch(
            connection,
            receiverId,
            [
                StagingBatchColumn.Text("@person_id"),
                StagingBatchColumn.Text("@state"),
                StagingBatchColumn.Text("@change"),
                StagingBatchColumn.LongText("@body"),
                StagingBatchColumn.LongText("@perhaps_held"),
            ],
            "UPDATE [csc].[staging] SET [state] = v.[state], [change] = v.[change], [payload] = NULL, [payload_hash] = NULL, [payload_bytes] = NULL, [body] = v.[body], [settled_hash] = NULL, "
            + "[whole_body] = NULL, [unchecked_removals] = NULL, [perhaps_held] = v.[perhaps_held], [error_count] = 0, [warning_count] = 0, [attempts] = 0, [last_message] = NULL, "
            + "[state_changed_at] = @now FROM (",
            "SELECT @person_id# AS [person_id], @state# AS [state], @change# AS [change], @body# AS [body], @perhaps_held# AS [perhaps_held]",
            NextRow,
            OfThoseRows);
        _delete = new StagingBatch(
            connection,
            receiverId,
            [StagingBatchColumn.Text("@person_id")],
            "DELETE FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [person_id] IN (",
            "@person_id#",
            ", ",
            ")");
        _batches = [_insert, _update, _updateCounts, _withoutPayload, _delete];
        _texts = Command(
            receiverId,
            "SELECT [acknowledged_payload], CASE WHEN [payload_hash] = [sent_hash] THEN [payload] END AS [sent], [perhaps_held], [not_cleared], [body], [whole_body] FROM [csc].[staging] "
            + "WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id",
            "@person_id");
        _move = Command(
            receiverId,
            "UPDATE [csc].[staging] SET [person_id] = @to_person_id WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id",
            "@person_id",
            "@to_person_id");
        _release = Command(
            receiverId,
            "UPDATE [csc].[staging] SET [state] = '" + ChildState.Pending + "', [unchecked_removals] = NULL, [state_changed_at] = @now WHERE [receiver_id] = @receiver_id AND [state] = '" + ChildState.Held + "'");
        _release.AddMoment("@now", null);
        _close = Command(receiverId, "UPDATE [csc].[receiver] SET [refresh_refused_at] = @now WHERE [receiver_id] = @receiver_id");
        _close.AddMoment("@now", null);
        _commands = [_texts, _move, _release, _close];
    }

    /// <summary>Starts a transaction.</summary>
    /// <param name="now">The moment written as state_changed_at, in UTC.</param>
    internal void Begin(DateTime now)
    {
        _transaction = _connection.BeginTransaction();
        foreach (StagingBatch batch in _batches)
        {
            batch.Begin(_transaction, now);
        }

        foreach (DbCommand command in _commands)
        {
            command.Transaction = _transaction;
        }

        Set(_release, "@now", now);
        Set(_close, "@now", now);
    }

    /// <summary>What is known of what the receiver holds of a child.</summary>
    internal HeldTexts ReadHeld(string personId)
    {
        if (_gathered.ContainsKey(personId))
        {
            WriteGathered();
        }

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
        StagingBatch batch = isNew ? _insert : _update;
        StartRow(batch, payload.PersonId);
        batch.Put(payload.LaChildId);
        batch.Put(payload.MisChildId);
        batch.Put(transition.State);
        batch.Put(transition.Change);
        batch.Put(payload.Text);
        batch.Put(payload.Hash);
        batch.Put(payload.Bytes);
        batch.Put(payload.Body.Body);
        batch.Put(payload.Body.WholeBody);
        batch.Put(payload.Body.Removed?.ToText());
        batch.Put(payload.Body.ValuesNotCleared);
        batch.Put(payload.Body.PerhapsHeld);
        batch.Put(payload.Body.IsSettled ? payload.Hash : null);
        batch.Put(payload.Errors);
        batch.Put(payload.Warnings);
    }

    /// <summary>Writes what is new about a child whose payload is staged already.</summary>
    internal void WriteState(string personId, StagingTransition transition, int errors, int warnings)
    {
        StartRow(_updateCounts, personId);
        _updateCounts.Put(transition.State);
        _updateCounts.Put(transition.Change);
        _updateCounts.Put(errors);
        _updateCounts.Put(warnings);
    }

    /// <summary>Writes a child SSD gives no payload for: dormant, or to be purged by <paramref name="body"/>.</summary>
    internal void WriteWithoutPayload(StagedChild row, StagingTransition transition, string? body)
    {
        string? perhapsHeld = row.IsCertain || !row.EverSent ? null : ReadHeld(row.PersonId).Unconfirmed();
        StartRow(_withoutPayload, row.PersonId);
        _withoutPayload.Put(transition.State);
        _withoutPayload.Put(transition.Change);
        _withoutPayload.Put(body);
        _withoutPayload.Put(perhapsHeld);
    }

    /// <summary>Drops the row of a child that never left the building.</summary>
    internal void Delete(string personId) => StartRow(_delete, personId);

    /// <summary>Gives a row another key; a row that has that key already goes.</summary>
    internal void Move(string fromPersonId, string toPersonId)
    {
        Delete(toPersonId);
        WriteGathered();
        Set(_move, "@person_id", fromPersonId);
        Set(_move, "@to_person_id", toPersonId);
        _move.Execute();
    }

    /// <summary>Lets everything that is held go on its way.</summary>
    internal void Release()
    {
        WriteGathered();
        _release.Execute();
    }

    /// <summary>Nothing is submitted until a refresh has come to its end: this one may not.</summary>
    internal void CloseTheWayOut() => _close.Execute();

    /// <summary>Keeps all that was written since <see cref="Begin"/>, and ends the transaction.</summary>
    internal void Commit()
    {
        WriteGathered();
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (StagingBatch batch in _batches)
        {
            batch.Dispose();
        }

        foreach (DbCommand command in _commands)
        {
            command.Dispose();
        }

        _transaction?.Dispose();
    }

    // Two statements of one row keep their order: what was gathered before is written first.
    private void StartRow(StagingBatch batch, string personId)
    {
        if (_gathered.ContainsKey(personId))
        {
            WriteGathered();
        }

        _gathered.Add(personId, true);
        batch.StartRow();
        batch.Put(personId);
    }

    private void WriteGathered()
    {
        foreach (StagingBatch batch in _batches)
        {
            batch.Write();
        }

        _gathered.Clear();
    }

    private DbCommand Command(int receiverId, string sql, params string[] texts)
    {
        DbCommand command = _connection.Command(sql);
        command.AddInteger("@receiver_id", receiverId);
        foreach (string name in texts)
        {
            command.AddText(name, null);
        }

        return command;
    }

    private static void Set(DbCommand command, string name, object? value) => command.Parameters[name].Set(value);
}
