namespace SsdClr.Runs;

/// <summary>How a run ended (column verdict of csc.run_log); 'running' and 'interrupted' are the log's own.</summary>
internal enum RunVerdict
{
    /// <summary>All of it was done.</summary>
    Succeeded,

    /// <summary>It stopped, and its message says why.</summary>
    Failed,
}
