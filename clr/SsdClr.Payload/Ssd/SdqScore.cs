using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_sdq_scores: one strengths and difficulties questionnaire.</summary>
internal sealed class SdqScore
{
    internal SdqScore(SsdRow row)
    {
        Completed = row.Date(1);
        Score = row.Trimmed(2);
    }

    internal DateTime? Completed { get; }

    /// <summary>The score as held: text, for some systems hold more than numbers.</summary>
    internal string? Score { get; }
}
