namespace SsdClr.Tests.Refreshing;

/// <summary>Does something once, when a refresh has read its first range of persons and goes on to the next.</summary>
internal sealed class AfterFirstRange(Action act) : IProgress<double>
{
    private bool _isDone;

    /// <inheritdoc/>
    public void Report(double value)
    {
        if (!_isDone)
        {
            _isDone = true;
            act();
        }
    }
}
