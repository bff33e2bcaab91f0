using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>child_and_family_assessments (fields 22 to 25): those of the referral started or authorised in the window.</summary>
internal sealed class AssessmentArray(FieldWriter fields, Window window, bool censusRules) : RecordArray<CinAssessment>(fields, PayloadNames.ChildAndFamilyAssessments, "ssd_cin_assessments.cina_assessment_id")
{
    private readonly Window _window = window;
    private readonly FactorArray _factors = new FactorArray(fields, censusRules);
    private List<AssessmentFactors> _factorRows = [];

    /// <summary>Writes the array of one referral.</summary>
    internal void Write(ChildRecords child, string referralId)
    {
        _factorRows = child.AssessmentFactors;
        foreach (CinAssessment assessment in child.Assessments)
        {
            if (!assessment.CrossesPersons
                && string.Equals(assessment.ReferralId, referralId, StringComparison.Ordinal)
                && (_window.Contains(assessment.Start) || _window.Contains(assessment.Authorised)))
            {
                Take(assessment);
            }
        }

        WriteTaken();
    }

    /// <inheritdoc/>
    protected override DateTime? DateOf(CinAssessment record) => record.Start;

    /// <inheritdoc/>
    protected override string? IdOf(CinAssessment record) => record.AssessmentId?.Trim();

    /// <inheritdoc/>
    protected override void WriteItem(CinAssessment record)
    {
        JsonWriter json = Fields.Json;
        json.StartObject();
        Fields.Id(PayloadNames.ChildAndFamilyAssessmentId, IdOf(record)!, "ssd_cin_assessments.cina_assessment_id");
        Fields.Date(PayloadNames.StartDate, record.Start, "ssd_cin_assessments.cina_assessment_start_date");
        Fields.Date(PayloadNames.AuthorisationDate, record.Authorised, "ssd_cin_assessments.cina_assessment_auth_date");
        Fields.CheckOrder(record.Start, record.Authorised, PayloadRule.EndBeforeStart, PayloadNames.AuthorisationDate, "ssd_cin_assessments.cina_assessment_auth_date");
        _factors.Write(_factorRows, record.AssessmentId!);
        Fields.NotPurged();
        json.EndObject();
    }
}
