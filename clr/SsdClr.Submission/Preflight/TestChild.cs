namespace SsdClr.Submission.Preflight;

/// <summary>The one record that a check may post when it is asked to: of nobody, always the same, and removed again at once.</summary>
internal static class TestChild
{
    /// <summary>The record in its array: the least a child can be.</summary>
    internal const string Body =
        "[{\"la_child_id\":\"SSDCLR-PREFLIGHT\",\"purge\":false,\"child_details\":{\"sex\":\"U\",\"disabilities\":[\"NONE\"],\"uasc_flag\":false,\"purge\":false}}]";

    /// <summary>Its removal.</summary>
    internal const string Removal = "[{\"la_child_id\":\"SSDCLR-PREFLIGHT\",\"purge\":true}]";
}
