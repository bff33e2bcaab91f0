using System.Text.Json;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>Records that share date and id are in the order of their bytes, whichever is read first.</summary>
[TestClass]
public sealed class RecordOrderTests : IDisposable
{
    private static readonly string[] s_ends = ["2025-07-01", "2025-08-01", "2025-09-01"];

    // Without keys, as an authority may load it: ids may then repeat.
    private readonly SsdDatabase _ssd = SsdDatabase.WithIdsUnder("ORDINAL", string.CompareOrdinal);

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow(0, 1, 2)]
    [DataRow(0, 2, 1)]
    [DataRow(1, 0, 2)]
    [DataRow(1, 2, 0)]
    [DataRow(2, 0, 1)]
    [DataRow(2, 1, 0)]
    public void Of_records_with_one_id_the_first_by_its_bytes_is_sent(int first, int second, int third)
    {
        _ssd.ChildInCohort("1");
        Plans("P", first, second, third);

        Assert.AreEqual("2025-07-01", Ends("child_in_need_plans"));
    }

    [TestMethod]
    [DataRow(0, 1, 2)]
    [DataRow(0, 2, 1)]
    [DataRow(1, 0, 2)]
    [DataRow(1, 2, 0)]
    [DataRow(2, 0, 1)]
    [DataRow(2, 1, 0)]
    public void Times_of_one_worker_that_started_together_are_all_sent_in_the_order_of_their_bytes(int first, int second, int third)
    {
        _ssd.ChildInCohort("1");
        Plans("P", 0);
        foreach (var (row, end) in new[] { first, second, third }.Index())
        {
            _ssd.Insert("ssd_professionals", ("prof_professional_id", "W" + row), ("prof_social_worker_registration_no", "SW1"));
            _ssd.Insert("ssd_involvements", ("invo_professional_id", "W" + row), ("invo_person_id", "1"), ("invo_referral_id", "R-1"), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", "2024-02-01"), ("invo_involvement_end_date", s_ends[end]));
        }

        Assert.AreEqual(string.Join(' ', s_ends), Ends("care_worker_details"));
    }

    [TestMethod]
    public void What_is_found_in_a_record_is_listed_once_however_often_it_is_compared()
    {
        _ssd.ChildInCohort("1", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));
        Plans("P0x", 2, 1, 0);

        Assert.AreEqual(
            "duplicate_record duplicate_record id_contains_0x",
            string.Join(' ', _ssd.Preview().Issues(PersonRange.Of("1")).Select(issue => issue.Issue.Rule.Name).Order(StringComparer.Ordinal)));
    }

    private void Plans(string planId, params int[] ends)
    {
        // The database may give rows in the order of their columns: the blanks make that the order given here.
        foreach (var (row, end) in ends.Index())
        {
            _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", planId + new string(' ', row)), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-06-02"), ("cinp_cin_plan_end_date", s_ends[end]));
        }
    }

    private string Ends(string key)
    {
        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        return string.Join(' ', payload.RootElement.GetProperty("social_care_episodes")[0].GetProperty(key).EnumerateArray().Select(item => item.GetProperty("end_date").GetString()));
    }
}
