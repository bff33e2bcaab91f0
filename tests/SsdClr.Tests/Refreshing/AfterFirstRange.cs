using SsdClr.Payload.Refreshing;

namespace SsdClr.Tests.Refreshing;

/// <summary>Does something once, when a refresh has read its first range of persons and goes on to the next.</summary>
internal sealed class AfterFirstRange(Action act) : IProgress<RefreshProgress>
{
    private bool _isDone;

    /// <inheritdoc/>
    public void Report(RefreshProgress value)
    {
        if (!_isDone)
        {
            _isDone = true;
            act();
        }
    }
}
