using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Time;

namespace SsdClr.Ledger;

/// <summary>
/// Writes rows of csc.staging, many at a time, one transaction after another; nothing of a transaction is kept unless <see cref="Commit"/> is called. What
/// the receiver may have (held) is never written here: only a claim and its outcome change that.
/// </summary>
internal sealed class StagingWriter : IDisposable
{
    private readonly DbConnection _connection;
    private readonly StagingBatch _insert;
    private readonly StagingBatch _update;
    private readonly StagingBatch _updateState;
    private readonly StagingBatch _delete;
    private readonly StagingBatch[] _batches;
    private readonly DbCommand _texts;
    private readonly DbCommand _move;
    private readonly DbCommand _release;
    private readonly DbCommand _close;
    private readonly DbCommand[] _commands;
    private readonly Dictionary<string, bool> _gathered = new(new PersonIdComparer());
    private readonly IClock _clock;
    private DbTransaction? _transaction;

    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="receiverId">The receiver whose rows are written.</param>
    /// <param name="clock">Tells state_changed_at.</param>
    internal StagingWriter(DbConnection connection, int receiverId, IClock clock)
    {
        _connection = connection;
        _clock = clock;
        _insert = new StagingBatch(connection, receiverId, WritingStatements.InsertRows(Staged()));
        _update = new StagingBatch(connection, receiverId, WritingStatements.UpdateRows(Staged(), isStagedAnew: true));
        _updateState = new StagingBatch(connection, receiverId, WritingStatements.UpdateRows(Judged(), isStagedAnew: false));
        _delete = new StagingBatch(connection, receiverId, WritingStatements.DeleteRows());
        _batches = [_insert, _update, _updateState, _delete];
        _texts = Command(
            receiverId,
            "SELECT [acknowledged_payload], [held], [payload], [body], [partial_body], [held_if_sent], [held_if_accepted] FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [person_id] = @person_id",
            "@person_id");
        _move = Command(receiverId, WritingStatements.Move, "@person_id", "@to_person_id");
        _release = Command(receiverId, WritingStatements.Event(ChildEvent.GuardPassed));
        _release.AddMoment("@now", null);
        _close = Command(receiverId, "UPDATE [csc].[receiver] SET [refresh_refused_at] = @now WHERE [receiver_id] = @receiver_id");
        _close.AddMoment("@now", null);
        _commands = [_texts, _move, _release, _close];
    }

    /// <summary>Starts a transaction.</summary>
    internal void Begin()
    {
        DateTime now = _clock.UtcNow;
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
            ? new StagedTexts(reader.GetValue(0) as string, reader.GetValue(1) as string, reader.GetValue(2) as string, Body(reader))
            : new StagedTexts(acknowledged: null, held: null, payload: null, BodyTexts.None);
    }

    /// <summary>Writes a child with its payload: a new row, or the row it has.</summary>
    /// <param name="isNew">True for a new row.</param>
    /// <param name="transition">The state and change it has then.</param>
    /// <param name="findings">What our own rules find.</param>
    /// <param name="personId">The key of the row.</param>
    /// <param name="laChildId">The id that the child is sent under.</param>
    /// <param name="payload">The canonical payload, and SHA-256 of its UTF-8 bytes.</param>
    /// <param name="body">What is sent for it.</param>
    internal void Write(
        bool isNew, StagingTransition transition, FindingCounts findings, string personId, string? laChildId, (string Text, byte[] Hash) payload, BodyTexts body)
    {
        StagingBatch batch = isNew ? _insert : _update;
        StartRow(batch, personId);
        Put(batch, transition, findings);
        batch.Put(laChildId);
        batch.Put(payload.Text);
        batch.Put(payload.Hash);
        batch.Put(body.Whole);
        batch.Put(body.Partial);
        batch.Put(body.HeldIfSent);
        batch.Put(body.HeldIfAccepted);
    }

    /// <summary>Writes what is new about a child whose payload and body are staged already.</summary>
    internal void WriteState(string personId, StagingTransition transition, FindingCounts findings)
    {
        StartRow(_updateState, personId);
        Put(_updateState, transition, findings);
    }

    /// <summary>Writes a child SSD gives no payload for: dormant, or to be purged by <paramref name="body"/>.</summary>
    internal void WriteWithoutPayload(StagedChild row, StagingTransition transition, string? body)
    {
        StartRow(_update, row.PersonId);
        Put(_update, transition, new FindingCounts(errors: 0, warnings: 0));
        _update.Put(row.LaChildId);
        _update.Put(null);
        _update.Put(null);
        _update.Put(body);
        _update.Put(null);
        _update.Put(null);
        _update.Put(null);
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

    private static void Put(StagingBatch batch, StagingTransition transition, FindingCounts findings)
    {
        batch.Put(transition.State.Text());
        batch.Put(transition.Change.Text());
        batch.Put(findings.Errors);
        batch.Put(findings.Warnings);
        batch.Put(findings.WithheldFor);
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

    private static BodyTexts Body(DbDataReader reader) =>
        new(reader.GetValue(3) as string, reader.GetValue(4) as string, reader.GetValue(5) as string, reader.GetValue(6) as string);

    /// <summary>The columns that are written where payload and body are staged already.</summary>
    internal static StagingColumn[] Judged() =>
    [
        StagingColumn.Text("person_id"),
        StagingColumn.Text("state"),
        StagingColumn.Text("change"),
        StagingColumn.Integer("error_count"),
        StagingColumn.Integer("warning_count"),
        StagingColumn.Text(WritingStatements.LastMessage),
    ];

    /// <summary>The columns that are written with a payload.</summary>
    internal static StagingColumn[] Staged() =>
    [
        .. Judged(),
        StagingColumn.Text("la_child_id"),
        StagingColumn.LongText("payload"),
        StagingColumn.Hash("payload_hash"),
        StagingColumn.LongText("body"),
        StagingColumn.LongText("partial_body"),
        StagingColumn.LongText("held_if_sent"),
        StagingColumn.LongText("held_if_accepted"),
    ];

    private static void Set(DbCommand command, string name, object? value) => command.Parameters[name].Set(value);
}
