using System.Data.Common;

namespace SsdClr.Ledger;

/// <summary>What csc.staging has of a child, texts left where they are.</summary>
internal sealed class StagedChild
{
    /// <summary>Selects the rows of one receiver, @receiver_id; a further condition may follow. The table is known as s.</summary>
    internal const string Select =
        "SELECT s.[person_id], s.[la_child_id], s.[state], s.[change], s.[payload_hash], s.[error_count], s.[warning_count], s.[acknowledged_hash], s.[unconfirmed_batch_id], "
        + "CASE WHEN s.[held] IS NULL THEN 0 ELSE 1 END AS [has_held], CASE WHEN s.[state] = 'withheld' THEN s.[last_message] END AS [withheld_for] FROM [csc].[staging] AS s WHERE s.[receiver_id] = @receiver_id";

    // The receiver may have anything else than the acknowledged payload.
    private readonly bool _hasHeld;

    internal StagedChild(DbDataReader reader)
        : this(
            reader.GetString(0),
            reader.GetValue(1) as string,
            LedgerText.State(reader.GetString(2)),
            LedgerText.Change(reader.GetString(3)),
            reader.GetValue(4) as byte[],
            new FindingCounts(reader.GetInt32(5), reader.GetInt32(6), reader.GetValue(10) as string),
            (reader.GetValue(7) as byte[], reader.IsDBNull(8), reader.GetInt32(9) == 1))
    {
    }

    internal StagedChild(
        string personId,
        string? laChildId,
        ChildState state,
        ChildChange change,
        byte[]? payloadHash,
        FindingCounts findings,
        (byte[]? AcknowledgedHash, bool IsConfirmed, bool HasHeld) confirmation)
    {
        PersonId = personId;
        LaChildId = laChildId;
        State = state;
        Change = change;
        PayloadHash = payloadHash;
        Findings = findings;
        (AcknowledgedHash, IsConfirmed, _hasHeld) = confirmation;
    }

    internal string PersonId { get; private set; }

    /// <summary>The id the receiver knows the child by; null for a child that was purged and is back with an error.</summary>
    internal string? LaChildId { get; }

    internal ChildState State { get; private set; }

    internal ChildChange Change { get; private set; }

    /// <summary>Hash of the staged payload; null where there is none, or where another body is to be staged for it.</summary>
    internal byte[]? PayloadHash { get; private set; }

    /// <summary>What our own rules found.</summary>
    internal FindingCounts Findings { get; }

    /// <summary>Hash of the payload that the receiver confirmed last; null for none.</summary>
    internal byte[]? AcknowledgedHash { get; }

    /// <summary>True where the row asks for a purge.</summary>
    internal bool IsPurge => Change == ChildChange.Purge;

    /// <summary>True where the receiver has the child, or may: it was sent, and no purge is confirmed.</summary>
    internal bool IsHeld => LaChildId is not null && (_hasHeld || AcknowledgedHash is not null);

    /// <summary>True where no POST of the child waits for the receiver's confirmation.</summary>
    internal bool IsConfirmed { get; }

    /// <summary>True where the receiver confirmed the last POST: the values it has are those of the acknowledged payload.</summary>
    internal bool IsCertain => IsConfirmed && AcknowledgedHash is not null;

    /// <summary>True where the receiver has exactly what it acknowledged.</summary>
    internal bool IsExact => IsCertain && !_hasHeld;

    /// <summary>The same row under another key.</summary>
    internal StagedChild Under(string personId)
    {
        var row = (StagedChild)MemberwiseClone();
        row.PersonId = personId;
        return row;
    }

    /// <summary>The same row taken over by a person: what was staged in it is of another, and may have been written since.</summary>
    internal StagedChild TakenBy(string personId)
    {
        StagedChild row = Under(personId);
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
}
