namespace SsdClr.Local.Reports;

/// <summary>Progress that is told at once, on the thread that makes it: <see cref="Progress{T}"/> tells it later, on another.</summary>
internal sealed class Reporting<T>(Action<T> report) : IProgress<T>
{
    /// <summary>Takes how far the work is.</summary>
    public void Report(T value) => report(value);
}
