using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_involvements with its professional.</summary>
internal sealed class Involvement(SsdRow row)
{
    // An involvement without a professional is fetched too: that it cannot be sent is to be told.
    internal static readonly RecordLayout Layout = RecordLayout.OfReferral(
        RecordKind.Involvement,
        "ssd_involvements",
        "invo_person_id",
        "invo_referral_id",
        """

          LEFT JOIN {ssd}.[ssd_professionals] AS w
            ON w.[prof_professional_id] = x.[invo_professional_id] AND {id:x.[invo_professional_id]}
        """);

    private static readonly RowColumn<string> s_referralId = Layout.Referral();
    private static readonly RowColumn<string> s_involvementId = Layout.RowId("invo_involvements_id");
    private static readonly RowColumn<string> s_workerId = Layout.TextOf("prof_social_worker_registration_no", "w.[prof_social_worker_registration_no]");
    private static readonly RowColumn<string> s_role = Layout.Text("invo_professional_role_id");
    private static readonly RowColumn<DateTime> s_start = Layout.Date("invo_involvement_start_date");
    private static readonly RowColumn<DateTime> s_end = Layout.Date("invo_involvement_end_date");
    private static readonly RowColumn<bool> s_crossesPersons = Layout.CrossesPersons("invo_person_id", "invo_referral_id");

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; } = row.Verbatim(s_referralId);

    internal string? InvolvementId { get; } = row.TrimmedVerbatim(s_involvementId);

    /// <summary>The social worker's registration number; null where there is none, or no such professional.</summary>
    internal string? WorkerId { get; } = row.TrimmedId(s_workerId);

    internal string? Role { get; } = row.Trimmed(s_role);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal DateTime? End { get; } = row.Date(s_end);

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
