namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_assessment_factors, reached through its assessment.</summary>
internal sealed class AssessmentFactors
{
    internal AssessmentFactors(SsdRow row)
    {
        AssessmentId = row.Verbatim(1)!;
        RowId = row.TrimmedVerbatim(2);
        FactorsJson = row.TrimmedVerbatim(3);
    }

    internal string AssessmentId { get; }

    internal string? RowId { get; }

    internal string? FactorsJson { get; }
}
