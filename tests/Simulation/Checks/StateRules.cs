namespace SsdClr.Simulation.Checks;

/// <summary>Which states a child may be in, and which may follow which, by the table of states in the design.</summary>
internal static class StateRules
{
    private static readonly Dictionary<string, string[]> Next = new(StringComparer.Ordinal)
    {
        [""] = ["pending", "withheld"],
        ["pending"] = ["in_flight", "accepted", "rejected", "withheld", "dormant", "held"],
        ["in_flight"] = ["pending", "accepted", "rejected", "withheld", "dormant", "held", "deleted"],
        ["accepted"] = ["pending", "withheld", "dormant", "held"],
        ["rejected"] = ["pending", "withheld", "dormant", "held"],
        ["withheld"] = ["pending", "accepted", "dormant", "held"],
        ["dormant"] = ["pending", "accepted", "withheld", "held"],
        ["held"] = ["pending", "accepted", "withheld", "dormant"],
        ["deleted"] = ["pending", "withheld"],
    };

    /// <summary>What is wrong with a row by itself; null where nothing.</summary>
    internal static string? FaultOf(StagingRow row, Func<string, string> hash)
    {
        if ((row.Payload is null) != (row.PayloadHash is null) || (row.Payload is not null && hash(row.Payload) != row.PayloadHash))
        {
            return "payload_hash is not that of the payload";
        }

        if ((row.AcknowledgedPayload is null) != (row.AcknowledgedHash is null) || (row.AcknowledgedPayload is not null && hash(row.AcknowledgedPayload) != row.AcknowledgedHash))
        {
            return "acknowledged_hash is not that of the acknowledged payload";
        }

        return row.State switch
        {
            "pending" when (row.Change == "deleted" ? row.Body : row.Payload) is null => "pending without anything to send",
            "in_flight" when row.BatchId is null || !row.EverSent => "in flight without a claim",
            "accepted" when row.Change != "none" || row.AcknowledgedHash is null || row.SentHash != row.AcknowledgedHash => "accepted without its acknowledgement",
            "accepted" when row.PayloadHash != row.AcknowledgedHash && row.PayloadHash != row.SettledHash => "accepted, and its payload is another",
            "deleted" when row.Payload is not null || row.Body is not null || row.AcknowledgedPayload is not null || row.Change != "none" => "deleted, and something of it is kept",
            "dormant" when row.Payload is not null || row.Change != "none" || !row.EverSent => "dormant, and not as such",

            // A deletion waits for the guard on deletions, a body that removes records for the one on removals.
            "held" when !row.EverSent || (row.Change == "deleted" ? row.Body is null : row.Change == "none" || row.UncheckedRemovals is null || row.Payload is null) => "held without anything to guard",
            "pending" or "in_flight" when row.UncheckedRemovals is not null => "removals may leave that no guard let pass",
            "withheld" or "rejected" or "pending" or "in_flight" or "accepted" or "deleted" or "dormant" or "held" => null,
            _ => "in no state there is",
        };
    }

    /// <summary>What is wrong with one row following another of the same child at the receiver; null where nothing. No row is null.</summary>
    internal static string? FaultOf(StagingRow? before, StagingRow after)
    {
        var from = before?.State ?? string.Empty;
        if (from != after.State && Array.IndexOf(Next[from], after.State) < 0)
        {
            return $"{(from.Length == 0 ? "no row" : from)} became {after.State}";
        }

        var attempts = before?.Attempts ?? 0;
        var isClaimed = after.State == "in_flight" && after.BatchId != before?.BatchId;
        var isTakenBack = before?.State == "in_flight" && after.Attempts == attempts - 1;
        if (isClaimed ? after.Attempts != attempts + 1 : after.Attempts != attempts && after.Attempts != 0 && !isTakenBack)
        {
            return $"{attempts} attempts became {after.Attempts}";
        }

        // After a confirmed purge nothing is at the receiver.
        return before is { EverSent: true, State: not "deleted" } && !after.EverSent ? "what was sent counts as never sent" : null;
    }
}
