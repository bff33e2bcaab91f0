namespace SsdClr.Local.Reports;

/// <summary>How often a block changed for a reason.</summary>
/// <param name="Block">The part of the payload.</param>
/// <param name="Reason">Why it is not as it was acknowledged.</param>
/// <param name="Children">Children with at least one such change.</param>
/// <param name="Changes">Changes.</param>
internal sealed record ChangeCount(string Block, string Reason, long Children, long Changes);
