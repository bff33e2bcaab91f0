namespace SsdClr.Submission;

/// <summary>Who watches a submission: a console's bar, or the messages of a stored procedure.</summary>
internal interface ISubmissionProgress
{
    /// <summary>Told once before the first POST, and after every POST.</summary>
    void Report(SubmissionCounts counts);
}
