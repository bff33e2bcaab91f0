using System;
using SsdClr.Runs;

namespace SsdClr.Submission.Sending;

/// <summary>Who watches a submission: a console's bar, or the messages of a stored procedure.</summary>
internal interface ISubmissionProgress
{
    /// <summary>Told once before the first POST, and after every POST.</summary>
    void Report(SubmissionCounts counts);

    /// <summary>Told before a wait that trouble caused.</summary>
    /// <param name="trouble">What went wrong: a sentence free of personal data and secrets.</param>
    /// <param name="duration">How long the wait is.</param>
    void ReportWait(string trouble, TimeSpan duration);
}
