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
    bool EverSent,
    long Attempts,
    long? BatchId,
    string? SentHash,
    string? AcknowledgedPayload,
    string? AcknowledgedHash,
    string? SettledHash,
    string? LastMessage,
    string? UncheckedRemovals,
    string? NotCleared)
{
    private const string FormerPrefix = "former:";

    private const string Select =
        "SELECT [receiver_id], [person_id], [la_child_id], [state], [change], [payload], [payload_hash], [body], [ever_sent], [attempts], [batch_id], [sent_hash], "
        + "[acknowledged_payload], [acknowledged_hash], [settled_hash], [last_message], [unchecked_removals], [not_cleared] FROM [csc].[staging] ORDER BY [receiver_id], [person_id]";

    /// <summary>The receiver holds the child, or may.</summary>
    internal bool IsHeld => EverSent && ChildId is not null && State != "deleted";

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
                (long)row[8]! != 0,
                (long)row[9]!,
                row[10] as long?,
                Hex(row[11]),
                row[12] as string,
                Hex(row[13]),
                Hex(row[14]),
                row[15] as string,
                row[16] as string,
                row[17] as string);
            rows.Add((staged.ReceiverId, staged.PersonId), staged);
        }

        return rows;
    }

    private static string? Hex(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : null;
}
