namespace SsdClr.Database.Tests.Cms;

/// <summary>What the extract of Mosaic makes of records that the made-up system lacks. All are of made-up persons; the day is 31 March 2026.</summary>
[TestClass]
public sealed class MosaicFactsTests
{
    [TestMethod]
    public void Adults_in_steps_of_children_and_of_adult_care_are_left_out()
    {
        using var scene = Scene(
            Person(1, "2015-01-01"), Referral(1, "2025-01-01"),
            Person(2, "2006-01-01"), Person(3, null), Person(4, "1985-01-01"), Person(5, "2004-01-01"), Person(6, "2010-01-01"), Person(7, "2003-01-01"),
            // A child with her parents in one step, an adult with a step of adult care, and a child with an early help step alone.
            Step(10, 325, "COMPLETED", "2025-02-01", "2025-02-20", 1, 2, 3, 4),
            Step(11, 1186, "COMPLETED", "2025-02-01", "2025-02-20", 1, 2, 3, 4), "UPDATE mosaic.DM_WORKFLOW_STEPS SET IS_CONTINUOUS_ASSESSMENT = 'Y' WHERE WORKFLOW_STEP_ID = 11",
            Step(12, 9001, "STARTED", "2025-05-01", null, 5),
            Step(13, 1208, "STARTED", "2025-05-01", null, 6),
            // A register of adults.
            "INSERT INTO mosaic.DM_REGISTRATIONS (REGISTRATION_ID, PERSON_ID, REGISTRATION_START_DATE) VALUES (1, 7, '2024-05-01')");

        CollectionAssert.AreEqual(new[] { "1", "6" }, scene.Rows("SELECT pers_person_id FROM dbo.ssd_person WHERE length(pers_person_id) = 1 ORDER BY 1"));
        CollectionAssert.AreEqual(new[] { "1" }, scene.Rows("SELECT cinp_person_id FROM dbo.ssd_cin_plans WHERE length(cinp_person_id) = 1"));
    }

    [TestMethod]
    public void Person_of_26_before_the_history_begins_is_left_out()
    {
        using var scene = Scene(Person(1, "1994-03-31"), Referral(1, "2024-01-01"), Person(2, "1994-04-01"), Referral(2, "2024-01-01"), Person(3, null), Referral(3, "2024-01-01"));

        CollectionAssert.AreEqual(new[] { "2", "3" }, scene.Rows("SELECT pers_person_id FROM dbo.ssd_person WHERE length(pers_person_id) = 1 ORDER BY 1"));
    }

    [TestMethod]
    public void Mother_who_was_in_care_has_no_records_of_her_child()
    {
        using var scene = Scene(
            Person(1, "2024-06-01"), Referral(1, "2024-06-01"), Person(2, "2006-01-01"),
            "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE, END_DATE) VALUES (1, 2, '2018-01-01', '2024-01-01')",
            Step(10, 325, "COMPLETED", "2024-08-01", "2024-08-20", 1, 2),
            Enquiry(11, "COMPLETED", "2024-07-01", "2024-07-10", 1, 2),
            Conference(12, "COMPLETED", "2024-07-20", [11], 1, 2));

        CollectionAssert.AreEqual(new[] { "1", "2" }, scene.Rows("SELECT pers_person_id FROM dbo.ssd_person WHERE length(pers_person_id) = 1 ORDER BY 1"));
        CollectionAssert.AreEqual(new[] { "1-10" }, scene.Rows("SELECT cinp_cin_plan_id FROM dbo.ssd_cin_plans WHERE length(cinp_person_id) = 1"));
        CollectionAssert.AreEqual(new[] { "1-11" }, scene.Rows("SELECT s47e_s47_enquiry_id FROM dbo.ssd_s47_enquiry WHERE length(s47e_person_id) = 1"));
        CollectionAssert.AreEqual(new[] { "1-12" }, scene.Rows("SELECT icpc_icpc_id FROM dbo.ssd_initial_cp_conference WHERE length(icpc_person_id) = 1"));
    }

    [TestMethod]
    public void Plan_of_an_adult_stays_beside_a_referral_of_that_person()
    {
        using var scene = Scene(Person(1, "2006-01-01"), Referral(1, "2023-01-01"), Step(10, 325, "STARTED", "2024-08-01", null, 1));

        CollectionAssert.AreEqual(new[] { "1-10 1-1000" }, scene.Rows("SELECT cinp_cin_plan_id, cinp_referral_id FROM dbo.ssd_cin_plans WHERE length(cinp_person_id) = 1"));
    }

    [TestMethod]
    public void Conference_is_the_outcome_of_the_newest_enquiry_before_it()
    {
        using var scene = Scene(
            Person(1, "2015-01-01"), Referral(1, "2024-01-01"),
            Enquiry(10, "COMPLETED", "2024-05-01", "2024-05-10", 1),
            Enquiry(11, "COMPLETED", "2025-02-01", "2025-02-10", 1),
            Enquiry(12, "CANCELLED", "2025-02-05", null, 1),
            Conference(13, "COMPLETED", "2025-03-01", [10, 11, 12], 1),
            Enquiry(14, "COMPLETED", "2025-06-01", "2025-06-10", 1),
            Conference(15, "CANCELLED", "2025-06-20", [10, 11, 14], 1));

        CollectionAssert.AreEqual(new[] { "1-10 N", "1-11 Y", "1-14 N" }, Outcomes(scene, "CP_CONFERENCE_FLAG"));
        CollectionAssert.AreEqual(new[] { "1-13 1-11" }, scene.Rows("SELECT icpc_icpc_id, icpc_s47_enquiry_id FROM dbo.ssd_initial_cp_conference WHERE icpc_person_id = '1'"));
    }

    [TestMethod]
    public void Enquiry_in_progress_has_no_outcome_and_one_not_begun_is_none()
    {
        using var scene = Scene(
            Person(1, "2015-01-01"), Referral(1, "2024-01-01"),
            Enquiry(10, "STARTED", "2026-03-20", null, 1),
            Enquiry(11, "INCOMING", null, null, 1),
            Enquiry(12, "STARTED", "2026-03-01", null, 1),
            Conference(13, "INCOMING", "2026-03-30", [12], 1));

        CollectionAssert.AreEqual(new[] { "1-10 -", "1-12 Y" }, Outcomes(scene, "CP_CONFERENCE_FLAG"));
        CollectionAssert.AreEqual(new[] { "1-10 -", "1-12 -" }, Outcomes(scene, "NFA_FLAG"));
        CollectionAssert.AreEqual(new[] { "-", "-" }, scene.Rows("SELECT s47e_s47_nfa FROM dbo.ssd_s47_enquiry WHERE s47e_person_id = '1'"));
    }

    [TestMethod]
    public void Assessment_in_progress_has_no_outcome()
    {
        using var scene = Scene(
            Person(1, "2015-01-01"), Referral(1, "2024-01-01"), Step(10, 1186, "STARTED", "2026-03-01", null, 1), Step(11, 1186, "COMPLETED", "2025-03-01", "2025-03-20", 1),
            "UPDATE mosaic.DM_WORKFLOW_STEPS SET IS_CONTINUOUS_ASSESSMENT = 'Y' WHERE WORKFLOW_STEP_ID IN (10, 11)");

        CollectionAssert.AreEqual(
            new[] { "1-10 - - -", "1-11 N N N" },
            scene.Rows("SELECT cina_assessment_id, cina_assessment_outcome_nfa, json_extract(cina_assessment_outcome_json, '$.NFA_FLAG'), json_extract(cina_assessment_outcome_json, '$.FURTHER_ACTION_FLAG') FROM dbo.ssd_cin_assessments WHERE cina_person_id = '1' ORDER BY 1"));
    }

    [TestMethod]
    public void Newest_form_replaces_an_immigration_status_without_an_end()
    {
        using var scene = Scene(
            Person(1, "2010-01-01"), Referral(1, "2019-01-01"),
            // Numbers of forms need not rise with time.
            Form(30, "2019-05-01", "Unaccompanied Minor"), Form(20, "2025-05-01", "Refugee"),
            Form(10, "2018-05-01", "Visitor"), "INSERT INTO mosaic.DM_CACHED_FORM_ANSWERS (QUESTION_USER_CODE, SUBGROUP_ID, FORM_ID, FORM_ANSWER_ROW_ID, DATE_ANSWER) VALUES ('immigration_until', 1, 10, 1, '2019-05-01')");

        CollectionAssert.AreEqual(
            new[] { "10-1-1 Visitor 2019-05-01", "20-1-1 Refugee -" },
            scene.Rows("SELECT immi_immigration_status_id, immi_immigration_status, immi_immigration_status_end_date FROM dbo.ssd_immigration_status WHERE immi_person_id = '1' ORDER BY 1"));

        static string Form(int id, string created, string answer) =>
            "INSERT OR IGNORE INTO mosaic.DM_SUBGROUP_SUBJECTS (SUBGROUP_ID, SUBJECT_TYPE_CODE, SUBJECT_COMPOUND_ID) SELECT 1, 'PER', 1 WHERE NOT EXISTS (SELECT 1 FROM mosaic.DM_SUBGROUP_SUBJECTS WHERE SUBGROUP_ID = 1);"
            + $"INSERT INTO mosaic.MO_FORMS (FORM_ID, CREATED_ON) VALUES ({id}, '{created}');"
            + $"INSERT INTO mosaic.DM_CACHED_FORM_ANSWERS (QUESTION_USER_CODE, SUBGROUP_ID, FORM_ID, FORM_ANSWER_ROW_ID, TEXT_ANSWER) VALUES ('uascImmigStat', 1, {id}, 1, '{answer}')";
    }

    [TestMethod]
    public void Several_answers_in_one_row_of_a_form_are_one_record()
    {
        using var scene = Scene(
            Person(1, "2010-01-01"), Referral(1, "2019-01-01"), "INSERT INTO mosaic.MO_FORMS (FORM_ID, CREATED_ON) VALUES (1, '2025-05-01')",
            "INSERT INTO mosaic.DM_SUBGROUP_SUBJECTS (SUBGROUP_ID, SUBJECT_TYPE_CODE, SUBJECT_COMPOUND_ID) VALUES (1, 'PER', 1)",
            Answer("uascImmigStat", 1, "Refugee"), Answer("csn_couns_immigration", 1, "Unaccompanied minor"), Answer("uascImmigStat", 2, "Visitor"), Answer("csn_couns_immigration", 2, "Refugee"),
            Answer("substance", 1, "Tobacco"), Answer("other_substance", 1, "Alcohol"), Answer("substance", 2, "Alcohol"), Answer("other_substance", 2, " Alcohol"));

        CollectionAssert.AreEqual(
            new[] { "1-1-1 UASC", "1-2-1 Refugee" },
            scene.Rows("SELECT immi_immigration_status_id, immi_immigration_status FROM dbo.ssd_immigration_status WHERE immi_person_id = '1' ORDER BY 1"));
        CollectionAssert.AreEqual(
            new[] { "1-1-1 Alcohol", "1-2-1 Alcohol" },
            scene.Rows("SELECT clas_substance_misuse_id, trim(clas_substance_misused) FROM dbo.ssd_cla_substance_misuse WHERE clas_person_id = '1' ORDER BY 1"));

        static string Answer(string question, int row, string answer) =>
            $"INSERT INTO mosaic.DM_CACHED_FORM_ANSWERS (QUESTION_USER_CODE, SUBGROUP_ID, FORM_ID, FORM_ANSWER_ROW_ID, TEXT_ANSWER) VALUES ('{question}', 1, 1, {row}, '{answer}')";
    }

    [TestMethod]
    public void Assessment_of_an_adult_stays_only_beside_a_referral_of_that_person()
    {
        using var scene = Scene(
            Person(1, "2024-06-01"), Referral(1, "2024-06-01"), Person(2, "2005-01-01"), Person(3, "2005-01-01"), Referral(3, "2022-06-01"),
            "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE, END_DATE) VALUES (1, 2, '2018-01-01', '2023-01-01')",
            Step(10, 1186, "COMPLETED", "2024-08-01", "2024-08-20", 1, 2), Step(11, 1186, "COMPLETED", "2024-08-01", "2024-08-20", 3), "UPDATE mosaic.DM_WORKFLOW_STEPS SET IS_CONTINUOUS_ASSESSMENT = 'Y' WHERE WORKFLOW_STEP_ID IN (10, 11)",
            "INSERT INTO mosaic.DM_CIN_ASSESS_FACTORS (ASSESSMENT_ID, FACTOR_VALUE) VALUES (10, '1A'), (11, '1B')");

        CollectionAssert.AreEqual(new[] { "1-10", "3-11" }, scene.Rows("SELECT cina_assessment_id FROM dbo.ssd_cin_assessments WHERE length(cina_person_id) = 1 ORDER BY 1"));
        CollectionAssert.AreEqual(new[] { "1-10", "3-11" }, scene.Rows("SELECT cinf_table_id FROM dbo.ssd_assessment_factors WHERE length(cinf_assessment_id) = 4 ORDER BY 1"));
    }

    [TestMethod]
    public void Number_of_siblings_is_read_from_a_number_with_decimals()
    {
        using var scene = Scene(
            Person(1, "2010-01-01"), Referral(1, "2019-01-01"), Step(10, 9001, "COMPLETED", "2025-02-01", "2025-02-20", 1),
            "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE) VALUES (1, 1, '2024-01-01')",
            "UPDATE mosaic.DM_WORKFLOW_STEPS_PEOPLE_VW SET ADOPTION_BEST_INTEREST_DATE = '2025-02-10' WHERE WORKFLOW_STEP_ID = 10",
            "INSERT INTO mosaic.DM_CACHED_FORM_ANSWERS (QUESTION_USER_CODE, WORKFLOW_STEP_ID, NUMBER_ANSWER) VALUES ('siblings_together', 10, '2.00')");

        CollectionAssert.AreEqual(new[] { "2" }, scene.Rows("SELECT CAST(perm_siblings_placed_together AS TEXT) FROM dbo.ssd_permanence WHERE perm_person_id = '1'"));
    }

    [TestMethod]
    public void Decision_that_was_reversed_has_no_dates_of_the_next_one()
    {
        using var scene = Scene(
            Person(1, "2018-01-01"), Referral(1, "2019-01-01"), "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE, END_DATE) VALUES (1, 1, '2020-01-01', '2025-12-01')",
            Step(10, 9001, "COMPLETED", "2021-02-01", "2021-02-20", 1), Step(11, 9001, "COMPLETED", "2024-02-01", "2024-02-20", 1), Step(12, 9001, "COMPLETED", "2024-06-01", "2024-06-20", 1),
            Adoption(10, "ADOPTION_BEST_INTEREST_DATE = '2021-02-01', ADOPTION_PLAN_DATE_CEASED = '2022-05-01', ADOPTION_PLAN_REASON_CAT_CODE = 'RD1'"),
            Adoption(11, "ADOPTION_BEST_INTEREST_DATE = '2024-02-01'"), Adoption(12, "ADOPTION_MATCH_DATE = '2024-06-10'"),
            LegalStatus(1, "E1", "2024-04-01"), PlacementWith(5, 1, "A5", "2024-07-01", "2025-12-01"), PlacementWith(5, 2, "U5", "2024-05-01", "2024-06-30"),
            "UPDATE mosaic.DM_PLACEMENTS SET IS_ADOPTED = 'Y' WHERE PLACEMENT_ID = 1");

        CollectionAssert.AreEqual(
            new[] { "2021-02-01 - - - - 2022-05-01 RD1 - -", "2024-02-01 2024-06-10 2024-07-01 2024-04-01 2024-05-01 - - 2025-12-01 Adoption" },
            scene.Rows("SELECT perm_adm_decision_date, perm_matched_date, perm_placed_for_adoption_date, perm_placement_order_date, perm_placed_ffa_cp_date, perm_decision_reversed_date, perm_decision_reversed_reason, perm_permanence_order_date, perm_permanence_order_type FROM dbo.ssd_permanence WHERE perm_person_id = '1' ORDER BY 1"));

        static string Adoption(int step, string columns) => $"UPDATE mosaic.DM_WORKFLOW_STEPS_PEOPLE_VW SET {columns} WHERE WORKFLOW_STEP_ID = {step}";
    }

    [TestMethod]
    public void Decision_without_a_reversal_ends_where_another_is_made()
    {
        using var scene = Scene(
            Person(1, "2018-01-01"), Referral(1, "2019-01-01"), "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE) VALUES (1, 1, '2020-01-01')",
            Step(10, 9001, "COMPLETED", "2021-02-01", "2021-02-20", 1), Step(11, 9001, "COMPLETED", "2024-02-01", "2024-02-20", 1),
            "UPDATE mosaic.DM_WORKFLOW_STEPS_PEOPLE_VW SET ADOPTION_BEST_INTEREST_DATE = STARTED_ON WHERE WORKFLOW_STEP_ID IN (10, 11)",
            "UPDATE mosaic.DM_WORKFLOW_STEPS_PEOPLE_VW SET ADOPTION_MATCH_DATE = '2024-02-01', ADOPTION_PLAN_DATE_CEASED = '2025-03-01' WHERE WORKFLOW_STEP_ID = 11",
            PlacementWith(5, 1, "A5", "2024-07-01", null));

        CollectionAssert.AreEqual(
            new[] { "2021-02-01 - - -", "2024-02-01 2024-02-01 2024-07-01 2025-03-01" },
            scene.Rows("SELECT perm_adm_decision_date, perm_matched_date, perm_placed_for_adoption_date, perm_decision_reversed_date FROM dbo.ssd_permanence WHERE perm_person_id = '1' ORDER BY 1"));
    }

    [TestMethod]
    public void Day_of_an_earlier_order_is_written_as_the_dictionary_has_it()
    {
        using var scene = Scene(
            Person(1, "2015-01-01"), Referral(1, "2024-01-01"), Step(10, 9001, "COMPLETED", "2025-02-01", "2025-02-20", 1),
            "INSERT INTO mosaic.DM_FILTER_FORM_ANSWERS (FILTER_NAME, WORKFLOW_STEP_ID, FORM_ID, DATE_ANSWER) VALUES ('Child Previous Permanence Option Date (Document)', 10, 1, '2019-06-02')");

        CollectionAssert.AreEqual(new[] { "02/06/2019" }, scene.Rows("SELECT lapp_previous_permanence_order_date FROM dbo.ssd_cla_previous_permanence WHERE lapp_person_id = '1'"));
    }

    [TestMethod]
    [DataRow("BX9  1AA ", "BX9 1AA")]
    [DataRow("Not known to us", "-")]
    public void Postcode_of_a_placement_is_whole_or_absent(string held, string expected)
    {
        using var scene = Scene(
            Person(1, "2010-01-01"), Referral(1, "2024-01-01"),
            "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE) VALUES (1, 1, '2024-01-01')",
            "INSERT INTO mosaic.DM_LEGAL_STATUSES (LEGAL_STATUS_ID, PERSON_ID, PERIOD_OF_CARE_ID, LEGAL_STATUS, START_DATE) VALUES (1, 1, 1, 'C2', '2024-01-01')",
            "INSERT INTO mosaic.DM_PLACEMENTS (PLACEMENT_ID, SPLIT_NUMBER, PERSON_ID, PERIOD_OF_CARE_ID, START_DATE) VALUES (1, 1, 1, 1, '2024-01-01')",
            "INSERT INTO mosaic.DM_PLACEMENT_DETAILS (ELEMENT_DETAIL_ID, SPLIT_NUMBER, CARER_ID, START_DATE) VALUES (1, 1, 5, '2024-01-01')",
            $"INSERT INTO mosaic.DM_PLACEMENT_CARER_ADDRESSES (CARER_ID, POST_CODE, START_DATE) VALUES (5, '{held}', '2020-01-01')",
            "INSERT INTO mosaic.DM_CLA_SUMMARIES (PERSON_ID, PERIOD_OF_CARE_ID, LEGAL_STATUS_ID, PLACEMENT_ID, PLACEMENT_SPLIT_NUMBER, ELEMENT_DETAIL_ID, SERVICE_SPLIT_NUMBER, START_DATE) VALUES (1, 1, 1, 1, 1, 1, 1, '2024-01-01')");

        CollectionAssert.AreEqual(new[] { expected }, scene.Rows("SELECT clap_cla_placement_postcode FROM dbo.ssd_cla_placement WHERE clap_person_id = '1'"));
    }

    [TestMethod]
    public void Plan_that_lasts_keeps_its_id_and_start_when_its_first_step_is_older_than_the_history()
    {
        using var scene = Scene(
            Person(1, "2015-01-01"), Referral(1, "2018-01-01"),
            Step(10, 325, "COMPLETED", "2018-01-01", "2019-06-01", 1), Step(11, 325, "COMPLETED", "2019-06-02", "2020-06-01", 1), Step(12, 325, "STARTED", "2020-06-02", null, 1),
            Step(13, 1208, "COMPLETED", "2018-01-01", "2019-06-01", 1), Step(14, 1208, "STARTED", "2019-06-02", null, 1),
            Person(2, "2015-01-01"), Referral(2, "2018-01-01"), Step(15, 325, "COMPLETED", "2018-01-01", "2019-06-01", 2), Step(16, 1208, "COMPLETED", "2018-01-01", "2019-06-01", 2));

        CollectionAssert.AreEqual(new[] { "1-10 2018-01-01 -" }, scene.Rows("SELECT cinp_cin_plan_id, cinp_cin_plan_start_date, cinp_cin_plan_end_date FROM dbo.ssd_cin_plans WHERE length(cinp_person_id) = 1"));
        CollectionAssert.AreEqual(new[] { "1-13 2018-01-01 -" }, scene.Rows("SELECT earl_episode_id, earl_episode_start_date, earl_episode_end_date FROM dbo.ssd_early_help_episodes WHERE length(earl_person_id) = 1"));
    }

    [TestMethod]
    public void Plan_of_an_adult_keeps_its_start_when_the_referral_beside_it_is_older_than_the_history()
    {
        using var scene = Scene(
            Person(1, "2000-01-01"), Referral(1, "2018-01-01"), "UPDATE mosaic.DM_CIN_REFERRALS SET CLOSURE_DATE = '2019-06-01' WHERE PERSON_ID = 1",
            "INSERT INTO mosaic.DM_CIN_REFERRALS (REFERRAL_ID, PERSON_ID, REFERRAL_DATE) VALUES (1001, 1, '2019-06-02')",
            Step(10, 325, "COMPLETED", "2018-02-01", "2019-06-01", 1), Step(11, 325, "STARTED", "2019-06-02", null, 1));

        CollectionAssert.AreEqual(new[] { "1-10 2018-02-01" }, scene.Rows("SELECT cinp_cin_plan_id, cinp_cin_plan_start_date FROM dbo.ssd_cin_plans WHERE length(cinp_person_id) = 1"));
    }

    [TestMethod]
    public void Placement_that_lasts_keeps_its_first_episode_and_its_referral()
    {
        using var scene = Scene(
            Person(1, "2010-01-01"),
            "INSERT INTO mosaic.DM_CIN_REFERRALS (REFERRAL_ID, PERSON_ID, REFERRAL_DATE, CLOSURE_DATE) VALUES (1, 1, '2016-01-01', '2017-01-01'), (2, 1, '2018-01-01', '2019-06-01')",
            "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE) VALUES (1, 1, '2018-01-01')",
            LegalStatus(1, "C1", "2018-01-01"), LegalStatus(2, "C2", "2019-01-01"),
            PlacementWith(5, 1, "U1", "2018-01-01", null),
            Episode(1, 1, "2018-01-01", "2018-12-31"), Episode(1, 2, "2019-01-01", null));

        CollectionAssert.AreEqual(
            new[] { "2018-01-01 S 1-2", "2019-01-01 L 1-2" },
            scene.Rows("SELECT clae_cla_episode_start_date, clae_cla_episode_start_reason, clae_referral_id FROM dbo.ssd_cla_episodes WHERE clae_person_id = '1' ORDER BY 1"));
        CollectionAssert.AreEqual(new[] { "1-2" }, scene.Rows("SELECT cine_referral_id FROM dbo.ssd_cin_episodes WHERE cine_person_id = '1'"));
    }

    [TestMethod]
    public void Why_an_episode_began_is_told_by_the_one_before_however_old_that_is()
    {
        using var scene = Scene(
            Person(1, "2010-01-01"), Referral(1, "2018-01-01"),
            "INSERT INTO mosaic.DM_PERIODS_OF_CARE (PERIOD_OF_CARE_ID, PERSON_ID, START_DATE) VALUES (1, 1, '2018-01-01')",
            LegalStatus(1, "C2", "2018-01-01"),
            PlacementWith(5, 1, "U1", "2018-01-01", "2019-12-31"), PlacementWith(5, 2, "U4", "2020-01-01", null),
            "UPDATE mosaic.DM_PLACEMENTS SET REASON_EPISODE_CEASED = 'X1' WHERE PLACEMENT_ID = 1",
            Episode(1, 1, "2018-01-01", "2019-12-31"), Episode(2, 1, "2020-01-01", null));

        CollectionAssert.AreEqual(new[] { "2 T" }, scene.Rows("SELECT clae_cla_placement_id, clae_cla_episode_start_reason FROM dbo.ssd_cla_episodes WHERE clae_person_id = '1'"));
    }

    private static SourceScene Scene(params string[] rows)
    {
        var scene = new SourceScene("mosaic", children: 1);
        foreach (var sql in rows)
        {
            scene.Run(sql);
        }

        scene.Extract();
        return scene;
    }

    private static List<string> Outcomes(SourceScene scene, string flag) =>
        scene.Rows($"SELECT s47e_s47_enquiry_id, json_extract(s47e_s47_outcome_json, '$.{flag}') FROM dbo.ssd_s47_enquiry WHERE s47e_person_id = '1' ORDER BY 1");

    private static string Person(int id, string? born) => $"INSERT INTO mosaic.DM_PERSONS (PERSON_ID, GENDER, DATE_OF_BIRTH) VALUES ({id}, 'F', {Text(born)})";

    private static string Referral(int person, string day) => $"INSERT INTO mosaic.DM_CIN_REFERRALS (REFERRAL_ID, PERSON_ID, REFERRAL_DATE) VALUES ({1000 * person}, {person}, '{day}')";

    /// <summary>A step in both tables that hold steps, about all these persons.</summary>
    private static string Step(int id, int type, string status, string? started, string? completed, params int[] persons) =>
        $"INSERT INTO mosaic.DM_WORKFLOW_STEPS (WORKFLOW_STEP_ID, WORKFLOW_STEP_TYPE_ID, SUBGROUP_ID, STEP_STATUS, INCOMING_ON, STARTED_ON, COMPLETED_ON, WEIGHTED_START_DATETIME) VALUES ({id}, {type}, {id}, '{status}', '{started ?? "2026-03-01"}', {Text(started)}, {Text(completed)}, '{started}.{id:D9}');"
        + string.Concat(persons.Select(person => $"INSERT INTO mosaic.DM_SUBGROUP_SUBJECTS (SUBGROUP_ID, SUBJECT_TYPE_CODE, SUBJECT_COMPOUND_ID) VALUES ({id}, 'PER', {person}); INSERT INTO mosaic.DM_WORKFLOW_STEPS_PEOPLE_VW (WORKFLOW_STEP_ID, PERSON_ID, WORKFLOW_STEP_TYPE_ID, STEP_STATUS, STARTED_ON, COMPLETED_ON) VALUES ({id}, {person}, {type}, '{status}', {Text(started)}, {Text(completed)});"));

    private static string LegalStatus(int id, string status, string start) =>
        $"INSERT INTO mosaic.DM_LEGAL_STATUSES (LEGAL_STATUS_ID, PERSON_ID, PERIOD_OF_CARE_ID, LEGAL_STATUS, START_DATE) VALUES ({id}, 1, 1, '{status}', '{start}')";

    private static string PlacementWith(int carer, int id, string type, string start, string? end) =>
        $"INSERT INTO mosaic.DM_PLACEMENTS (PLACEMENT_ID, SPLIT_NUMBER, PERSON_ID, PERIOD_OF_CARE_ID, PLACEMENT_TYPE, START_DATE, END_DATE) VALUES ({id}, 1, 1, 1, '{type}', '{start}', {Text(end)});"
        + $"INSERT INTO mosaic.DM_PLACEMENT_DETAILS (ELEMENT_DETAIL_ID, SPLIT_NUMBER, CARER_ID, START_DATE) VALUES ({id}, 1, {carer}, '{start}')";

    private static string Episode(int placement, int status, string start, string? end) =>
        $"INSERT INTO mosaic.DM_CLA_SUMMARIES (PERSON_ID, PERIOD_OF_CARE_ID, LEGAL_STATUS_ID, PLACEMENT_ID, PLACEMENT_SPLIT_NUMBER, ELEMENT_DETAIL_ID, SERVICE_SPLIT_NUMBER, START_DATE, END_DATE) VALUES (1, 1, {status}, {placement}, 1, {placement}, 1, '{start}', {Text(end)})";

    private static string Enquiry(int id, string status, string? started, string? completed, params int[] persons) =>
        Step(id, 1918, status, started, completed, persons) + $"UPDATE mosaic.DM_WORKFLOW_STEPS SET IS_SECTION_47_ENQUIRY = 'Y' WHERE WORKFLOW_STEP_ID = {id}";

    private static string Conference(int id, string status, string day, int[] before, params int[] persons) =>
        Step(id, 1860, status, day, status == "COMPLETED" ? day : null, persons)
        + $"UPDATE mosaic.DM_WORKFLOW_STEPS SET CP_CONFERENCE_CATEGORY = 'Initial', CP_CONFERENCE_ACTUAL_DATE = '{day}' WHERE WORKFLOW_STEP_ID = {id};"
        + string.Concat(before.Select(step => $"INSERT INTO mosaic.DM_WORKFLOW_BACKWARDS (WORKFLOW_STEP_ID, PRECEDING_WORKFLOW_STEP_ID) VALUES ({id}, {step});"));

    private static string Text(string? value) => value is null ? "NULL" : $"'{value}'";
}
