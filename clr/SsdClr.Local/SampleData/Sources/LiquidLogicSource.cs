using System.Globalization;
using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>
/// A made-up Liquid Logic: numbers for ids, -1 for none, local codes that lookups turn into national ones, answers of forms as texts, persons marked as
/// duplicates, drafts and rows of nobody.
/// </summary>
internal sealed class LiquidLogicSource() : SourceSystem("liquid_logic", "Child_Social")
{
    private const long None = -1;
    private const long FirstDuplicate = 900_000_000;
    private const string ScoreTemplate = "Strengths and Difficulties Questionnaire (parent or carer)";

    private readonly HashSet<long> _periods = [];
    private readonly Dictionary<string, string?> _staffNumbers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<SampleRow> Held(SourceChild child, IReadOnlyList<SsdTable> tables)
    {
        var former = child.Of("ssd_linked_identifiers").Where(row => row.Text("link_identifier_type") == "Former Unique Pupil Number").OrderByDescending(row => row.Day("link_valid_from_date")).FirstOrDefault();
        foreach (var row in child.Rows)
        {
            switch (row.Table.Name)
            {
                case "ssd_linked_identifiers" when row.Values != former.Values:
                    continue;
                case "ssd_linked_identifiers":
                    row.Set("link_valid_from_date", null);
                    break;
                case "ssd_person" when row.Text("pers_dob") is not null:
                    // One column holds a birth or the day it is expected.
                    row.Set("pers_expected_dob", null);
                    break;
                case "ssd_assessment_factors":
                    row.Set("cinf_assessment_factors_json", JsonSerializer.Serialize(SourceChild.Factors(row)));
                    break;
                case "ssd_permanence":
                    row.Set("perm_person_id", child.Of("ssd_person").First().Text("pers_person_id"));
                    row.Set("perm_cla_id", child.Of("ssd_cla_episodes").First().Text("clae_cla_id"));
                    row.Set("perm_placed_for_adoption_date", child.Of("ssd_cla_placement").Where(placement => placement.Text("clap_cla_placement_type") is ['A', ..]).Min(placement => placement.Text("clap_cla_placement_start_date")));
                    break;
            }

            yield return row;
        }
    }

    /// <inheritdoc/>
    public override void WriteShared(SourceChild shared, SourceWriter writer)
    {
        foreach (var code in CodeList.Ethnicity.Codes)
        {
            writer.Put("DIM_LOOKUP_DFE_ETHNIC", ("MAIN_CODE", Local(code)), ("NAT_ID", code));
        }

        foreach (var code in CodeList.Disability.Codes)
        {
            writer.Put("DIM_LOOKUP_DISAB", ("MAIN_CODE", Local(code)), ("NAT_ID", code));
        }

        writer.Put("DIM_PERSON", ("DIM_PERSON_ID", None), ("SURNAME", "Unknown"), ("IS_CLIENT", "Y"));
        writer.Put("DIM_WORKER", ("DIM_WORKER_ID", None), ("STAFF_ID", "unknown"));
        writer.Put("DIM_DEPARTMENT", ("DIM_DEPARTMENT_ID", None), ("NAME", "Unknown"));
        foreach (var row in shared.Of("ssd_professionals"))
        {
            var name = row.Text("prof_professional_name")!.Split(' ', 2);
            _staffNumbers[row.Text("prof_professional_id")!] = row.Text("prof_staff_id");
            writer.Put(
                "DIM_WORKER",
                ("DIM_WORKER_ID", SourceChild.Number(row.Text("prof_professional_id"))),
                ("STAFF_ID", row.Text("prof_staff_id")),
                ("FORENAME", name[0]),
                ("SURNAME", name[1]),
                ("WORKER_ID_CODE", row.Text("prof_social_worker_registration_no")),
                ("JOB_TITLE", row.Text("prof_professional_job_title")),
                ("DEPARTMENT_NAME", row.Text("prof_professional_department")),
                ("FULL_TIME_EQUIVALENCY", row.Value("prof_full_time_equivalency")));
        }

        foreach (var row in shared.Of("ssd_department"))
        {
            writer.Put("DIM_DEPARTMENT", ("DIM_DEPARTMENT_ID", SourceChild.Number(row.Text("dept_team_id"))), ("NAME", row.Text("dept_team_name")), ("DEPT_ID", row.Text("dept_team_parent_id")), ("DEPT_TYPE_DESCRIPTION", row.Text("dept_team_parent_name")));
        }
    }

    /// <inheritdoc/>
    public override void WriteChild(SourceChild child, SourceWriter writer)
    {
        _periods.Clear();
        foreach (var cells in child.Rows)
        {
            Write(new SourceRow(child, cells, writer));
        }
    }

    private static string Local(string code) => "L" + code;

    /// <summary>A day as a form has it: most in the British order, some in the other.</summary>
    private static string? FormDay(SampleRow row, string column) => row.Day(column)?.ToString(row.Day(column)!.Value.Day % 5 == 0 ? "yyyy-MM-dd" : "dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Word(string? flag) => flag == "Y" ? "Yes" : "no";

    private static void Answer(SourceRow row, long? form, string question, object? answer, string? answered = null, string template = "Assessment") =>
        row.Put("FACT_FORM_ANSWERS", ("FACT_FORM_ID", form), ("ANSWER_NO", question), ("ANSWER", answer), ("ANSWERED_DTTM", answered), ("DIM_ASSESSMENT_TEMPLATE_ID_DESC", template));

    private string? StaffNumber(SourceRow row, string column) => row.Text(column) is { } id ? _staffNumbers[id] : null;

    private void Write(SourceRow row)
    {
        Action<SourceRow> write = row.Table switch
        {
            "ssd_person" => WritePerson,
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
            "ssd_cla_episodes" => WriteClaEpisodes,
            "ssd_cla_placement" => WriteClaPlacement,
            "ssd_permanence" => WritePermanence,
            "ssd_care_leavers" => WriteCareLeavers,
            "ssd_sdq_scores" => WriteSdqScores,
            "ssd_involvements" => WriteInvolvements,
            "ssd_contacts" => WriteContacts,
            "ssd_early_help_episodes" => WriteEarlyHelpEpisodes,
            "ssd_cin_visits" => WriteCinVisits,
            "ssd_cp_visits" => WriteCpVisits,
            "ssd_cla_visits" => WriteClaVisits,
            "ssd_cp_reviews" => WriteCpReviews,
            "ssd_cla_reviews" => WriteClaReviews,
            "ssd_legal_status" => WriteLegalStatus,
            "ssd_missing" => WriteMissing,
            "ssd_cla_health" => WriteClaHealth,
            "ssd_cla_substance_misuse" => WriteClaSubstanceMisuse,
            "ssd_cla_convictions" => WriteClaConvictions,
            "ssd_cla_care_plan" => WriteClaCarePlan,
            "ssd_pre_cla_care_plan" => WritePreClaCarePlan,
            "ssd_cla_previous_permanence" => WriteClaPreviousPermanence,
            "ssd_mother" => WriteMother,
            _ => static _ => { },
        };
        write(row);
    }

    private static void WritePerson(SourceRow row)
    {
        var born = row.Text("pers_dob") ?? row.Text("pers_expected_dob");
        var former = row.Child.Of("ssd_linked_identifiers").Select(link => link.Text("link_identifier_value")).FirstOrDefault();
        // Some births in the past are estimates too; they are no due dates.
        var isEstimated = row.Text("pers_dob") is null ? born is not null : row.Person % 20 == 0;
        (string Column, object? Value)[] cells =
        [
            ("FORENAME", row.Text("pers_forename")), ("SURNAME", row.Text("pers_surname")), ("GENDER_MAIN_CODE", row.Text("pers_sex")), ("ETHNICITY_MAIN_CODE", Local(row.Text("pers_ethnicity")!)),
            ("BIRTH_DTTM", born), ("DOB_ESTIMATED", isEstimated ? "Y" : "N"), ("DEATH_DTTM", row.Text("pers_death_date")), ("NATNL_CODE", row.Text("pers_nationality")), ("UPN", row.Text("pers_upn")), ("IS_CLIENT", "Y"),
        ];
        row.Put("DIM_PERSON", [("DIM_PERSON_ID", row.Person), ("LEGACY_ID", row.Text("pers_legacy_id")), ("EHM_SEN_FLAG", row.Text("pers_send_flag") == "0" ? "Y" : "N"), ("FORMER_UPN", former), .. cells]);
        if (row.Person % 10 == 0)
        {
            row.Put("DIM_PERSON", [("DIM_PERSON_ID", FirstDuplicate + row.Person), ("DUPLICATED_DTTM", "2024-05-01"), .. cells]);
            row.Put("FACT_REFERRALS", ("FACT_REFERRAL_ID", FirstDuplicate + row.Person), ("DIM_PERSON_ID", FirstDuplicate + row.Person), ("REFRL_START_DTTM", "2024-04-01"));
            row.Put("FACT_REFERRALS", ("FACT_REFERRAL_ID", FirstDuplicate - row.Person), ("DIM_PERSON_ID", None), ("REFRL_START_DTTM", "2024-04-01"));
        }

        if (row.Text("pers_upn_unknown") is { } reason)
        {
            row.Put("FACT_903_DATA", ("DIM_PERSON_ID", row.Person), ("NO_UPN_CODE", reason));
        }

        row.Put("FACT_903_DATA", ("DIM_PERSON_ID", row.Person));
    }

    private static void WriteAddress(SourceRow row)
    {
        using (var json = JsonDocument.Parse(row.Text("addr_address_json")!))
        {
            row.Put("DIM_PERSON_ADDRESS", ("DIM_PERSON_ADDRESS_ID", row.Record("addr_table_id")), ("DIM_PERSON_ID", row.Person), ("ADDSS_TYPE_CODE", row.Text("addr_address_type")), ("START_DTTM", row.Text("addr_address_start_date")), ("END_DTTM", row.Text("addr_address_end_date")), ("POSTCODE", row.Text("addr_address_postcode")), ("HOUSE_NO", json.RootElement.GetProperty("HOUSE").GetString()), ("STREET", json.RootElement.GetProperty("STREET").GetString()), ("TOWN", json.RootElement.GetProperty("TOWN").GetString()));
        }
    }

    private static void WriteDisability(SourceRow row)
    {
        row.Put("FACT_DISABILITY", ("FACT_DISABILITY_ID", row.Record("disa_table_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_DISAB_CODE", Local(row.Text("disa_disability_code")!)));
        row.Put("FACT_DISABILITY", ("FACT_DISABILITY_ID", FirstDuplicate + row.Record("disa_table_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_DISAB_CODE", Local("HEAR")), ("END_DTTM", "2023-01-01"));
    }

    private static void WriteImmigrationStatus(SourceRow row) => row.Put("FACT_IMMIGRATION_STATUS", ("FACT_IMMIGRATION_STATUS_ID", row.Record("immi_immigration_status_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_IMMGR_STATUS_DESC", row.Text("immi_immigration_status")), ("START_DTTM", row.Text("immi_immigration_status_start_date")), ("END_DTTM", row.Text("immi_immigration_status_end_date")));

    private static void WriteCinEpisodes(SourceRow row) => row.Put("FACT_REFERRALS", ("FACT_REFERRAL_ID", row.Record("cine_referral_id")), ("DIM_PERSON_ID", row.Person), ("REFRL_START_DTTM", row.Text("cine_referral_date")), ("REFRL_END_DTTM", row.Text("cine_close_date")), ("DIM_LOOKUP_CATEGORY_OF_NEED_CODE", row.Text("cine_cin_primary_need_code")), ("DIM_LOOKUP_CONT_SORC_ID", 100 + row.Text("cine_referral_source_code")!.Length), ("DIM_LOOKUP_CONT_SORC_ID_CODE", row.Text("cine_referral_source_code")), ("DIM_LOOKUP_CONT_SORC_ID_DESC", "Source " + row.Text("cine_referral_source_code")), ("OUTCOME_NFA_FLAG", row.Text("cine_referral_nfa")), ("OUTCOME_SINGLE_ASSESSMENT_FLAG", "Y"), ("OTHER_OUTCOMES_EXIST_FLAG", "N"), ("TOTAL_NO_OF_OUTCOMES", 1), ("DIM_LOOKUP_REFRL_ENDRSN_ID_CODE", row.Text("cine_close_reason")), ("DIM_DEPARTMENT_ID", row.Number("cine_referral_team")), ("DIM_WORKER_ID", row.Number("cine_referral_worker_id")));

    private static void WriteCinAssessments(SourceRow row)
    {
        var form = row.Record("cina_assessment_id");
        row.Put("FACT_SINGLE_ASSESSMENT", ("FACT_SINGLE_ASSESSMENT_ID", form), ("DIM_PERSON_ID", row.Person), ("FACT_REFERRAL_ID", row.Record("cina_referral_id")), ("FACT_FORM_ID", form), ("EXTERNAL_ID", form), ("START_DTTM", row.Text("cina_assessment_start_date")), ("DIM_LOOKUP_STEP_SUBSTATUS_CODE", row.Text("cina_assessment_auth_date") is null ? "S" : "C"), ("OUTCOME_NFA_FLAG", row.Text("cina_assessment_outcome_nfa")), ("TOTAL_NO_OF_OUTCOMES", 1), ("COMPLETED_BY_DEPT_ID", row.Number("cina_assessment_team") ?? None), ("COMPLETED_BY_USER_ID", row.Number("cina_assessment_worker_id") ?? None));
        row.Put("FACT_SINGLE_ASSESSMENT", ("FACT_SINGLE_ASSESSMENT_ID", FirstDuplicate + form), ("DIM_PERSON_ID", row.Person), ("FACT_REFERRAL_ID", row.Record("cina_referral_id")), ("FACT_FORM_ID", None), ("START_DTTM", row.Text("cina_assessment_start_date")), ("DIM_LOOKUP_STEP_SUBSTATUS_CODE", "D"));
        Answer(row, form, "seenYN", Word(row.Text("cina_assessment_child_seen")));
        if (FormDay(row.Cells, "cina_assessment_auth_date") is { } ended)
        {
            Answer(row, form, "FormEndDate", ended);
        }
    }

    private static void WriteAssessmentFactors(SourceRow row)
    {
        foreach (var factor in SourceChild.Factors(row.Cells))
        {
            Answer(row, row.Record("cinf_assessment_id"), factor, "Yes");
        }

        Answer(row, row.Record("cinf_assessment_id"), "99Z", "Yes");
        Answer(row, row.Record("cinf_assessment_id"), "1A", "No");
    }

    private static void WriteCinPlans(SourceRow row)
    {
        var plan = row.Record("cinp_cin_plan_id");
        row.Put("FACT_CARE_PLAN_SUMMARY", ("FACT_CARE_PLAN_SUMMARY_ID", plan), ("DIM_PERSON_ID", row.Person), ("FACT_REFERRAL_ID", row.Record("cinp_referral_id")), ("START_DTTM", row.Text("cinp_cin_plan_start_date")), ("END_DTTM", row.Text("cinp_cin_plan_end_date")), ("DIM_LOOKUP_PLAN_TYPE_CODE", "FP"), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "a"));
        row.Put("FACT_CARE_PLAN_SUMMARY", ("FACT_CARE_PLAN_SUMMARY_ID", FirstDuplicate + plan), ("DIM_PERSON_ID", row.Person), ("FACT_REFERRAL_ID", row.Record("cinp_referral_id")), ("START_DTTM", row.Text("cinp_cin_plan_start_date")), ("DIM_LOOKUP_PLAN_TYPE_CODE", "FP"), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "z"));
        row.Put("FACT_CARE_PLANS", ("FACT_CARE_PLAN_ID", FirstDuplicate + plan), ("FACT_CARE_PLAN_SUMMARY_ID", plan), ("DIM_PERSON_ID", row.Person), ("DIM_PLAN_COORD_ID", row.Number("cinp_cin_plan_worker_id")), ("DIM_PLAN_COORD_DEPT_ID", row.Number("cinp_cin_plan_team")), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "R"));
    }

    private void WriteS47Enquiry(SourceRow row)
    {
        var toConference = row.Child.Of("ssd_initial_cp_conference").Any(conference => conference.Text("icpc_s47_enquiry_id") == row.Text("s47e_s47_enquiry_id")) ? "Y" : "N";
        row.Put("FACT_S47", ("FACT_S47_ID", row.Record("s47e_s47_enquiry_id")), ("DIM_PERSON_ID", row.Person), ("FACT_REFERRAL_ID", row.Record("s47e_referral_id")), ("START_DTTM", row.Text("s47e_s47_start_date")), ("END_DTTM", row.Text("s47e_s47_end_date")), ("OUTCOME_NFA_FLAG", row.Text("s47e_s47_nfa")), ("OUTCOME_CP_CONFERENCE_FLAG", toConference), ("TOTAL_NO_OF_OUTCOMES", 1), ("COMPLETED_BY_USER_STAFF_ID", StaffNumber(row, "s47e_s47_completed_by_worker_id")), ("COMPLETED_BY_DEPT_ID", row.Number("s47e_s47_completed_by_team")));
    }

    private void WriteInitialCpConference(SourceRow row)
    {
        row.Put("FACT_MEETINGS", ("FACT_MEETING_ID", row.Record("icpc_icpc_meeting_id")), ("ACTUAL_DTTM", row.Text("icpc_icpc_date")), ("DIM_LOOKUP_MTG_TYPE_ID_CODE", "CPConference"), ("CANCELLED", "N"));
        row.Put("FACT_CP_CONFERENCE", ("FACT_CP_CONFERENCE_ID", row.Record("icpc_icpc_id")), ("DIM_PERSON_ID", row.Person), ("FACT_MEETING_ID", row.Record("icpc_icpc_meeting_id")), ("FACT_S47_ID", row.Record("icpc_s47_enquiry_id") ?? None), ("FACT_REFERRAL_ID", row.Record("icpc_referral_id")), ("DUE_DTTM", row.Text("icpc_icpc_target_date")), ("TRANSFER_IN_FLAG", row.Text("icpc_icpc_transfer_in")), ("OUTCOME_CP_FLAG", row.Text("icpc_icpc_outcome_cp_flag")), ("TOTAL_NO_OF_OUTCOMES", 1), ("ORGANISED_BY_DEPT_ID", row.Number("icpc_icpc_team")), ("ORGANISED_BY_USER_STAFF_ID", StaffNumber(row, "icpc_icpc_worker_id")));
    }

    private static void WriteCpPlans(SourceRow row) => row.Put("FACT_CP_PLAN", ("FACT_CP_PLAN_ID", row.Record("cppl_cp_plan_id")), ("DIM_PERSON_ID", row.Person), ("FACT_REFERRAL_ID", row.Record("cppl_referral_id") ?? None), ("FACT_INITIAL_CP_CONFERENCE_ID", row.Record("cppl_icpc_id") ?? None), ("START_DTTM", row.Text("cppl_cp_plan_start_date")), ("END_DTTM", row.Text("cppl_cp_plan_end_date")), ("INIT_CATEGORY_DESC", row.Text("cppl_cp_plan_initial_category")), ("CP_CATEGORY_DESC", row.Text("cppl_cp_plan_latest_category")), ("IS_OLA", row.Text("cppl_cp_plan_ola")));

    private void WriteClaEpisodes(SourceRow row)
    {
        var placement = row.Child.Of("ssd_cla_placement").FirstOrDefault(placed => placed.Text("clap_cla_placement_id") == row.Text("clae_cla_placement_id"));
        if (_periods.Add(row.Record("clae_cla_id")!.Value))
        {
            var immunised = row.Child.Of("ssd_cla_immunisations").FirstOrDefault();
            row.Put("FACT_CLA", ("FACT_CLA_ID", row.Record("clae_cla_id")), ("DIM_PERSON_ID", row.Person), ("FACT_REFERRAL_ID", row.Record("clae_referral_id") ?? None), ("START_DTTM", row.Text("clae_entered_care_date")), ("IMMU_UP_TO_DATE_FLAG", immunised.Table is null ? null : immunised.Text("clai_immunisations_status")), ("LAST_UPDATED_DTTM", immunised.Table is null ? null : immunised.Text("clai_immunisations_status_date")));
        }

        row.Put("FACT_CARE_EPISODES", ("FACT_CARE_EPISODES_ID", row.Record("clae_cla_episode_id")), ("DIM_PERSON_ID", row.Person), ("FACT_CLA_ID", row.Record("clae_cla_id")), ("FACT_CLA_PLACEMENT_ID", row.Record("clae_cla_placement_id") ?? None), ("CARE_START_DATE", row.Text("clae_cla_episode_start_date")), ("CARE_END_DATE", row.Text("clae_cla_episode_ceased_date")), ("PLACEND", row.Text("clae_cla_episode_ceased_date")), ("CARE_REASON_DESC", Described(row.Text("clae_cla_episode_start_reason"))), ("CARE_REASON_END_CODE", row.Text("clae_cla_episode_ceased_reason")?.Trim()), ("CARE_REASON_END_DESC", row.Text("clae_cla_episode_ceased_reason") is null ? null : "Ceased"), ("CIN_903_CODE", row.Text("clae_cla_primary_need_code")), ("OFSTED_URN", placement.Table is null ? null : placement.Text("clap_cla_placement_urn")));
        row.Put("FACT_CASENOTES", ("FACT_CASENOTE_ID", row.Record("clae_cla_episode_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_CASNT_TYPE_ID_CODE", "IRO"), ("EVENT_DTTM", row.Text("clae_cla_last_iro_contact_date")));
    }

    private static void WriteClaPlacement(SourceRow row) => row.Put("FACT_CLA_PLACEMENT", ("FACT_CLA_PLACEMENT_ID", row.Record("clap_cla_placement_id")), ("DIM_PERSON_ID", row.Person), ("FACT_CLA_ID", row.Record("clap_cla_id")), ("START_DTTM", row.Text("clap_cla_placement_start_date")), ("END_DTTM", row.Text("clap_cla_placement_end_date")), ("DIM_LOOKUP_PLACEMENT_TYPE_CODE", row.Text("clap_cla_placement_type")), ("DIM_LOOKUP_PLACEMENT_PROVIDER_CODE", row.Text("clap_cla_placement_provider")), ("DIM_LOOKUP_PLAC_CHNG_REAS_CODE", row.Text("clap_cla_placement_change_reason")), ("POSTCODE", row.Text("clap_cla_placement_postcode") ?? "ZZZ"), ("DISTANCE_FROM_HOME", Convert.ToString(row.Cells.Value("clap_cla_placement_distance"), CultureInfo.InvariantCulture)), ("FFA_IS_PLAN_DATE", row.Child.Of("ssd_permanence").Any() ? row.Text("clap_cla_placement_start_date") : null));

    private static void WritePermanence(SourceRow row) => row.Put("FACT_ADOPTION", ("FACT_ADOPTION_ID", row.Record("perm_table_id")), ("DIM_PERSON_ID", row.Person), ("START_DTTM", row.Text("perm_adm_decision_date")), ("DECISION_DTTM", row.Text("perm_adm_decision_date")), ("MATCHING_DTTM", row.Text("perm_matched_date")), ("ADOPTED_BY_CARER_FLAG", row.Text("perm_adopted_by_carer_flag")), ("SIBLING_GROUP", row.Text("perm_part_of_sibling_group")), ("NUMBER_TOGETHER", row.Cells.Value("perm_siblings_placed_together")), ("NUMBER_APART", row.Cells.Value("perm_siblings_placed_apart")), ("NO_OF_ADOPTERS", row.Cells.Value("perm_number_of_adopters")), ("ADOPTION_SOCIAL_WORKER_ID", row.Number("perm_adoption_worker_id")));

    private static void WriteCareLeavers(SourceRow row)
    {
        row.Put("DIM_CLA_ELIGIBILITY", ("DIM_CLA_ELIGIBILITY_ID", row.Record("clea_table_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_ELIGIBILITY_STATUS_DESC", row.Text("clea_care_leaver_eligibility")));
        row.Put("FACT_CLA_CARE_LEAVERS", ("FACT_CLA_CARE_LEAVERS_ID", row.Record("clea_table_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_IN_TOUCH_CODE_CODE", row.Text("clea_care_leaver_in_touch")), ("IN_TOUCH_DTTM", row.Text("clea_care_leaver_latest_contact")), ("DIM_LOOKUP_ACCOMMODATION_CODE_DESC", Described(row.Text("clea_care_leaver_accommodation"))), ("DIM_LOOKUP_ACCOMMODATION_SUITABLE_DESC", row.Text("clea_care_leaver_accom_suitable")), ("DIM_LOOKUP_MAIN_ACTIVITY_DESC", Described(row.Text("clea_care_leaver_activity"))));
        row.Put("FACT_CARE_PLANS", ("FACT_CARE_PLAN_ID", row.Record("clea_table_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_PLAN_TYPE_ID_CODE", "PATH"), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "R"), ("MODIF_DTTM", row.Text("clea_pathway_plan_review_date")));
        row.Put("FACT_INVOLVEMENTS", ("FACT_INVOLVEMENTS_ID", row.Record("clea_table_id")), ("DIM_PERSON_ID", row.Person), ("DIM_WORKER_ID", row.Number("clea_care_leaver_worker_id")), ("DIM_LOOKUP_INVOLVEMENT_TYPE_CODE", "16PLUS"), ("FACT_REFERRAL_ID", None), ("START_DTTM", row.Text("clea_pathway_plan_review_date")));
    }

    private static void WriteSdqScores(SourceRow row)
    {
        row.Put("FACT_FORMS", ("FACT_FORM_ID", row.Record("csdq_table_id")), ("DIM_PERSON_ID", row.Person));
        Answer(row, row.Record("csdq_table_id"), "SDQScore", Convert.ToString(row.Cells.Value("csdq_sdq_score"), CultureInfo.InvariantCulture), row.Text("csdq_sdq_completed_date"), ScoreTemplate);
        Answer(row, row.Record("csdq_table_id"), "FormEndDate", FormDay(row.Cells, "csdq_sdq_completed_date"), row.Text("csdq_sdq_completed_date"), ScoreTemplate);
    }

    private static void WriteInvolvements(SourceRow row) => row.Put("FACT_INVOLVEMENTS", ("FACT_INVOLVEMENTS_ID", row.Record("invo_involvements_id")), ("DIM_PERSON_ID", row.Person), ("DIM_WORKER_ID", row.Number("invo_professional_id") ?? None), ("DIM_LOOKUP_INVOLVEMENT_TYPE_CODE", row.Text("invo_professional_role_id")), ("IS_ALLOCATED_CW_FLAG", row.Text("invo_professional_role_id") == "CW" ? "Y" : "N"), ("FACT_REFERRAL_ID", row.Record("invo_referral_id") ?? None), ("START_DTTM", row.Text("invo_involvement_start_date")), ("END_DTTM", row.Text("invo_involvement_end_date")), ("DIM_LOOKUP_CWREASON_CODE", row.Text("invo_worker_change_reason")), ("DIM_DEPARTMENT_ID", row.Number("invo_professional_team") ?? None), ("FACT_WORKER_HISTORY_DEPARTMENT_ID", row.Number("invo_professional_team") ?? None));

    private static void WriteContacts(SourceRow row)
    {
        var family = SourceChild.Number(row.Child.Of("ssd_family").Select(known => known.Text("fami_family_id")).FirstOrDefault()) ?? None;
        using (var outcome = JsonDocument.Parse(row.Text("cont_contact_outcome_json")!))
        {
            string? Flag(string name) => outcome.RootElement.GetProperty(name).GetString();
            row.Put("FACT_CONTACTS", ("FACT_CONTACT_ID", row.Record("cont_contact_id")), ("EXTERNAL_ID", row.Record("cont_contact_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_FAMILYOFRESIDENCE_ID", family), ("CONTACT_DTTM", row.Text("cont_contact_date")), ("DIM_LOOKUP_CONT_SORC_ID", 100), ("DIM_LOOKUP_CONT_SORC_ID_CODE", row.Text("cont_contact_source_code")), ("DIM_LOOKUP_CONT_SORC_ID_DESC", row.Text("cont_contact_source_desc")), ("OUTCOME_NEW_REFERRAL_FLAG", Flag("CIN Referral")), ("OUTCOME_NFA_FLAG", Flag("No Further Action")), ("OUTCOME_ADVICE_FLAG", Flag("Information and Advice")), ("OTHER_OUTCOMES_EXIST_FLAG", Flag("EH Referral")), ("TOTAL_NO_OF_OUTCOMES", 1));
        }
    }

    private static void WriteEarlyHelpEpisodes(SourceRow row) => row.Put("FACT_CAF_EPISODE", ("FACT_CAF_EPISODE_ID", row.Record("earl_episode_id")), ("DIM_PERSON_ID", row.Person), ("EPISODE_START_DTTM", row.Text("earl_episode_start_date")), ("EPISODE_END_DTTM", row.Text("earl_episode_end_date")), ("START_REASON", row.Text("earl_episode_reason")), ("DIM_LOOKUP_CAF_EP_ENDRSN_ID_CODE", row.Text("earl_episode_end_reason")), ("DIM_LOOKUP_ORIGINATING_ORGANISATION_CODE", row.Text("earl_episode_organisation")));

    private static void WriteCinVisits(SourceRow row)
    {
        Visit(row, row.Record("cinv_cin_visit_id"), "HVIS", "cinv_cin_visit");
    }

    private static void WriteCpVisits(SourceRow row)
    {
        Visit(row, row.Record("cppv_cp_visit_id"), "STVC", "cppv_cp_visit");
        row.Put("FACT_CP_VISIT", ("FACT_CASENOTE_ID", row.Record("cppv_cp_visit_id")), ("FACT_CP_PLAN_ID", row.Record("cppv_cp_plan_id")));
    }

    private static void WriteClaVisits(SourceRow row)
    {
        Visit(row, row.Record("clav_cla_visit_id"), "STVL", "clav_cla_visit");
        row.Put("FACT_CLA_VISIT", ("FACT_CLA_VISIT_ID", row.Record("clav_cla_visit_id")), ("FACT_CASENOTE_ID", row.Record("clav_cla_visit_id")), ("DIM_PERSON_ID", row.Person), ("FACT_CLA_ID", row.Record("clav_cla_id")));
    }

    private static void WriteCpReviews(SourceRow row)
    {
        var conferenceForm = row.Record("cppr_cp_review_meeting_id");
        row.Put("FACT_MEETINGS", ("FACT_MEETING_ID", row.Record("cppr_cp_review_meeting_id")), ("DIM_LOOKUP_MTG_TYPE_ID_CODE", "CPReview"));
        row.Put("FACT_MEETING_SUBJECTS", ("FACT_MEETINGS_ID", row.Record("cppr_cp_review_meeting_id")), ("DIM_PERSON_ID", row.Person), ("FACT_OUTCM_FORM_ID", conferenceForm));
        Answer(row, conferenceForm, "WasConf", row.Text("cppr_cp_review_quorate"));
        row.Put("FACT_CP_REVIEW", ("FACT_CP_REVIEW_ID", row.Record("cppr_cp_review_id")), ("DIM_PERSON_ID", row.Person), ("FACT_CP_PLAN_ID", row.Record("cppr_cp_plan_id")), ("FACT_MEETING_ID", row.Record("cppr_cp_review_meeting_id")), ("DUE_DTTM", row.Text("cppr_cp_review_due")), ("MEETING_DTTM", row.Text("cppr_cp_review_date")), ("OUTCOME_CONTINUE_CP_FLAG", row.Text("cppr_cp_review_outcome_continue_cp")));
    }

    private static void WriteClaReviews(SourceRow row)
    {
        var meeting = row.Record("clar_cla_review_id");
        row.Put("FACT_MEETINGS", ("FACT_MEETING_ID", meeting), ("CANCELLED", row.Text("clar_cla_review_cancelled")), ("DIM_LOOKUP_MTG_TYPE_ID_CODE", "CLAReview"));
        row.Put("FACT_MEETING_SUBJECTS", ("FACT_MEETINGS_ID", meeting), ("DIM_PERSON_ID", row.Person), ("FACT_OUTCM_FORM_ID", None), ("DIM_LOOKUP_PARTICIPATION_CODE_DESC", row.Text("clar_cla_review_participation")));
        row.Put("FACT_CLA_REVIEW", ("FACT_CLA_REVIEW_ID", row.Record("clar_cla_review_id")), ("DIM_PERSON_ID", row.Person), ("FACT_CLA_ID", row.Record("clar_cla_id")), ("FACT_MEETING_ID", meeting), ("DUE_DTTM", row.Text("clar_cla_review_due_date")), ("MEETING_DTTM", row.Text("clar_cla_review_date")));
    }

    private static void WriteLegalStatus(SourceRow row) => row.Put("FACT_LEGAL_STATUS", ("FACT_LEGAL_STATUS_ID", row.Record("lega_legal_status_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_LGL_STATUS_DESC", row.Text("lega_legal_status")), ("START_DTTM", row.Text("lega_legal_status_start_date")), ("END_DTTM", row.Text("lega_legal_status_end_date")));

    private static void WriteMissing(SourceRow row) => row.Put("FACT_MISSING_PERSON", ("FACT_MISSING_PERSON_ID", row.Record("miss_table_id")), ("DIM_PERSON_ID", row.Person), ("MISSING_STATUS", row.Text("miss_missing_episode_type")), ("START_DTTM", row.Text("miss_missing_episode_start_date")), ("END_DTTM", row.Text("miss_missing_episode_end_date")), ("RETURN_INTERVIEW_OFFERED", Interview(row.Text("miss_missing_rhi_offered"))), ("RETURN_INTERVIEW_ACCEPTED", Interview(row.Text("miss_missing_rhi_accepted"))));

    private static void WriteClaHealth(SourceRow row) => row.Put("FACT_HEALTH_CHECK", ("FACT_HEALTH_CHECK_ID", row.Record("clah_health_check_id")), ("DIM_PERSON_ID", row.Person), ("DIM_LOOKUP_EVENT_TYPE_DESC", row.Text("clah_health_check_type")), ("START_DTTM", row.Text("clah_health_check_date")), ("DIM_LOOKUP_EXAM_STATUS_DESC", row.Text("clah_health_check_status")));

    private static void WriteClaSubstanceMisuse(SourceRow row) => row.Put("FACT_SUBSTANCE_MISUSE", ("FACT_SUBSTANCE_MISUSE_ID", row.Record("clas_substance_misuse_id")), ("DIM_PERSON_ID", row.Person), ("START_DTTM", row.Text("clas_substance_misuse_date")), ("DIM_LOOKUP_SUBSTANCE_TYPE_CODE", row.Text("clas_substance_misused")), ("ACCEPT_FLAG", row.Text("clas_intervention_received")));

    private static void WriteClaConvictions(SourceRow row) => row.Put("FACT_OFFENCE", ("FACT_OFFENCE_ID", row.Record("clac_cla_conviction_id")), ("DIM_PERSON_ID", row.Person), ("OFFENCE_DTTM", row.Text("clac_cla_conviction_date")), ("DESCRIPTION", row.Text("clac_cla_conviction_offence")));

    private static void WriteClaCarePlan(SourceRow row) => row.Put("FACT_CARE_PLANS", ("FACT_CARE_PLAN_ID", row.Record("lacp_table_id")), ("DIM_PERSON_ID", row.Person), ("START_DTTM", row.Text("lacp_cla_care_plan_start_date")), ("END_DTTM", row.Text("lacp_cla_care_plan_end_date")), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "A"), ("DIM_LOOKUP_PLAN_TYPE_ID_CODE", "CARE"));

    private static void WritePreClaCarePlan(SourceRow row)
    {
        row.Put("FACT_FORMS", ("FACT_FORM_ID", row.Record("fact_form_id")), ("DIM_PERSON_ID", row.Person));
        Answer(row, row.Record("fact_form_id"), row.Text("answer_no")!, row.Text("answer"), row.Text("latestresponsedate"), "Permanence plan");
    }

    private static void WriteClaPreviousPermanence(SourceRow row)
    {
        var previous = row.Record("lapp_table_id");
        var parts = row.Text("lapp_previous_permanence_order_date")!.Split('/');
        row.Put("FACT_FORMS", ("FACT_FORM_ID", previous), ("DIM_PERSON_ID", row.Person));
        Answer(row, previous, "ORDERDATE", parts[0], template: "OUTCOME");
        Answer(row, previous, "ORDERMONTH", parts[1] == "zz" ? null : CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(int.Parse(parts[1], CultureInfo.InvariantCulture)), template: "OUTCOME");
        Answer(row, previous, "ORDERYEAR", parts[2], template: "OUTCOME");
        Answer(row, previous, "PREVADOPTORD", row.Text("lapp_previous_permanence_option"), template: "OUTCOME");
        Answer(row, previous, "INENG", row.Text("lapp_previous_permanence_la"), template: "OUTCOME");
    }

    private static void WriteMother(SourceRow row) => row.Put("FACT_PERSON_RELATION", ("FACT_PERSON_RELATION_ID", row.Record("moth_table_id")), ("DIM_PERSON_ID", row.Number("moth_person_id")), ("DIM_RELATED_PERSON_ID", row.Person), ("DIM_RELATED_PERSON_DOB", row.Text("moth_childs_dob")), ("DIM_LOOKUP_RELTN_TYPE_CODE", "CHI"));

    private static void Visit(SourceRow row, long? id, string type, string prefix) => row.Put(
        "FACT_CASENOTES",
        ("FACT_CASENOTE_ID", id),
        ("DIM_PERSON_ID", row.Person),
        ("DIM_LOOKUP_CASNT_TYPE_ID_CODE", type),
        ("EVENT_DTTM", row.Text(prefix + "_date")),
        ("SEEN_FLAG", row.Text(prefix + "_seen")),
        ("SEEN_ALONE_FLAG", row.Text(prefix + "_seen_alone")),
        ("SEEN_BEDROOM_FLAG", type == "STVL" ? null : row.Text(prefix + "_bedroom")));

    private static string Interview(string? code) => code switch
    {
        "Y" => "Yes",
        "N" => "No",
        _ => "NA",
    };

    /// <summary>A code with a description behind, as many lists of the system show it.</summary>
    private static string? Described(string? code) => code is null ? null : code + " - as the list has it";
}
