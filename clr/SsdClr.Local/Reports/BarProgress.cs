using Spectre.Console;

namespace SsdClr.Local.Reports;

/// <summary>Progress on a terminal: moves one bar.</summary>
internal sealed class BarProgress(ProgressTask bar) : IProgress<double>
{
    /// <summary>Takes the fraction done, 0 to 1.</summary>
    public void Report(double value) => bar.Value = value;
}
