namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_assessment_factors, reached through its assessment.</summary>
internal sealed class AssessmentFactors
{
    internal AssessmentFactors(SsdRow row)
    {
        AssessmentId = row.Text(1)!;
        RowId = row.Trimmed(2);
        FactorsJson = row.Trimmed(3);
    }

    internal string AssessmentId { get; }

    internal string? RowId { get; }

    internal string? FactorsJson { get; }
}
