namespace SsdClr.Shipped.Tests;

/// <summary>What a run of the host gave.</summary>
/// <param name="ExitCode">0; 1 where the routine threw.</param>
/// <param name="Output">The rows.</param>
/// <param name="Error">Type and message of what was thrown.</param>
internal sealed record HostResult(int ExitCode, string Output, string Error)
{
    /// <summary>The rows of a run that must have succeeded.</summary>
    public IReadOnlyList<string> Rows
    {
        get
        {
            Assert.AreEqual((0, string.Empty), (ExitCode, Error));
            return Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
