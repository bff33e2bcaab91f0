using SsdClr.Simulation.Database;

namespace SsdClr.Simulation.Checks;

/// <summary>A row of csc.staging, hashes in hexadecimal.</summary>
internal sealed record StagingRow(
    int ReceiverId,
    string PersonId,
    string? ChildId,
    string State,
    string Change,
    string? Payload,
    string? PayloadHash,
    string? Body,
    string? PartialBody,
    long Attempts,
    long? BatchId,
    string? AcknowledgedPayload,
    string? AcknowledgedHash,
    string? LastMessage,
    string? Held)
{
    private const string FormerPrefix = "former:";

    private const string Select =
        "SELECT [receiver_id], [person_id], [la_child_id], [state], [change], [payload], [payload_hash], [body], [partial_body], [attempts], [unconfirmed_batch_id], "
        + "[acknowledged_payload], [acknowledged_hash], [last_message], [held] FROM [csc].[staging] ORDER BY [receiver_id], [person_id]";

    /// <summary>The receiver holds the child, or may.</summary>
    internal bool IsHeld => ChildId is not null && HeldText is not null;

    /// <summary>What the receiver may have of the child; null for nothing.</summary>
    internal string? HeldText => Held ?? AcknowledgedPayload;

    /// <summary>An id that stayed behind when its child got another.</summary>
    internal bool IsFormer => PersonId.StartsWith(FormerPrefix, StringComparison.Ordinal);

    /// <summary>Every row, by receiver and person.</summary>
    internal static Dictionary<(int ReceiverId, string PersonId), StagingRow> ReadAll(Store store)
    {
        var rows = new Dictionary<(int, string), StagingRow>();
        foreach (var row in store.Query(Select))
        {
            var staged = new StagingRow(
                (int)(long)row[0]!,
                (string)row[1]!,
                row[2] as string,
                (string)row[3]!,
                (string)row[4]!,
                row[5] as string,
                Hex(row[6]),
                row[7] as string,
                row[8] as string,
                (long)row[9]!,
                row[10] as long?,
                row[11] as string,
                Hex(row[12]),
                row[13] as string,
                row[14] as string);
            rows.Add((staged.ReceiverId, staged.PersonId), staged);
        }

        return rows;
    }

    private static string? Hex(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : null;
}
