using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_s47_enquiry.</summary>
internal sealed class Section47Enquiry(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfReferral(RecordKind.Section47Enquiry, "ssd_s47_enquiry", "s47e_person_id", "s47e_referral_id");
    private static readonly RowColumn<string> s_referralId = Layout.Referral();
    private static readonly RowColumn<string> s_enquiryId = Layout.RowId("s47e_s47_enquiry_id");
    private static readonly RowColumn<DateTime> s_start = Layout.Date("s47e_s47_start_date");
    private static readonly RowColumn<DateTime> s_end = Layout.Date("s47e_s47_end_date");
    private static readonly RowColumn<string> s_outcomeJson = Layout.Text("s47e_s47_outcome_json");
    private static readonly RowColumn<bool> s_crossesPersons = Layout.CrossesPersons("s47e_person_id", "s47e_referral_id");

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; } = row.Verbatim(s_referralId);

    internal string? EnquiryId { get; } = row.Id(s_enquiryId);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal DateTime? End { get; } = row.Date(s_end);

    internal string? OutcomeJson { get; } = row.TrimmedVerbatim(s_outcomeJson);

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
