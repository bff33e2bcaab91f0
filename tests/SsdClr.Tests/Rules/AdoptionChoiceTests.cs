using System.Text.Json;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>Which of two adoption rows is sent, whichever is read first: the later by placed, else matched, else decision; of equals, the first by its bytes.</summary>
[TestClass]
public sealed class AdoptionChoiceTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    // Decision, matched, placed; "-" for none.
    [TestMethod]
    [DataRow("2025-07-01 - -", "2025-06-01 - -")]
    [DataRow("2025-01-01 2025-07-01 -", "2025-06-01 2025-06-30 -")]
    [DataRow("2025-01-01 2025-02-01 2025-07-01", "2025-03-01 2025-06-30 -")]
    [DataRow("2025-01-01 2025-02-01 2025-07-01", "2025-01-02 2025-02-01 2025-07-01")]
    [DataRow("2025-01-01 2025-01-15 2025-07-01", "2025-01-01 2025-02-01 2025-07-01")]
    [DataRow("2025-01-01 2025-02-01 2025-07-01", "2025-01-01 - 2025-07-01")]
    [DataRow("2025-01-01 - 2025-07-01", "- 2025-01-01 2025-07-01")]
    [DataRow("2025-01-01 2025-07-01 -", "- 2025-07-01 -")]
    [DataRow("2025-01-01 2025-07-01 2025-07-01", "2025-01-01 2025-07-01 -")]
    [DataRow("2025-01-01 2025-07-01 -", "2025-01-01 - 2025-07-01")]
    [DataRow("- 2025-02-01 2025-07-01", "- - 2025-07-01")]
    [DataRow("2025-07-01 - -", "- 2025-07-01 -")]
    public void Is_the_same_in_any_order(string sent, string other)
    {
        foreach (var rows in new[] { new[] { sent, other }, [other, sent] })
        {
            _ssd.Execute("DELETE FROM dbo.ssd_permanence; DELETE FROM dbo.ssd_cin_episodes; DELETE FROM dbo.ssd_person");
            _ssd.ChildInCohort("1");
            foreach (var row in rows)
            {
                var dates = row.Split(' ').Select(date => date == "-" ? null : date).ToArray();
                _ssd.Insert("ssd_permanence", ("perm_person_id", "1"), ("perm_adm_decision_date", dates[0]), ("perm_matched_date", dates[1]), ("perm_placed_for_adoption_date", dates[2]));
            }

            Assert.AreEqual(sent, Sent());
        }
    }

    private string Sent()
    {
        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        var adoption = payload.RootElement.GetProperty("social_care_episodes")[0].GetProperty("adoption");
        return string.Join(' ', new[] { "initial_decision_date", "matched_date", "placed_date" }.Select(key => adoption.TryGetProperty(key, out var date) ? date.GetString() : "-"));
    }
}
