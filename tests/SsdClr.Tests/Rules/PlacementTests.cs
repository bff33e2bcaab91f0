using System.Text.Json;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>Which placements are sent, with which reasons, and which are listed; as of 2026-01-15, the window from 2023-04-01.</summary>
[TestClass]
public sealed class PlacementTests : IDisposable
{
    // Without keys, as an authority may load it: a referral id may then be two children's.
    private readonly SsdDatabase _ssd = SsdDatabase.WithIdsUnder("ORDINAL", string.CompareOrdinal);

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void A_placement_that_ended_before_the_window_needs_no_referral()
    {
        _ssd.ChildInCohort("1");
        CareEpisode("E", referralId: null);
        Placement("L", "2020-01-01", "2021-01-01");

        Assert.DoesNotContain("placement_without_referral", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_placement_in_the_window_is_listed_where_it_has_no_referral()
    {
        _ssd.ChildInCohort("1");
        CareEpisode("E", referralId: null);
        Placement("L", "2025-01-01", null);

        Assert.Contains("placement_without_referral", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_episode_without_an_id_does_not_carry_a_placement_without_a_referral()
    {
        _ssd.Person("1");
        _ssd.Referral(" ", "1", ("cine_referral_date", "2020-01-01"), ("cine_close_date", "2020-02-01"));
        CareEpisode("E", referralId: null);
        Placement("L", "2025-01-01", null);

        Assert.AreEqual((true, false), (Lists("no_episode"), Lists("id_missing")));
    }

    [TestMethod]
    public void A_referral_that_two_children_hold_carries_the_placement_of_the_one_its_care_episode_names()
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Referral("R", "1");
        _ssd.Referral("R", "2");
        CareEpisode("E", "R");
        Placement("L", "2025-01-01", null);

        Assert.Contains("\"child_looked_after_placement_id\":\"L\"", _ssd.Payload("1")!, StringComparison.Ordinal);
        Assert.DoesNotContain("child_looked_after_placements", _ssd.Payload("2")!, StringComparison.Ordinal);
        Assert.IsFalse(Lists("cross_person_link") || Lists("placement_without_referral"));
    }

    [TestMethod]
    public void A_placement_of_a_period_under_the_referral_of_another_is_listed_as_that_alone()
    {
        _ssd.ChildInCohort("1");
        _ssd.Person("2");
        _ssd.Referral("R2", "2");
        CareEpisode("E", "R2");
        Placement("L", "2025-01-01", null);

        Assert.AreEqual((true, false), (Lists("cross_person_link"), Lists("placement_without_referral")));
    }

    [TestMethod]
    public void A_placement_is_not_sent_under_a_referral_of_two_children_whose_care_episode_names_none()
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Referral("R", "1");
        _ssd.Referral("R", "2");
        CareEpisode("E", "R");
        _ssd.Execute("UPDATE dbo.ssd_cla_episodes SET clae_person_id = NULL");
        Placement("L", "2025-01-01", null);

        Assert.DoesNotContain("child_looked_after_placements", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_reasons_are_not_of_a_care_episode_that_hangs_on_the_referral_of_another()
    {
        _ssd.ChildInCohort("1");
        _ssd.Person("2");
        _ssd.Referral("R2", "2");
        CareEpisode("E1", "R-1", start: "2025-01-02", startReason: "S", ceased: "2025-02-01", ceasedReason: "E11");
        CareEpisode("E2", "R2", start: "2025-01-01", startReason: "P", ceased: "2025-03-01", ceasedReason: "E12");
        Placement("L", "2025-01-01", null);

        Assert.AreEqual("S E11", Reasons());
    }

    [TestMethod]
    public void The_reasons_are_not_of_a_care_episode_that_names_the_placement_and_hangs_on_the_referral_of_another()
    {
        _ssd.ChildInCohort("1");
        _ssd.Person("2");
        _ssd.Referral("R2", "2");
        CareEpisode("E1", "R-1", start: "2025-01-02", startReason: "S", ceased: "2025-02-01", ceasedReason: "E11");
        CareEpisode("E2", "R2", "L", "2025-01-01", "P", "2025-03-01", "E12");
        Placement("L", "2025-01-01", null);

        Assert.AreEqual("S E11", Reasons());
    }

    [TestMethod]
    [DataRow("2025-01-01", "2025-01-02")]
    [DataRow("2025-01-01", null)]
    public void The_start_reason_is_of_the_care_episode_that_starts_first(string first, string? other)
    {
        foreach (var (start, otherStart, expected) in new[] { (first, other, "S E11"), (other, first, "P E11") })
        {
            Empty();
            CareEpisode("E1", "R-1", start: start, startReason: "S", ceased: "2025-02-01", ceasedReason: "E11");
            CareEpisode("E2", "R-1", start: otherStart, startReason: "P", ceased: "2025-01-01", ceasedReason: "E12");

            Assert.AreEqual(expected, Reasons());
        }
    }

    [TestMethod]
    [DataRow("2025-03-01", "2025-02-01")]
    [DataRow(null, "2025-02-01")]
    public void The_end_reason_is_of_the_care_episode_that_ends_last(string? last, string other)
    {
        foreach (var (ceased, otherCeased, expected) in new[] { (last, other, "S E11"), (other, last, "S E12") })
        {
            Empty();
            CareEpisode("E1", "R-1", start: "2025-01-01", startReason: "S", ceased: ceased, ceasedReason: "E11");
            CareEpisode("E2", "R-1", start: "2025-01-02", startReason: "P", ceased: otherCeased, ceasedReason: "E12");

            Assert.AreEqual(expected, Reasons());
        }
    }

    [TestMethod]
    [DataRow("9", "10")]
    [DataRow("A", "B")]
    public void Of_care_episodes_of_the_same_days_the_lower_row_id_gives_the_reasons(string lower, string higher)
    {
        foreach (var order in new[] { new[] { lower, higher }, [higher, lower] })
        {
            Empty();
            foreach (var id in order)
            {
                CareEpisode(id, "R-1", start: "2025-01-01", startReason: id == lower ? "S" : "P", ceased: "2025-02-01", ceasedReason: id == lower ? "E12" : "E11");
            }

            Assert.AreEqual("S E12", Reasons());
        }
    }

    [TestMethod]
    public void Of_care_episodes_of_one_row_id_the_first_text_is_the_reason()
    {
        // Not both of one row, which the database may well give first.
        foreach (var order in new[] { new[] { ("P", "E12"), ("S", "E11") }, [("S", "E11"), ("P", "E12")] })
        {
            Empty();
            foreach (var (startReason, ceasedReason) in order)
            {
                CareEpisode("E", "R-1", start: "2025-01-01", startReason: startReason, ceased: "2025-02-01", ceasedReason: ceasedReason);
            }

            Assert.AreEqual("P E11", Reasons());
        }
    }

    [TestMethod]
    [DataRow("S", "Own words", false)]
    [DataRow("S", "Words of its own", false)]
    [DataRow("S - in words", "S", true)]
    public void Of_care_episodes_of_one_row_id_one_with_a_code_gives_the_reason(string taken, string other, bool shortened)
    {
        foreach (var order in new[] { new[] { taken, other }, [other, taken] })
        {
            Empty();
            foreach (var (row, startReason) in order.Index())
            {
                CareEpisode("E", "R-1", start: "2025-01-01", startReason: startReason, ceased: "2025-02-01", ceasedReason: row == 0 ? "E11" : "E12");
            }

            Assert.AreEqual(("S E11", shortened, false), (Reasons(), Lists("code_shortened"), Lists("code_unknown")));
        }
    }

    [TestMethod]
    public void A_placement_of_no_period_is_of_no_care_episode()
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_cla_episodes", ("clae_cla_episode_id", "E"), ("clae_person_id", "1"), ("clae_referral_id", "R-1"));
        _ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "L"), ("clap_person_id", "1"), ("clap_cla_placement_start_date", "2025-01-01"));

        Assert.DoesNotContain("child_looked_after_placements", _ssd.Payload("1")!, StringComparison.Ordinal);
        Assert.IsTrue(Lists("placement_without_referral"));
    }

    [TestMethod]
    [DataRow("E11", "E11", false)]
    [DataRow("e4a", "E4A", false)]
    [DataRow("E4A - x", "E4A", true)]
    [DataRow("X1 in words", "X1", true)]
    [DataRow("E\t2", "E2", false)]
    [DataRow("E\r2", "E2", false)]
    [DataRow("E\n2", "E2", false)]
    [DataRow("E 1 1", "E11", false)]
    [DataRow("E 4 A: x", "E4A", true)]
    public void An_end_reason_is_a_code_whatever_blanks_are_in_it(string held, string sent, bool shortened)
    {
        _ssd.ChildInCohort("1");
        CareEpisode("E", "R-1", start: "2025-01-01", startReason: "S", ceasedReason: held);
        Placement("L", "2025-01-01", null);

        Assert.AreEqual(("S " + sent, shortened), (Reasons(), Lists("code_shortened")));
    }

    [TestMethod]
    [DataRow("2025-01-01", "2025-01-01", true)]
    [DataRow("2025-01-02", "2025-01-01", false)]
    public void An_end_before_the_start_is_listed_and_left_out(string start, string end, bool sent)
    {
        _ssd.ChildInCohort("1");
        CareEpisode("E", "R-1");
        Placement("L", start, end);

        Assert.AreEqual((sent, !sent), (Sent().TryGetProperty("end_date", out _), Lists("end_before_start")));
    }

    [TestMethod]
    public void A_placement_that_ends_before_it_starts_overlaps_as_one_without_an_end()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_date", "2020-01-01"), ("cine_close_date", "2020-02-01"));
        CareEpisode("E", "R");
        Placement("L", "2025-06-01", "2016-02-01");

        Assert.AreEqual((false, true), (Sent().TryGetProperty("end_date", out _), Lists("end_before_start")));
    }

    [TestMethod]
    [DataRow(null, null, "2025-01-01", true)]
    [DataRow("K2", null, "2025-01-01", true)]
    [DataRow("K2", "2", "2025-01-01", true)]
    [DataRow(null, null, "2020-01-01", false, DisplayName = "Out of the window by the care episode")]
    public void A_care_episode_that_names_a_placement_of_no_period_of_the_child_is_listed(string? period, string? person, string ceased, bool listed)
    {
        _ssd.ChildInCohort("1");
        CareEpisode("E", "R-1", "L", start: "2019-01-01", ceased: ceased);
        _ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "L"), ("clap_cla_id", period), ("clap_person_id", person), ("clap_cla_placement_start_date", "2025-01-01"));

        Assert.AreEqual(listed, Lists("placement_without_period"));
    }

    [TestMethod]
    [DataRow(" ")]
    [DataRow("E")]
    public void Periods_stay_apart_whatever_the_ids_of_their_care_episodes(string episodeId)
    {
        _ssd.ChildInCohort("1");
        foreach (var (period, reason) in new[] { ("K1", "S"), ("K2", "P") })
        {
            _ssd.Insert("ssd_cla_episodes", ("clae_cla_episode_id", episodeId), ("clae_person_id", "1"), ("clae_referral_id", "R-1"), ("clae_cla_id", period), ("clae_cla_episode_start_date", "2025-01-01"), ("clae_cla_episode_start_reason", reason));
            _ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "L" + period), ("clap_cla_id", period), ("clap_cla_placement_start_date", "2025-01-01"));
        }

        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        Assert.AreEqual(
            "LK1 S, LK2 P",
            string.Join(", ", payload.RootElement.GetProperty("social_care_episodes")[0].GetProperty("child_looked_after_placements").EnumerateArray()
                .Select(placement => placement.GetProperty("child_looked_after_placement_id").GetString() + " " + placement.GetProperty("start_reason").GetString())));
    }

    private void Empty()
    {
        _ssd.Execute("DELETE FROM dbo.ssd_cla_episodes; DELETE FROM dbo.ssd_cla_placement; DELETE FROM dbo.ssd_cin_episodes; DELETE FROM dbo.ssd_person");
        _ssd.ChildInCohort("1");
        Placement("L", "2025-01-01", null);
    }

    private bool Lists(string rule) => _ssd.Preview().Issues(new PersonRange(after: null, upTo: null)).Exists(issue => issue.PersonId == "1" && issue.Issue.Rule.Name == rule);

    private string Reasons() => $"{Sent().GetProperty("start_reason").GetString()} {Sent().GetProperty("end_reason").GetString()}";

    private JsonElement Sent()
    {
        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        return payload.RootElement.GetProperty("social_care_episodes")[0].GetProperty("child_looked_after_placements")[0].Clone();
    }

    private void CareEpisode(string episodeId, string? referralId, string? placementId = null, string? start = null, string? startReason = null, string? ceased = null, string? ceasedReason = null) => _ssd.Insert(
        "ssd_cla_episodes",
        ("clae_cla_episode_id", episodeId),
        ("clae_person_id", "1"),
        ("clae_referral_id", referralId),
        ("clae_cla_id", "K"),
        ("clae_cla_placement_id", placementId),
        ("clae_cla_episode_start_date", start),
        ("clae_cla_episode_start_reason", startReason),
        ("clae_cla_episode_ceased_date", ceased),
        ("clae_cla_episode_ceased_reason", ceasedReason));

    private void Placement(string placementId, string start, string? end) => _ssd.Insert(
        "ssd_cla_placement", ("clap_cla_placement_id", placementId), ("clap_cla_id", "K"), ("clap_cla_placement_start_date", start), ("clap_cla_placement_end_date", end));
}
