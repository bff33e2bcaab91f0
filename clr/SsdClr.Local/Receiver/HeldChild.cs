namespace SsdClr.Local.Receiver;

/// <summary>What the receiver holds of one child.</summary>
/// <param name="Json">UTF-8 JSON. A child that was accepted whole and had nothing to remove is held byte for byte as it came.</param>
/// <param name="Receipt">The receipt of the POST that last changed or confirmed it.</param>
/// <param name="AcceptedAt">When that POST was accepted (UTC).</param>
internal sealed record HeldChild(ReadOnlyMemory<byte> Json, string Receipt, DateTimeOffset AcceptedAt);
