using System.Text.Json;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>Strengths and difficulties questionnaires, as of 2026-01-15.</summary>
[TestClass]
public sealed class SdqTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("-1", true)]
    [DataRow("0", false)]
    [DataRow("40", false)]
    [DataRow("41", true)]
    public void A_score_is_from_0_to_40(string score, bool listed)
    {
        _ssd.ChildInCohort("1");
        Score(score);

        Assert.AreEqual(listed, _ssd.Issues("1").Contains("sdq_score", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("41", "It is sent as it is.")]
    [DataRow("four", "The record is left out.")]
    public void A_score_that_is_no_number_is_left_out(string score, string outcome)
    {
        _ssd.ChildInCohort("1");
        Score(score);

        Assert.AreEqual(outcome, _ssd.Preview().Issues(PersonRange.Of("1")).Single(found => found.Issue.Rule.Name == "sdq_score").Issue.Outcome.Sentence);
    }

    [TestMethod]
    [DataRow("4", "40")]
    [DataRow("40", "4")]
    public void Scores_of_one_day_are_in_the_order_of_their_bytes(string first, string second)
    {
        _ssd.ChildInCohort("1");
        Score(first);
        Score(second);

        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        Assert.AreEqual("40 4", string.Join(' ', payload.RootElement.GetProperty("health_and_wellbeing").GetProperty("sdq_assessments").EnumerateArray().Select(item => item.GetProperty("score").GetInt32())));
    }

    private void Score(string score) => _ssd.Insert("ssd_sdq_scores", ("csdq_person_id", "1"), ("csdq_sdq_completed_date", "2025-05-01"), ("csdq_sdq_score", score));
}
