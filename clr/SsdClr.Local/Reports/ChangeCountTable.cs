using SsdClr.Payload.Preview;

namespace SsdClr.Local.Reports;

/// <summary>How often each block changes, and why.</summary>
internal static class ChangeCountTable
{
    /// <summary>A row a block and reason.</summary>
    public static Listing<ChangeCount> Listing { get; } = new(
        new("block", "Block", count => count.Block),
        new("reason", "Reason", count => count.Reason),
        new("children", "Children", count => count.Children) { IsNumber = true },
        new("changes", "Changes", count => count.Changes) { IsNumber = true });
}
