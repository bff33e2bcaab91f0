using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload.Staging;

/// <summary>
/// Writes rows of csc.staging, many at a time, one transaction after another; nothing of a transaction is kept unless <see cref="Commit"/> is called. What
/// the receiver may have (held) is never written here: only a claim and its outcome change that.
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
            StagingBatchColumn.Text("@state"),
            StagingBatchColumn.Text("@change"),
            StagingBatchColumn.LongText("@payload"),
            StagingBatchColumn.Hash("@payload_hash"),
            StagingBatchColumn.LongText("@body"),
            StagingBatchColumn.LongText("@partial_body"),
            StagingBatchColumn.LongText("@held_if_sent"),
            StagingBatchColumn.LongText("@held_if_accepted"),
            StagingBatchColumn.Integer("@error_count"),
            StagingBatchColumn.Integer("@warning_count"),
        ];
        _insert = new StagingBatch(
            connection,
            receiverId,
            withPayload,
            "INSERT INTO [csc].[staging] ([receiver_id], [person_id], [la_child_id], [state], [change], [payload], [payload_hash], [body], [partial_body], "
            + "[held_if_sent], [held_if_accepted], [error_count], [warning_count], [attempts], [state_changed_at]) VALUES ",
            "(@receiver_id, @person_id#, @la_child_id#, @state#, @change#, @payload#, @payload_hash#, @body#, @partial_body#, "
            + "@held_if_sent#, @held_if_accepted#, @error_count#, @warning_count#, 0, @now)",
            ", ",
            string.Empty);
        _update = new StagingBatch(
            connection,
            receiverId,
            withPayload,
            "UPDATE [csc].[staging] SET [la_child_id] = v.[la_child_id], [state] = v.[state], [change] = v.[change], [payload] = v.[payload], [payload_hash] = v.[payload_hash], "
            + "[body] = v.[body], [partial_body] = v.[partial_body], [held_if_sent] = v.[held_if_sent], [held_if_accepted] = v.[held_if_accepted], "
            + "[error_count] = v.[error_count], [warning_count] = v.[warning_count], [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now FROM (",
            "SELECT @person_id# AS [person_id], @la_child_id# AS [la_child_id], @state# AS [state], @change# AS [change], @payload# AS [payload], @payload_hash# AS [payload_hash], "
            + "@body# AS [body], @partial_body# AS [partial_body], @held_if_sent# AS [held_if_sent], @held_if_accepted# AS [held_if_accepted], "
            + "@error_count# AS [error_count], @warning_count# AS [warning_count]",
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
            ],
            "UPDATE [csc].[staging] SET [state] = v.[state], [change] = v.[change], [payload] = NULL, [payload_hash] = NULL, [body] = v.[body], [partial_body] = NULL, "
            + "[held_if_sent] = NULL, [held_if_accepted] = NULL, [error_count] = 0, [warning_count] = 0, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now FROM (",
            "SELECT @person_id# AS [person_id], @state# AS [state], @change# AS [change], @body# AS [body]",
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
            "SELECT [acknowledged_payload], [held], [payload], [body], [partial_body], [held_if_sent], [held_if_accepted] FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id",
            "@person_id");
        _move = Command(
            receiverId,
            "UPDATE [csc].[staging] SET [person_id] = @to_person_id WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id",
            "@person_id",
            "@to_person_id");
        _release = Command(
            receiverId,
            "UPDATE [csc].[staging] SET [state] = " + StateTable.NextState(ChildEvent.GuardPassed) + ", [state_changed_at] = @now "
            + "WHERE [receiver_id] = @receiver_id AND [state] = '" + ChildState.AwaitingConfirmation.Text() + "'");
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

    /// <summary>The texts of a row.</summary>
    internal StagedTexts ReadTexts(string personId)
    {
        if (_gathered.ContainsKey(personId))
        {
            WriteGathered();
        }

        Set(_texts, "@person_id", personId);
        using DbDataReader reader = _texts.ExecuteReader();
        return reader.Read()
            ? new StagedTexts(
                reader.GetValue(0) as string,
                reader.GetValue(1) as string,
                reader.GetValue(2) as string,
                reader.GetValue(3) as string,
                reader.GetValue(4) as string,
                reader.GetValue(5) as string,
                reader.GetValue(6) as string)
            : new StagedTexts(acknowledged: null, held: null, payload: null, body: null, partialBody: null, heldIfSent: null, heldIfAccepted: null);
    }

    /// <summary>Writes a child with its payload: a new row, or the row it has.</summary>
    internal void Write(bool isNew, StagingTransition transition, StagedPayload payload)
    {
        StagingBatch batch = isNew ? _insert : _update;
        StartRow(batch, payload.PersonId);
        batch.Put(payload.LaChildId);
        batch.Put(transition.State.Text());
        batch.Put(transition.Change.Text());
        batch.Put(payload.Text);
        batch.Put(payload.Hash);
        batch.Put(payload.Body.Whole);
        batch.Put(payload.Body.Partial);
        batch.Put(payload.Body.HeldIfSent);
        batch.Put(payload.Body.HeldIfAccepted);
        batch.Put(payload.Errors);
        batch.Put(payload.Warnings);
    }

    /// <summary>Writes what is new about a child whose payload and body are staged already.</summary>
    internal void WriteState(string personId, StagingTransition transition, int errors, int warnings)
    {
        StartRow(_updateCounts, personId);
        _updateCounts.Put(transition.State.Text());
        _updateCounts.Put(transition.Change.Text());
        _updateCounts.Put(errors);
        _updateCounts.Put(warnings);
    }

    /// <summary>Writes a child SSD gives no payload for: dormant, or to be purged by <paramref name="body"/>.</summary>
    internal void WriteWithoutPayload(string personId, StagingTransition transition, string? body)
    {
        StartRow(_withoutPayload, personId);
        _withoutPayload.Put(transition.State.Text());
        _withoutPayload.Put(transition.Change.Text());
        _withoutPayload.Put(body);
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

    /// <summary>Lets everything that awaits confirmation leave.</summary>
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
