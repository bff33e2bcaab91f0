using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_sdq_scores: one strengths and difficulties questionnaire.</summary>
internal sealed class SdqScore
{
    internal SdqScore(SsdRow row)
    {
        RowId = row.TrimmedVerbatim(1);
        Completed = row.Date(2);
        Score = row.Trimmed(3);
    }

    internal string? RowId { get; }

    internal DateTime? Completed { get; }

    /// <summary>The score as held: text, for some systems hold more than numbers.</summary>
    internal string? Score { get; }
}
