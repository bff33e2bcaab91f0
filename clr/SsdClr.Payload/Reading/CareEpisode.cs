using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cla_episodes: a stretch of a period of care with one legal status and one placement.</summary>
internal sealed class CareEpisode(SsdRow row)
{
    // As with plans: a care episode is the child's it names, its referral's when it names none, and where they differ both are told.
    internal static readonly RecordLayout Layout = new(
        RecordKind.CareEpisode,
        "ssd_cla_episodes",
        "x",
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cla_episodes] AS x ON x.[clae_person_id] = p.[pers_person_id]
          LEFT JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id] AND k.[cla_id] = x.[clae_cla_id]
          LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
            ON e.[cine_referral_id] = x.[clae_referral_id] AND e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
          LEFT JOIN {ssd}.[ssd_cla_placement] AS n
            ON n.[clap_cla_placement_id] = x.[clae_cla_placement_id] AND {id:n.[clap_cla_placement_id]}
         WHERE {range}
        """,
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[ssd_cla_episodes] AS x ON x.[clae_referral_id] = e.[cine_referral_id]
          LEFT JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id] AND k.[cla_id] = x.[clae_cla_id]
          LEFT JOIN {ssd}.[ssd_cla_placement] AS n
            ON n.[clap_cla_placement_id] = x.[clae_cla_placement_id] AND {id:n.[clap_cla_placement_id]}
         WHERE (x.[clae_person_id] IS NULL OR x.[clae_person_id] <> p.[pers_person_id]) AND {range}
        """);

    private static readonly TextColumn s_episodeId = Layout.RowId("clae_cla_episode_id");
    private static readonly TextColumn s_periodKey = Layout.TextOf("period_key", "k.[period_key]");
    private static readonly TextColumn s_referralId = Layout.TextOf("cine_referral_id", "e.[cine_referral_id]");
    private static readonly TextColumn s_placementId = Layout.TextOf("clap_cla_placement_id", "n.[clap_cla_placement_id]");
    private static readonly FlagColumn s_namesAPlacement = Layout.FlagOf("names_a_placement", "CASE WHEN {id:x.[clae_cla_placement_id]} THEN 1 ELSE 0 END");
    private static readonly DateColumn s_start = Layout.Date("clae_cla_episode_start_date");
    private static readonly TextColumn s_startReason = Layout.Text("clae_cla_episode_start_reason");
    private static readonly DateColumn s_ceased = Layout.Date("clae_cla_episode_ceased_date");
    private static readonly TextColumn s_ceasedReason = Layout.Text("clae_cla_episode_ceased_reason");

    private static readonly FlagColumn s_crossesPersons = Layout.FlagOf(
        "crosses",
        """
        CASE WHEN EXISTS (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS o
                           WHERE o.[cine_referral_id] = x.[clae_referral_id] AND {id:o.[cine_referral_id]}
                             AND {id:o.[cine_person_id]} AND o.[cine_person_id] <> p.[pers_person_id])
             THEN 1 ELSE 0 END
        """,
        "CASE WHEN {id:x.[clae_person_id]} OR {held_by_another} THEN 1 ELSE 0 END");

    internal string? EpisodeId { get; } = row.TrimmedVerbatim(s_episodeId);

    /// <summary>One text for all care episodes of this child's period of care (clae_cla_id); null where they name no period.</summary>
    internal string? PeriodKey { get; } = row.Verbatim(s_periodKey);

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; } = row.Verbatim(s_referralId);

    /// <summary>The placement it names, spelled as in ssd_cla_placement; null where there is none of that id.</summary>
    internal string? PlacementId { get; } = row.Verbatim(s_placementId);

    /// <summary>The row holds some placement id, known or not.</summary>
    internal bool NamesAPlacement { get; } = row.Flag(s_namesAPlacement);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal string? StartReason { get; } = row.Trimmed(s_startReason);

    internal DateTime? Ceased { get; } = row.Date(s_ceased);

    internal string? CeasedReason { get; } = row.Trimmed(s_ceasedReason);

    /// <summary>The referral it names is another child's.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
