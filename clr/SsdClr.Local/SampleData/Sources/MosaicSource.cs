using System.Globalization;
using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>
/// A made-up Mosaic with its data mart: workflow steps, plans as chains of steps, looked-after summaries, no record that names its referral, codes behind
/// mapping groups, names in varchar columns, and no registration numbers but in a table of the authority's own.
/// </summary>
/// <param name="asOf">The day its records are written for.</param>
internal sealed class MosaicSource(DateTime asOf) : SourceSystem("mosaic", "mosaic")
{
    private const long FirstParent = 700_000_000;
    private const long Adviser = 900_001;

    // The first team of the first service.
    private const long Team = 100_002;

    // What each table of the SSD calls its referral, first day and last day.
    private static readonly Dictionary<string, (string Referral, string Start, string End)> s_referred = new(StringComparer.Ordinal)
    {
        ["ssd_cin_assessments"] = ("cina_referral_id", "cina_assessment_start_date", "cina_assessment_auth_date"),
        ["ssd_cin_plans"] = ("cinp_referral_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
        ["ssd_s47_enquiry"] = ("s47e_referral_id", "s47e_s47_start_date", "s47e_s47_end_date"),
        ["ssd_initial_cp_conference"] = ("icpc_referral_id", "icpc_icpc_date", "icpc_icpc_date"),
        ["ssd_cp_plans"] = ("cppl_referral_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        ["ssd_cla_episodes"] = ("clae_referral_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
        ["ssd_involvements"] = ("invo_referral_id", "invo_involvement_start_date", "invo_involvement_end_date"),
    };

    private readonly HashSet<long> _families = [];

    /// <inheritdoc/>
    public override IReadOnlyList<SourceTable> Tables => [.. base.Tables, new SourceTable("WORKER_NUMBERS", [("WORKER_ID", "int"), ("SW_NUMBER", "nvarchar(48)")])];

    /// <inheritdoc/>
    public override IEnumerable<SampleRow> Held(SourceChild child, IReadOnlyList<SsdTable> tables)
    {
        var former = child.Of("ssd_linked_identifiers").Where(row => row.Text("link_identifier_type") == "Former Unique Pupil Number").OrderByDescending(row => row.Day("link_valid_from_date")).FirstOrDefault();
        var born = child.Of("ssd_person").First().Day("pers_dob");
        var isLeaver = born is { } birth && birth.AddYears(16) <= asOf && birth.AddYears(26) > asOf;
        var situation = child.Of("ssd_care_leavers").OrderByDescending(row => row.Text("clea_care_leaver_latest_contact"), StringComparer.Ordinal).FirstOrDefault();
        var rows = child.Rows.Where(row => row.Table.Name switch
        {
            "ssd_linked_identifiers" => row.Values == former.Values || row.Text("link_identifier_type") == "NHS Number",
            "ssd_care_leavers" => isLeaver && row.Values == situation.Values,
            _ => true,
        }).ToList();
        if (isLeaver && situation.Table is not null)
        {
            rows.AddRange(PastCare(child, born!.Value, tables));
        }

        var held = new SourceChild(rows, night: 0);
        foreach (var period in held.Of("ssd_cla_episodes").GroupBy(row => row.Text("clae_cla_id"), StringComparer.Ordinal))
        {
            Episodes(held, [.. period.OrderBy(row => row.Day("clae_cla_episode_start_date"))]);
        }

        foreach (var row in rows)
        {
            Hold(held, row);
            yield return row;
        }
    }

    /// <inheritdoc/>
    public override void WriteShared(SourceChild shared, SourceWriter writer)
    {
        foreach (var code in CodeList.Ethnicity.Codes)
        {
            writer.Put("DM_ETHNICITIES", ("ETHNICITY_CODE", "E." + code), ("CBDS_ETHNICITY_CODE", code));
        }

        foreach (var code in CodeList.Accommodation.Codes)
        {
            writer.Put("DM_MAPPING_GROUPS", ("GROUP_NAME", "SSDA903 Accommodation Type"), ("MAPPED_VALUE", "AC." + code), ("CATEGORY_VALUE", code));
        }

        foreach (var code in CodeList.Activity.Codes)
        {
            writer.Put("DM_MAPPING_GROUPS", ("GROUP_NAME", "SSDA903 Activity Type"), ("MAPPED_VALUE", "AV." + code), ("CATEGORY_VALUE", code));
        }

        foreach (var need in Enumerable.Range(0, 10).Select(number => $"N{number}"))
        {
            writer.Put("DM_SERV_USER_GROUP_TYPES", ("GROUP_TYPE", "SUG." + need), ("NEED_CODE_CATEGORY_CODE", need));
        }

        writer.Put("DM_MAPPING_GROUPS", ("GROUP_NAME", "SSDA903 In Touch Type"), ("MAPPED_VALUE", "IT.YES"), ("CATEGORY_VALUE", "YES"));
        writer.Put("REPORT_FILTERS", ("ID", 7), ("NAME", "Child IRO Visit Date"));
        writer.Put("DM_WORKFLOW_NXT_ACTION_TYPES", ("WORKFLOW_NEXT_ACTION_TYPE_ID", 3988), ("DESCRIPTION", "No further action & \"closure\""), ("IS_NO_FURTHER_ACTION", "Y"));
        writer.Put("DM_VISIT_TYPES", ("VISIT_TYPE", "VIS.CIN"), ("VISIT_SOURCE", "Screen"));
        writer.Put("DM_VISIT_TYPES", ("VISIT_TYPE", "VIS.CP"), ("VISIT_SOURCE", "Screen"));
        writer.Put("DM_VISIT_TYPES", ("VISIT_TYPE", "STP.1193"), ("VISIT_SOURCE", "Mos Step"));
        foreach (var row in shared.Of("ssd_professionals"))
        {
            var worker = SourceChild.Number(row.Text("prof_professional_id"));
            SetInVarchar(row, "prof_professional_name");
            writer.Put("DM_WORKERS", ("WORKER_ID", worker), ("FULL_NAME", row.Text("prof_professional_name")));
            writer.Put("WORKER_NUMBERS", ("WORKER_ID", worker), ("SW_NUMBER", row.Text("prof_social_worker_registration_no")));
            writer.Put("DM_WORKER_ROLES", ("WORKER_ROLE_ID", worker), ("WORKER_ID", worker), ("ORGANISATION_ID", Team), ("START_DATE", "2010-01-01"), ("PRIMARY_ROLE", "Y"));
            writer.Put("WORKER_ROLES", ("ID", worker), ("WORKER_ID", worker), ("ROLE", "SW"), ("START_DATE", "2010-01-01"));
        }

        writer.Put("DM_WORKERS", ("WORKER_ID", Adviser), ("FULL_NAME", "Personal Adviser"));
        writer.Put("WORKER_ROLE_TYPES", ("ROLE", "SW"), ("DESCRIPTION", "Social worker"));
        foreach (var row in shared.Of("ssd_department"))
        {
            var team = SourceChild.Number(row.Text("dept_team_id"));
            writer.Put("DM_ORGANISATIONS", ("ORGANISATION_ID", team), ("NAME", row.Text("dept_team_name")));
            writer.Put("ORGANISATIONS", ("ID", team), ("NAME", row.Text("dept_team_name")));
            writer.Put("ORGANISATION_STRUCTURE", ("CHILD_ORG_ID", team), ("PARENT_ORG_ID", SourceChild.Number(row.Text("dept_team_parent_id"))));
        }
    }

    /// <inheritdoc/>
    public override void WriteChild(SourceChild child, SourceWriter writer)
    {
        var person = child.PersonId;
        writer.Put("DM_SUBGROUPS", ("SUBGROUP_ID", person), ("ONLY_SUBJECT_TYPE_CODE", "PER"));
        writer.Put("DM_SUBGROUP_SUBJECTS", ("SUBGROUP_ID", person), ("SUBJECT_TYPE_CODE", "PER"), ("SUBJECT_COMPOUND_ID", person));
        writer.Put("DM_SUBGROUP_SUBJECTS", ("SUBGROUP_ID", person), ("SUBJECT_TYPE_CODE", "PER"), ("SUBJECT_COMPOUND_ID", FirstParent + person));
        writer.Put("DM_SUBGROUP_SUBJECTS", ("SUBGROUP_ID", person), ("SUBJECT_TYPE_CODE", "ORG"), ("SUBJECT_COMPOUND_ID", person));
        foreach (var cells in child.Rows)
        {
            Write(new SourceRow(child, cells, writer));
        }

        foreach (var period in child.Of("ssd_cla_episodes").GroupBy(row => row.Text("clae_cla_id"), StringComparer.Ordinal))
        {
            WriteCare(child, [.. period.OrderBy(row => row.Day("clae_cla_episode_start_date"))], writer);
        }
    }

    private static SampleRow Placement(SourceChild child, SampleRow episode) => child.Of("ssd_cla_placement")
        .Where(placement => placement.Text("clap_cla_id") == episode.Text("clae_cla_id") && placement.Day("clap_cla_placement_start_date") <= episode.Day("clae_cla_episode_start_date"))
        .OrderByDescending(placement => placement.Day("clap_cla_placement_start_date"))
        .First();

    /// <summary>A period of care long ago: a care leaver without one is none in this system.</summary>
    private static IEnumerable<SampleRow> PastCare(SourceChild child, DateTime born, IReadOnlyList<SsdTable> tables)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{child.PersonId - 10_000_000:D8}398");
        var start = born.Date.AddYears(14).AddDays(30);
        var end = born.Date.AddYears(16).AddDays(10);
        var person = child.Of("ssd_person").First().Text("pers_person_id");
        yield return Row("ssd_cla_placement", ("clap_cla_placement_id", "PLC" + number), ("clap_cla_id", "CLA" + number), ("clap_person_id", person), ("clap_cla_placement_start_date", start), ("clap_cla_placement_end_date", end), ("clap_cla_placement_type", "U6"), ("clap_cla_placement_postcode", "ZZ9 9ZZ"));
        yield return Row("ssd_cla_episodes", ("clae_cla_episode_id", "CEP" + number), ("clae_person_id", person), ("clae_cla_episode_start_date", start), ("clae_cla_episode_ceased_date", end), ("clae_cla_episode_ceased_reason", "E8"), ("clae_cla_id", "CLA" + number), ("clae_entered_care_date", start), ("clae_cla_primary_need_code", "N1"));

        SampleRow Row(string table, params ReadOnlySpan<(string Column, object? Value)> cells)
        {
            var declared = tables.First(known => known.Name == table);
            var row = new SampleRow(declared, new object?[declared.Columns.Count]);
            foreach (var (column, value) in cells)
            {
                row.Set(column, value);
            }

            return row;
        }
    }

    /// <summary>
    /// What the system works out of the episodes of a period of care: the placement of each, why it began, the day before the next as its last day, and
    /// the end reason of its placement.
    /// </summary>
    private static void Episodes(SourceChild child, IReadOnlyList<SampleRow> episodes)
    {
        SampleRow former = default;
        for (var index = 0; index < episodes.Count; index++)
        {
            var episode = episodes[index];
            var placement = Placement(child, episode);
            var ofPlacement = episodes.Where(other => Placement(child, other).Values == placement.Values).ToList();
            // Read before they are changed: the last one has the reason of the placement.
            var reason = ofPlacement[^1].Text("clae_cla_episode_ceased_reason")?.Trim();
            var isFirst = ofPlacement[0].Values == episode.Values;
            var keepsCarer = isFirst && former.Table is not null && Mode(child, index) is 1 or 3;
            if (keepsCarer)
            {
                placement.Set("clap_cla_placement_postcode", former.Text("clap_cla_placement_postcode"));
            }

            episode.Set("clae_cla_placement_id", placement.Text("clap_cla_placement_id"));
            episode.Set("clae_cla_episode_start_reason", index == 0 ? "S" : !isFirst ? "L" : Mode(child, index) switch
            {
                1 when placement.Text("clap_cla_placement_type") != former.Text("clap_cla_placement_type") => "T",
                0 or 1 => "P",
                2 => "B",
                _ => "U",
            });
            episode.Set("clae_cla_episode_start_date", episode.Day("clae_cla_episode_start_date"));
            if (index < episodes.Count - 1)
            {
                episode.Set("clae_cla_episode_ceased_date", episodes[index + 1].Day("clae_cla_episode_start_date")!.Value.AddDays(-1));
            }

            episode.Set("clae_cla_episode_ceased_reason", reason);
            former = placement;
        }
    }

    /// <summary>How a new placement came: 0 other carer, 1 same carer, 2 and 3 likewise with another legal status of that day.</summary>
    private static long Mode(SourceChild child, int episode) => (child.PersonId + episode) % 4;

    private static void SetInVarchar(SampleRow row, string column) => row.Set(column, row.Text(column) is { } text ? SourceTable.InVarchar(text) : null);

    private static string? Later(string? one, string? other) => string.CompareOrdinal(one, other) >= 0 ? one : other;

    private void Hold(SourceChild child, SampleRow row)
    {
        if (s_referred.TryGetValue(row.Table.Name, out var names))
        {
            var start = row.Day(names.Start);
            var end = row.Day(names.End) ?? asOf;
            row.Set(names.Referral, child.Of("ssd_cin_episodes")
                .Where(referral => referral.Day("cine_referral_date") <= end && (referral.Day("cine_close_date") is not { } closed || closed >= start))
                .Select(referral => referral.Text("cine_referral_id"))
                .Max(StringComparer.Ordinal));
        }

        switch (row.Table.Name)
        {
            case "ssd_person":
                SetInVarchar(row, "pers_forename");
                SetInVarchar(row, "pers_surname");
                row.Set("pers_legacy_id", null);
                row.Set("pers_upn_unknown", null);
                row.Set("pers_expected_dob", row.Text("pers_dob") is null ? row.Day("pers_expected_dob") : null);
                break;
            case "ssd_linked_identifiers":
                row.Set("link_valid_from_date", null);
                break;
            case "ssd_assessment_factors":
                row.Set("cinf_assessment_factors_json", JsonSerializer.Serialize(SourceChild.Factors(row)));
                break;
            case "ssd_permanence":
                var entered = child.Of("ssd_cla_episodes").First().Text("clae_entered_care_date");
                var decided = Later(row.Text("perm_adm_decision_date"), entered);
                row.Set("perm_person_id", child.Of("ssd_person").First().Text("pers_person_id"));
                row.Set("perm_cla_id", child.Of("ssd_cla_episodes").First().Text("clae_cla_id"));
                row.Set("perm_adm_decision_date", decided);
                row.Set("perm_matched_date", string.CompareOrdinal(row.Text("perm_matched_date"), decided) >= 0 ? row.Text("perm_matched_date") : null);
                row.Set("perm_placed_for_adoption_date", child.Of("ssd_cla_placement")
                    .Where(placement => placement.Text("clap_cla_placement_type") is ['A', '3' or '4' or '5' or '6'])
                    .Select(placement => placement.Text("clap_cla_placement_start_date"))
                    .Where(start => string.CompareOrdinal(start, decided) >= 0)
                    .Min(StringComparer.Ordinal));
                break;
        }
    }

    private static void Step(SourceRow row, long? id, int type, string status, string? started, string? completed, params ReadOnlySpan<(string Column, object? Value)> more)
    {
        row.Put("DM_WORKFLOW_STEPS", [("WORKFLOW_STEP_ID", id), ("WORKFLOW_STEP_TYPE_ID", type), ("SUBGROUP_ID", row.Person), ("STEP_STATUS", status), ("INCOMING_ON", started), ("STARTED_ON", started), ("COMPLETED_ON", completed), ("WEIGHTED_START_DATETIME", $"{started}.{id:D9}"), ("RESPONSIBLE_TEAM_ID", Team), ("ASSIGNEE_ID", 1), .. more]);
        row.Put("DM_WORKFLOW_STEPS_PEOPLE_VW", ("WORKFLOW_STEP_ID", id), ("PERSON_ID", row.Person), ("WORKFLOW_STEP_TYPE_ID", type), ("STEP_STATUS", status), ("STARTED_ON", started), ("COMPLETED_ON", completed));
    }

    private void Write(SourceRow row)
    {
        Action<SourceRow> write = row.Table switch
        {
            "ssd_person" => WritePerson,
            "ssd_linked_identifiers" => WriteLinkedIdentifiers,
            "ssd_address" => WriteAddress,
            "ssd_disability" => WriteDisability,
            "ssd_immigration_status" => WriteImmigrationStatus,
            "ssd_cin_episodes" => WriteCinEpisodes,
            "ssd_cin_assessments" => WriteCinAssessments,
            "ssd_assessment_factors" => WriteAssessmentFactors,
            "ssd_cin_plans" => WriteCinPlans,
            "ssd_s47_enquiry" => WriteS47Enquiry,
            "ssd_initial_cp_conference" => WriteInitialCpConference,
            "ssd_cp_plans" => WriteCpPlans,
            "ssd_permanence" => WritePermanence,
            "ssd_care_leavers" => WriteCareLeavers,
            "ssd_sdq_scores" => WriteSdqScores,
            "ssd_involvements" => WriteInvolvements,
            "ssd_contacts" => WriteContacts,
            "ssd_cin_visits" => WriteCinVisits,
            "ssd_cp_visits" => WriteCpVisits,
            "ssd_cla_visits" => WriteClaVisits,
            "ssd_cp_reviews" => WriteCpReviews,
            "ssd_cla_reviews" => WriteClaReviews,
            "ssd_cla_health" => WriteClaHealth,
            "ssd_cla_convictions" => WriteClaConvictions,
            "ssd_missing" => WriteMissing,
            "ssd_mother" => WriteMother,
            "ssd_family" => WriteFamily,
            _ => static _ => { },
        };
        write(row);
    }

    private static void WritePerson(SourceRow row)
    {
        row.Put("DM_PERSONS", ("PERSON_ID", row.Person), ("GENDER", row.Text("pers_sex")), ("FULL_ETHNICITY_CODE", "E." + row.Text("pers_ethnicity")), ("DATE_OF_BIRTH", row.Text("pers_dob") ?? row.Text("pers_expected_dob")), ("DATE_OF_DEATH", row.Text("pers_death_date")), ("UPN_ID", row.Text("pers_upn")), ("NHS_ID", "999" + row.Person), ("COUNTRY_OF_BIRTH_CODE", "UK"));
        row.Put("DM_PERSONS", ("PERSON_ID", FirstParent + row.Person), ("GENDER", "F"));
        row.Put("MO_PERSON_NAMES", ("PERSON_NAME_ID", (2 * row.Person) + 1), ("PERSON_ID", row.Person), ("NAME_TYPE_ID", "DISPLAY"), ("START_DATE", "2020-01-01"), ("FIRST_NAMES", row.Text("pers_forename")), ("LAST_NAMES", row.Text("pers_surname")));
        row.Put("MO_PERSON_NAMES", ("PERSON_NAME_ID", 2 * row.Person), ("PERSON_ID", row.Person), ("NAME_TYPE_ID", "DISPLAY"), ("START_DATE", "2015-01-01"), ("FIRST_NAMES", "Former"), ("LAST_NAMES", "Name"));
        row.Put("MO_PERSON_NAMES", ("PERSON_NAME_ID", FirstParent + row.Person), ("PERSON_ID", row.Person), ("NAME_TYPE_ID", "ALIAS"), ("START_DATE", "2024-01-01"), ("FIRST_NAMES", "Also"), ("LAST_NAMES", "Known"));
    }

    private static void WriteLinkedIdentifiers(SourceRow row) => row.Put("DM_PERSON_REFERENCES", ("REFERENCE_ID", row.Record("link_table_id")), ("PERSON_ID", row.Person), ("REFERENCE_TYPE", row.Text("link_identifier_type") == "NHS Number" ? "NHS" : "FUPN"), ("REFERENCE", row.Text("link_identifier_value")));

    private static void WriteAddress(SourceRow row) => row.Put("DM_ADDRESSES", ("REF_ADDRESSES_PEOPLE_ID", row.Record("addr_table_id")), ("PERSON_ID", row.Person), ("ADDRESS", "1 Sample Street"), ("ADDRESS_TYPE", row.Text("addr_address_type")), ("START_DATE", row.Text("addr_address_start_date")), ("END_DATE", row.Text("addr_address_end_date")), ("POST_CODE", row.Text("addr_address_postcode")));

    private static void WriteDisability(SourceRow row)
    {
        row.Put("DM_DISABILITIES", ("DISABILITY_ID", row.Record("disa_table_id")), ("PERSON_ID", row.Person), ("CIN_DISABILITY_CATEGORY_CODE", row.Text("disa_disability_code")));
        row.Put("DM_DISABILITIES", ("DISABILITY_ID", FirstParent - row.Person), ("PERSON_ID", row.Person));
    }

    private static void WriteImmigrationStatus(SourceRow row)
    {
        void Answer(string question, string? text, string? day) => row.Put("DM_CACHED_FORM_ANSWERS", ("QUESTION_USER_CODE", question), ("SUBGROUP_ID", row.Person), ("FORM_ID", row.Record("immi_immigration_status_id")), ("FORM_ANSWER_ROW_ID", 1), ("SUBJECT_PERSON_ID", row.Person % 2 == 0 ? row.Person : 0), ("TEXT_ANSWER", text), ("DATE_ANSWER", day));
        Answer("uascImmigStat", row.Text("immi_immigration_status"), day: null);
        Answer("immigration_since", text: null, row.Text("immi_immigration_status_start_date"));
        Answer("immigration_until", text: null, row.Text("immi_immigration_status_end_date"));
    }

    private static void WriteCinEpisodes(SourceRow row)
    {
        Step(row, row.Record("cine_referral_id"), 100, "COMPLETED", row.Text("cine_referral_date"), row.Text("cine_referral_date"));
        row.Put("DM_CIN_REFERRALS", ("REFERRAL_ID", row.Record("cine_referral_id")), ("PERSON_ID", row.Person), ("REFERRAL_DATE", row.Text("cine_referral_date")), ("CLOSURE_DATE", row.Text("cine_close_date")), ("SOURCE_OF_REFERRAL", row.Text("cine_referral_source_code")), ("NFA_DATE", row.Text("cine_referral_nfa") is "Y" or "1" or "T" ? row.Text("cine_referral_date") : null), ("CLOSURE_REASON", row.Text("cine_close_reason")));
        row.Put("DM_SERVICE_USER_GROUPS", ("PERSON_ID", row.Person), ("FULL_GROUP_TYPE", "SUG." + row.Text("cine_cin_primary_need_code")), ("START_DATE", "2010-01-01"));
    }

    private static void WriteCinAssessments(SourceRow row)
    {
        Step(row, row.Record("cina_assessment_id"), 1186, row.Text("cina_assessment_auth_date") is null ? "STARTED" : "COMPLETED", row.Text("cina_assessment_start_date"), row.Text("cina_assessment_auth_date"), ("IS_CONTINUOUS_ASSESSMENT", "Y"));
        Step(row, FirstParent - row.Record("cina_assessment_id"), 1186, "CANCELLED", row.Text("cina_assessment_start_date"), completed: null, ("IS_CONTINUOUS_ASSESSMENT", "Y"));
        row.Put("DM_FILTER_FORM_ANSWERS", ("FILTER_NAME", "Child Seen During Event (Lookup)"), ("WORKFLOW_STEP_ID", row.Record("cina_assessment_id")), ("SUBJECT_PERSON_ID", 0), ("TEXT_ANSWER", row.Text("cina_assessment_child_seen") == "Y" ? "Yes" : "No"));
        if (row.Text("cina_assessment_outcome_nfa") == "Y")
        {
            row.Put("DM_WORKFLOW_LINKS", ("SOURCE_STEP_ID", row.Record("cina_assessment_id")), ("WORKFLOW_NEXT_ACTION_TYPE_ID", 3988));
        }
    }

    private static void WriteAssessmentFactors(SourceRow row)
    {
        foreach (var factor in SourceChild.Factors(row.Cells))
        {
            row.Put("DM_CIN_ASSESS_FACTORS", ("ASSESSMENT_ID", row.Record("cinf_assessment_id")), ("FACTOR_VALUE", $" {factor} "));
        }
    }

    private static void WriteCinPlans(SourceRow row)
    {
        // A plan is a chain of steps: one after the other where it is long enough.
        var start = row.Cells.Day("cinp_cin_plan_start_date")!.Value;
        var end = row.Cells.Day("cinp_cin_plan_end_date");
        if (end is null || end > start.AddDays(40))
        {
            Step(row, row.Record("cinp_cin_plan_id"), 325, "COMPLETED", SsdDate.Format(start), SsdDate.Format(start.AddDays(30)));
            Step(row, FirstParent + row.Record("cinp_cin_plan_id") / 8, 369, end is null ? "STARTED" : "COMPLETED", SsdDate.Format(start.AddDays(31)), end is null ? null : SsdDate.Format(end.Value));
        }
        else
        {
            Step(row, row.Record("cinp_cin_plan_id"), 325, "COMPLETED", SsdDate.Format(start), SsdDate.Format(end.Value));
        }
    }

    private static void WriteS47Enquiry(SourceRow row)
    {
        Step(row, row.Record("s47e_s47_enquiry_id"), 1918, row.Text("s47e_s47_end_date") is null ? "STARTED" : "COMPLETED", row.Text("s47e_s47_start_date"), row.Text("s47e_s47_end_date"), ("IS_SECTION_47_ENQUIRY", "Y"), ("STRATEGY_DISCUSSION_DATE", row.Text("s47e_s47_start_date")));
        if (row.Text("s47e_s47_nfa") == "Y")
        {
            row.Put("DM_WORKFLOW_LINKS", ("SOURCE_STEP_ID", row.Record("s47e_s47_enquiry_id")), ("WORKFLOW_NEXT_ACTION_TYPE_ID", 3988));
        }
    }

    private static void WriteInitialCpConference(SourceRow row)
    {
        Step(row, row.Record("icpc_icpc_id"), 1860, "COMPLETED", row.Text("icpc_icpc_date"), row.Text("icpc_icpc_date"), ("CP_CONFERENCE_CATEGORY", "Initial"), ("CP_CONFERENCE_ACTUAL_DATE", row.Text("icpc_icpc_date")));
        row.Put("DM_WORKFLOW_BACKWARDS", ("WORKFLOW_STEP_ID", row.Record("icpc_icpc_id")), ("PRECEDING_WORKFLOW_STEP_ID", row.Record("icpc_s47_enquiry_id")), ("ADJACENT", "Y"));
    }

    private static void WriteCpPlans(SourceRow row)
    {
        row.Put("DM_REGISTRATIONS", ("REGISTRATION_ID", row.Record("cppl_cp_plan_id")), ("PERSON_ID", row.Person), ("REGISTRATION_STEP_ID", row.Record("cppl_icpc_id")), ("REGISTRATION_START_DATE", row.Text("cppl_cp_plan_start_date")), ("DEREGISTRATION_DATE", row.Text("cppl_cp_plan_end_date")), ("IS_CHILD_PROTECTION_PLAN", "Y"));
        row.Put("DM_REGISTRATIONS", ("REGISTRATION_ID", FirstParent - row.Record("cppl_cp_plan_id")), ("PERSON_ID", row.Person), ("REGISTRATION_START_DATE", row.Text("cppl_cp_plan_start_date")), ("IS_CHILD_PROTECTION_PLAN", "Y"), ("IS_TEMPORARY_CHILD_PROTECTION", "Y"));
        row.Put("DM_REGISTRATION_CATEGORIES", ("REGISTRATION_ID", row.Record("cppl_cp_plan_id")), ("CIN_ABUSE_CATEGORY_CODE", row.Text("cppl_cp_plan_initial_category")), ("CATEGORY_START_DATE", row.Text("cppl_cp_plan_start_date")));
    }

    private static void WritePermanence(SourceRow row)
    {
        row.Put("DM_WORKFLOW_STEPS_PEOPLE_VW", ("WORKFLOW_STEP_ID", row.Record("perm_table_id")), ("PERSON_ID", row.Person), ("STEP_STATUS", "COMPLETED"), ("STARTED_ON", row.Text("perm_adm_decision_date")), ("ADOPTION_BEST_INTEREST_DATE", row.Text("perm_adm_decision_date")));
        row.Put("DM_WORKFLOW_STEPS_PEOPLE_VW", ("WORKFLOW_STEP_ID", FirstParent - row.Person), ("PERSON_ID", row.Person), ("STEP_STATUS", "COMPLETED"), ("ADOPTION_MATCH_DATE", row.Text("perm_matched_date")));
    }

    private static void WriteCareLeavers(SourceRow row)
    {
        row.Put("DM_FORMER_LOOKED_AFTER", ("FUTURE_PROSPECT_ID", row.Record("clea_table_id")), ("PERSON_ID", row.Person), ("DATE_OF_SITUATION", row.Text("clea_care_leaver_latest_contact")), ("IN_TOUCH_TYPE", "IT.YES"), ("ACCOMODATION_TYPE", "AC." + row.Text("clea_care_leaver_accommodation")), ("ACCOMODATION_SUITABLE", row.Text("clea_care_leaver_accom_suitable")), ("ACTIVITY_TYPE", "AV." + row.Text("clea_care_leaver_activity")));
        row.Put("DM_FORMER_LOOKED_AFTER", ("FUTURE_PROSPECT_ID", FirstParent - row.Person), ("PERSON_ID", row.Person), ("DATE_OF_SITUATION", "2019-01-01"), ("ACCOMODATION_TYPE", "AC.B"));
        row.Put("DM_ALLOCATED_WORKERS", ("ALLOCATION_ID", FirstParent - row.Person), ("PERSON_ID", row.Person), ("WORKER_ID", Adviser), ("START_DATE", "2019-01-01"));
    }

    private static void WriteSdqScores(SourceRow row) => row.Put("DM_HEALTH_ASSESSMENTS", ("HEALTH_ID", row.Record("csdq_table_id")), ("PERSON_ID", row.Person), ("HEALTH_ASSESSMENT_DATE", row.Text("csdq_sdq_completed_date")), ("SDQ_COMPLETED", "Y"), ("SDQ_SCORE", Convert.ToString(row.Cells.Value("csdq_sdq_score"), CultureInfo.InvariantCulture)));

    private static void WriteInvolvements(SourceRow row)
    {
        var worker = row.Number("invo_professional_id");
        var isCaseWorker = row.Text("invo_professional_role_id") == "CW";
        var isAllocated = isCaseWorker && row.Person % 2 == 0 && !row.Child.Of("ssd_involvements").Any(other => other.Text("invo_professional_role_id") != "CW" && SourceChild.Number(other.Text("invo_professional_id")) == worker);
        row.Put("DM_PROF_RELATIONSHIPS", ("PROF_RELATIONSHIP_ID", row.Record("invo_involvements_id")), ("PERSON_ID", row.Person), ("WORKER_ID", worker), ("PROF_REL_TYPE_CODE", isAllocated ? "REL.SW" : isCaseWorker ? "REL.ALLWORK" : "REL." + row.Text("invo_professional_role_id")), ("START_DATE", row.Text("invo_involvement_start_date")), ("END_DATE", row.Text("invo_involvement_end_date")), ("END_DATE_REASON", "TRANSFER"));
        if (isAllocated)
        {
            row.Put("DM_ALLOCATED_WORKERS", ("ALLOCATION_ID", row.Record("invo_involvements_id")), ("PERSON_ID", row.Person), ("WORKER_ID", worker), ("START_DATE", row.Text("invo_involvement_start_date")), ("END_DATE", row.Text("invo_involvement_end_date")));
        }
    }

    private static void WriteContacts(SourceRow row)
    {
        Step(row, row.Record("cont_contact_id"), 335, "COMPLETED", row.Text("cont_contact_date"), row.Text("cont_contact_date"), ("IS_CHILD_CONTACT", "Y"));
    }

    private static void WriteCinVisits(SourceRow row) => row.Put("DM_VISITS", ("VISIT_ID", row.Record("cinv_cin_visit_id")), ("PERSON_ID", row.Person), ("VISIT_TYPE", "VIS.CIN"), ("ACTUAL_DATE", row.Text("cinv_cin_visit_date")), ("SEEN_ALONE_FLAG", row.Text("cinv_cin_visit_seen_alone")));

    private static void WriteCpVisits(SourceRow row) => row.Put("DM_VISITS", ("VISIT_ID", row.Record("cppv_cp_visit_id")), ("PERSON_ID", row.Person), ("VISIT_TYPE", "VIS.CP"), ("ACTUAL_DATE", row.Text("cppv_cp_visit_date")), ("SEEN_ALONE_FLAG", row.Text("cppv_cp_visit_seen_alone")));

    private static void WriteClaVisits(SourceRow row)
    {
        row.Put("DM_VISITS", ("VISIT_ID", row.Record("clav_cla_visit_id")), ("PERSON_ID", row.Person), ("VISIT_TYPE", "STP.1193"), ("ACTUAL_DATE", row.Text("clav_cla_visit_date")), ("SEEN_ALONE_FLAG", row.Text("clav_cla_visit_seen_alone")));
        row.Put("DM_CACHED_FORM_ANSWERS", ("QUESTION_USER_CODE", "child_seen"), ("WORKFLOW_STEP_ID", row.Record("clav_cla_visit_id")), ("SUBJECT_PERSON_ID", row.Person), ("TEXT_ANSWER", row.Text("clav_cla_visit_seen") == "Y" ? "Yes" : "No"));
    }

    private static void WriteCpReviews(SourceRow row)
    {
        if (row.Text("cppr_cp_review_date") is not null)
        {
            Step(row, row.Record("cppr_cp_review_id"), 1861, "COMPLETED", row.Text("cppr_cp_review_date"), row.Text("cppr_cp_review_date"), ("CP_CONFERENCE_CATEGORY", "Review"), ("CP_CONFERENCE_ACTUAL_DATE", row.Text("cppr_cp_review_date")));
        }
    }

    private static void WriteClaReviews(SourceRow row)
    {
        if (row.Text("clar_cla_review_date") is not null)
        {
            Step(row, row.Record("clar_cla_review_id"), 1300, "COMPLETED", row.Text("clar_cla_review_date"), row.Text("clar_cla_review_date"), ("LAC_REVIEW_CATEGORY", "Review"), ("LAC_REVIEW_DATE", row.Text("clar_cla_review_date")), ("LAC_REVIEW_PARTICIPATION_CODE", row.Text("clar_cla_review_participation")));
        }
    }

    private static void WriteClaHealth(SourceRow row) => row.Put("DM_HEALTH_ASSESSMENTS", ("HEALTH_ID", row.Record("clah_health_check_id")), ("PERSON_ID", row.Person), ("HEALTH_ASSESSMENT_DATE", row.Text("clah_health_check_date")), ("SDQ_COMPLETED", "N"));

    private static void WriteClaConvictions(SourceRow row) => row.Put("DM_OFFENCES", ("OFFENCE_ID", row.Record("clac_cla_conviction_id")), ("PERSON_ID", row.Person), ("OFFENCE_DATE", row.Text("clac_cla_conviction_date")), ("IS_CONVICTED", "Y"));

    private static void WriteMissing(SourceRow row)
    {
        Step(row, row.Record("miss_table_id"), 1777, row.Text("miss_missing_episode_end_date") is null ? "STARTED" : "COMPLETED", row.Text("miss_missing_episode_start_date"), row.Text("miss_missing_episode_end_date"), ("IS_MISSING_OR_ABSENT", "Y"));
        row.Put("DM_FILTER_FORM_ANSWERS", ("FILTER_NAME", "Child Absent or Missing (Document)"), ("WORKFLOW_STEP_ID", row.Record("miss_table_id")), ("SUBJECT_PERSON_ID", row.Person), ("TEXT_ANSWER", row.Text("miss_missing_episode_type") == "M" ? "Missing" : "Absent"));
    }

    private static void WriteMother(SourceRow row) => row.Put("DM_PERSONAL_RELATIONSHIPS", ("PERSON_ID", row.Number("moth_person_id")), ("OTHER_PERSON_ID", row.Person), ("IS_MOTHER", "Y"), ("START_DATE", row.Text("moth_childs_dob")));

    private void WriteFamily(SourceRow row)
    {
        var family = FirstParent + row.Number("fami_family_id")!.Value;
        if (_families.Add(family))
        {
            row.Put("DM_SUBGROUPS", ("SUBGROUP_ID", family), ("GROUP_ID", family));
        }

        row.Put("DM_SUBGROUP_SUBJECTS", ("SUBGROUP_ID", family), ("SUBJECT_TYPE_CODE", "PER"), ("SUBJECT_COMPOUND_ID", row.Person));
    }

    private static void WriteCare(SourceChild child, IReadOnlyList<SampleRow> episodes, SourceWriter writer)
    {
        var person = child.PersonId;
        var period = child.Record(episodes[0].Text("clae_cla_id"));
        writer.Put("DM_PERIODS_OF_CARE", ("PERIOD_OF_CARE_ID", period), ("PERSON_ID", person), ("START_DATE", episodes[0].Text("clae_entered_care_date")), ("END_DATE", episodes[^1].Text("clae_cla_episode_ceased_date")));
        long? carer = null;
        long? status = null;
        string? former = null;
        for (var index = 0; index < episodes.Count; index++)
        {
            var episode = episodes[index];
            var placement = Placement(child, episode);
            var placementId = child.Record(placement.Text("clap_cla_placement_id"));
            var isNew = former != placement.Text("clap_cla_placement_id");
            former = placement.Text("clap_cla_placement_id");
            if (!isNew || index == 0 || Mode(child, index) is 2 or 3)
            {
                status = child.Record(episode.Text("clae_cla_episode_id"));
                writer.Put("DM_LEGAL_STATUSES", ("LEGAL_STATUS_ID", status), ("PERSON_ID", person), ("PERIOD_OF_CARE_ID", period), ("LEGAL_STATUS", "C2"), ("START_DATE", episode.Text("clae_cla_episode_start_date")));
            }

            if (isNew)
            {
                carer = index > 0 && Mode(child, index) is 1 or 3 ? carer : placementId;
                writer.Put("DM_PLACEMENTS", ("PLACEMENT_ID", placementId), ("SPLIT_NUMBER", 1), ("PERSON_ID", person), ("PERIOD_OF_CARE_ID", period), ("PLACEMENT_TYPE", placement.Text("clap_cla_placement_type")), ("CATEGORY_OF_NEED", episode.Text("clae_cla_primary_need_code")), ("START_DATE", placement.Text("clap_cla_placement_start_date")), ("END_DATE", placement.Text("clap_cla_placement_end_date")), ("REASON_EPISODE_CEASED", episode.Text("clae_cla_episode_ceased_reason")), ("REASON_FOR_PLACEMENT_CHANGE", placement.Text("clap_cla_placement_change_reason")));
                writer.Put("DM_PLACEMENT_DETAILS", ("ELEMENT_DETAIL_ID", placementId), ("SPLIT_NUMBER", 1), ("START_DATE", placement.Text("clap_cla_placement_start_date")), ("CARER_ID", carer), ("OFSTED_URN", placement.Text("clap_cla_placement_urn")), ("CIN_PROVIDER_CATEGORY_CODE", placement.Text("clap_cla_placement_provider")));
                if (carer == placementId)
                {
                    writer.Put("DM_PLACEMENT_CARER_ADDRESSES", ("CARER_ID", carer), ("POST_CODE", placement.Text("clap_cla_placement_postcode")), ("START_DATE", "2000-01-01"));
                }
            }

            writer.Put("DM_CLA_SUMMARIES", ("PERSON_ID", person), ("PERIOD_OF_CARE_ID", period), ("LEGAL_STATUS_ID", status), ("PLACEMENT_ID", placementId), ("PLACEMENT_SPLIT_NUMBER", 1), ("ELEMENT_DETAIL_ID", placementId), ("SERVICE_SPLIT_NUMBER", 1), ("START_DATE", episode.Text("clae_cla_episode_start_date")), ("END_DATE", episode.Text("clae_cla_episode_ceased_date")));
        }
    }
}
