using System.Text.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>Ids that differ by case alone are two ids where the database says so: what hangs on the one never shows under the other.</summary>
[TestClass]
public sealed class CaseOfIdsTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("child_and_family_assessments")]
    [DataRow("child_in_need_plans")]
    [DataRow("section_47_assessments")]
    [DataRow("child_protection_plans")]
    [DataRow("child_looked_after_placements")]
    public void A_record_is_under_its_own_referral(string key)
    {
        TwoReferrals();
        Insert("ssd_cin_assessments", ("cina_assessment_id", "A"), ("cina_referral_id", "r"), ("cina_assessment_start_date", "2025-07-01"));
        Plan("P", "r");
        Enquiry("S", "r");
        Insert("ssd_cp_plans", ("cppl_cp_plan_id", "C"), ("cppl_person_id", "1"), ("cppl_referral_id", "r"), ("cppl_cp_plan_start_date", "2025-07-01"));
        CareEpisode("E", "r", "K", null, "S", "E11");
        Placement("L", "K");

        Assert.AreEqual((false, true), (Episode("R").TryGetProperty(key, out _), Episode("r").TryGetProperty(key, out _)));
    }

    [TestMethod]
    public void A_worker_is_under_the_referral_of_the_involvement()
    {
        TwoReferrals();
        Plan("P1", "R");
        Plan("P2", "r");
        Worker("r");

        Assert.AreEqual((false, true), (Episode("R").TryGetProperty("care_worker_details", out _), Episode("r").TryGetProperty("care_worker_details", out _)));
    }

    [TestMethod]
    public void A_plan_brings_workers_to_its_own_referral()
    {
        TwoReferrals();
        Plan("P1", "r");
        Worker("R");

        Assert.IsFalse(Episode("R").TryGetProperty("care_worker_details", out _));
    }

    [TestMethod]
    public void Factors_are_under_their_own_assessment()
    {
        TwoReferrals();
        foreach (var assessment in new[] { "A", "a" })
        {
            Insert("ssd_cin_assessments", ("cina_assessment_id", assessment), ("cina_referral_id", "R"), ("cina_assessment_start_date", "2025-07-01"));
        }

        Insert("ssd_assessment_factors", ("cinf_assessment_id", "a"), ("cinf_assessment_factors_json", "[\"1A\"]"));

        Assert.AreEqual("[] [\"1A\"]", string.Join(' ', Episode("R").GetProperty("child_and_family_assessments").EnumerateArray().Select(item => item.GetProperty("factors").GetRawText())));
    }

    [TestMethod]
    public void A_conference_is_under_its_own_enquiry()
    {
        TwoReferrals();
        Enquiry("S", "R");
        Enquiry("s", "R");
        Insert("ssd_initial_cp_conference", ("icpc_s47_enquiry_id", "s"), ("icpc_icpc_date", "2025-07-02"));

        Assert.AreEqual("S: False, s: True", string.Join(", ", Episode("R").GetProperty("section_47_assessments").EnumerateArray().Select(item =>
            $"{item.GetProperty("section_47_assessment_id").GetString()}: {item.TryGetProperty("icpc_date", out _)}")));
    }

    [TestMethod]
    public void A_conference_of_another_child_is_listed_with_its_own_enquiry()
    {
        TwoReferrals();
        Enquiry("S", "R");
        Enquiry("s", "R");
        Insert("ssd_initial_cp_conference", ("icpc_s47_enquiry_id", "s"), ("icpc_person_id", "2"), ("icpc_icpc_date", "2025-07-02"));

        Assert.AreEqual("$.social_care_episodes[0].section_47_assessments[1].icpc_date", string.Join(' ', _ssd.Preview().Issues(PersonRange.Of("1")).Where(issue => issue.Issue.Rule.Name == "cross_person_link").Select(issue => issue.Issue.Path)));
    }

    [TestMethod]
    public void Both_of_two_records_are_sent()
    {
        TwoReferrals();
        Plan("P", "R");
        Plan("p", "R");

        Assert.AreEqual(2, Episode("R").GetProperty("child_in_need_plans").GetArrayLength());
    }

    [TestMethod]
    public void A_placement_has_the_reasons_of_the_care_episode_that_names_it()
    {
        TwoReferrals();
        CareEpisode("E1", "R", "K", "L", "S", "E11");
        CareEpisode("E2", "R", "K", "l", "P", "E12");
        Placement("L", "K");
        Placement("l", "K");

        Assert.AreEqual("L S E11, l P E12", string.Join(", ", Episode("R").GetProperty("child_looked_after_placements").EnumerateArray().Select(item =>
            $"{item.GetProperty("child_looked_after_placement_id").GetString()} {item.GetProperty("start_reason").GetString()} {item.GetProperty("end_reason").GetString()}")));
    }

    [TestMethod]
    public void A_placement_has_the_reasons_of_its_own_period_of_care()
    {
        TwoReferrals();
        CareEpisode("E", "R", "K", null, "S", "E11");
        CareEpisode("e", "R", "k", null, "P", "E12");
        Placement("L1", "K");
        Placement("L2", "k");

        Assert.AreEqual("L1 S E11, L2 P E12", string.Join(", ", Episode("R").GetProperty("child_looked_after_placements").EnumerateArray().Select(item =>
            $"{item.GetProperty("child_looked_after_placement_id").GetString()} {item.GetProperty("start_reason").GetString()} {item.GetProperty("end_reason").GetString()}")));
    }

    [TestMethod]
    public void A_placement_is_under_the_referral_of_its_own_period_of_care()
    {
        TwoReferrals();
        CareEpisode("E", "R", "K", null, "S", "E11");
        CareEpisode("e", "r", "k", null, "P", "E12");
        Placement("L1", "K");
        Placement("L2", "k");

        Assert.AreEqual("L1", string.Join(' ', Episode("R").GetProperty("child_looked_after_placements").EnumerateArray().Select(item => item.GetProperty("child_looked_after_placement_id").GetString())));
    }

    [TestMethod]
    public void A_placement_of_a_period_without_a_referral_is_listed()
    {
        TwoReferrals();
        CareEpisode("E", "R", "K", null, "S", "E11");
        CareEpisode("e", null, "k", null, "P", "E12");
        Placement("L2", "k");

        Assert.Contains("placement_without_referral", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_referral_waits_whatever_was_assessed_under_the_other()
    {
        TwoReferrals();
        Insert("ssd_cin_assessments", ("cina_referral_id", "r"), ("cina_assessment_start_date", "2025-07-01"));
        _ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = '2025-08-01' WHERE cine_referral_id = 'r'");

        Assert.IsTrue(Matched().HasFlag(CohortGroups.WaitingAssessment));
    }

    [TestMethod]
    public void A_care_episode_counts_by_its_own_referral()
    {
        TwoReferrals();
        _ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_referral_date = '2020-01-01', cine_close_date = '2020-02-01' WHERE cine_referral_id = 'R'");
        Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_referral_id", "R"));

        Assert.IsFalse(Matched().HasFlag(CohortGroups.LookedAfter));
    }

    private void TwoReferrals()
    {
        _ssd.Person("1");
        _ssd.Person("2", ("pers_dob", "1950-01-01"));
        _ssd.Referral("R", "1");
        _ssd.Referral("r", "1");
    }

    private JsonElement Episode(string referralId)
    {
        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        return payload.RootElement.GetProperty("social_care_episodes").EnumerateArray().Single(episode => episode.GetProperty("social_care_episode_id").GetString() == referralId).Clone();
    }

    private CohortGroups Matched() => _ssd.Preview().Cohort(PersonRange.Of("1"))[0].Verdict.Matched;

    private void Plan(string planId, string referralId) =>
        Insert("ssd_cin_plans", ("cinp_cin_plan_id", planId), ("cinp_person_id", "1"), ("cinp_referral_id", referralId), ("cinp_cin_plan_start_date", "2025-06-02"));

    private void Enquiry(string enquiryId, string referralId) =>
        Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", enquiryId), ("s47e_referral_id", referralId), ("s47e_s47_start_date", "2025-07-01"));

    private void CareEpisode(string episodeId, string? referralId, string periodId, string? placementId, string startReason, string endReason) => Insert(
        "ssd_cla_episodes",
        ("clae_cla_episode_id", episodeId),
        ("clae_person_id", "1"),
        ("clae_referral_id", referralId),
        ("clae_cla_id", periodId),
        ("clae_cla_placement_id", placementId),
        ("clae_cla_episode_start_reason", startReason),
        ("clae_cla_episode_ceased_reason", endReason));

    private void Placement(string placementId, string periodId) =>
        Insert("ssd_cla_placement", ("clap_cla_placement_id", placementId), ("clap_cla_id", periodId), ("clap_cla_placement_start_date", "2025-07-01"));

    private void Worker(string referralId)
    {
        Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "SW1"));
        Insert("ssd_involvements", ("invo_professional_id", "W"), ("invo_person_id", "1"), ("invo_referral_id", referralId), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", "2024-02-01"));
    }

    private void Insert(string table, params (string Column, object? Value)[] values) => _ssd.Insert(table, values);
}
