namespace SsdClr.Payload.Takeover;

/// <summary>What becomes of a child of the national tool's table, as it is shown.</summary>
internal static class TakeoverVerdict
{
    /// <summary>The receiver is taken to hold the payload: sent again when SSD says something else.</summary>
    internal const string Acknowledged = "acknowledged";

    /// <summary>The receiver may hold the child: sent whole once, or removed if it is gone.</summary>
    internal const string Sent = "sent";

    /// <summary>Not taken over: as a child never sent.</summary>
    internal const string Nothing = "nothing";
}
