using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cla_placement, reached through the child's period of care, or by the child it names.</summary>
internal sealed class Placement(SsdRow row)
{
    // Placements of the child's periods of care, and those that name the child and are in none of them.
    internal static readonly RecordLayout Layout = new(
        RecordKind.Placement,
        "ssd_cla_placement",
        "c",
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id]
         INNER JOIN {ssd}.[ssd_cla_placement] AS c ON c.[clap_cla_id] = k.[cla_id]
         WHERE {range}
        """,
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cla_placement] AS c ON c.[clap_person_id] = p.[pers_person_id]
          LEFT JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id] AND k.[cla_id] = c.[clap_cla_id]
         WHERE k.[period_key] IS NULL AND {range}
        """);

    private static readonly RowColumn<string> s_periodKey = Layout.TextOf("period_key", "k.[period_key]", "NULL");
    private static readonly RowColumn<string> s_firstEpisodeId = Layout.TextOf("first_episode_id", "k.[first_episode_id]", "NULL");
    private static readonly RowColumn<string> s_placementId = Layout.RowId("clap_cla_placement_id");
    private static readonly RowColumn<DateTime> s_start = Layout.Date("clap_cla_placement_start_date");
    private static readonly RowColumn<DateTime> s_end = Layout.Date("clap_cla_placement_end_date");
    private static readonly RowColumn<string> s_type = Layout.Text("clap_cla_placement_type");
    private static readonly RowColumn<string> s_postcode = Layout.Text("clap_cla_placement_postcode");
    private static readonly RowColumn<string> s_changeReason = Layout.Text("clap_cla_placement_change_reason");

    private static readonly RowColumn<bool> s_crossesPersons = Layout.FlagOf(
        "crosses",
        """
        CASE WHEN {id:c.[clap_person_id]}
             THEN CASE WHEN c.[clap_person_id] <> p.[pers_person_id] THEN 1 ELSE 0 END
             WHEN {placement_period_held_by_another} THEN 1 ELSE 0 END
        """,
        "CASE WHEN {id:c.[clap_cla_id]} AND {placement_period_held_by_another} THEN 1 ELSE 0 END");

    /// <summary>The period of care, as <see cref="CareEpisode.PeriodKey"/>; null where the child has no such period.</summary>
    internal string? PeriodKey { get; } = row.Key(s_periodKey, s_firstEpisodeId);

    internal string? PlacementId { get; } = row.Id(s_placementId);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal DateTime? End { get; } = row.Date(s_end);

    /// <summary>The end that counts and is sent: one before the start is none.</summary>
    internal DateTime? EndAsSent => End < Start ? null : End;

    internal string? Type { get; } = row.Trimmed(s_type);

    internal string? Postcode { get; } = row.Trimmed(s_postcode);

    internal string? ChangeReason { get; } = row.Trimmed(s_changeReason);

    /// <summary>The row names another child than its period of care does, or the period is held by two children.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
