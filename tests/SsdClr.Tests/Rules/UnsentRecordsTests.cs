using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>
/// What is said of records that are not sent: only where their own dates would have them sent. The window is 2023-04-01 to 2026-01-16. Child 1 has the open
/// referral R-1, and OLD, which ended before the window; child 2 has the referral R-2.
/// </summary>
[TestClass]
public sealed class UnsentRecordsTests : IDisposable
{
    // Without keys, as an authority may load it.
    private readonly SsdDatabase _ssd = SsdDatabase.WithIdsUnder("ORDINAL", string.CompareOrdinal);

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("2023-03-31", "2023-03-31", "")]
    [DataRow("2023-04-01", null, "episode_not_sent cina_referral_id X")]
    [DataRow(null, "2023-04-01", "episode_not_sent cina_referral_id X")]
    [DataRow(null, null, "date_missing cina_assessment_start_date X")]
    public void Assessments(string? start, string? authorised, string expected)
    {
        Children();
        _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "X"), ("cina_person_id", "1"), ("cina_referral_id", "OLD"), ("cina_assessment_start_date", start), ("cina_assessment_auth_date", authorised));

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("2022-01-01", "2023-03-31", "")]
    [DataRow("2022-01-01", "2023-04-01", "episode_not_sent")]
    [DataRow("2026-01-17", null, "")]
    [DataRow("2026-01-17", "2023-03-31", "")]
    [DataRow(null, "2023-03-31", "")]
    [DataRow(null, "2023-04-01", "date_missing")]
    [DataRow(null, null, "date_missing")]
    public void Plans(string? start, string? end, string rule)
    {
        Children();
        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "X"), ("cinp_person_id", "1"), ("cinp_referral_id", "OLD"), ("cinp_cin_plan_start_date", start), ("cinp_cin_plan_end_date", end));
        _ssd.Insert("ssd_cp_plans", ("cppl_cp_plan_id", "Y"), ("cppl_person_id", "1"), ("cppl_referral_id", "OLD"), ("cppl_cp_plan_start_date", start), ("cppl_cp_plan_end_date", end));

        Assert.AreEqual(
            rule.Length == 0 ? string.Empty
            : rule == "date_missing" ? "date_missing cinp_cin_plan_start_date X, date_missing cppl_cp_plan_start_date Y"
            : "episode_not_sent cinp_referral_id X, episode_not_sent cppl_referral_id Y",
            Found());
    }

    [TestMethod]
    [DataRow("2022-01-01", "2023-03-31", null, "")]
    [DataRow("2022-01-01", "2023-04-01", null, "episode_not_sent s47e_referral_id X")]
    [DataRow("2022-01-01", "2023-03-31", "2023-04-01", "episode_not_sent s47e_referral_id X")]
    [DataRow("2022-01-01", "2023-03-31", "2023-03-31", "")]
    [DataRow(null, null, null, "date_missing s47e_s47_start_date X")]
    [DataRow(null, null, "2025-05-01", "episode_not_sent s47e_referral_id X")]
    public void Enquiries(string? start, string? end, string? conference, string expected)
    {
        Children();
        _ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "X"), ("s47e_person_id", "1"), ("s47e_referral_id", "OLD"), ("s47e_s47_start_date", start), ("s47e_s47_end_date", end));
        _ssd.Insert("ssd_initial_cp_conference", ("icpc_icpc_id", "C"), ("icpc_s47_enquiry_id", "X"), ("icpc_person_id", "1"), ("icpc_icpc_date", conference));

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("nowhere", "2023-04-01", "icpc_without_s47 icpc_s47_enquiry_id C")]
    [DataRow(null, "2026-01-16", "icpc_without_s47 icpc_s47_enquiry_id C")]
    [DataRow("nowhere", "2023-03-31", "")]
    [DataRow("nowhere", "2026-01-17", "")]
    [DataRow("nowhere", null, "")]
    [DataRow("X2", "2025-05-01", "cross_person_link icpc_person_id C")]
    [DataRow("X2", "2023-03-31", "")]
    public void Conferences(string? enquiry, string? date, string expected)
    {
        Children();
        _ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "X2"), ("s47e_person_id", "2"), ("s47e_referral_id", "R-2"), ("s47e_s47_start_date", "2025-05-01"));
        _ssd.Insert("ssd_initial_cp_conference", ("icpc_icpc_id", "C"), ("icpc_s47_enquiry_id", enquiry), ("icpc_person_id", "1"), ("icpc_icpc_date", date));

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow(null, "2022-01-01", "2023-03-31", "")]
    [DataRow(null, "2022-01-01", "2023-04-01", "record_without_episode clae_referral_id E")]
    [DataRow(null, null, null, "record_without_episode clae_referral_id E")]
    [DataRow(null, null, "2023-03-31", "")]
    [DataRow("R-2", "2022-01-01", null, "cross_person_link clae_referral_id E")]
    [DataRow("R-2", "2022-01-01", "2023-03-31", "")]
    [DataRow("OLD", "2022-01-01", null, "")]
    public void Care_episodes(string? referral, string? start, string? ceased, string expected)
    {
        Children();
        CareEpisode("E", "K", referral, start, ceased);

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("OLD", "2023-03-31", "")]
    [DataRow("OLD", "2023-04-01", "episode_not_sent clae_referral_id L")]
    [DataRow("R-1", "2023-04-01", "")]
    public void Placements(string referral, string end, string expected)
    {
        Children();
        CareEpisode("E", "K", referral, "2022-01-01", null);
        _ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "L"), ("clap_cla_id", "K"), ("clap_cla_placement_start_date", "2022-01-01"), ("clap_cla_placement_end_date", end));

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("2025-05-01", "cross_person_link clae_referral_id E, cross_person_link perm_cla_id A")]
    [DataRow("2023-03-31", "cross_person_link clae_referral_id E")]
    public void Adoption_of_a_period_under_the_referral_of_another_child(string decision, string expected)
    {
        Children();
        CareEpisode("E", "K", "R-2", "2022-01-01", null);
        _ssd.Insert("ssd_permanence", ("perm_table_id", "A"), ("perm_cla_id", "K"), ("perm_adm_decision_date", decision));

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("2025-05-01", "adoption_ambiguous perm_cla_id A")]
    [DataRow("2023-03-31", "")]
    public void Adoption_of_a_period_of_two_children(string decision, string expected)
    {
        Children();
        CareEpisode("E", "K", "R-1", "2022-01-01", null);
        _ssd.Insert("ssd_cla_episodes", ("clae_cla_episode_id", "E2"), ("clae_person_id", "2"), ("clae_cla_id", "K"), ("clae_referral_id", "R-2"), ("clae_cla_episode_start_date", "2022-01-01"));
        _ssd.Insert("ssd_permanence", ("perm_table_id", "A"), ("perm_cla_id", "K"), ("perm_adm_decision_date", decision));

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("CW", null, "2024-02-01", "record_without_episode invo_referral_id I")]
    [DataRow("CW", null, "2025-07-01", "", DisplayName = "On no census day")]
    [DataRow("SW", null, "2024-02-01", "")]
    [DataRow("CW", "OLD", "2024-02-01", "episode_not_sent invo_referral_id I")]
    [DataRow("CW", "OLD2", "2024-02-01", "", DisplayName = "No plan asks for care workers")]
    [DataRow("CW", "R-2", "2024-02-01", "cross_person_link invo_person_id I")]
    [DataRow("SW", "R-2", "2024-02-01", "")]
    [DataRow("CW", "R-1", "2024-02-01", "")]
    [DataRow("CW", "R-1", null, "date_missing invo_involvement_start_date I")]
    [DataRow("SW", "R-1", null, "")]
    public void Care_workers(string role, string? referral, string? start, string expected)
    {
        Children();
        _ssd.Referral("OLD2", "1", ("cine_referral_date", "2020-01-01"), ("cine_close_date", "2020-02-01"));
        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P1"), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P2"), ("cinp_person_id", "1"), ("cinp_referral_id", "OLD"), ("cinp_cin_plan_start_date", "2025-07-01"));
        _ssd.Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "SW1"));
        _ssd.Insert(
            "ssd_involvements", ("invo_involvements_id", "I"), ("invo_professional_id", "W"), ("invo_professional_role_id", role), ("invo_person_id", "1"), ("invo_referral_id", referral), ("invo_involvement_start_date", start));

        Assert.AreEqual(expected, Found("ssd_involvements"));
    }

    [TestMethod]
    [DataRow(null, null, "date_missing cine_referral_date R")]
    [DataRow(null, "2023-04-01", "date_missing cine_referral_date R")]
    [DataRow(null, "2023-03-31", "")]
    [DataRow("2022-01-01", "2023-03-31", "")]
    public void Referrals(string? referralDate, string? closed, string expected)
    {
        Children();
        _ssd.Referral("R", "1", ("cine_referral_date", referralDate), ("cine_close_date", closed));

        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    public void Records_that_start_in_the_window_and_end_before_that()
    {
        Children();
        _ssd.Referral("R", "1", ("cine_referral_date", "2025-06-01"), ("cine_close_date", "2016-02-01"));
        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P"), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "X"), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-06-01"), ("cinp_cin_plan_end_date", "2016-02-01"));
        _ssd.Insert("ssd_cp_plans", ("cppl_cp_plan_id", "Y"), ("cppl_person_id", "1"), ("cppl_referral_id", "R-1"), ("cppl_cp_plan_start_date", "2025-06-01"), ("cppl_cp_plan_end_date", "2016-02-01"));
        _ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "Z"), ("s47e_person_id", "1"), ("s47e_referral_id", "R-1"), ("s47e_s47_start_date", "2025-06-01"), ("s47e_s47_end_date", "2016-02-01"));
        _ssd.Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "SW1"));
        _ssd.Insert(
            "ssd_involvements", ("invo_involvements_id", "I"), ("invo_professional_id", "W"), ("invo_professional_role_id", "CW"), ("invo_person_id", "1"), ("invo_referral_id", "R-1"), ("invo_involvement_start_date", "2025-06-01"), ("invo_involvement_end_date", "2025-05-01"));

        Assert.AreEqual(
            "closed_before_referral cine_close_date R, end_before_start cinp_cin_plan_end_date X, end_before_start cppl_cp_plan_end_date Y, end_before_start invo_involvement_end_date I, end_before_start s47e_s47_end_date Z",
            Found());
    }

    [TestMethod]
    public void A_referral_without_a_date_that_carries_a_placement_is_sent()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_date", null));
        CareEpisode("E", "K", "R", "2022-01-01", null);
        _ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "L"), ("clap_cla_id", "K"), ("clap_cla_placement_start_date", "2025-01-01"));

        Assert.AreEqual(string.Empty, Found());
    }

    private void Children()
    {
        _ssd.ChildInCohort("1");
        _ssd.Referral("OLD", "1", ("cine_referral_date", "2020-01-01"), ("cine_close_date", "2020-02-01"));
        _ssd.ChildInCohort("2");
    }

    private void CareEpisode(string episodeId, string period, string? referral, string? start, string? ceased) => _ssd.Insert(
        "ssd_cla_episodes", ("clae_cla_episode_id", episodeId), ("clae_person_id", "1"), ("clae_cla_id", period), ("clae_referral_id", referral), ("clae_cla_episode_start_date", start), ("clae_cla_episode_ceased_date", ceased));

    // Findings of child 1 about records of a table, with column and record.
    private string Found(string table = "ssd_") => string.Join(", ", _ssd.Preview()
        .Issues(PersonRange.Of("1"))
        .Where(found => found.Issue.RecordId is not null && found.Issue.Source.StartsWith(table, StringComparison.Ordinal))
        .Select(found => $"{found.Issue.Rule.Name} {found.Issue.Source.Split('.')[1]} {found.Issue.RecordId}")
        .Order(StringComparer.Ordinal));
}
