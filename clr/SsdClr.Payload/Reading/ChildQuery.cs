using System;
using System.Data.Common;
using System.Text;

namespace SsdClr.Payload.Reading;

/// <summary>
/// The SELECTs that fetch everything about a range of children: portable SQL, one result set a kind of record, no rule.
/// </summary>
/// <remarks>
/// Every statement starts from ssd_person and compares the range with <c>pers_person_id</c> only, so one column's collation
/// decides the order, and a collation conflict is an error and never a lost row. Which rows belong together is decided by
/// the joins alone: each row carries the key of the row it hangs on as <em>that</em> row spells it, so the program may
/// compare ordinally whatever the collation. A blank key never joins: two records without an id have nothing in common.
/// </remarks>
internal sealed class ChildQuery
{
    /// <summary>The tables read.</summary>
    internal static readonly string[] Tables =
    [
        "ssd_address",
        "ssd_assessment_factors",
        "ssd_care_leavers",
        "ssd_cin_assessments",
        "ssd_cin_episodes",
        "ssd_cin_plans",
        "ssd_cla_episodes",
        "ssd_cla_placement",
        "ssd_cp_plans",
        "ssd_disability",
        "ssd_immigration_status",
        "ssd_initial_cp_conference",
        "ssd_involvements",
        "ssd_linked_identifiers",
        "ssd_permanence",
        "ssd_person",
        "ssd_professionals",
        "ssd_s47_enquiry",
        "ssd_sdq_scores",
    ];

    // The care episodes of a child in one period of care, known by the lowest of their ids. A care episode that names no child
    // is its referral's. Of the range's children alone, or every range would group the care episodes of everybody.
    private const string Periods =
        """
        (SELECT c.[person_id], c.[cla_id], MIN(c.[episode_id]) AS [period_key]
           FROM (SELECT p.[pers_person_id] AS [person_id], k.[clae_cla_id] AS [cla_id], k.[clae_cla_episode_id] AS [episode_id]
                   FROM {ssd}.[ssd_person] AS p
                  INNER JOIN {ssd}.[ssd_cla_episodes] AS k ON k.[clae_person_id] = p.[pers_person_id]
                  WHERE {id:k.[clae_person_id]} AND {range}
                  UNION ALL
                 SELECT p.[pers_person_id], k.[clae_cla_id], k.[clae_cla_episode_id]
                   FROM {ssd}.[ssd_person] AS p
                  INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
                  INNER JOIN {ssd}.[ssd_cla_episodes] AS k ON k.[clae_referral_id] = e.[cine_referral_id]
                  WHERE {no_id:k.[clae_person_id]} AND {range}) AS c
          WHERE {id:c.[cla_id]}
          GROUP BY c.[person_id], c.[cla_id])
        """;

    // A record that names nobody is its referral's child's; where two children hold the referral, nobody knows whose.
    private const string HeldByAnother =
        """
        EXISTS (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS o
                 WHERE o.[cine_referral_id] = e.[cine_referral_id]
                   AND {id:o.[cine_person_id]} AND o.[cine_person_id] <> p.[pers_person_id])
        """;

    // The same of a period of care, whose children its care episodes name, or where they name nobody their referrals.
    private const string PeriodHeldByAnother =
        """
        EXISTS (SELECT 1 FROM {ssd}.[ssd_cla_episodes] AS o
                  LEFT JOIN {ssd}.[ssd_cin_episodes] AS r
                    ON r.[cine_referral_id] = o.[clae_referral_id] AND {id:r.[cine_referral_id]} AND {id:r.[cine_person_id]}
                   AND {no_id:o.[clae_person_id]}
                 WHERE o.[clae_cla_id] = {cla_id}
                   AND CASE WHEN {id:o.[clae_person_id]} THEN o.[clae_person_id] ELSE r.[cine_person_id] END <> p.[pers_person_id])
        """;

    private const string PersonSelect =
        """
        SELECT p.[pers_person_id], p.[pers_legacy_id], p.[pers_upn], p.[pers_upn_unknown], p.[pers_forename], p.[pers_surname],
               p.[pers_dob], p.[pers_expected_dob], p.[pers_sex], p.[pers_ethnicity],
               CASE WHEN {listed} THEN 1 ELSE 0 END AS [is_listed]
          FROM {ssd}.[ssd_person] AS p
         WHERE {range}
         ORDER BY p.[pers_person_id]
        """;

    private const string LinkedIdentifierSelect =
        """
        SELECT p.[pers_person_id], l.[link_identifier_type], l.[link_identifier_value], l.[link_valid_from_date]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_linked_identifiers] AS l ON l.[link_person_id] = p.[pers_person_id]
         WHERE {range}
        """;

    private const string DisabilitySelect =
        """
        SELECT p.[pers_person_id], d.[disa_disability_code]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_disability] AS d ON d.[disa_person_id] = p.[pers_person_id]
         WHERE {range}
        """;

    private const string AddressSelect =
        """
        SELECT p.[pers_person_id], a.[addr_table_id], a.[addr_address_start_date], a.[addr_address_end_date], a.[addr_address_postcode]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_address] AS a ON a.[addr_person_id] = p.[pers_person_id]
         WHERE {range}
        """;

    private const string ImmigrationStatusSelect =
        """
        SELECT p.[pers_person_id], i.[immi_immigration_status_id], i.[immi_immigration_status], i.[immi_immigration_status_start_date], i.[immi_immigration_status_end_date]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_immigration_status] AS i ON i.[immi_person_id] = p.[pers_person_id]
         WHERE {range}
        """;

    private const string SdqScoreSelect =
        """
        SELECT p.[pers_person_id], s.[csdq_table_id], s.[csdq_sdq_completed_date], s.[csdq_sdq_score]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_sdq_scores] AS s ON s.[csdq_person_id] = p.[pers_person_id]
         WHERE {range}
        """;

    private const string CinEpisodeSelect =
        """
        SELECT p.[pers_person_id], e.[cine_referral_id], e.[cine_referral_date], e.[cine_referral_source_code], e.[cine_close_date],
               e.[cine_close_reason], e.[cine_referral_nfa]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id]
         WHERE {range}
        """;

    private const string AssessmentFactorsSelect =
        """
        SELECT p.[pers_person_id], a.[cina_assessment_id], f.[cinf_table_id], f.[cinf_assessment_factors_json]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[ssd_cin_assessments] AS a ON a.[cina_referral_id] = e.[cine_referral_id] AND {id:a.[cina_assessment_id]}
         INNER JOIN {ssd}.[ssd_assessment_factors] AS f ON f.[cinf_assessment_id] = a.[cina_assessment_id]
         WHERE {range}
        """;

    // A record belongs to the child it names; to its referral's child when it names none. Where both name one and they differ it is fetched for
    // both, marked, so that each is told and neither is sent it. Where the child has no such referral, it comes without one.
    private const string RecordSelect =
        """
        SELECT p.[pers_person_id], e.[cine_referral_id], {columns},
               CASE WHEN e.[cine_referral_id] IS NULL AND EXISTS
                        (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS o
                          WHERE o.[cine_referral_id] = x.[{referral_id}] AND {id:o.[cine_referral_id]} AND {id:o.[cine_person_id]} AND o.[cine_person_id] <> p.[pers_person_id])
                    THEN 1 ELSE 0 END AS [crosses]{names_person}
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[{table}] AS x ON x.[{person_id}] = p.[pers_person_id]
          LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
            ON e.[cine_referral_id] = x.[{referral_id}] AND e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}{join}
         WHERE {range}
         UNION ALL
        SELECT p.[pers_person_id], e.[cine_referral_id], {columns},
               CASE WHEN {id:x.[{person_id}]} OR {held_by_another} THEN 1 ELSE 0 END{names_nobody}
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[{table}] AS x ON x.[{referral_id}] = e.[cine_referral_id]{join}
         WHERE (x.[{person_id}] IS NULL OR x.[{person_id}] <> p.[pers_person_id]) AND {range}
        """;

    // An involvement without a professional is fetched too: that it cannot be sent is to be told.
    private const string ProfessionalJoin =
        """

          LEFT JOIN {ssd}.[ssd_professionals] AS w
            ON w.[prof_professional_id] = x.[invo_professional_id] AND {id:x.[invo_professional_id]}
        """;

    // Conferences of the child's enquiries, and those that name the child and belong to none of them.
    private const string InitialConferenceSelect =
        """
        SELECT p.[pers_person_id], s.[s47e_s47_enquiry_id], c.[icpc_icpc_id], c.[icpc_icpc_date],
               CASE WHEN {id:c.[icpc_person_id]} AND c.[icpc_person_id] <> p.[pers_person_id] THEN 1 ELSE 0 END AS [crosses]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_s47_enquiry] AS s ON s.[s47e_person_id] = p.[pers_person_id] AND {id:s.[s47e_s47_enquiry_id]}
         INNER JOIN {ssd}.[ssd_initial_cp_conference] AS c ON c.[icpc_s47_enquiry_id] = s.[s47e_s47_enquiry_id]
         WHERE {range}
         UNION ALL
        SELECT p.[pers_person_id], s.[s47e_s47_enquiry_id], c.[icpc_icpc_id], c.[icpc_icpc_date],
               CASE WHEN {id:c.[icpc_person_id]} AND c.[icpc_person_id] <> p.[pers_person_id] THEN 1 ELSE 0 END
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[ssd_s47_enquiry] AS s ON s.[s47e_referral_id] = e.[cine_referral_id] AND {id:s.[s47e_s47_enquiry_id]}
         INNER JOIN {ssd}.[ssd_initial_cp_conference] AS c ON c.[icpc_s47_enquiry_id] = s.[s47e_s47_enquiry_id]
         WHERE (s.[s47e_person_id] IS NULL OR s.[s47e_person_id] <> p.[pers_person_id]) AND {range}
         UNION ALL
        SELECT p.[pers_person_id], NULL, c.[icpc_icpc_id], c.[icpc_icpc_date],
               CASE WHEN EXISTS (SELECT 1 FROM {ssd}.[ssd_s47_enquiry] AS o
                                  WHERE o.[s47e_s47_enquiry_id] = c.[icpc_s47_enquiry_id] AND {id:o.[s47e_s47_enquiry_id]})
                    THEN 1 ELSE 0 END
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_initial_cp_conference] AS c ON c.[icpc_person_id] = p.[pers_person_id]
          LEFT JOIN {ssd}.[ssd_s47_enquiry] AS s ON s.[s47e_s47_enquiry_id] = c.[icpc_s47_enquiry_id] AND {id:s.[s47e_s47_enquiry_id]}
          LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
            ON e.[cine_referral_id] = s.[s47e_referral_id] AND e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         WHERE e.[cine_referral_id] IS NULL AND (s.[s47e_person_id] IS NULL OR s.[s47e_person_id] <> p.[pers_person_id]) AND {range}
        """;

    // As with plans: a care episode is the child's it names, its referral's when it names none, and where they differ both are told.
    private const string CareEpisodeSelect =
        """
        SELECT p.[pers_person_id], x.[clae_cla_episode_id], k.[period_key], e.[cine_referral_id], n.[clap_cla_placement_id],
               CASE WHEN {id:x.[clae_cla_placement_id]} THEN 1 ELSE 0 END AS [names_a_placement],
               x.[clae_cla_episode_start_date], x.[clae_cla_episode_start_reason], x.[clae_cla_episode_ceased_date], x.[clae_cla_episode_ceased_reason],
               CASE WHEN EXISTS (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS o
                                  WHERE o.[cine_referral_id] = x.[clae_referral_id] AND {id:o.[cine_referral_id]}
                                    AND {id:o.[cine_person_id]} AND o.[cine_person_id] <> p.[pers_person_id])
                    THEN 1 ELSE 0 END AS [crosses]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cla_episodes] AS x ON x.[clae_person_id] = p.[pers_person_id]
          LEFT JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id] AND k.[cla_id] = x.[clae_cla_id]
          LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
            ON e.[cine_referral_id] = x.[clae_referral_id] AND e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
          LEFT JOIN {ssd}.[ssd_cla_placement] AS n
            ON n.[clap_cla_placement_id] = x.[clae_cla_placement_id] AND {id:n.[clap_cla_placement_id]}
         WHERE {range}
         UNION ALL
        SELECT p.[pers_person_id], x.[clae_cla_episode_id], k.[period_key], e.[cine_referral_id], n.[clap_cla_placement_id],
               CASE WHEN {id:x.[clae_cla_placement_id]} THEN 1 ELSE 0 END,
               x.[clae_cla_episode_start_date], x.[clae_cla_episode_start_reason], x.[clae_cla_episode_ceased_date], x.[clae_cla_episode_ceased_reason],
               CASE WHEN {id:x.[clae_person_id]} OR {held_by_another} THEN 1 ELSE 0 END
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[ssd_cla_episodes] AS x ON x.[clae_referral_id] = e.[cine_referral_id]
          LEFT JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id] AND k.[cla_id] = x.[clae_cla_id]
          LEFT JOIN {ssd}.[ssd_cla_placement] AS n
            ON n.[clap_cla_placement_id] = x.[clae_cla_placement_id] AND {id:n.[clap_cla_placement_id]}
         WHERE (x.[clae_person_id] IS NULL OR x.[clae_person_id] <> p.[pers_person_id]) AND {range}
        """;

    // Placements of the child's periods of care, and those that name the child and are in none of them.
    private const string PlacementSelect =
        """
        SELECT p.[pers_person_id], k.[period_key], c.[clap_cla_placement_id], c.[clap_cla_placement_start_date], c.[clap_cla_placement_end_date],
               c.[clap_cla_placement_type], c.[clap_cla_placement_postcode], c.[clap_cla_placement_change_reason],
               CASE WHEN {id:c.[clap_person_id]}
                    THEN CASE WHEN c.[clap_person_id] <> p.[pers_person_id] THEN 1 ELSE 0 END
                    WHEN {placement_period_held_by_another} THEN 1 ELSE 0 END AS [crosses]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id]
         INNER JOIN {ssd}.[ssd_cla_placement] AS c ON c.[clap_cla_id] = k.[cla_id]
         WHERE {range}
         UNION ALL
        SELECT p.[pers_person_id], NULL, c.[clap_cla_placement_id], c.[clap_cla_placement_start_date], c.[clap_cla_placement_end_date],
               c.[clap_cla_placement_type], c.[clap_cla_placement_postcode], c.[clap_cla_placement_change_reason],
               CASE WHEN EXISTS (SELECT 1 FROM {ssd}.[ssd_cla_episodes] AS o WHERE o.[clae_cla_id] = c.[clap_cla_id] AND {id:o.[clae_cla_id]})
                    THEN 1 ELSE 0 END
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cla_placement] AS c ON c.[clap_person_id] = p.[pers_person_id]
          LEFT JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id] AND k.[cla_id] = c.[clap_cla_id]
         WHERE k.[period_key] IS NULL AND {range}
        """;

    // perm_cla_id decides whose the row is; perm_person_id only where that is blank or unknown.
    private const string PermanenceSelect =
        """
        SELECT p.[pers_person_id], x.[perm_table_id], x.[perm_adm_decision_date], x.[perm_matched_date], x.[perm_placed_for_adoption_date],
               CASE WHEN {adoption_period_held_by_another} THEN 1 ELSE 0 END AS [ambiguous],
               k.[period_key]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {periods} AS k ON k.[person_id] = p.[pers_person_id]
         INNER JOIN {ssd}.[ssd_permanence] AS x ON x.[perm_cla_id] = k.[cla_id]
         WHERE {range}
         UNION ALL
        SELECT p.[pers_person_id], x.[perm_table_id], x.[perm_adm_decision_date], x.[perm_matched_date], x.[perm_placed_for_adoption_date],
               CASE WHEN EXISTS (SELECT 1 FROM {ssd}.[ssd_person] AS q
                                  WHERE q.[{permanence_column}] = x.[perm_person_id] AND q.[pers_person_id] <> p.[pers_person_id])
                    THEN 1 ELSE 0 END,
               NULL
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_permanence] AS x ON x.[perm_person_id] = p.[{permanence_column}] AND {id:x.[perm_person_id]}
         WHERE NOT EXISTS (SELECT 1 FROM {ssd}.[ssd_cla_episodes] AS o
                            WHERE o.[clae_cla_id] = x.[perm_cla_id] AND {id:x.[perm_cla_id]})
           AND {range}
        """;

    private const string CareLeaverSelect =
        """
        SELECT p.[pers_person_id], c.[clea_table_id], c.[clea_care_leaver_latest_contact], c.[clea_care_leaver_activity], c.[clea_care_leaver_accommodation]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_care_leavers] AS c ON c.[clea_person_id] = p.[pers_person_id]
         WHERE {range}
        """;

    // Two persons share an id where the collation calls their person ids equal, for then each would get the records of both; or
    // where they would be sent with one la_child_id, which is sent without outer blanks. Once for all ranges: the other may be
    // in any of them. Grouped and joined, not counted for each person: the id may have no index.
    private const string SharedIdSelect =
        """
        SELECT p.[pers_person_id]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN (SELECT q.[pers_person_id] AS [shared_id] FROM {ssd}.[ssd_person] AS q
                      GROUP BY q.[pers_person_id] HAVING COUNT(*) > 1) AS s ON s.[shared_id] = p.[pers_person_id]
         UNION ALL
        SELECT p.[pers_person_id]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN (SELECT LTRIM(RTRIM(q.[{id_column}])) AS [shared_id] FROM {ssd}.[ssd_person] AS q
                      WHERE {id:q.[{id_column}]}
                      GROUP BY LTRIM(RTRIM(q.[{id_column}])) HAVING COUNT(*) > 1) AS t ON t.[shared_id] = LTRIM(RTRIM(p.[{id_column}]))
        """;

    // The census wants each unique pupil number once. Asked for only where its rules are.
    private const string SharedUniquePupilNumberSelect =
        """
        SELECT p.[pers_person_id]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN (SELECT LTRIM(RTRIM(q.[pers_upn])) AS [shared_upn] FROM {ssd}.[ssd_person] AS q
                      WHERE {id:q.[pers_upn]}
                      GROUP BY LTRIM(RTRIM(q.[pers_upn])) HAVING COUNT(*) > 1) AS t ON t.[shared_upn] = LTRIM(RTRIM(p.[pers_upn]))
        """;

    private const string NoIds = "('', '-1', '0', 'NULL', 'N/A', '#N/A', '(NULL)')";

    private readonly string _template;
    private readonly string _ssdSchema;
    private readonly CohortTable? _cohortTable;

    /// <param name="ssdSchema">Schema of the ssd_ tables, bracketed.</param>
    /// <param name="childIdColumn">Column of ssd_person sent as la_child_id.</param>
    /// <param name="permanenceColumn">Column of ssd_person that ssd_permanence.perm_person_id refers to.</param>
    /// <param name="cohortTable">The table of person ids that the cohort is restricted to; null: everybody counts as listed.</param>
    internal ChildQuery(string ssdSchema, string childIdColumn, string permanenceColumn, CohortTable? cohortTable)
    {
        string assessments = Records("ssd_cin_assessments", "cina", "cina_assessment_id", "cina_assessment_start_date", "cina_assessment_auth_date");
        string cinPlans = Plans("ssd_cin_plans", "cinp", "cinp_cin_plan_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date");
        string enquiries = Records("ssd_s47_enquiry", "s47e", "s47e_s47_enquiry_id", "s47e_s47_start_date", "s47e_s47_end_date", "s47e_s47_outcome_json");
        string protectionPlans = Plans("ssd_cp_plans", "cppl", "cppl_cp_plan_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date");
        string involvements = Fill(
            "ssd_involvements",
            "invo",
            "x.[invo_involvements_id], w.[prof_social_worker_registration_no], x.[invo_professional_role_id], x.[invo_involvement_start_date], x.[invo_involvement_end_date]",
            ProfessionalJoin,
            namesPerson: false);
        _template = WithIds(string.Join(
            ";\n",
            PersonSelect,
            LinkedIdentifierSelect,
            DisabilitySelect,
            AddressSelect,
            ImmigrationStatusSelect,
            SdqScoreSelect,
            CinEpisodeSelect,
            assessments,
            AssessmentFactorsSelect,
            cinPlans,
            enquiries,
            InitialConferenceSelect,
            protectionPlans,
            CareEpisodeSelect,
            PlacementSelect,
            PermanenceSelect,
            CareLeaverSelect,
            involvements)
            .Replace("{periods}", Periods)
            .Replace("{held_by_another}", HeldByAnother)
            .Replace("{placement_period_held_by_another}", PeriodHeldByAnother.Replace("{cla_id}", "c.[clap_cla_id]"))
            .Replace("{adoption_period_held_by_another}", PeriodHeldByAnother.Replace("{cla_id}", "x.[perm_cla_id]"))
            .Replace("{permanence_column}", permanenceColumn)
            .Replace("{ssd}", ssdSchema));
        _ssdSchema = ssdSchema;
        _cohortTable = cohortTable;
        SharedIds = WithIds(SharedIdSelect.Replace("{id_column}", childIdColumn).Replace("{ssd}", ssdSchema));
        SharedUniquePupilNumbers = WithIds(SharedUniquePupilNumberSelect.Replace("{ssd}", ssdSchema));
    }

    /// <summary>Selects the persons whose person id or la_child_id, outer blanks aside, is that of another row of ssd_person too.</summary>
    internal string SharedIds { get; }

    /// <summary>Selects the persons whose unique pupil number, outer blanks aside, is that of another row of ssd_person too.</summary>
    internal string SharedUniquePupilNumbers { get; }

    /// <summary>Reads which type pers_person_id has.</summary>
    internal KeyColumn Persons(DbConnection connection) => KeyColumn.Read(connection, _ssdSchema + ".[ssd_person]", "[pers_person_id]");

    /// <summary>The condition that the cohort table lists person p.</summary>
    internal string Listed(DbConnection connection, KeyColumn persons) => _cohortTable is null ? "1 = 1" : _cohortTable.Lists(connection, persons);

    /// <summary>The whole batch for a range. Parameters: @after, @up_to, @only_person, those that the range has.</summary>
    /// <param name="range">The range.</param>
    /// <param name="persons">The type of pers_person_id.</param>
    /// <param name="listed">What <see cref="Listed"/> gave.</param>
    internal string Text(PersonRange range, KeyColumn persons, string listed) => _template.Replace("{listed}", listed).Replace("{range}", Condition(range, persons));

    /// <summary>True where the reader reads that column; no two tables of the SSD have a column of one name.</summary>
    internal bool Reads(string column) => _template.IndexOf("[" + column + "]", StringComparison.Ordinal) >= 0;

    /// <summary>True where the reader finds rows by that column: it is compared with another column somewhere, or decides the range.</summary>
    internal bool Joins(string column)
    {
        string reference = ".[" + column + "]";
        for (int at = _template.IndexOf(reference, StringComparison.Ordinal); at > 0; at = _template.IndexOf(reference, at + 1, StringComparison.Ordinal))
        {
            // An alias is one letter: "a.[x] = b.[y]".
            int end = at + reference.Length;
            bool isLeft = end + 5 < _template.Length && string.CompareOrdinal(_template, end, " = ", 0, 3) == 0 && string.CompareOrdinal(_template, end + 4, ".[", 0, 2) == 0;
            bool isRight = at > 4 && string.CompareOrdinal(_template, at - 4, " = ", 0, 3) == 0;
            if (isLeft || isRight)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Spells out <c>{id:x}</c>, the condition that a column holds an id, and <c>{no_id:x}</c>, that it holds none (<see cref="AbsentValue"/>).</summary>
    internal static string WithIds(string template)
    {
        var text = new StringBuilder(template.Length * 2);
        int at = 0;
        while (true)
        {
            int id = template.IndexOf("id:", at, StringComparison.Ordinal);
            if (id < 0)
            {
                return text.Append(template, at, template.Length - at).ToString();
            }

            bool isNone = template[id - 1] == '_';
            int start = isNone ? id - 4 : id - 1;
            int end = template.IndexOf('}', id);
            string column = template.Substring(id + 3, end - id - 3);
            text.Append(template, at, start - at);
            text.Append(isNone ? "(" + column + " IS NULL OR UPPER(LTRIM(RTRIM(" + column + "))) IN " + NoIds + ")" : "UPPER(LTRIM(RTRIM(" + column + "))) NOT IN " + NoIds);
            at = end + 1;
        }
    }

    private static string Plans(string table, string prefix, string id, string start, string end) => Fill(table, prefix, Columns(id, start, end), join: string.Empty, namesPerson: true);

    private static string Records(string table, string prefix, params string[] columns) => Fill(table, prefix, Columns(columns), join: string.Empty, namesPerson: false);

    private static string Columns(params string[] columns) => "x.[" + string.Join("], x.[", columns) + "]";

    private static string Fill(string table, string prefix, string columns, string join, bool namesPerson) =>
        new StringBuilder(RecordSelect)
            .Replace("{table}", table)
            .Replace("{columns}", columns)
            .Replace("{join}", join)
            .Replace("{names_person}", namesPerson ? ",\n               1 AS [names_person]" : string.Empty)
            .Replace("{names_nobody}", namesPerson ? ",\n               0" : string.Empty)
            .Replace("{person_id}", prefix + "_person_id")
            .Replace("{referral_id}", prefix + "_referral_id")
            .ToString();

    private static string Condition(PersonRange range, KeyColumn persons)
    {
        if (range.OnlyPerson is not null)
        {
            return persons.MayHold(range.OnlyPerson) ? persons.ForEquality("p.[pers_person_id]") + " = @only_person" : "1 = 0";
        }

        string after = range.After is null ? string.Empty : "p.[pers_person_id] > @after";
        string upTo = range.UpTo is null ? string.Empty : "p.[pers_person_id] <= @up_to";
        return after.Length == 0 && upTo.Length == 0 ? "1 = 1"
            : after.Length == 0 ? upTo
            : upTo.Length == 0 ? after
            : after + " AND " + upTo;
    }
}
