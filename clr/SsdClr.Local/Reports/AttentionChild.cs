namespace SsdClr.Local.Reports;

/// <summary>A child that needs attention.</summary>
/// <param name="Kind">The kind of csc.needs_attention.</param>
/// <param name="PersonId">The person id.</param>
/// <param name="Why">The receiver's or our own reason, without a value; null where there is none.</param>
internal sealed record AttentionChild(string Kind, string PersonId, string? Why);
