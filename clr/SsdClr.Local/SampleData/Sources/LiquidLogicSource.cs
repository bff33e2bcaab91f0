using System.Globalization;
using System.Text.Json;
using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>
/// A made-up Liquid Logic: numbers for ids, -1 for none, local codes that lookups turn into national ones, answers of forms as texts, persons marked as
/// duplicates, drafts and rows of nobody.
/// </summary>
internal sealed class LiquidLogicSource() : SourceSystem("liquid_logic", "Child_Social")
{
    private const long None = -1;
    private const int LongestDescription = 100;
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
        foreach (var code in SampleCodes.Ethnicities)
        {
            writer.Put("DIM_LOOKUP_DFE_ETHNIC", ("MAIN_CODE", Local(code)), ("NAT_ID", code));
        }

        foreach (var code in SampleCodes.Disabilities.Append("NONE"))
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
        var family = SourceChild.Number(child.Of("ssd_family").Select(row => row.Text("fami_family_id")).FirstOrDefault()) ?? None;
        foreach (var row in child.Rows)
        {
            Write(child, row, family, writer);
        }
    }

    private static string Local(string code) => "L" + code;

    /// <summary>A day as a form has it: most in the British order, some in the other.</summary>
    private static string? FormDay(SampleRow row, string column) => row.Day(column)?.ToString(row.Day(column)!.Value.Day % 5 == 0 ? "yyyy-MM-dd" : "dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Word(string? flag) => flag == "Y" ? "Yes" : "no";

    private void Write(SourceChild child, SampleRow row, long family, SourceWriter writer)
    {
        var person = child.PersonId;
        long? Record(string column) => child.Record(row.Text(column));
        long? Staff(string column) => SourceChild.Number(row.Text(column));
        string? StaffNumber(string column) => Text(column) is { } id ? _staffNumbers[id] : null;
        string? Text(string column) => row.Text(column);
        void Answer(long? form, string question, object? answer, string? answered = null, string template = "Assessment") =>
            writer.Put("FACT_FORM_ANSWERS", ("FACT_FORM_ID", form), ("ANSWER_NO", question), ("ANSWER", answer), ("ANSWERED_DTTM", answered), ("DIM_ASSESSMENT_TEMPLATE_ID_DESC", template));
        switch (row.Table.Name)
        {
            case "ssd_person":
                var born = Text("pers_dob") ?? Text("pers_expected_dob");
                var former = child.Of("ssd_linked_identifiers").Select(link => link.Text("link_identifier_value")).FirstOrDefault();
                // Some births in the past are estimates too; they are no due dates.
                var isEstimated = Text("pers_dob") is null ? born is not null : person % 20 == 0;
                (string Column, object? Value)[] cells =
                [
                    ("FORENAME", Text("pers_forename")), ("SURNAME", Text("pers_surname")), ("GENDER_MAIN_CODE", Text("pers_sex")), ("ETHNICITY_MAIN_CODE", Local(Text("pers_ethnicity")!)),
                    ("BIRTH_DTTM", born), ("DOB_ESTIMATED", isEstimated ? "Y" : "N"), ("DEATH_DTTM", Text("pers_death_date")), ("NATNL_CODE", Text("pers_nationality")), ("UPN", Text("pers_upn")), ("IS_CLIENT", "Y"),
                ];
                writer.Put("DIM_PERSON", [("DIM_PERSON_ID", person), ("LEGACY_ID", Text("pers_legacy_id")), ("EHM_SEN_FLAG", Text("pers_send_flag") == "0" ? "Y" : "N"), ("FORMER_UPN", former), .. cells]);
                if (person % 10 == 0)
                {
                    writer.Put("DIM_PERSON", [("DIM_PERSON_ID", FirstDuplicate + person), ("DUPLICATED_DTTM", "2024-05-01"), .. cells]);
                    writer.Put("FACT_REFERRALS", ("FACT_REFERRAL_ID", FirstDuplicate + person), ("DIM_PERSON_ID", FirstDuplicate + person), ("REFRL_START_DTTM", "2024-04-01"));
                    writer.Put("FACT_REFERRALS", ("FACT_REFERRAL_ID", FirstDuplicate - person), ("DIM_PERSON_ID", None), ("REFRL_START_DTTM", "2024-04-01"));
                }

                if (Text("pers_upn_unknown") is { } reason)
                {
                    writer.Put("FACT_903_DATA", ("DIM_PERSON_ID", person), ("NO_UPN_CODE", reason));
                }

                writer.Put("FACT_903_DATA", ("DIM_PERSON_ID", person));
                break;
            case "ssd_address":
                using (var json = JsonDocument.Parse(Text("addr_address_json")!))
                {
                    writer.Put("DIM_PERSON_ADDRESS", ("DIM_PERSON_ADDRESS_ID", Record("addr_table_id")), ("DIM_PERSON_ID", person), ("ADDSS_TYPE_CODE", Text("addr_address_type")), ("START_DTTM", Text("addr_address_start_date")), ("END_DTTM", Text("addr_address_end_date")), ("POSTCODE", Text("addr_address_postcode")), ("HOUSE_NO", json.RootElement.GetProperty("HOUSE").GetString()), ("STREET", json.RootElement.GetProperty("STREET").GetString()), ("TOWN", json.RootElement.GetProperty("TOWN").GetString()));
                }

                break;
            case "ssd_disability":
                writer.Put("FACT_DISABILITY", ("FACT_DISABILITY_ID", Record("disa_table_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_DISAB_CODE", Local(Text("disa_disability_code")!)));
                writer.Put("FACT_DISABILITY", ("FACT_DISABILITY_ID", FirstDuplicate + Record("disa_table_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_DISAB_CODE", Local("HEAR")), ("END_DTTM", "2023-01-01"));
                break;
            case "ssd_immigration_status":
                writer.Put("FACT_IMMIGRATION_STATUS", ("FACT_IMMIGRATION_STATUS_ID", Record("immi_immigration_status_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_IMMGR_STATUS_DESC", Text("immi_immigration_status")), ("START_DTTM", Text("immi_immigration_status_start_date")), ("END_DTTM", Text("immi_immigration_status_end_date")));
                break;
            case "ssd_cin_episodes":
                writer.Put("FACT_REFERRALS", ("FACT_REFERRAL_ID", Record("cine_referral_id")), ("DIM_PERSON_ID", person), ("REFRL_START_DTTM", Text("cine_referral_date")), ("REFRL_END_DTTM", Text("cine_close_date")), ("DIM_LOOKUP_CATEGORY_OF_NEED_CODE", Text("cine_cin_primary_need_code")), ("DIM_LOOKUP_CONT_SORC_ID", 100 + Text("cine_referral_source_code")!.Length), ("DIM_LOOKUP_CONT_SORC_ID_CODE", Text("cine_referral_source_code")), ("DIM_LOOKUP_CONT_SORC_ID_DESC", "Source " + Text("cine_referral_source_code")), ("OUTCOME_NFA_FLAG", Text("cine_referral_nfa")), ("OUTCOME_SINGLE_ASSESSMENT_FLAG", "Y"), ("OTHER_OUTCOMES_EXIST_FLAG", "N"), ("TOTAL_NO_OF_OUTCOMES", 1), ("DIM_LOOKUP_REFRL_ENDRSN_ID_CODE", Text("cine_close_reason")), ("DIM_DEPARTMENT_ID", Staff("cine_referral_team")), ("DIM_WORKER_ID", Staff("cine_referral_worker_id")));
                break;
            case "ssd_cin_assessments":
                var form = Record("cina_assessment_id");
                writer.Put("FACT_SINGLE_ASSESSMENT", ("FACT_SINGLE_ASSESSMENT_ID", form), ("DIM_PERSON_ID", person), ("FACT_REFERRAL_ID", Record("cina_referral_id")), ("FACT_FORM_ID", form), ("EXTERNAL_ID", form), ("START_DTTM", Text("cina_assessment_start_date")), ("DIM_LOOKUP_STEP_SUBSTATUS_CODE", Text("cina_assessment_auth_date") is null ? "S" : "C"), ("OUTCOME_NFA_FLAG", Text("cina_assessment_outcome_nfa")), ("TOTAL_NO_OF_OUTCOMES", 1), ("COMPLETED_BY_DEPT_ID", Staff("cina_assessment_team") ?? None), ("COMPLETED_BY_USER_ID", Staff("cina_assessment_worker_id") ?? None));
                writer.Put("FACT_SINGLE_ASSESSMENT", ("FACT_SINGLE_ASSESSMENT_ID", FirstDuplicate + form), ("DIM_PERSON_ID", person), ("FACT_REFERRAL_ID", Record("cina_referral_id")), ("FACT_FORM_ID", None), ("START_DTTM", Text("cina_assessment_start_date")), ("DIM_LOOKUP_STEP_SUBSTATUS_CODE", "D"));
                Answer(form, "seenYN", Word(Text("cina_assessment_child_seen")));
                if (FormDay(row, "cina_assessment_auth_date") is { } ended)
                {
                    Answer(form, "FormEndDate", ended);
                }

                break;
            case "ssd_assessment_factors":
                foreach (var factor in SourceChild.Factors(row))
                {
                    Answer(Record("cinf_assessment_id"), factor, "Yes");
                }

                Answer(Record("cinf_assessment_id"), "99Z", "Yes");
                Answer(Record("cinf_assessment_id"), "1A", "No");
                break;
            case "ssd_cin_plans":
                var plan = Record("cinp_cin_plan_id");
                writer.Put("FACT_CARE_PLAN_SUMMARY", ("FACT_CARE_PLAN_SUMMARY_ID", plan), ("DIM_PERSON_ID", person), ("FACT_REFERRAL_ID", Record("cinp_referral_id")), ("START_DTTM", Text("cinp_cin_plan_start_date")), ("END_DTTM", Text("cinp_cin_plan_end_date")), ("DIM_LOOKUP_PLAN_TYPE_CODE", "FP"), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "a"));
                writer.Put("FACT_CARE_PLAN_SUMMARY", ("FACT_CARE_PLAN_SUMMARY_ID", FirstDuplicate + plan), ("DIM_PERSON_ID", person), ("FACT_REFERRAL_ID", Record("cinp_referral_id")), ("START_DTTM", Text("cinp_cin_plan_start_date")), ("DIM_LOOKUP_PLAN_TYPE_CODE", "FP"), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "z"));
                writer.Put("FACT_CARE_PLANS", ("FACT_CARE_PLAN_ID", FirstDuplicate + plan), ("FACT_CARE_PLAN_SUMMARY_ID", plan), ("DIM_PERSON_ID", person), ("DIM_PLAN_COORD_ID", Staff("cinp_cin_plan_worker_id")), ("DIM_PLAN_COORD_DEPT_ID", Staff("cinp_cin_plan_team")), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "R"));
                break;
            case "ssd_s47_enquiry":
                var toConference = child.Of("ssd_initial_cp_conference").Any(conference => conference.Text("icpc_s47_enquiry_id") == Text("s47e_s47_enquiry_id")) ? "Y" : "N";
                writer.Put("FACT_S47", ("FACT_S47_ID", Record("s47e_s47_enquiry_id")), ("DIM_PERSON_ID", person), ("FACT_REFERRAL_ID", Record("s47e_referral_id")), ("START_DTTM", Text("s47e_s47_start_date")), ("END_DTTM", Text("s47e_s47_end_date")), ("OUTCOME_NFA_FLAG", Text("s47e_s47_nfa")), ("OUTCOME_CP_CONFERENCE_FLAG", toConference), ("TOTAL_NO_OF_OUTCOMES", 1), ("COMPLETED_BY_USER_STAFF_ID", StaffNumber("s47e_s47_completed_by_worker_id")), ("COMPLETED_BY_DEPT_ID", Staff("s47e_s47_completed_by_team")));
                break;
            case "ssd_initial_cp_conference":
                writer.Put("FACT_MEETINGS", ("FACT_MEETING_ID", Record("icpc_icpc_meeting_id")), ("ACTUAL_DTTM", Text("icpc_icpc_date")), ("DIM_LOOKUP_MTG_TYPE_ID_CODE", "CPConference"), ("CANCELLED", "N"));
                writer.Put("FACT_CP_CONFERENCE", ("FACT_CP_CONFERENCE_ID", Record("icpc_icpc_id")), ("DIM_PERSON_ID", person), ("FACT_MEETING_ID", Record("icpc_icpc_meeting_id")), ("FACT_S47_ID", Record("icpc_s47_enquiry_id") ?? None), ("FACT_REFERRAL_ID", Record("icpc_referral_id")), ("DUE_DTTM", Text("icpc_icpc_target_date")), ("TRANSFER_IN_FLAG", Text("icpc_icpc_transfer_in")), ("OUTCOME_CP_FLAG", Text("icpc_icpc_outcome_cp_flag")), ("TOTAL_NO_OF_OUTCOMES", 1), ("ORGANISED_BY_DEPT_ID", Staff("icpc_icpc_team")), ("ORGANISED_BY_USER_STAFF_ID", StaffNumber("icpc_icpc_worker_id")));
                break;
            case "ssd_cp_plans":
                writer.Put("FACT_CP_PLAN", ("FACT_CP_PLAN_ID", Record("cppl_cp_plan_id")), ("DIM_PERSON_ID", person), ("FACT_REFERRAL_ID", Record("cppl_referral_id") ?? None), ("FACT_INITIAL_CP_CONFERENCE_ID", Record("cppl_icpc_id") ?? None), ("START_DTTM", Text("cppl_cp_plan_start_date")), ("END_DTTM", Text("cppl_cp_plan_end_date")), ("INIT_CATEGORY_DESC", Text("cppl_cp_plan_initial_category")), ("CP_CATEGORY_DESC", Text("cppl_cp_plan_latest_category")), ("IS_OLA", Text("cppl_cp_plan_ola")));
                break;
            case "ssd_cla_episodes":
                var placement = child.Of("ssd_cla_placement").FirstOrDefault(placed => placed.Text("clap_cla_placement_id") == Text("clae_cla_placement_id"));
                if (_periods.Add(Record("clae_cla_id")!.Value))
                {
                    var immunised = child.Of("ssd_cla_immunisations").FirstOrDefault();
                    writer.Put("FACT_CLA", ("FACT_CLA_ID", Record("clae_cla_id")), ("DIM_PERSON_ID", person), ("FACT_REFERRAL_ID", Record("clae_referral_id") ?? None), ("START_DTTM", Text("clae_entered_care_date")), ("IMMU_UP_TO_DATE_FLAG", immunised.Table is null ? null : immunised.Text("clai_immunisations_status")), ("LAST_UPDATED_DTTM", immunised.Table is null ? null : immunised.Text("clai_immunisations_status_date")));
                }

                writer.Put("FACT_CARE_EPISODES", ("FACT_CARE_EPISODES_ID", Record("clae_cla_episode_id")), ("DIM_PERSON_ID", person), ("FACT_CLA_ID", Record("clae_cla_id")), ("FACT_CLA_PLACEMENT_ID", Record("clae_cla_placement_id") ?? None), ("CARE_START_DATE", Text("clae_cla_episode_start_date")), ("CARE_END_DATE", Text("clae_cla_episode_ceased_date")), ("PLACEND", Text("clae_cla_episode_ceased_date")), ("CARE_REASON_DESC", Described(ModelCodes.PlacementStartReason, Text("clae_cla_episode_start_reason"))), ("CARE_REASON_END_CODE", Text("clae_cla_episode_ceased_reason")?.Trim()), ("CARE_REASON_END_DESC", Text("clae_cla_episode_ceased_reason") is null ? null : "Ceased"), ("CIN_903_CODE", Text("clae_cla_primary_need_code")), ("OFSTED_URN", placement.Table is null ? null : placement.Text("clap_cla_placement_urn")));
                writer.Put("FACT_CASENOTES", ("FACT_CASENOTE_ID", Record("clae_cla_episode_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_CASNT_TYPE_ID_CODE", "IRO"), ("EVENT_DTTM", Text("clae_cla_last_iro_contact_date")));
                break;
            case "ssd_cla_placement":
                writer.Put("FACT_CLA_PLACEMENT", ("FACT_CLA_PLACEMENT_ID", Record("clap_cla_placement_id")), ("DIM_PERSON_ID", person), ("FACT_CLA_ID", Record("clap_cla_id")), ("START_DTTM", Text("clap_cla_placement_start_date")), ("END_DTTM", Text("clap_cla_placement_end_date")), ("DIM_LOOKUP_PLACEMENT_TYPE_CODE", Text("clap_cla_placement_type")), ("DIM_LOOKUP_PLACEMENT_PROVIDER_CODE", Text("clap_cla_placement_provider")), ("DIM_LOOKUP_PLAC_CHNG_REAS_CODE", Text("clap_cla_placement_change_reason")), ("POSTCODE", Text("clap_cla_placement_postcode") ?? "ZZZ"), ("DISTANCE_FROM_HOME", Convert.ToString(row.Value("clap_cla_placement_distance"), CultureInfo.InvariantCulture)), ("FFA_IS_PLAN_DATE", child.Of("ssd_permanence").Any() ? Text("clap_cla_placement_start_date") : null));
                break;
            case "ssd_permanence":
                writer.Put("FACT_ADOPTION", ("FACT_ADOPTION_ID", Record("perm_table_id")), ("DIM_PERSON_ID", person), ("START_DTTM", Text("perm_adm_decision_date")), ("DECISION_DTTM", Text("perm_adm_decision_date")), ("MATCHING_DTTM", Text("perm_matched_date")), ("ADOPTED_BY_CARER_FLAG", Text("perm_adopted_by_carer_flag")), ("SIBLING_GROUP", Text("perm_part_of_sibling_group")), ("NUMBER_TOGETHER", row.Value("perm_siblings_placed_together")), ("NUMBER_APART", row.Value("perm_siblings_placed_apart")), ("NO_OF_ADOPTERS", row.Value("perm_number_of_adopters")), ("ADOPTION_SOCIAL_WORKER_ID", Staff("perm_adoption_worker_id")));
                break;
            case "ssd_care_leavers":
                writer.Put("DIM_CLA_ELIGIBILITY", ("DIM_CLA_ELIGIBILITY_ID", Record("clea_table_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_ELIGIBILITY_STATUS_DESC", Text("clea_care_leaver_eligibility")));
                writer.Put("FACT_CLA_CARE_LEAVERS", ("FACT_CLA_CARE_LEAVERS_ID", Record("clea_table_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_IN_TOUCH_CODE_CODE", Text("clea_care_leaver_in_touch")), ("IN_TOUCH_DTTM", Text("clea_care_leaver_latest_contact")), ("DIM_LOOKUP_ACCOMMODATION_CODE_DESC", Described(ModelCodes.CareLeaverAccommodation, Text("clea_care_leaver_accommodation"))), ("DIM_LOOKUP_ACCOMMODATION_SUITABLE_DESC", Text("clea_care_leaver_accom_suitable")), ("DIM_LOOKUP_MAIN_ACTIVITY_DESC", Described(ModelCodes.CareLeaverActivity, Text("clea_care_leaver_activity"))));
                writer.Put("FACT_CARE_PLANS", ("FACT_CARE_PLAN_ID", Record("clea_table_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_PLAN_TYPE_ID_CODE", "PATH"), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "R"), ("MODIF_DTTM", Text("clea_pathway_plan_review_date")));
                writer.Put("FACT_INVOLVEMENTS", ("FACT_INVOLVEMENTS_ID", Record("clea_table_id")), ("DIM_PERSON_ID", person), ("DIM_WORKER_ID", Staff("clea_care_leaver_worker_id")), ("DIM_LOOKUP_INVOLVEMENT_TYPE_CODE", "16PLUS"), ("FACT_REFERRAL_ID", None), ("START_DTTM", Text("clea_pathway_plan_review_date")));
                break;
            case "ssd_sdq_scores":
                writer.Put("FACT_FORMS", ("FACT_FORM_ID", Record("csdq_table_id")), ("DIM_PERSON_ID", person));
                Answer(Record("csdq_table_id"), "SDQScore", Convert.ToString(row.Value("csdq_sdq_score"), CultureInfo.InvariantCulture), Text("csdq_sdq_completed_date"), ScoreTemplate);
                Answer(Record("csdq_table_id"), "FormEndDate", FormDay(row, "csdq_sdq_completed_date"), Text("csdq_sdq_completed_date"), ScoreTemplate);
                break;
            case "ssd_involvements":
                writer.Put("FACT_INVOLVEMENTS", ("FACT_INVOLVEMENTS_ID", Record("invo_involvements_id")), ("DIM_PERSON_ID", person), ("DIM_WORKER_ID", Staff("invo_professional_id") ?? None), ("DIM_LOOKUP_INVOLVEMENT_TYPE_CODE", Text("invo_professional_role_id")), ("IS_ALLOCATED_CW_FLAG", Text("invo_professional_role_id") == "CW" ? "Y" : "N"), ("FACT_REFERRAL_ID", Record("invo_referral_id") ?? None), ("START_DTTM", Text("invo_involvement_start_date")), ("END_DTTM", Text("invo_involvement_end_date")), ("DIM_LOOKUP_CWREASON_CODE", Text("invo_worker_change_reason")), ("DIM_DEPARTMENT_ID", Staff("invo_professional_team") ?? None), ("FACT_WORKER_HISTORY_DEPARTMENT_ID", Staff("invo_professional_team") ?? None));
                break;
            case "ssd_contacts":
                using (var outcome = JsonDocument.Parse(Text("cont_contact_outcome_json")!))
                {
                    string? Flag(string name) => outcome.RootElement.GetProperty(name).GetString();
                    writer.Put("FACT_CONTACTS", ("FACT_CONTACT_ID", Record("cont_contact_id")), ("EXTERNAL_ID", Record("cont_contact_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_FAMILYOFRESIDENCE_ID", family), ("CONTACT_DTTM", Text("cont_contact_date")), ("DIM_LOOKUP_CONT_SORC_ID", 100), ("DIM_LOOKUP_CONT_SORC_ID_CODE", Text("cont_contact_source_code")), ("DIM_LOOKUP_CONT_SORC_ID_DESC", Text("cont_contact_source_desc")), ("OUTCOME_NEW_REFERRAL_FLAG", Flag("CIN Referral")), ("OUTCOME_NFA_FLAG", Flag("No Further Action")), ("OUTCOME_ADVICE_FLAG", Flag("Information and Advice")), ("OTHER_OUTCOMES_EXIST_FLAG", Flag("EH Referral")), ("TOTAL_NO_OF_OUTCOMES", 1));
                }

                break;
            case "ssd_early_help_episodes":
                writer.Put("FACT_CAF_EPISODE", ("FACT_CAF_EPISODE_ID", Record("earl_episode_id")), ("DIM_PERSON_ID", person), ("EPISODE_START_DTTM", Text("earl_episode_start_date")), ("EPISODE_END_DTTM", Text("earl_episode_end_date")), ("START_REASON", Text("earl_episode_reason")), ("DIM_LOOKUP_CAF_EP_ENDRSN_ID_CODE", Text("earl_episode_end_reason")), ("DIM_LOOKUP_ORIGINATING_ORGANISATION_CODE", Text("earl_episode_organisation")));
                break;
            case "ssd_cin_visits":
                Visit(writer, person, Record("cinv_cin_visit_id"), "HVIS", row, "cinv_cin_visit");
                break;
            case "ssd_cp_visits":
                Visit(writer, person, Record("cppv_cp_visit_id"), "STVC", row, "cppv_cp_visit");
                writer.Put("FACT_CP_VISIT", ("FACT_CASENOTE_ID", Record("cppv_cp_visit_id")), ("FACT_CP_PLAN_ID", Record("cppv_cp_plan_id")));
                break;
            case "ssd_cla_visits":
                Visit(writer, person, Record("clav_cla_visit_id"), "STVL", row, "clav_cla_visit");
                writer.Put("FACT_CLA_VISIT", ("FACT_CLA_VISIT_ID", Record("clav_cla_visit_id")), ("FACT_CASENOTE_ID", Record("clav_cla_visit_id")), ("DIM_PERSON_ID", person), ("FACT_CLA_ID", Record("clav_cla_id")));
                break;
            case "ssd_cp_reviews":
                var conferenceForm = Record("cppr_cp_review_meeting_id");
                writer.Put("FACT_MEETINGS", ("FACT_MEETING_ID", Record("cppr_cp_review_meeting_id")), ("DIM_LOOKUP_MTG_TYPE_ID_CODE", "CPReview"));
                writer.Put("FACT_MEETING_SUBJECTS", ("FACT_MEETINGS_ID", Record("cppr_cp_review_meeting_id")), ("DIM_PERSON_ID", person), ("FACT_OUTCM_FORM_ID", conferenceForm));
                Answer(conferenceForm, "WasConf", Text("cppr_cp_review_quorate"));
                writer.Put("FACT_CP_REVIEW", ("FACT_CP_REVIEW_ID", Record("cppr_cp_review_id")), ("DIM_PERSON_ID", person), ("FACT_CP_PLAN_ID", Record("cppr_cp_plan_id")), ("FACT_MEETING_ID", Record("cppr_cp_review_meeting_id")), ("DUE_DTTM", Text("cppr_cp_review_due")), ("MEETING_DTTM", Text("cppr_cp_review_date")), ("OUTCOME_CONTINUE_CP_FLAG", Text("cppr_cp_review_outcome_continue_cp")));
                break;
            case "ssd_cla_reviews":
                var meeting = Record("clar_cla_review_id");
                writer.Put("FACT_MEETINGS", ("FACT_MEETING_ID", meeting), ("CANCELLED", Text("clar_cla_review_cancelled")), ("DIM_LOOKUP_MTG_TYPE_ID_CODE", "CLAReview"));
                writer.Put("FACT_MEETING_SUBJECTS", ("FACT_MEETINGS_ID", meeting), ("DIM_PERSON_ID", person), ("FACT_OUTCM_FORM_ID", None), ("DIM_LOOKUP_PARTICIPATION_CODE_DESC", Text("clar_cla_review_participation")));
                writer.Put("FACT_CLA_REVIEW", ("FACT_CLA_REVIEW_ID", Record("clar_cla_review_id")), ("DIM_PERSON_ID", person), ("FACT_CLA_ID", Record("clar_cla_id")), ("FACT_MEETING_ID", meeting), ("DUE_DTTM", Text("clar_cla_review_due_date")), ("MEETING_DTTM", Text("clar_cla_review_date")));
                break;
            case "ssd_legal_status":
                writer.Put("FACT_LEGAL_STATUS", ("FACT_LEGAL_STATUS_ID", Record("lega_legal_status_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_LGL_STATUS_DESC", Text("lega_legal_status")), ("START_DTTM", Text("lega_legal_status_start_date")), ("END_DTTM", Text("lega_legal_status_end_date")));
                break;
            case "ssd_missing":
                writer.Put("FACT_MISSING_PERSON", ("FACT_MISSING_PERSON_ID", Record("miss_table_id")), ("DIM_PERSON_ID", person), ("MISSING_STATUS", Text("miss_missing_episode_type")), ("START_DTTM", Text("miss_missing_episode_start_date")), ("END_DTTM", Text("miss_missing_episode_end_date")), ("RETURN_INTERVIEW_OFFERED", Interview(Text("miss_missing_rhi_offered"))), ("RETURN_INTERVIEW_ACCEPTED", Interview(Text("miss_missing_rhi_accepted"))));
                break;
            case "ssd_cla_health":
                writer.Put("FACT_HEALTH_CHECK", ("FACT_HEALTH_CHECK_ID", Record("clah_health_check_id")), ("DIM_PERSON_ID", person), ("DIM_LOOKUP_EVENT_TYPE_DESC", Text("clah_health_check_type")), ("START_DTTM", Text("clah_health_check_date")), ("DIM_LOOKUP_EXAM_STATUS_DESC", Text("clah_health_check_status")));
                break;
            case "ssd_cla_substance_misuse":
                writer.Put("FACT_SUBSTANCE_MISUSE", ("FACT_SUBSTANCE_MISUSE_ID", Record("clas_substance_misuse_id")), ("DIM_PERSON_ID", person), ("START_DTTM", Text("clas_substance_misuse_date")), ("DIM_LOOKUP_SUBSTANCE_TYPE_CODE", Text("clas_substance_misused")), ("ACCEPT_FLAG", Text("clas_intervention_received")));
                break;
            case "ssd_cla_convictions":
                writer.Put("FACT_OFFENCE", ("FACT_OFFENCE_ID", Record("clac_cla_conviction_id")), ("DIM_PERSON_ID", person), ("OFFENCE_DTTM", Text("clac_cla_conviction_date")), ("DESCRIPTION", Text("clac_cla_conviction_offence")));
                break;
            case "ssd_cla_care_plan":
                writer.Put("FACT_CARE_PLANS", ("FACT_CARE_PLAN_ID", Record("lacp_table_id")), ("DIM_PERSON_ID", person), ("START_DTTM", Text("lacp_cla_care_plan_start_date")), ("END_DTTM", Text("lacp_cla_care_plan_end_date")), ("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "A"), ("DIM_LOOKUP_PLAN_TYPE_ID_CODE", "CARE"));
                break;
            case "ssd_pre_cla_care_plan":
                writer.Put("FACT_FORMS", ("FACT_FORM_ID", Record("fact_form_id")), ("DIM_PERSON_ID", person));
                Answer(Record("fact_form_id"), Text("answer_no")!, Text("answer"), Text("latestresponsedate"), "Permanence plan");
                break;
            case "ssd_cla_previous_permanence":
                var previous = Record("lapp_table_id");
                var parts = Text("lapp_previous_permanence_order_date")!.Split('/');
                writer.Put("FACT_FORMS", ("FACT_FORM_ID", previous), ("DIM_PERSON_ID", person));
                Answer(previous, "ORDERDATE", parts[0], template: "OUTCOME");
                Answer(previous, "ORDERMONTH", parts[1] == "zz" ? null : CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(int.Parse(parts[1], CultureInfo.InvariantCulture)), template: "OUTCOME");
                Answer(previous, "ORDERYEAR", parts[2], template: "OUTCOME");
                Answer(previous, "PREVADOPTORD", Text("lapp_previous_permanence_option"), template: "OUTCOME");
                Answer(previous, "INENG", Text("lapp_previous_permanence_la"), template: "OUTCOME");
                break;
            case "ssd_mother":
                writer.Put("FACT_PERSON_RELATION", ("FACT_PERSON_RELATION_ID", Record("moth_table_id")), ("DIM_PERSON_ID", Staff("moth_person_id")), ("DIM_RELATED_PERSON_ID", person), ("DIM_RELATED_PERSON_DOB", Text("moth_childs_dob")), ("DIM_LOOKUP_RELTN_TYPE_CODE", "CHI"));
                break;
        }
    }

    private static void Visit(SourceWriter writer, long person, long? id, string type, SampleRow row, string prefix) => writer.Put(
        "FACT_CASENOTES",
        ("FACT_CASENOTE_ID", id),
        ("DIM_PERSON_ID", person),
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

    /// <summary>A code with its description behind, as many lists of the system show it.</summary>
    private static string? Described(IReadOnlyList<ModelCode> codes, string? code)
    {
        var text = codes.Where(known => known.Value == code).Select(known => $"{code} - {known.Description}").FirstOrDefault() ?? code;
        return text?.Length > LongestDescription ? text[..LongestDescription] : text;
    }
}
