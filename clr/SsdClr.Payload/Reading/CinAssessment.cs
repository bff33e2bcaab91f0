using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_assessments.</summary>
internal sealed class CinAssessment(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfReferral(RecordKind.CinAssessment, "ssd_cin_assessments", "cina_person_id", "cina_referral_id");
    private static readonly RowColumn<string> s_referralId = Layout.Referral();
    private static readonly RowColumn<string> s_assessmentId = Layout.RowId("cina_assessment_id");
    private static readonly RowColumn<DateTime> s_start = Layout.Date("cina_assessment_start_date");
    private static readonly RowColumn<DateTime> s_authorised = Layout.Date("cina_assessment_auth_date");
    private static readonly RowColumn<bool> s_crossesPersons = Layout.CrossesPersons("cina_person_id", "cina_referral_id");

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; } = row.Verbatim(s_referralId);

    internal string? AssessmentId { get; } = row.Id(s_assessmentId);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal DateTime? Authorised { get; } = row.Date(s_authorised);

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
