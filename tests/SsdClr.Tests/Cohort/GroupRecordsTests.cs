using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Cohort;

/// <summary>
/// Which records carry a group, which of them the reason shows, and whether any is sent. The window is 2023-04-01 to 2026-01-16.
/// Child 1 has the open referral R of 2025-06-01, and the closed referral OLD that ends before the window.
/// </summary>
[TestClass]
public sealed class GroupRecordsTests : IDisposable
{
    private static readonly string[] s_groups =
        ["include_active_referral", "include_waiting_assessment", "include_cin_plan", "include_looked_after", "include_care_leaver", "include_cp_plan", "include_disability"];

    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("2022-01-01", "2023-03-31", "R from 2025-06-01, open")]
    [DataRow("2022-01-01", "2023-04-01", "R from 2025-06-01, open, and 1 more")]
    [DataRow("2026-01-16", null, "S from 2026-01-16, open, and 1 more")]
    [DataRow("2026-01-17", null, "R from 2025-06-01, open")]
    [DataRow(null, null, "R from 2025-06-01, open")]
    public void Referrals_that_overlap_make_a_child_active(string? start, string? end, string words)
    {
        Child();
        _ssd.Referral("S", "1", ("cine_referral_date", start), ("cine_close_date", end));

        Assert.AreEqual($"In: active referral (referral {words}).", Reason("include_active_referral"));
    }

    [TestMethod]
    [DataRow("R/1", "R/1 from 2025-06-01, open; none of its records is sent")]
    [DataRow("-1", "from 2025-06-01, open; none of its records is sent")]
    [DataRow(" R1 ", "R1 from 2025-06-01, open")]
    public void Referral_without_a_usable_id_is_not_sent(string referralId, string words)
    {
        _ssd.Person("1");
        _ssd.Referral(referralId, "1");

        Assert.AreEqual($"In: active referral (referral {words}).", Reason("include_active_referral"));
    }

    [TestMethod]
    public void Waiting_referral_without_a_date_is_not_sent()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_date", null));

        Assert.AreEqual("In: waiting for an assessment (referral R without a start date, open; none of its records is sent).", Reason("include_waiting_assessment"));
    }

    [TestMethod]
    public void Referrals_that_do_not_wait_are_not_counted()
    {
        Child();
        _ssd.Referral("S", "1");
        _ssd.Insert("ssd_cin_assessments", ("cina_referral_id", "S"), ("cina_assessment_start_date", "2025-07-01"));

        Assert.AreEqual("In: waiting for an assessment (referral R from 2025-06-01, open).", Reason("include_waiting_assessment"));
    }

    [TestMethod]
    [DataRow("1", "R", "2022-01-01", "2023-03-31", false)]
    [DataRow("1", "R", "2022-01-01", "2023-04-01", true)]
    [DataRow("1", "R", "2026-01-17", null, false)]
    [DataRow("1", "R", null, null, false)]
    [DataRow(null, "R", "2024-01-01", null, false)]
    [DataRow("1", "R2", "2024-01-01", null, false)]
    [DataRow("2", "R", "2024-01-01", null, false)]
    [DataRow("1", "OLD", "2024-01-01", null, true)]
    public void Plans_that_name_the_child_and_overlap_carry_their_group(string? person, string referral, string? start, string? end, bool counts)
    {
        Child();
        _ssd.ChildInCohort("2");
        _ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_referral_id = 'R2' WHERE cine_person_id = '2'");
        string more = counts ? ", and 1 more" : string.Empty;
        CinPlan("P1", "R", "2025-06-01", "2025-08-01");
        ProtectionPlan("P1", "R", "2025-06-01", "2025-08-01");
        CinPlan("P2", referral, start, end, person);
        ProtectionPlan("P2", referral, start, end, person);

        Assert.AreEqual($"In: CIN plan (CIN plan P1 from 2025-06-01 to 2025-08-01{more}).", Reason("include_cin_plan"));
        Assert.AreEqual($"In: child protection plan (plan P1 from 2025-06-01 to 2025-08-01{more}).", Reason("include_cp_plan"));
    }

    [TestMethod]
    [DataRow("P", "R", "P from 2025-06-01, open")]
    [DataRow(" P ", "R", "P from 2025-06-01, open")]
    [DataRow("-1", "R", "from 2025-06-01, open; none of its records is sent")]
    [DataRow("P/1", "R", "P/1 from 2025-06-01, open; none of its records is sent")]
    [DataRow("P", "OLD", "P from 2025-06-01, open; none of its records is sent")]
    [DataRow("P", "r", "P from 2025-06-01, open; none of its records is sent")]
    [DataRow("P", "nowhere", "P from 2025-06-01, open; none of its records is sent")]
    [DataRow("P", "R/1", "P from 2025-06-01, open; none of its records is sent")]
    public void Plan_is_sent_with_a_usable_id_under_a_sent_referral(string planId, string referral, string words)
    {
        Child();
        _ssd.Referral("r", "1", ("cine_referral_date", "2010-01-01"), ("cine_close_date", "2010-02-01"));
        _ssd.Referral("R/1", "1");
        CinPlan(planId, referral, "2025-06-01", end: null);
        ProtectionPlan(planId, referral, "2025-06-01", end: null);

        Assert.AreEqual($"In: CIN plan (CIN plan {words}).", Reason("include_cin_plan"));
        Assert.AreEqual($"In: child protection plan (plan {words}).", Reason("include_cp_plan"));
    }

    [TestMethod]
    public void Plan_under_the_left_out_of_two_like_referrals_is_unsent()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_date", "2024-01-01"));
        _ssd.Referral("R ", "1");
        CinPlan("P", "R ", "2025-06-01", end: null);

        Assert.AreEqual("In: CIN plan (CIN plan P from 2025-06-01, open; none of its records is sent).", Reason("include_cin_plan"));
        Assert.Contains("episode_not_sent", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Each_child_is_judged_by_its_own_referrals()
    {
        _ssd.Person("1");
        _ssd.Referral("R/1", "1");
        _ssd.Person("2");
        _ssd.Referral("R2", "2");
        _ssd.Person("3");
        _ssd.Referral("R/3", "3");

        Assert.AreSequenceEqual(
            [
                "In: active referral (referral R/1 from 2025-06-01, open; none of its records is sent).",
                "In: active referral (referral R2 from 2025-06-01, open).",
                "In: active referral (referral R/3 from 2025-06-01, open; none of its records is sent).",
            ],
            Only("include_active_referral").Cohort(new PersonRange(after: null, upTo: null)).Select(preview => preview.Reason));
    }

    [TestMethod]
    [DataRow("K", null, "2022-01-01", "2023-03-31", false)]
    [DataRow("K", null, "2022-01-01", "2023-04-01", true)]
    [DataRow("K", "1", "2022-01-01", "2025-01-01", true)]
    [DataRow("K", "2", "2022-01-01", "2025-01-01", false)]
    [DataRow("K", null, "2026-01-17", null, false)]
    [DataRow("other", "1", "2022-01-01", "2025-01-01", false)]
    public void Placements_of_the_childs_care_that_overlap_carry_the_group(string period, string? person, string start, string? end, bool counts)
    {
        Child();
        CareEpisode("C1", "K", "OLD");
        Placement("A", "K", "2025-06-01", end: null);
        Placement("B", period, start, end, person);

        Assert.AreEqual(
            $"In: looked after (placement A from 2025-06-01, open{(counts ? ", and 1 more" : string.Empty)}; none of its records is sent).",
            Reason("include_looked_after"));
    }

    [TestMethod]
    [DataRow("A", "R", "1", false, "placement A from 2025-06-01, open, and 1 more")]
    [DataRow("A", "OLD", "1", false, "placement A from 2025-06-01, open; none of its records is sent")]
    [DataRow("A", "OLD", "1", true, "placement A from 2025-06-01, open")]
    [DataRow("-1", "OLD", "1", true, "placement from 2025-06-01, open; none of its records is sent")]
    [DataRow("A/1", "OLD", "1", true, "placement A/1 from 2025-06-01, open; none of its records is sent")]
    [DataRow("A", null, "1", false, "placement A from 2025-06-01, open; none of its records is sent")]
    public void Placement_is_sent_with_a_usable_id_under_a_sent_referral(string placementId, string? referral, string person, bool onlyOld, string words)
    {
        Child();
        if (onlyOld)
        {
            // No referral overlaps: then the one that carries the placement is sent.
            _ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE cine_referral_id = 'R'");
        }

        CareEpisode("C1", "K", referral, person);
        Placement(placementId, "K", "2025-06-01", end: null);

        Assert.AreEqual($"In: looked after ({words}).", Reason("include_looked_after"));
    }

    [TestMethod]
    public void Placement_is_not_sent_by_a_care_episode_of_another_child()
    {
        Child();
        _ssd.Person("2");
        CareEpisode("C1", "K", "OLD");
        CareEpisode("C2", "K", "R", person: "2");
        Placement("A", "K", "2025-06-01", end: null, person: "1");

        Assert.AreEqual("In: looked after (placement A from 2025-06-01, open; none of its records is sent).", Reason("include_looked_after"));
    }

    [TestMethod]
    public void Placement_is_not_sent_by_a_care_episode_of_another_period()
    {
        Child();
        CareEpisode("C1", "K", "OLD");
        CareEpisode("C2", "L", "R");
        Placement("A", "K", "2025-06-01", end: null);

        Assert.AreEqual("In: looked after (care episode C2 from 2020-01-01, open, and 1 more).", Reason("include_looked_after"));
        Assert.DoesNotContain("child_looked_after_placements", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("R", "1", true)]
    [DataRow("OLD", "1", false)]
    [DataRow(null, "1", false)]
    [DataRow("R", "2", false)]
    [DataRow("R2", "1", false)]
    public void Care_episodes_of_overlapping_referrals_carry_the_group(string? referral, string person, bool counts)
    {
        Child();
        _ssd.Person("2");
        _ssd.Referral("R2", "2");
        CareEpisode("C1", "K", "R", start: "2021-01-01", ceased: "2021-02-01");
        CareEpisode("C2", "L", referral, person);

        Assert.AreEqual($"In: looked after (care episode C1 from 2021-01-01 to 2021-02-01{(counts ? ", and 1 more" : string.Empty)}).", Reason("include_looked_after"));
    }

    [TestMethod]
    public void Care_episode_of_a_referral_without_a_usable_id_is_unsent()
    {
        Child();
        _ssd.Referral("R/1", "1");
        CareEpisode("C1", "K", "R/1");

        Assert.AreEqual("In: looked after (care episode C1 from 2020-01-01, open; none of its records is sent).", Reason("include_looked_after"));
    }

    [TestMethod]
    public void Placement_of_another_child_sends_no_old_referral()
    {
        Child();
        _ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE cine_referral_id = 'R'");
        CareEpisode("C1", "K", "OLD");
        Placement("A", "K", "2025-06-01", end: null, person: "2");
        CinPlan("P", "OLD", "2025-06-01", end: null);

        Assert.AreEqual("In: CIN plan (CIN plan P from 2025-06-01, open; none of its records is sent).", Reason("include_cin_plan"));
        Assert.DoesNotContain("social_care_episodes", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("2023-03-31", "contact of 2025-01-01")]
    [DataRow("2023-04-01", "contact of 2025-01-01, and 1 more")]
    [DataRow("2026-01-15", "contact of 2026-01-15, and 1 more")]
    [DataRow("2026-01-16", "contact of 2025-01-01")]
    [DataRow("2025-01-01", "contact of 2025-01-01, and 1 more")]
    public void Contacts_in_the_window_carry_the_group(string other, string words)
    {
        Child();
        _ssd.Execute("UPDATE dbo.ssd_person SET pers_dob = '2007-01-01'");
        Contact("2025-01-01");
        Contact(other);

        Assert.AreEqual($"In: care leaver ({words}).", Reason("include_care_leaver"));
    }

    [TestMethod]
    public void Contact_is_not_sent_without_an_episode()
    {
        _ssd.Person("1", ("pers_dob", "2007-01-01"));
        _ssd.Referral("R/1", "1");
        Contact("2025-01-01");

        Assert.AreEqual("In: care leaver (contact of 2025-01-01; none of its records is sent).", Reason("include_care_leaver"));
    }

    [TestMethod]
    public void Disability_is_sent_with_the_child()
    {
        _ssd.Person("1");
        _ssd.Insert("ssd_disability", ("disa_person_id", "1"), ("disa_disability_code", "HAND"));

        Assert.AreEqual("In: disability (a disability code).", Reason("include_disability"));
    }

    [TestMethod]
    // One that is sent goes first, then the later start, then the later end, then the greater id.
    [DataRow("R", "2024-01-01", "2024-02-01", "OLD", "2025-01-01", null)]
    [DataRow("R", "2024-01-02", "2024-02-01", "R", "2024-01-01", null)]
    [DataRow("R", "2024-01-01", "2024-02-02", "R", "2024-01-01", "2024-02-01")]
    [DataRow("R", "2024-01-01", null, "R", "2024-01-01", "2024-02-01")]
    [DataRow("R", "2024-01-01", null, "R", "2024-01-01", null)]
    [DataRow("OLD", "2024-01-02", "2024-02-01", "OLD", "2024-01-01", null)]
    public void Record_shown_does_not_depend_on_the_order_of_rows(string referral, string start, string? end, string otherReferral, string otherStart, string? otherEnd)
    {
        Child();
        CinPlan("P2", referral, start, end);
        CinPlan("P1", otherReferral, otherStart, otherEnd);
        ProtectionPlan("P1", otherReferral, otherStart, otherEnd);
        ProtectionPlan("P2", referral, start, end);
        string words = "plan P2 from " + start + (end is null ? ", open" : " to " + end) + ", and 1 more" + (referral == "R" ? string.Empty : "; none of its records is sent");

        Assert.AreEqual($"In: CIN plan (CIN {words}).", Reason("include_cin_plan"));
        Assert.AreEqual($"In: child protection plan ({words}).", Reason("include_cp_plan"));
    }

    [TestMethod]
    [DataRow("2024-02-02")]
    [DataRow(null)]
    public void Later_end_goes_before_the_greater_id(string? laterEnd)
    {
        Child();
        CinPlan("P2", "R", "2024-01-01", "2024-02-01");
        CinPlan("P1", "R", "2024-01-01", laterEnd);

        Assert.StartsWith("In: CIN plan (CIN plan P1 from 2024-01-01", Reason("include_cin_plan"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("R", "S")]
    [DataRow("S", "R")]
    public void Record_with_a_start_goes_before_one_without(string first, string second)
    {
        _ssd.Person("1");
        foreach (var referralId in new[] { first, second })
        {
            // Neither is sent.
            _ssd.Referral(referralId + "/", "1", ("cine_referral_date", referralId == "R" ? "1950-01-01" : null));
        }

        Assert.AreEqual("In: waiting for an assessment (referral R/ from 1950-01-01, open, and 1 more; none of its records is sent).", Reason("include_waiting_assessment"));
    }

    [TestMethod]
    public void All_other_records_are_counted()
    {
        Child();
        CinPlan("P1", "R", "2025-01-01", end: null);
        CinPlan("P2", "R", "2025-01-02", end: null);
        CinPlan("P3", "R", "2025-01-03", end: null);

        Assert.AreEqual("In: CIN plan (CIN plan P3 from 2025-01-03, open, and 2 more).", Reason("include_cin_plan"));
    }

    // Child 1, its referral in the window, and its referral before it.
    private void Child()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1");
        _ssd.Referral("OLD", "1", ("cine_referral_date", "2020-01-01"), ("cine_close_date", "2020-02-01"));
    }

    private void CinPlan(string planId, string referralId, string? start, string? end, string? person = "1") => _ssd.Insert(
        "ssd_cin_plans",
        ("cinp_cin_plan_id", planId),
        ("cinp_person_id", person),
        ("cinp_referral_id", referralId),
        ("cinp_cin_plan_start_date", start),
        ("cinp_cin_plan_end_date", end));

    private void ProtectionPlan(string planId, string referralId, string? start, string? end, string? person = "1") => _ssd.Insert(
        "ssd_cp_plans",
        ("cppl_cp_plan_id", planId),
        ("cppl_person_id", person),
        ("cppl_referral_id", referralId),
        ("cppl_cp_plan_start_date", start),
        ("cppl_cp_plan_end_date", end));

    private void CareEpisode(string episodeId, string period, string? referralId, string person = "1", string start = "2020-01-01", string? ceased = null) => _ssd.Insert(
        "ssd_cla_episodes",
        ("clae_cla_episode_id", episodeId),
        ("clae_person_id", person),
        ("clae_cla_id", period),
        ("clae_referral_id", referralId),
        ("clae_cla_episode_start_date", start),
        ("clae_cla_episode_ceased_date", ceased));

    private void Placement(string placementId, string period, string start, string? end, string? person = null) => _ssd.Insert(
        "ssd_cla_placement",
        ("clap_cla_placement_id", placementId),
        ("clap_cla_id", period),
        ("clap_person_id", person),
        ("clap_cla_placement_start_date", start),
        ("clap_cla_placement_end_date", end));

    private void Contact(string day) => _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"), ("clea_care_leaver_latest_contact", day));

    // Only one group counts, so the reason is about that one.
    private PreviewReader Only(string group) => _ssd.Preview([.. s_groups.Select(name => (name, name == group ? "1" : "0"))]);

    // The reason of child 1. The finding must say the same.
    private string Reason(string group)
    {
        string reason = Only(group).Cohort(PersonRange.Of("1"))[0].Reason;
        bool isFound = Only(group).Issues(PersonRange.Of("1")).Exists(issue => issue.Issue.Rule == PayloadRule.GroupWithoutRecord);

        Assert.AreEqual(reason.Contains("none of its records is sent", StringComparison.Ordinal), isFound, reason);
        return reason;
    }
}
