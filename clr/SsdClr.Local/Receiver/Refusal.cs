namespace SsdClr.Local.Receiver;

/// <summary>A request that was refused.</summary>
/// <param name="RefusedAt">UTC.</param>
/// <param name="Place">What was asked: children or a token.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Reason">The answer: paths and rules, never a value.</param>
internal sealed record Refusal(DateTimeOffset RefusedAt, FaultPlace Place, int Status, string Reason);
