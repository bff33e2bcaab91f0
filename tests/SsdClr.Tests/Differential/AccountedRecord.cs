namespace SsdClr.Tests.Differential;

/// <summary>A record of a child, and what the specification says of its dates.</summary>
/// <param name="Tables">The tables a finding about it may point at, its own first.</param>
/// <param name="Array">The array it is sent in; null where it is not sent under an id.</param>
/// <param name="IdKey">The key of its id.</param>
/// <param name="RowId">Its id without outer blanks.</param>
/// <param name="IsInWindow">True where its own dates would have it sent, or are missing so that nobody can say.</param>
internal sealed record AccountedRecord(string[] Tables, string? Array, string? IdKey, string? RowId, bool IsInWindow);
