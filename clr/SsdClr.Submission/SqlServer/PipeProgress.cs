using System;
using System.Globalization;
using SsdClr.Data;
using Microsoft.SqlServer.Server;
using SsdClr.Runs;
using SsdClr.Submission.Sending;
using SsdClr.Time;

namespace SsdClr.Submission.SqlServer;

/// <summary>
/// Progress as messages to the caller: at the start, then at most one every ten seconds, then the end. To SQL Server Agent only the end: the
/// history of a job keeps the first 4,000 characters of what a step says, and the error comes last.
/// </summary>
internal sealed class PipeProgress(SqlPipe pipe, IClock clock, bool endOnly) : ISubmissionProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private readonly SqlPipe _pipe = pipe;
    private readonly IClock _clock = clock;
    private readonly bool _endOnly = endOnly;

    private TimeSpan _nextMessage;

    /// <inheritdoc/>
    public void Report(SubmissionCounts counts)
    {
        if (!_endOnly && _clock.Elapsed >= _nextMessage)
        {
            Send(counts, " so far.");
            _nextMessage = _clock.Elapsed + s_interval;
        }
    }

    /// <inheritdoc/>
    public void ReportWait(string trouble, TimeSpan duration)
    {
        if (!_endOnly)
        {
            _pipe.Send(trouble + " Waiting " + duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s.");
        }
    }

    /// <summary>Sends the last message.</summary>
    internal void Finish(SubmissionCounts counts) => Send(counts, ".");

    private void Send(SubmissionCounts counts, string end) => _pipe.Send(
        InvariantText.Of(counts.Pending) + " children pending; " + InvariantText.Of(counts.Accepted) + " accepted in " + InvariantText.Of(counts.Batches) + " batches"
        + (counts.Rejected == 0 ? string.Empty : ", " + InvariantText.Of(counts.Rejected) + " refused (see csc.needs_attention)") + end);
}
