namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_assessment_factors, reached through its assessment.</summary>
internal sealed class AssessmentFactors(SsdRow row)
{
    internal static readonly RecordLayout Layout = new(
        RecordKind.AssessmentFactors,
        "ssd_assessment_factors",
        "f",
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[ssd_cin_assessments] AS a ON a.[cina_referral_id] = e.[cine_referral_id] AND {id:a.[cina_assessment_id]}
         INNER JOIN {ssd}.[ssd_assessment_factors] AS f ON f.[cinf_assessment_id] = a.[cina_assessment_id]
         WHERE {range}
        """);

    private static readonly RowColumn<string> s_assessmentId = Layout.TextOf("cina_assessment_id", "a.[cina_assessment_id]");
    private static readonly RowColumn<string> s_rowId = Layout.RowId("cinf_table_id");
    private static readonly RowColumn<string> s_factorsJson = Layout.Text("cinf_assessment_factors_json");

    private static readonly RowColumn<bool> s_sharesItsAssessment = Layout.FlagOf("shares_its_assessment", "CASE WHEN {assessment_held_by_another} THEN 1 ELSE 0 END");

    internal string AssessmentId { get; } = row.Verbatim(s_assessmentId)!;

    internal string? RowId { get; } = row.TrimmedVerbatim(s_rowId);

    internal string? FactorsJson { get; } = row.TrimmedVerbatim(s_factorsJson);

    /// <summary>Another child has an assessment of that id, and a row of factors names no child.</summary>
    internal bool SharesItsAssessment { get; } = row.Flag(s_sharesItsAssessment);
}
