using System.Text.Json;
using SsdClr.Payload.Building;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>An episode and what hangs on it, as of 2026-01-15.</summary>
[TestClass]
public sealed class EpisodeTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    // 1F has the shape of a source; A0 is an authority's own code. The lists have neither.
    [DataRow("1F", "RC1", true)]
    [DataRow("1A", "Gone", true)]
    [DataRow("1A", "RC1", false)]
    public void Code_outside_its_list_is_sent_with_a_warning(string source, string reason, bool warns)
    {
        _ssd.Person("1", ("pers_sex", "F"));
        _ssd.Referral("R", "1", ("cine_referral_source_code", source), ("cine_close_date", "2025-07-01"), ("cine_close_reason", reason));
        _ssd.Execute("INSERT INTO csc.code_map (field, held_value, code, changed_at, changed_by) VALUES ('closure_reason', 'Gone', 'A0', '2026-01-01', 'test')");

        Assert.AreEqual((source, reason == "Gone" ? "A0" : reason), (Episode().GetProperty("referral_source").GetString(), Episode().GetProperty("closure_reason").GetString()));
        Assert.AreEqual(warns, _ssd.Issues("1").Contains("code_unknown", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Source_outside_the_list_warns_without_own_codes()
    {
        _ssd.Person("1", ("pers_sex", "F"));
        _ssd.Referral("R", "1", ("cine_referral_source_code", "1F"));

        Assert.Contains("code_unknown", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("10", "10")]
    [DataRow("100", null)]
    [DataRow("1A", "1A")]
    [DataRow("2F", "2F")]
    [DataRow("2B in words", "2B")]
    [DataRow("2BC", "2B")]
    [DataRow("3F", "3F")]
    [DataRow("4", "4")]
    [DataRow("4A", "4")]
    [DataRow("5A", "5A")]
    [DataRow("5D in words", "5D")]
    [DataRow("5DE", "5D")]
    [DataRow("6A", "6")]
    [DataRow("7 in words", "7")]
    [DataRow("8", "8")]
    [DataRow("9", "9")]
    [DataRow("0A", null)]
    [DataRow("1", null)]
    [DataRow("1@", null)]
    [DataRow("3G", null)]
    [DataRow("5", null)]
    [DataRow("5@", null)]
    [DataRow("5E", null)]
    [DataRow("2a", null)]
    public void A_referral_source_is_sent_in_its_shape(string source, string? sent)
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_source_code", source));

        Assert.AreEqual(sent, Episode().TryGetProperty("referral_source", out var value) ? value.GetString() : null);
    }

    [TestMethod]
    public void A_worker_who_came_back_is_sent_for_each_time()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1");
        Plan("1");
        Worker("2025-02-01", "2025-05-01");
        Worker("2024-02-01", "2024-05-01");

        Assert.AreEqual(2, Episode().GetProperty("care_worker_details").GetArrayLength());
    }

    [TestMethod]
    public void A_worker_is_sent_once_where_the_referral_or_the_professional_occurs_twice()
    {
        using SsdDatabase ssd = SsdDatabase.WithIdsUnder("ORDINAL", string.CompareOrdinal);
        ssd.Person("1");
        ssd.Referral("R", "1");
        ssd.Referral("R", "1");
        ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P"), ("cinp_person_id", "1"), ("cinp_referral_id", "R"), ("cinp_cin_plan_start_date", "2025-07-01"));
        ssd.Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "SW1"));
        ssd.Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "SW1"));
        ssd.Insert("ssd_involvements", ("invo_professional_id", "W"), ("invo_person_id", "1"), ("invo_referral_id", "R"), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", "2024-02-01"));

        Assert.Contains("\"care_worker_details\":[{\"worker_id\":\"SW1\",\"start_date\":\"2024-02-01\"}]", ssd.Payload("1")!, StringComparison.Ordinal);
        Assert.Contains("duplicate_record", ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_plan_of_another_child_brings_no_worker()
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Referral("R", "1");
        Plan("2");
        Worker("2025-02-01", "2025-05-01");

        Assert.IsFalse(Episode().TryGetProperty("care_worker_details", out _));
    }

    [TestMethod]
    [DataRow(41, false)]
    [DataRow(42, true)]
    public void As_many_as_41_factors_are_not_too_many(int factors, bool tooMany)
    {
        Assessment();
        Factors("1", CodeList.Factor.Codes.Take(factors));

        Assert.AreEqual(tooMany, _ssd.Issues("1").Contains("too_many_factors", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("2B", "1A")]
    [DataRow("1A", "2B")]
    public void Rows_of_factors_with_one_row_id_are_taken_in_the_order_of_their_text(string first, string second)
    {
        Assessment();
        Factors("1", [first]);
        Factors(" 1", [second]);

        Assert.AreEqual("[\"1A\",\"2B\"]", Episode().GetProperty("child_and_family_assessments")[0].GetProperty("factors").GetRawText());
    }

    [TestMethod]
    [DataRow("[\"1A\"] and more")]
    [DataRow("[\"1A\"][\"2B\"]")]
    [DataRow("[\"1A\",2]")]
    [DataRow("[\"1A\"")]
    [DataRow("null and more")]
    [DataRow("null null")]
    [DataRow("{}")]
    [DataRow("\"1A\"")]
    public void Factors_that_are_no_array_of_texts_and_nothing_more_are_listed_and_none_of_them_sent(string factors)
    {
        Assessment();
        _ssd.Insert("ssd_assessment_factors", ("cinf_assessment_id", "A"), ("cinf_assessment_factors_json", factors));

        Assert.AreEqual(
            ("[]", true),
            (Episode().GetProperty("child_and_family_assessments")[0].GetProperty("factors").GetRawText(), _ssd.Issues("1").Contains("factors_not_json", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("null")]
    [DataRow(" null ")]
    [DataRow("[]")]
    [DataRow(" ")]
    public void No_factors_are_nothing_to_list(string factors)
    {
        Assessment();
        _ssd.Insert("ssd_assessment_factors", ("cinf_assessment_id", "A"), ("cinf_assessment_factors_json", factors));

        Assert.DoesNotContain("factors_not_json", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_is_wrong_in_the_blocks_of_the_child_is_listed_for_each_child()
    {
        foreach (var child in new[] { "1", "2" })
        {
            _ssd.ChildInCohort(child);
            _ssd.Insert("ssd_care_leavers", ("clea_person_id", child), ("clea_care_leaver_accommodation", "A"));
        }

        Assert.AreEqual((true, true), (_ssd.Issues("1").Contains("code_unknown", StringComparison.Ordinal), _ssd.Issues("2").Contains("code_unknown", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void What_is_wrong_in_the_blocks_of_the_child_is_listed_once_of_three_episodes()
    {
        _ssd.Person("1", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"), ("pers_dob", "2005-01-01"));
        foreach (var referral in new[] { "R1", "R2", "R3" })
        {
            _ssd.Referral(referral, "1");
        }

        _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"), ("clea_care_leaver_accommodation", "A"));

        Assert.AreEqual("code_unknown", _ssd.Issues("1"));
    }

    private JsonElement Episode()
    {
        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        return payload.RootElement.GetProperty("social_care_episodes")[0].Clone();
    }

    private void Plan(string personId) =>
        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P"), ("cinp_person_id", personId), ("cinp_referral_id", "R"), ("cinp_cin_plan_start_date", "2025-06-02"));

    private void Worker(string start, string end)
    {
        _ssd.Insert("ssd_professionals", ("prof_professional_id", "W" + start), ("prof_social_worker_registration_no", "SW1"));
        _ssd.Insert("ssd_involvements", ("invo_professional_id", "W" + start), ("invo_person_id", "1"), ("invo_referral_id", "R"), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", start), ("invo_involvement_end_date", end));
    }

    private void Assessment()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1");
        _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A"), ("cina_referral_id", "R"), ("cina_assessment_start_date", "2025-07-01"));
    }

    private void Factors(string rowId, IEnumerable<string> codes) =>
        _ssd.Insert("ssd_assessment_factors", ("cinf_table_id", rowId), ("cinf_assessment_id", "A"), ("cinf_assessment_factors_json", $"[{string.Join(',', codes.Select(code => $"\"{code}\""))}]"));
}
