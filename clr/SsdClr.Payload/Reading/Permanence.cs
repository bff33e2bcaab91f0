using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_permanence, as far as adoption goes.</summary>
internal sealed class Permanence(SsdRow row)
{
    // perm_cla_id decides whose the row is; perm_person_id only where that is blank or unknown.
    internal static readonly RecordLayout Layout = new(
        RecordKind.Permanence,
        "ssd_permanence",
        "x",
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id]
         INNER JOIN {ssd}.[ssd_permanence] AS x ON x.[perm_cla_id] = k.[cla_id]
         WHERE {range}
        """,
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_permanence] AS x ON x.[perm_person_id] = p.[{permanence_column}] AND {id:x.[perm_person_id]}
         WHERE NOT EXISTS (SELECT 1 FROM {ssd}.[ssd_cla_episodes] AS o
                            WHERE o.[clae_cla_id] = x.[perm_cla_id] AND {id:x.[perm_cla_id]})
           AND {range}
        """);

    private static readonly RowColumn<string> s_rowId = Layout.RowId("perm_table_id");
    private static readonly RowColumn<DateTime> s_decision = Layout.Date("perm_adm_decision_date");
    private static readonly RowColumn<DateTime> s_matched = Layout.Date("perm_matched_date");
    private static readonly RowColumn<DateTime> s_placed = Layout.Date("perm_placed_for_adoption_date");

    private static readonly RowColumn<bool> s_isAmbiguous = Layout.FlagOf(
        "ambiguous",
        "CASE WHEN {adoption_period_held_by_another} THEN 1 ELSE 0 END",
        """
        CASE WHEN EXISTS (SELECT 1 FROM {ssd}.[ssd_person] AS q
                           WHERE q.[{permanence_column}] = x.[perm_person_id] AND q.[pers_person_id] <> p.[pers_person_id])
             THEN 1 ELSE 0 END
        """);

    private static readonly RowColumn<string> s_periodKey = Layout.TextOf("period_key", "k.[period_key]", "NULL");
    private static readonly RowColumn<string> s_firstEpisodeId = Layout.TextOf("first_episode_id", "k.[first_episode_id]", "NULL");

    internal string? RowId { get; } = row.TrimmedVerbatim(s_rowId);

    internal DateTime? Decision { get; } = row.Date(s_decision);

    internal DateTime? Matched { get; } = row.Date(s_matched);

    internal DateTime? Placed { get; } = row.Date(s_placed);

    /// <summary>The row points at two children, so it is sent for neither.</summary>
    internal bool IsAmbiguous { get; } = row.Flag(s_isAmbiguous);

    /// <summary>The period of care, as <see cref="CareEpisode.PeriodKey"/>; null where the row was reached by perm_person_id, for its perm_cla_id is blank or unknown.</summary>
    internal string? PeriodKey { get; } = row.Key(s_periodKey, s_firstEpisodeId);
}
