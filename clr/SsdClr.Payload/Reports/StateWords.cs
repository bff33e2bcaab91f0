namespace SsdClr.Payload.Reports;

/// <summary>What a state of csc.staging means to who reads a page.</summary>
internal static class StateWords
{
    /// <summary>The meaning of a state.</summary>
    internal static string Of(string state) => state switch
    {
        "pending" => "Goes out with the next run.",
        "in_flight" => "Sent without a recorded answer: the next run sends it again.",
        "accepted" => "The receiver confirmed what SSD says.",
        "rejected" => "The receiver refused it.",
        "withheld" => "Not sent: a rule found an error.",
        "dormant" => "Out of the cohort: not sent, and not removed at the receiver.",
        "awaiting_confirmation" => "Waits until a person confirms that records may be removed.",
        "purged" => "The receiver confirmed that it was removed.",
        _ => string.Empty,
    };
}
