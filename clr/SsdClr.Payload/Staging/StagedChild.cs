using System;
using System.Data.Common;
using System.Globalization;
using SsdClr.Staging;

namespace SsdClr.Payload.Staging;

/// <summary>What csc.staging holds of a child, texts left where they are.</summary>
internal sealed class StagedChild
{
    /// <summary>Selects the rows of one receiver, @receiver_id; a further condition may follow. The table is known as s.</summary>
    internal const string Select =
        "SELECT s.[person_id], s.[la_child_id], s.[mis_child_id], s.[state], s.[change], s.[payload_hash], s.[error_count], s.[warning_count], s.[ever_sent], "
        + "s.[sent_hash], s.[acknowledged_hash], s.[settled_hash], CASE WHEN b.[outcome] IS NULL OR b.[outcome] = 'accepted' THEN 1 ELSE 0 END AS [is_confirmed], "
        + "CASE WHEN s.[whole_body] IS NULL THEN 0 ELSE 1 END AS [is_partial], s.[unchecked_removals], CASE WHEN s.[not_cleared] IS NULL THEN 0 WHEN s.[not_cleared] LIKE '~%' THEN 2 ELSE 1 END AS [values_not_cleared] "
        + "FROM [csc].[staging] AS s LEFT JOIN [csc].[batch_log] AS b ON b.[batch_id] = s.[batch_id] WHERE s.[receiver_id] = @receiver_id";

    internal StagedChild(DbDataReader reader)
    {
        PersonId = reader.GetString(0);
        LaChildId = reader.GetValue(1) as string;
        MisChildId = reader.GetValue(2) as string;
        State = reader.GetString(3);
        Change = reader.GetString(4);
        PayloadHash = reader.GetValue(5) as byte[];
        Errors = reader.GetInt32(6);
        Warnings = reader.GetInt32(7);
        EverSent = Convert.ToBoolean(reader.GetValue(8), CultureInfo.InvariantCulture);
        SentHash = reader.GetValue(9) as byte[];
        AcknowledgedHash = reader.GetValue(10) as byte[];
        SettledHash = reader.GetValue(11) as byte[];
        IsConfirmed = reader.GetInt32(12) == 1;
        IsPartial = reader.GetInt32(13) == 1;
        UncheckedRemovals = reader.GetValue(14) as string;
        int valuesNotCleared = reader.GetInt32(15);
        HasValuesNotCleared = valuesNotCleared == 1;
        ClearsValues = valuesNotCleared == 2;
    }

    internal string PersonId { get; private set; }

    internal string? LaChildId { get; }

    internal string? MisChildId { get; }

    internal string State { get; private set; }

    internal string Change { get; private set; }

    internal byte[]? PayloadHash { get; private set; }

    internal int Errors { get; }

    internal int Warnings { get; }

    /// <summary>The child was in some POST, whatever became of it.</summary>
    internal bool EverSent { get; }

    /// <summary>What the last POST held; null for a purge, and before the first.</summary>
    internal byte[]? SentHash { get; }

    internal byte[]? AcknowledgedHash { get; }

    /// <summary>A payload that differs from the acknowledged one by records that aged out alone, so that nothing is to be sent for it.</summary>
    internal byte[]? SettledHash { get; }

    /// <summary>The staged body is a partial one.</summary>
    internal bool IsPartial { get; }

    /// <summary>Nested records the staged body removes, as RecordTally has them as text, as long as no guard has let them pass; null for none.</summary>
    internal string? UncheckedRemovals { get; }

    /// <summary>The receiver may hold values that SSD does not, and the staged body does not clear them.</summary>
    internal bool HasValuesNotCleared { get; }

    /// <summary>The staged body sends null for values that earlier bodies left out, so it has to leave although the payload is acknowledged.</summary>
    internal bool ClearsValues { get; }

    /// <summary>True where it is certain what the receiver holds: the last thing sent is the thing acknowledged.</summary>
    internal bool IsCertain => IsConfirmed && AcknowledgedHash is not null && StagingTransition.SameHash(SentHash, AcknowledgedHash);

    /// <summary>True where the receiver holds the child, or may: it was sent, and no purge is confirmed. A row of somebody sent that has no id is of one who was purged.</summary>
    internal bool IsHeld => EverSent && LaChildId is not null && !string.Equals(State, ChildState.Deleted, StringComparison.Ordinal);

    /// <summary>The same row under another key.</summary>
    internal StagedChild Under(string personId)
    {
        var row = (StagedChild)MemberwiseClone();
        row.PersonId = personId;
        return row;
    }

    /// <summary>The same row taken over by a person: what was staged in it is of another, and may have been written since.</summary>
    internal StagedChild TakenBy(string personId) => Under(personId).WithoutPayload();

    /// <summary>The same row, for whom what is staged is not what is to be sent now.</summary>
    internal StagedChild WithoutPayload()
    {
        var row = (StagedChild)MemberwiseClone();
        row.PayloadHash = null;
        return row;
    }

    /// <summary>The same row after a transition.</summary>
    internal StagedChild After(StagingTransition transition)
    {
        var row = (StagedChild)MemberwiseClone();
        row.State = transition.State;
        row.Change = transition.Change;
        return row;
    }

    /// <summary>False where the receiver did not confirm the last POST: it may hold that content, or the one of any POST since the last confirmed.</summary>
    internal bool IsConfirmed { get; }
}
