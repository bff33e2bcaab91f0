namespace SsdClr.Local.Receiver;

/// <summary>A POST of children that was refused.</summary>
/// <param name="RefusedAt">UTC.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Reason">The answer: paths and rules, never a value.</param>
internal sealed record Refusal(DateTimeOffset RefusedAt, int Status, string Reason);
