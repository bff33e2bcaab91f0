using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_episodes: a child in need episode, opened by a referral.</summary>
internal sealed class CinEpisode(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.CinEpisode, "ssd_cin_episodes", "e", "cine_person_id");
    private static readonly RowColumn<string> s_referralId = Layout.RowId("cine_referral_id");
    private static readonly RowColumn<DateTime> s_referralDate = Layout.Date("cine_referral_date");
    private static readonly RowColumn<string> s_referralSource = Layout.Text("cine_referral_source_code");
    private static readonly RowColumn<DateTime> s_closeDate = Layout.Date("cine_close_date");
    private static readonly RowColumn<string> s_closeReason = Layout.Text("cine_close_reason");
    private static readonly RowColumn<string> s_noFurtherAction = Layout.Text("cine_referral_nfa");

    /// <summary>The id as held; rows of other tables that belong to it carry this very spelling.</summary>
    internal string? ReferralId { get; } = row.Id(s_referralId);

    internal DateTime? ReferralDate { get; } = row.Date(s_referralDate);

    internal string? ReferralSource { get; } = row.Trimmed(s_referralSource);

    internal DateTime? CloseDate { get; } = row.Date(s_closeDate);

    internal string? CloseReason { get; } = row.Trimmed(s_closeReason);

    internal string? NoFurtherAction { get; } = row.Trimmed(s_noFurtherAction);
}
