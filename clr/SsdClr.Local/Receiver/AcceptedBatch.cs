namespace SsdClr.Local.Receiver;

/// <summary>One accepted POST in the ledger.</summary>
/// <param name="Number">1 for the first since the receiver started.</param>
/// <param name="AcceptedAt">UTC.</param>
/// <param name="Children">In the order of the request.</param>
internal sealed record AcceptedBatch(int Number, DateTimeOffset AcceptedAt, IReadOnlyList<AcceptedChild> Children);
