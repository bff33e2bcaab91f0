namespace SsdClr.Local.Runs;

/// <summary>A child that waits for a person (<c>csc.requeueable</c>).</summary>
/// <param name="PersonId">The child.</param>
/// <param name="State">rejected; or pending, after too many attempts.</param>
/// <param name="Attempts">POSTs without a clear answer.</param>
/// <param name="HasContent">False where there is nothing to send, so that it stays as it is.</param>
/// <param name="LastMessage">Why it waits.</param>
internal sealed record RequeuedChild(string PersonId, string State, int Attempts, bool HasContent, string? LastMessage);
