using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Payload.Reading;

/// <summary>
/// Counts the rows of the SSD tables that no child reads: they belong to no person in ssd_person, or a row between them and their person is missing. Portable SQL;
/// which ids are the same is for the tables' collation to say, as in <see cref="ChildQuery"/>.
/// </summary>
/// <param name="ssdSchema">Schema of the ssd_ tables, bracketed.</param>
/// <param name="permanenceColumn">Column of ssd_person that ssd_permanence.perm_person_id refers to.</param>
internal sealed class OrphanedRows(string ssdSchema, string permanenceColumn)
{
    // A blank key never joins.
    private const string ReferralOfSomebody =
        """
        EXISTS (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS e
                 INNER JOIN {ssd}.[ssd_person] AS p ON p.[pers_person_id] = e.[cine_person_id]
                 WHERE e.[cine_referral_id] = x.[{column}] AND {id:e.[cine_referral_id]})
        """;

    private const string Person = "EXISTS (SELECT 1 FROM {ssd}.[ssd_person] AS p WHERE p.[pers_person_id] = x.[{column}])";

    private const string AssessmentOfSomebody =
        """
        EXISTS (SELECT 1 FROM {ssd}.[ssd_cin_assessments] AS a
                 INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_referral_id] = a.[cina_referral_id] AND {id:e.[cine_referral_id]}
                 INNER JOIN {ssd}.[ssd_person] AS p ON p.[pers_person_id] = e.[cine_person_id]
                 WHERE a.[cina_assessment_id] = x.[{column}] AND {id:a.[cina_assessment_id]})
        """;

    private const string EnquiryOfSomebody =
        """
        EXISTS (SELECT 1 FROM {ssd}.[ssd_s47_enquiry] AS s
                 INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_referral_id] = s.[s47e_referral_id] AND {id:e.[cine_referral_id]}
                 INNER JOIN {ssd}.[ssd_person] AS p ON p.[pers_person_id] = e.[cine_person_id]
                 WHERE s.[s47e_s47_enquiry_id] = x.[{column}] AND {id:s.[s47e_s47_enquiry_id]})
        """;

    // A care episode that names nobody is its referral's child's.
    private const string PeriodOfSomebody =
        """
        EXISTS (SELECT 1 FROM {ssd}.[ssd_cla_episodes] AS k
                  LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
                    ON e.[cine_referral_id] = k.[clae_referral_id] AND {id:e.[cine_referral_id]}
                   AND {no_id:k.[clae_person_id]}
                 INNER JOIN {ssd}.[ssd_person] AS p
                    ON p.[pers_person_id] = CASE WHEN {id:k.[clae_person_id]} THEN k.[clae_person_id] ELSE e.[cine_person_id] END
                 WHERE k.[clae_cla_id] = x.[{column}] AND {id:k.[clae_cla_id]})
        """;

    // perm_person_id counts only where no care episode has the period.
    private const string PermanenceOfSomebody =
        """
        (NOT EXISTS (SELECT 1 FROM {ssd}.[ssd_cla_episodes] AS k WHERE k.[clae_cla_id] = x.[perm_cla_id] AND {id:k.[clae_cla_id]})
         AND EXISTS (SELECT 1 FROM {ssd}.[ssd_person] AS p WHERE p.[{permanence_column}] = x.[perm_person_id] AND {id:x.[perm_person_id]}))
        """;

    private readonly string _ssdSchema = ssdSchema;
    private readonly string _permanenceColumn = permanenceColumn;

    /// <summary>How many there are, by table, in the order of <see cref="ChildQuery.Tables"/>; tables without any are not in it.</summary>
    /// <param name="connection">An open connection; every table and column that the reader reads is there.</param>
    internal List<KeyValuePair<string, long>> Count(DbConnection connection)
    {
        var counts = new List<KeyValuePair<string, long>>();
        foreach (string table in ChildQuery.Tables)
        {
            if (Statement(table) is { } statement)
            {
                using DbCommand command = connection.Command(statement);
                long rows = Convert.ToInt64(command.Scalar(), CultureInfo.InvariantCulture);
                if (rows > 0)
                {
                    counts.Add(new KeyValuePair<string, long>(table, rows));
                }
            }
        }

        return counts;
    }

    /// <summary>Counts those of one table; null for persons and professionals, who belong to nobody.</summary>
    internal string? Statement(string table)
    {
        string? read = Read(table);
        return read is null
            ? null
            : ChildQuery.WithIds(("SELECT COUNT(*) FROM {ssd}.[" + table + "] AS x WHERE NOT (" + read + ")").Replace("{ssd}", _ssdSchema).Replace("{permanence_column}", _permanenceColumn));
    }

    // What a row needs to be read for somebody.
    private static string? Read(string table) => table switch
    {
        "ssd_address" => By(Person, "addr_person_id"),
        "ssd_assessment_factors" => By(AssessmentOfSomebody, "cinf_assessment_id"),
        "ssd_care_leavers" => By(Person, "clea_person_id"),
        "ssd_cin_assessments" => By(Person, "cina_person_id") + " OR " + By(ReferralOfSomebody, "cina_referral_id"),
        "ssd_cin_episodes" => By(Person, "cine_person_id"),
        "ssd_cin_plans" => By(Person, "cinp_person_id") + " OR " + By(ReferralOfSomebody, "cinp_referral_id"),
        "ssd_cla_episodes" => By(Person, "clae_person_id") + " OR " + By(ReferralOfSomebody, "clae_referral_id"),
        "ssd_cla_placement" => By(Person, "clap_person_id") + " OR " + By(PeriodOfSomebody, "clap_cla_id"),
        "ssd_cp_plans" => By(Person, "cppl_person_id") + " OR " + By(ReferralOfSomebody, "cppl_referral_id"),
        "ssd_disability" => By(Person, "disa_person_id"),
        "ssd_immigration_status" => By(Person, "immi_person_id"),
        "ssd_initial_cp_conference" => By(Person, "icpc_person_id") + " OR " + By(EnquiryOfSomebody, "icpc_s47_enquiry_id"),
        "ssd_involvements" => By(Person, "invo_person_id") + " OR " + By(ReferralOfSomebody, "invo_referral_id"),
        "ssd_linked_identifiers" => By(Person, "link_person_id"),
        "ssd_permanence" => By(PeriodOfSomebody, "perm_cla_id") + " OR " + PermanenceOfSomebody,
        "ssd_s47_enquiry" => By(Person, "s47e_person_id") + " OR " + By(ReferralOfSomebody, "s47e_referral_id"),
        "ssd_sdq_scores" => By(Person, "csdq_person_id"),
        _ => null,
    };

    private static string By(string condition, string column) => condition.Replace("{column}", column);
}
