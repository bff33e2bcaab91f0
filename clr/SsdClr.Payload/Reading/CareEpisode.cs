using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cla_episodes: a stretch of a period of care with one legal status and one placement.</summary>
internal sealed class CareEpisode(SsdRow row)
{
    // As with plans: a care episode is the child's it names, its referral's when it names none, and where they differ both are told.
    internal static readonly RecordLayout Layout = RecordLayout.OfReferral(
        RecordKind.CareEpisode,
        "ssd_cla_episodes",
        "clae_person_id",
        "clae_referral_id",
        """

          LEFT JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id] AND k.[cla_id] = x.[clae_cla_id]
          LEFT JOIN {ssd}.[ssd_cla_placement] AS n
            ON n.[clap_cla_placement_id] = x.[clae_cla_placement_id] AND {id:n.[clap_cla_placement_id]}
        """);

    private static readonly RowColumn<string> s_episodeId = Layout.RowId("clae_cla_episode_id");
    private static readonly RowColumn<string> s_periodKey = Layout.TextOf("period_key", "k.[period_key]");
    private static readonly RowColumn<string> s_firstEpisodeId = Layout.TextOf("first_episode_id", "k.[first_episode_id]");
    private static readonly RowColumn<string> s_referralId = Layout.Referral();
    private static readonly RowColumn<string> s_placementId = Layout.TextOf("clap_cla_placement_id", "n.[clap_cla_placement_id]");
    private static readonly RowColumn<bool> s_namesAPlacement = Layout.FlagOf("names_a_placement", "CASE WHEN {id:x.[clae_cla_placement_id]} THEN 1 ELSE 0 END");
    private static readonly RowColumn<DateTime> s_start = Layout.Date("clae_cla_episode_start_date");
    private static readonly RowColumn<string> s_startReason = Layout.Text("clae_cla_episode_start_reason");
    private static readonly RowColumn<DateTime> s_ceased = Layout.Date("clae_cla_episode_ceased_date");
    private static readonly RowColumn<string> s_ceasedReason = Layout.Text("clae_cla_episode_ceased_reason");

    private static readonly RowColumn<bool> s_namesALoosePlacement = Layout.FlagOf(
        "names_a_loose_placement",
        """
        CASE WHEN {id:n.[clap_cla_placement_id]} AND {no_id:n.[clap_person_id]} AND NOT ({id:n.[clap_cla_id]} AND {named_placement_period_held_by_another})
             THEN 1 ELSE 0 END
        """);

    private static readonly RowColumn<bool> s_crossesPersons = Layout.CrossesPersons("clae_person_id", "clae_referral_id");

    internal string? EpisodeId { get; } = row.TrimmedVerbatim(s_episodeId);

    /// <summary>One text for all care episodes of this child's period of care (clae_cla_id); null where they name no period.</summary>
    internal string? PeriodKey { get; } = row.Key(s_periodKey, s_firstEpisodeId);

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; } = row.Verbatim(s_referralId);

    /// <summary>The placement it names, spelled as in ssd_cla_placement; null where there is none of that id.</summary>
    internal string? PlacementId { get; } = row.Verbatim(s_placementId);

    /// <summary>The row holds some placement id, known or not.</summary>
    internal bool NamesAPlacement { get; } = row.Flag(s_namesAPlacement);

    /// <summary>The placement it names is of no other child: it names no person, and its period of care is none of another's.</summary>
    internal bool NamesALoosePlacement { get; } = row.Flag(s_namesALoosePlacement);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal string? StartReason { get; } = row.Trimmed(s_startReason);

    internal DateTime? Ceased { get; } = row.Date(s_ceased);

    internal string? CeasedReason { get; } = row.Trimmed(s_ceasedReason);

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
