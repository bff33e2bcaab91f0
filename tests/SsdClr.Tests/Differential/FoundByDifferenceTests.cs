using SsdClr.Payload.Cohort;

namespace SsdClr.Tests.Differential;

/// <summary>The smallest cases in which the product and the naive implementation once disagreed, and the specification decided.</summary>
[TestClass]
public sealed class FoundByDifferenceTests
{
    private const string Child = "ssd_person: pers_person_id=1, pers_dob=2008-05-01";
    private const string OpenEpisode = "ssd_cin_episodes: cine_referral_id=R1, cine_person_id=1, cine_referral_date=2025-01-01";

    [TestMethod]
    public void Care_leaver_in_touch_on_the_last_day_of_the_window_does_not_count()
    {
        using var database = new HostileDatabase();
        database.Hold(Child, OpenEpisode, "ssd_care_leavers: clea_table_id=1, clea_person_id=1, clea_care_leaver_latest_contact=2026-07-15");

        Assert.IsFalse(database.Verdict("1").Matched.HasFlag(CohortGroups.CareLeaver));
    }

    [TestMethod]
    public void Care_leaver_in_touch_on_the_day_of_the_run_counts()
    {
        using var database = new HostileDatabase();
        database.Hold(Child, OpenEpisode, "ssd_care_leavers: clea_table_id=1, clea_person_id=1, clea_care_leaver_latest_contact=2026-07-14");

        Assert.IsTrue(database.Verdict("1").Matched.HasFlag(CohortGroups.CareLeaver));
    }

    [TestMethod]
    public void Of_two_ended_addresses_of_one_start_the_highest_row_id_wins_whatever_their_ends()
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_address: addr_table_id=9, addr_person_id=1, addr_address_start_date=2025-01-01, addr_address_end_date=2025-12-31, addr_address_postcode=ZZ9 9ZZ",
            "ssd_address: addr_table_id=10, addr_person_id=1, addr_address_start_date=2025-01-01, addr_address_end_date=2025-06-30, addr_address_postcode=ZZ10 0ZZ");

        Assert.Contains("\"postcode\":\"ZZ10 0ZZ\"", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Addresses_alike_but_for_the_postcode_send_the_first_by_its_bytes()
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_address: addr_table_id=1, addr_person_id=1, addr_address_start_date=2025-01-01, addr_address_postcode=ZZ2 2ZZ",
            "ssd_address: addr_table_id= 1, addr_person_id=1, addr_address_start_date=2025-01-01, addr_address_postcode=ZZ1 1ZZ");

        Assert.Contains("\"postcode\":\"ZZ1 1ZZ\"", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Care_leaver_rows_of_one_day_send_the_block_that_comes_first_by_its_bytes()
    {
        // "accommodation" stands before "activity" by the bytes, though not in the block.
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_care_leavers: clea_table_id=1, clea_person_id=1, clea_care_leaver_latest_contact=2025-04-01, clea_care_leaver_activity=F2",
            "ssd_care_leavers: clea_table_id=2, clea_person_id=1, clea_care_leaver_latest_contact=2025-04-01, clea_care_leaver_accommodation=Y");

        Assert.Contains("\"care_leavers\":{\"contact_date\":\"2025-04-01\",\"accommodation\":\"Y\",\"purge\":false}", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Care_leaver_rows_of_one_day_are_compared_without_what_follows_the_code()
    {
        // "F1 - x" is sent as F1 too; then the accommodation decides, and comes before the end of the block.
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_care_leavers: clea_table_id=1, clea_person_id=1, clea_care_leaver_latest_contact=2025-04-01, clea_care_leaver_activity=F1 - x",
            "ssd_care_leavers: clea_table_id=2, clea_person_id=1, clea_care_leaver_latest_contact=2025-04-01, clea_care_leaver_activity=F1, clea_care_leaver_accommodation=Y");

        Assert.Contains("\"activity\":\"F1\",\"accommodation\":\"Y\"", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_care_episode_under_a_referral_of_nobody_makes_a_period_of_care_nobody_elses()
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_cin_episodes: cine_referral_id=R9, cine_person_id= ",
            "ssd_cla_episodes: clae_cla_episode_id=E1, clae_person_id=1, clae_cla_id=L1",
            "ssd_cla_episodes: clae_cla_episode_id=E2, clae_cla_id=L1, clae_referral_id=R9",
            "ssd_permanence: perm_table_id=1, perm_cla_id=L1, perm_matched_date=2025-04-01");

        Assert.Contains("\"adoption\":{\"matched_date\":\"2025-04-01\"", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Care_leaver_rows_of_one_day_are_compared_by_the_codes_as_sent()
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_care_leavers: clea_table_id=1, clea_person_id=1, clea_care_leaver_latest_contact=2025-04-01, clea_care_leaver_activity=F2, clea_care_leaver_accommodation=Y",
            "ssd_care_leavers: clea_table_id=2, clea_person_id=1, clea_care_leaver_latest_contact=2025-04-01, clea_care_leaver_activity=F2 in full, clea_care_leaver_accommodation=B");

        Assert.Contains("\"accommodation\":\"B\"", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Of_two_former_pupil_numbers_of_one_day_the_one_that_is_held_is_sent()
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_linked_identifiers: link_table_id=1, link_person_id=1, link_identifier_type=Former Unique Pupil Number, link_valid_from_date=2025-01-01",
            "ssd_linked_identifiers: link_table_id=2, link_person_id=1, link_identifier_type=Former Unique Pupil Number, link_valid_from_date=2025-01-01, link_identifier_value=A123456789012");

        Assert.Contains("\"former_unique_pupil_number\":\"A123456789012\"", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("9", "10", "1a")]
    [DataRow("10", "1a", "9")]
    [DataRow("1a", "9", "10")]
    public void Row_ids_that_are_numbers_come_before_other_row_ids_whatever_the_order_of_rows(string first, string second, string third)
    {
        using var database = new HostileDatabase();
        database.Hold([
            Child,
            OpenEpisode,
            "ssd_cin_assessments: cina_assessment_id=A1, cina_person_id=1, cina_referral_id=R1, cina_assessment_start_date=2025-01-02",
            .. new[] { first, second, third }.Select(id => $"ssd_assessment_factors: cinf_table_id={id}, cinf_assessment_id=A1, cinf_assessment_factors_json=[\"{id}\"]"),
        ]);

        Assert.Contains("\"factors\":[\"9\",\"10\",\"1a\"]", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(" 2", null, "2", "X1 - x")]
    [DataRow("2", "Died", " 2", "E9")]
    [DataRow(" 2", "E9", "2", "Died")]
    public void Care_episodes_of_one_id_but_for_blanks_give_the_first_code_there_is(string id, string? reason, string otherId, string otherReason)
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_cla_placement: clap_cla_placement_id=L1, clap_cla_id=P1, clap_cla_placement_start_date=2025-01-01",
            "ssd_cla_episodes: clae_cla_episode_id=C9, clae_person_id=1, clae_cla_id=P1, clae_referral_id=R1, clae_cla_placement_id=404",
            $"ssd_cla_episodes: clae_cla_episode_id={id}, clae_person_id=1, clae_cla_placement_id=L1{(reason is null ? string.Empty : ", clae_cla_episode_ceased_reason=" + reason)}",
            $"ssd_cla_episodes: clae_cla_episode_id={otherId}, clae_person_id=1, clae_cla_placement_id=L1, clae_cla_episode_ceased_reason={otherReason}");

        Assert.Contains(reason is null ? "\"end_reason\":\"X1\"" : "\"end_reason\":\"E2\"", database.Payload("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(null, "Own value")]
    [DataRow("Own value", null)]
    public void Care_leaver_rows_that_are_sent_alike_give_one_finding_in_any_order(string? first, string? second)
    {
        using var database = new HostileDatabase();
        database.Hold([
            Child,
            OpenEpisode,
            .. new[] { (Id: 1, Held: first), (Id: 2, Held: second) }.Select(row =>
                $"ssd_care_leavers: clea_table_id={row.Id}, clea_person_id=1, clea_care_leaver_latest_contact=2025-04-01{(row.Held is null ? string.Empty : ", clea_care_leaver_accommodation=" + row.Held)}"),
        ]);

        Assert.AreEqual(1, database.Findings("1").Count(rule => string.Equals(rule, "code_unknown", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(null, "Own value")]
    [DataRow("Own value", null)]
    public void Placements_that_are_sent_alike_give_one_finding_in_any_order(string? first, string? second)
    {
        using var database = new HostileDatabase();
        database.Hold([
            Child,
            OpenEpisode,
            "ssd_cla_episodes: clae_cla_episode_id=C1, clae_person_id=1, clae_cla_id=P1, clae_referral_id=R1, clae_cla_episode_start_date=2025-02-01",
            .. new[] { (Id: "L1", Type: first), (Id: " L1", Type: second) }.Select(row =>
                $"ssd_cla_placement: clap_cla_placement_id={row.Id}, clap_cla_id=P1, clap_cla_placement_start_date=2025-02-01{(row.Type is null ? string.Empty : ", clap_cla_placement_type=" + row.Type)}"),
        ]);

        Assert.AreEqual(1, database.Findings("1").Count(rule => string.Equals(rule, "code_unknown", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(null, "99Z")]
    [DataRow("99Z", null)]
    public void Assessments_that_are_sent_alike_give_one_finding_in_any_order(string? first, string? second)
    {
        using var database = new HostileDatabase();
        database.Hold([
            Child,
            OpenEpisode,
            .. new[] { (Id: "A1", Factor: first), (Id: " A1", Factor: second) }.SelectMany(row => new[]
            {
                $"ssd_cin_assessments: cina_assessment_id={row.Id}, cina_person_id=1, cina_referral_id=R1, cina_assessment_start_date=2025-02-01",
                row.Factor is null ? string.Empty : $"ssd_assessment_factors: cinf_table_id={row.Id}, cinf_assessment_id={row.Id}, cinf_assessment_factors_json=[\"{row.Factor}\"]",
            }).Where(row => row.Length > 0),
        ]);

        Assert.AreEqual(1, database.Findings("1").Count(rule => string.Equals(rule, "code_unknown", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Placement_does_not_admit_a_child_through_a_care_episode_under_another_childs_referral()
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            "ssd_person: pers_person_id=2, pers_dob=2010-05-01",
            "ssd_cin_episodes: cine_referral_id=R2, cine_person_id=2, cine_referral_date=2020-01-01, cine_close_date=2020-02-01",
            "ssd_cla_episodes: clae_cla_episode_id=C1, clae_person_id=1, clae_cla_id=P1, clae_referral_id=R2",
            "ssd_cla_placement: clap_cla_placement_id=L1, clap_cla_id=P1, clap_cla_placement_start_date=2025-01-01");

        Assert.AreEqual(CohortGroups.None, database.Verdict("1").Matched);
    }

    [TestMethod]
    public void Adoption_does_not_reach_a_child_through_a_care_episode_under_another_childs_referral()
    {
        using var database = new HostileDatabase();
        database.Hold(
            Child,
            OpenEpisode,
            "ssd_person: pers_person_id=2, pers_dob=2010-05-01",
            "ssd_cin_episodes: cine_referral_id=R2, cine_person_id=2, cine_referral_date=2020-01-01, cine_close_date=2020-02-01",
            "ssd_cla_episodes: clae_cla_episode_id=C1, clae_person_id=1, clae_cla_id=P1, clae_referral_id=R2",
            "ssd_permanence: perm_table_id=1, perm_cla_id=P1, perm_matched_date=2025-01-01");

        Assert.DoesNotContain("adoption", database.Payload("1"), StringComparison.Ordinal);
    }
}
