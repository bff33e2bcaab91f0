using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_initial_cp_conference, reached through its section 47 enquiry, or by the child it names.</summary>
internal sealed class InitialConference(SsdRow row)
{
    // Conferences of the child's enquiries, and those that name the child and belong to none of them.
    internal static readonly RecordLayout Layout = new(
        RecordKind.InitialConference,
        "ssd_initial_cp_conference",
        "c",
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_s47_enquiry] AS s ON s.[s47e_person_id] = p.[pers_person_id] AND {id:s.[s47e_s47_enquiry_id]}
         INNER JOIN {ssd}.[ssd_initial_cp_conference] AS c ON c.[icpc_s47_enquiry_id] = s.[s47e_s47_enquiry_id]
         WHERE {range}
        """,
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[ssd_s47_enquiry] AS s ON s.[s47e_referral_id] = e.[cine_referral_id] AND {id:s.[s47e_s47_enquiry_id]}
         INNER JOIN {ssd}.[ssd_initial_cp_conference] AS c ON c.[icpc_s47_enquiry_id] = s.[s47e_s47_enquiry_id]
         WHERE (s.[s47e_person_id] IS NULL OR s.[s47e_person_id] <> p.[pers_person_id]) AND {range}
        """,
        """
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_initial_cp_conference] AS c ON c.[icpc_person_id] = p.[pers_person_id]
         WHERE NOT EXISTS (SELECT 1 FROM {ssd}.[ssd_s47_enquiry] AS s
                             LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
                               ON e.[cine_referral_id] = s.[s47e_referral_id] AND e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
                            WHERE s.[s47e_s47_enquiry_id] = c.[icpc_s47_enquiry_id] AND {id:s.[s47e_s47_enquiry_id]}
                              AND (s.[s47e_person_id] = p.[pers_person_id] OR e.[cine_referral_id] IS NOT NULL))
           AND {range}
        """);

    // As with placements: one that names no child is of its enquiry's, and where two children hold the enquiry it is not known whose.
    private const string CrossesUnderAnEnquiry =
        """
        CASE WHEN {id:c.[icpc_person_id]}
             THEN CASE WHEN c.[icpc_person_id] <> p.[pers_person_id] THEN 1 ELSE 0 END
             WHEN {enquiry_held_by_another} THEN 1 ELSE 0 END
        """;

    private static readonly RowColumn<string> s_enquiryId = Layout.TextOf("s47e_s47_enquiry_id", "s.[s47e_s47_enquiry_id]", "s.[s47e_s47_enquiry_id]", "NULL");
    private static readonly RowColumn<string> s_conferenceId = Layout.RowId("icpc_icpc_id");
    private static readonly RowColumn<DateTime> s_date = Layout.Date("icpc_icpc_date");

    private static readonly RowColumn<bool> s_crossesPersons = Layout.FlagOf(
        "crosses",
        CrossesUnderAnEnquiry,
        CrossesUnderAnEnquiry,
        "CASE WHEN {id:c.[icpc_s47_enquiry_id]} AND {enquiry_held_by_another} THEN 1 ELSE 0 END");

    /// <summary>The section 47 enquiry it belongs to; null where no enquiry of this child has that id.</summary>
    internal string? EnquiryId { get; } = row.Verbatim(s_enquiryId);

    internal string? ConferenceId { get; } = row.TrimmedVerbatim(s_conferenceId);

    internal DateTime? Date { get; } = row.Date(s_date);

    /// <summary>The row and its enquiry name two children, or it names none and two children hold the enquiry.</summary>
    internal bool CrossesPersons { get; } = row.Flag(s_crossesPersons);
}
