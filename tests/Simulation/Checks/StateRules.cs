namespace SsdClr.Simulation.Checks;

/// <summary>Which states a child may be in, and which may follow which, by the table of states in the design.</summary>
internal static class StateRules
{
    private static readonly Dictionary<string, string[]> s_next = new(StringComparer.Ordinal)
    {
        [""] = ["pending", "withheld"],
        ["pending"] = ["in_flight", "accepted", "rejected", "withheld", "dormant", "awaiting_confirmation", "purged"],
        ["in_flight"] = ["pending", "accepted", "rejected", "withheld", "dormant", "awaiting_confirmation", "purged"],
        ["accepted"] = ["pending", "withheld", "dormant", "awaiting_confirmation"],
        ["rejected"] = ["pending", "withheld", "dormant", "awaiting_confirmation"],
        ["withheld"] = ["pending", "accepted", "dormant", "awaiting_confirmation"],
        ["dormant"] = ["pending", "accepted", "withheld", "awaiting_confirmation", "purged"],
        ["awaiting_confirmation"] = ["pending", "accepted", "withheld", "dormant", "purged"],
        ["purged"] = ["pending", "withheld"],
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
            "pending" when (row.Change == "purge" ? row.Body : row.Payload) is null => "pending without anything to send",
            "in_flight" when row.BatchId is null || row.HeldText is null || (row.Change != "purge" && row.Held is null) => "in flight without a claim",
            "in_flight" when row.PartialBody is not null => "in flight, and could be sent in part once more",
            "accepted" when row.Change != "none" || row.AcknowledgedHash is null || row.BatchId is not null => "accepted without its acknowledgement",
            "purged" when row.Payload is not null || row.Body is not null || row.HeldText is not null || row.Change != "none" => "purged, and something of it is kept",
            "dormant" when row.Payload is not null || row.Change != "none" || !row.IsHeld => "dormant, and not as such",

            // A purge waits for the guard on deletions, a body that removes records for the one on removals.
            "awaiting_confirmation" when !row.IsHeld || (row.Change == "purge" ? row.Body is null : row.Change == "none" || row.Payload is null) => "awaiting confirmation without anything to guard",
            "withheld" or "rejected" or "pending" or "in_flight" or "accepted" or "purged" or "dormant" or "awaiting_confirmation" => null,
            _ => "in no state there is",
        };
    }

    /// <summary>What is wrong with one row following another of the same child at the receiver; null where nothing. No row is null.</summary>
    internal static string? FaultOf(StagingRow? before, StagingRow after)
    {
        var from = before?.State ?? string.Empty;
        if (from != after.State && Array.IndexOf(s_next[from], after.State) < 0)
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

        // Nothing but a confirmed purge makes the receiver have nothing.
        return before is { IsHeld: true } && !after.IsHeld && after.State is not ("purged" or "pending" or "withheld") ? "what was sent counts as never sent" : null;
    }
}
