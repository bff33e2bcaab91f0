namespace SsdClr.Database.Tests.Cms;

/// <summary>What the extract of Liquid Logic makes of records that the made-up system lacks. All are of one made-up person; the day is 31 March 2026.</summary>
[TestClass]
public sealed class LiquidLogicFactsTests
{
    private const string AnEpisode = "INSERT INTO Child_Social.FACT_CARE_EPISODES (FACT_CARE_EPISODES_ID, DIM_PERSON_ID, FACT_CLA_ID, FACT_CLA_PLACEMENT_ID, CARE_START_DATE, OFSTED_URN";

    [TestMethod]
    public void Each_adoption_has_its_own_placement()
    {
        using var scene = Scene(
            Adoption(1, "2022-01-01", "2022-02-01"), Adoption(2, "2025-01-01", "2025-01-15"),
            Placement(1, "2022-03-01", "A5"), Placement(2, "2025-03-01", "A5"), $"{AnEpisode}) VALUES (1, 1, 1, 2, '2025-03-01', 'SC1')");

        CollectionAssert.AreEqual(
            new[] { "1-1 2022-02-01 2022-03-01 -", "2-1 2025-01-15 2025-03-01 SC1" },
            scene.Rows("SELECT perm_table_id, perm_matched_date, perm_placed_for_adoption_date, perm_placement_provider_urn FROM dbo.ssd_permanence WHERE perm_person_id = '1' ORDER BY 1"));
    }

    [TestMethod]
    public void Adoption_that_never_came_to_a_placement_has_none()
    {
        using var scene = Scene(
            Adoption(1, "2022-01-01", "2022-02-01"), Adoption(2, "2024-01-01", "2024-02-01"), "UPDATE Child_Social.FACT_ADOPTION SET NO_LONGER_PLACED_DTTM = '2024-06-01' WHERE FACT_ADOPTION_ID = 2",
            Placement(1, "2025-03-01", "A5"), $"{AnEpisode}) VALUES (1, 1, 1, 1, '2025-03-01', 'SC1')");

        CollectionAssert.AreEqual(new[] { "1-1 -", "2-1 -" }, scene.Rows("SELECT perm_table_id, perm_placed_for_adoption_date FROM dbo.ssd_permanence WHERE perm_person_id = '1' ORDER BY 1"));
    }

    [TestMethod]
    public void Order_belongs_to_the_last_adoption_before_the_end_of_care()
    {
        using var scene = Scene(
            Adoption(1, "2022-01-01", "2022-02-01"), Adoption(2, "2025-01-01", "2025-01-15"), Placement(1, "2022-03-01", "A5"), Placement(2, "2025-03-01", "A5"),
            $"{AnEpisode}, PLACEND, CARE_REASON_END_CODE) VALUES (1, 1, 1, 2, '2025-03-01', 'SC1', '2025-09-01', 'E12')");

        CollectionAssert.AreEqual(
            new[] { "1-1 - -", "2-1 2025-09-01 Adoption" },
            scene.Rows("SELECT perm_table_id, perm_permanence_order_date, perm_permanence_order_type FROM dbo.ssd_permanence WHERE perm_person_id = '1' ORDER BY 1"));
    }

    [TestMethod]
    public void Only_adoption_has_the_first_placement_whenever_it_began()
    {
        using var scene = Scene(Adoption(1, "2025-04-01", "2025-02-01"), Placement(1, "2025-03-01", "A3"), $"{AnEpisode}) VALUES (1, 1, 1, 1, '2025-03-01', 'SC1')");

        CollectionAssert.AreEqual(new[] { "2025-03-01" }, scene.Rows("SELECT perm_placed_for_adoption_date FROM dbo.ssd_permanence WHERE perm_person_id = '1'"));
    }

    [TestMethod]
    public void Children_whose_episodes_name_no_period_of_care_share_nothing()
    {
        using var scene = Scene(
            "INSERT INTO Child_Social.DIM_PERSON (DIM_PERSON_ID, GENDER_MAIN_CODE, BIRTH_DTTM, IS_CLIENT) VALUES (2, 'F', '2015-01-01', 'Y'), (3, 'F', '2015-01-01', 'Y')",
            "INSERT INTO Child_Social.FACT_REFERRALS (FACT_REFERRAL_ID, DIM_PERSON_ID, REFRL_START_DTTM) VALUES (2, 2, '2021-01-01'), (3, 3, '2021-01-01')",
            // A child with an adoption, another who is placed for adoption, and a third with an order as the second.
            Adoption(1, "2022-01-01", "2022-02-01"), $"{AnEpisode}) VALUES (1, 1, -1, 1, '2021-02-01', 'SC1')",
            Placement(1, "2021-02-01", "U1"), Placement(2, "2022-03-01", "A3"), "UPDATE Child_Social.FACT_CLA_PLACEMENT SET FACT_CLA_ID = -1 WHERE FACT_CLA_PLACEMENT_ID = 1",
            "UPDATE Child_Social.FACT_CLA_PLACEMENT SET FACT_CLA_ID = -1, DIM_PERSON_ID = 2, FFA_IS_PLAN_DATE = '2022-02-20' WHERE FACT_CLA_PLACEMENT_ID = 2",
            $"{AnEpisode}, PLACEND, CARE_REASON_END_CODE) VALUES (2, 2, -1, 2, '2022-03-01', 'SC2', '2023-09-01', 'E45'), (3, 3, -1, 3, '2022-03-01', 'SC3', '2024-09-01', 'E45')");

        CollectionAssert.AreEqual(
            new[] { "1 1-E-1 - - - -", "2 2 - - - 2023-09-01", "3 3 - - - 2024-09-01" },
            scene.Rows("SELECT perm_person_id, perm_table_id, perm_cla_id, perm_placed_for_adoption_date, perm_ffa_cp_decision_date, perm_permanence_order_date FROM dbo.ssd_permanence WHERE length(perm_person_id) = 1 ORDER BY 1"));
    }

    [TestMethod]
    public void Placement_that_lasts_keeps_its_first_episode_and_its_referral()
    {
        using var scene = Scene(
            "INSERT INTO Child_Social.FACT_REFERRALS (FACT_REFERRAL_ID, DIM_PERSON_ID, REFRL_START_DTTM, REFRL_END_DTTM) VALUES (2, 1, '2018-01-01', '2019-06-01'), (3, 1, '2016-01-01', '2017-01-01')",
            "INSERT INTO Child_Social.FACT_CLA (FACT_CLA_ID, DIM_PERSON_ID, FACT_REFERRAL_ID, START_DTTM) VALUES (1, 1, 2, '2018-01-01'), (2, 1, 3, '2016-02-01')",
            Placement(1, "2018-01-01", "U1"), Placement(2, "2016-02-01", "U1"), "UPDATE Child_Social.FACT_CLA_PLACEMENT SET END_DTTM = '2016-12-01', FACT_CLA_ID = 2 WHERE FACT_CLA_PLACEMENT_ID = 2",
            $"{AnEpisode}, CARE_REASON_DESC, CARE_END_DATE) VALUES (1, 1, 1, 1, '2018-01-01', 'SC1', 'S', '2018-12-31'), (2, 1, 1, 1, '2019-01-01', 'SC1', 'L', NULL), (3, 1, 2, 2, '2016-02-01', 'SC1', 'S', '2016-12-01')");

        CollectionAssert.AreEqual(
            new[] { "1 S 2", "2 L 2" },
            scene.Rows("SELECT clae_cla_episode_id, clae_cla_episode_start_reason, clae_referral_id FROM dbo.ssd_cla_episodes WHERE clae_person_id = '1' ORDER BY 1"));
        CollectionAssert.AreEqual(new[] { "1", "2" }, scene.Rows("SELECT cine_referral_id FROM dbo.ssd_cin_episodes WHERE cine_person_id = '1' ORDER BY 1"));
    }

    [TestMethod]
    [DataRow("FACT_CARE_PLAN_SUMMARY", "FACT_CARE_PLAN_SUMMARY_ID, DIM_PERSON_ID, FACT_REFERRAL_ID, DIM_LOOKUP_PLAN_TYPE_CODE, DIM_LOOKUP_PLAN_STATUS_ID_CODE, START_DTTM", "1, 1, 2, 'FP', 'A', '2019-01-01'")]
    [DataRow("FACT_CP_PLAN", "FACT_CP_PLAN_ID, DIM_PERSON_ID, FACT_REFERRAL_ID, START_DTTM", "1, 1, 2, '2019-01-01'")]
    [DataRow("FACT_S47", "FACT_S47_ID, DIM_PERSON_ID, FACT_REFERRAL_ID, START_DTTM", "1, 1, 2, '2019-01-01'")]
    public void Referral_stays_while_a_record_of_it_is_open(string table, string columns, string values)
    {
        using var scene = Scene(
            "INSERT INTO Child_Social.FACT_REFERRALS (FACT_REFERRAL_ID, DIM_PERSON_ID, REFRL_START_DTTM, REFRL_END_DTTM) VALUES (2, 1, '2018-01-01', '2019-06-01'), (3, 1, '2016-01-01', '2017-01-01')",
            $"INSERT INTO Child_Social.{table} ({columns}) VALUES ({values})");

        CollectionAssert.AreEqual(new[] { "1", "2" }, scene.Rows("SELECT cine_referral_id FROM dbo.ssd_cin_episodes WHERE cine_person_id = '1' ORDER BY 1"));
    }

    [TestMethod]
    [DataRow(null, "'UN3'", "UN3")]
    [DataRow(null, "'UN3', 'un3 ', ' '", "UN3")]
    [DataRow(null, "'UN1', 'UN3'", "-")]
    [DataRow("A123456789012", "'UN3'", "-")]
    [DataRow(" UN3", "'UN3'", "UN3")]
    public void Reason_without_a_pupil_number_is_sent_where_it_is_certain(string? number, string codes, string expected)
    {
        using var scene = Scene(
            $"UPDATE Child_Social.DIM_PERSON SET UPN = {(number is null ? "NULL" : $"'{number}'")} WHERE DIM_PERSON_ID = 1",
            string.Concat(codes.Split(", ").Select(code => $"INSERT INTO Child_Social.FACT_903_DATA (DIM_PERSON_ID, NO_UPN_CODE) VALUES (1, {code});")));

        CollectionAssert.AreEqual(new[] { expected }, scene.Rows("SELECT upper(pers_upn_unknown) FROM dbo.ssd_person WHERE pers_person_id = '1'"));
    }

    [TestMethod]
    public void Form_of_earlier_permanence_is_an_outcome_form()
    {
        using var scene = Scene(
            "INSERT INTO Child_Social.FACT_FORMS (FACT_FORM_ID, DIM_PERSON_ID) VALUES (1, 1), (2, 1), (3, 1)",
            "INSERT INTO Child_Social.FACT_FORM_ANSWERS (FACT_FORM_ID, ANSWER_NO, ANSWER, DIM_ASSESSMENT_TEMPLATE_ID_DESC) VALUES (1, 'ORDERYEAR', '2019', 'Review Outcomes'), (2, 'ORDERYEAR', '2018', 'Review'), (3, 'ORDERYEAR', '2017', NULL)");

        CollectionAssert.AreEqual(new[] { "1 zz/zz/2019" }, scene.Rows("SELECT lapp_table_id, lapp_previous_permanence_order_date FROM dbo.ssd_cla_previous_permanence WHERE lapp_person_id = '1'"));
    }

    [TestMethod]
    [DataRow("No Postcode", "-", "-")]
    [DataRow("no post code", "-", "-")]
    [DataRow("XXXX", "-", "-")]
    [DataRow("xxx Xxx", "-", "-")]
    [DataRow("  ", "-", "-")]
    [DataRow(" BX9  1AA", "BX9 1AA", "BX9 1AA")]
    [DataRow("BX91AX", "BX91AX", "BX91AX")]
    [DataRow("BX9 1AA (old)", "BX9 1AA (old)", "-")]
    public void Postcode_is_whole_or_absent(string held, string address, string placement)
    {
        using var scene = Scene(
            $"INSERT INTO Child_Social.DIM_PERSON_ADDRESS (DIM_PERSON_ADDRESS_ID, DIM_PERSON_ID, POSTCODE) VALUES (1, 1, '{held}')",
            Placement(1, "2025-03-01", "U1"), $"UPDATE Child_Social.FACT_CLA_PLACEMENT SET POSTCODE = '{held}' WHERE FACT_CLA_PLACEMENT_ID = 1");

        CollectionAssert.AreEqual(new[] { address }, scene.Rows("SELECT addr_address_postcode FROM dbo.ssd_address WHERE addr_person_id = '1'"));
        CollectionAssert.AreEqual(new[] { placement }, scene.Rows("SELECT clap_cla_placement_postcode FROM dbo.ssd_cla_placement WHERE clap_person_id = '1'"));
    }

    [TestMethod]
    public void Descriptions_are_cut_where_the_public_extract_cuts_them()
    {
        var text = new string('a', 150);
        using var scene = Scene(
            $"INSERT INTO Child_Social.FACT_IMMIGRATION_STATUS (FACT_IMMIGRATION_STATUS_ID, DIM_PERSON_ID, DIM_LOOKUP_IMMGR_STATUS_DESC) VALUES (1, 1, '{text}')",
            $"INSERT INTO Child_Social.FACT_HEALTH_CHECK (FACT_HEALTH_CHECK_ID, DIM_PERSON_ID, START_DTTM, DIM_LOOKUP_EXAM_STATUS_DESC) VALUES (1, 1, '2025-03-01', '{text}')");

        CollectionAssert.AreEqual(new[] { text[..100] }, scene.Rows("SELECT immi_immigration_status FROM dbo.ssd_immigration_status WHERE immi_person_id = '1'"));
        CollectionAssert.AreEqual(new[] { text[..48] }, scene.Rows("SELECT clah_health_check_status FROM dbo.ssd_cla_health WHERE clah_person_id = '1'"));
    }

    private static SourceScene Scene(params string[] rows)
    {
        var scene = new SourceScene("liquid_logic", children: 1);
        scene.Run("INSERT INTO Child_Social.DIM_PERSON (DIM_PERSON_ID, GENDER_MAIN_CODE, BIRTH_DTTM, IS_CLIENT) VALUES (1, 'F', '2015-01-01', 'Y')");
        scene.Run("INSERT INTO Child_Social.FACT_REFERRALS (FACT_REFERRAL_ID, DIM_PERSON_ID, REFRL_START_DTTM) VALUES (1, 1, '2021-01-01')");
        foreach (var sql in rows)
        {
            scene.Run(sql);
        }

        scene.Extract();
        return scene;
    }

    private static string Adoption(int id, string start, string matched) => $"INSERT INTO Child_Social.FACT_ADOPTION (FACT_ADOPTION_ID, DIM_PERSON_ID, START_DTTM, MATCHING_DTTM) VALUES ({id}, 1, '{start}', '{matched}')";

    private static string Placement(int id, string start, string type) =>
        $"INSERT INTO Child_Social.FACT_CLA_PLACEMENT (FACT_CLA_PLACEMENT_ID, DIM_PERSON_ID, FACT_CLA_ID, START_DTTM, DIM_LOOKUP_PLACEMENT_TYPE_CODE) VALUES ({id}, 1, 1, '{start}', '{type}')";
}
