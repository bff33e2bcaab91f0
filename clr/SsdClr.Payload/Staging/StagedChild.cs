using System;
using System.Data.Common;
using System.Globalization;

namespace SsdClr.Payload.Staging;

/// <summary>What csc.staging holds of a child, texts left where they are.</summary>
internal sealed class StagedChild
{
    internal const string Columns =
        "[person_id], [la_child_id], [mis_child_id], [state], [change], [payload_hash], [error_count], [warning_count], [ever_sent], [sent_hash], [acknowledged_hash]";

    internal StagedChild(DbDataReader reader)
    {
        PersonId = reader.GetString(0);
        LaChildId = reader.GetValue(1) as string;
        MisChildId = reader.GetValue(2) as string;
        State = reader.GetString(3);
        Change = reader.GetString(4);
        PayloadHash = reader.GetValue(5) as byte[];
        Errors = Convert.ToInt32(reader.GetValue(6), CultureInfo.InvariantCulture);
        Warnings = Convert.ToInt32(reader.GetValue(7), CultureInfo.InvariantCulture);
        EverSent = Convert.ToBoolean(reader.GetValue(8), CultureInfo.InvariantCulture);
        SentHash = reader.GetValue(9) as byte[];
        AcknowledgedHash = reader.GetValue(10) as byte[];
    }

    internal string PersonId { get; }

    internal string? LaChildId { get; }

    internal string? MisChildId { get; }

    internal string State { get; }

    internal string Change { get; }

    internal byte[]? PayloadHash { get; }

    internal int Errors { get; }

    internal int Warnings { get; }

    /// <summary>The child was in some POST, whatever became of it.</summary>
    internal bool EverSent { get; }

    /// <summary>What the last POST held; null for a purge, and before the first.</summary>
    internal byte[]? SentHash { get; }

    internal byte[]? AcknowledgedHash { get; }
}
