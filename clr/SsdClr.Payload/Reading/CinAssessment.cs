using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_assessments.</summary>
internal sealed class CinAssessment(SsdRow row)
{
    internal static readonly RecordLayout Layout = ReferralRecord.Layout(RecordKind.CinAssessment, "ssd_cin_assessments", "cina_person_id", "cina_referral_id");
    private static readonly TextColumn s_referralId = Layout.TextOf("cine_referral_id", ReferralRecord.Key);
    private static readonly TextColumn s_assessmentId = Layout.RowId("cina_assessment_id");
    private static readonly DateColumn s_start = Layout.Date("cina_assessment_start_date");
    private static readonly DateColumn s_authorised = Layout.Date("cina_assessment_auth_date");
    private static readonly FlagColumn s_crossesPersons = Layout.FlagOf("crosses", ReferralRecord.Crosses("cina_person_id", "cina_referral_id"));

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; } = row.Verbatim(s_referralId);

    internal string? AssessmentId { get; } = row.Id(s_assessmentId);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal DateTime? Authorised { get; } = row.Date(s_authorised);

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
