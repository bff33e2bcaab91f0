using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_sdq_scores: one strengths and difficulties questionnaire.</summary>
internal sealed class SdqScore(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.SdqScore, "ssd_sdq_scores", "s", "csdq_person_id");
    private static readonly RowColumn<string> s_rowId = Layout.RowId("csdq_table_id");
    private static readonly RowColumn<DateTime> s_completed = Layout.Date("csdq_sdq_completed_date");
    private static readonly RowColumn<string> s_score = Layout.Text("csdq_sdq_score");

    internal string? RowId { get; } = row.TrimmedVerbatim(s_rowId);

    internal DateTime? Completed { get; } = row.Date(s_completed);

    /// <summary>The score as held: text, for some systems hold more than numbers.</summary>
    internal string? Score { get; } = row.Trimmed(s_score);
}
