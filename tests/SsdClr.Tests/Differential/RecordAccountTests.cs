using System.Globalization;
using System.Text;
using System.Text.Json;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Naive;

namespace SsdClr.Tests.Differential;

/// <summary>
/// Nothing is left out in silence: each record of a child in the cohort is sent, or its own dates leave it out, or a finding says why it is not sent.
/// <c>SSDCLR_HOSTILE_DATABASES</c> sets how many databases the test takes.
/// </summary>
[TestClass]
public sealed class RecordAccountTests
{
    private const string DatabasesVariable = "SSDCLR_HOSTILE_DATABASES";
    private const int UsualDatabases = 500;
    private const int LongestRecordId = 100;

    private static readonly PersonRange s_everybody = new(after: null, upTo: null);

    [TestMethod]
    public void Each_record_is_sent_or_out_of_the_window_or_found()
    {
        using var database = new HostileDatabase();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 4_000_000; seed < 4_000_000 + Databases(); seed++)
        {
            var drawn = new HostileCase(seed);
            database.Hold(new HostileRows(seed, drawn.AsOf, drawn.MonthsBack).Draw(database.Tables));
            var reader = new PreviewReader(database.Connection, drawn.Settings, drawn.AsOf.ToDateTime(TimeOnly.MinValue));
            var findings = reader.Issues(s_everybody).ToLookup(finding => finding.PersonId, StringComparer.Ordinal);
            var ssd = new NaiveSsd(database.Connection, drawn.Settings.Flag("sentinel_dates"));
            var account = new RecordAccount(ssd, NaiveWindow.Of(drawn.AsOf, drawn.MonthsBack), drawn.Settings);
            foreach (var payload in reader.Payloads(s_everybody))
            {
                var person = ssd.Rows("ssd_person").Single(row => string.Equals(row.AtItsWord("pers_person_id"), payload.PersonId, StringComparison.Ordinal));
                using var sent = JsonDocument.Parse(Encoding.UTF8.GetString(payload.Payload));
                var found = findings[payload.PersonId].Select(finding => finding.Issue).ToList();
                foreach (var record in account.Of(new NaiveChild(ssd, person, permanenceHoldsLegacyId: false)))
                {
                    var isSent = record.Array is not null && IsSent(sent.RootElement, record);
                    var id = record.RowId?.Length > LongestRecordId ? record.RowId[..LongestRecordId] : record.RowId;
                    var isFound = found.Exists(issue => string.Equals(issue.RecordId, id, StringComparison.Ordinal) && record.Tables.Contains(issue.Source.Split('.')[0], StringComparer.Ordinal));
                    var verdict = isSent ? "sent" : !record.IsInWindow ? "out of the window" : isFound ? "found" : "silent";
                    counts[verdict] = counts.GetValueOrDefault(verdict) + 1;
                    Assert.AreNotEqual("silent", verdict, $"Seed {seed}, {drawn}, person '{payload.PersonId}': {record.Tables[0]} '{record.RowId}'");
                }
            }
        }

        // Each verdict is met often, so none of them is empty talk.
        Assert.IsGreaterThan(Databases() / 10, new[] { "sent", "out of the window", "found" }.Min(verdict => counts.GetValueOrDefault(verdict)));
    }

    private static bool IsSent(JsonElement child, AccountedRecord record) =>
        string.Equals(record.Array, "social_care_episodes", StringComparison.Ordinal)
            ? Holds(child, record.Array!, record)
            : child.TryGetProperty("social_care_episodes", out var episodes) && episodes.EnumerateArray().Any(episode => Holds(episode, record.Array!, record));

    private static bool Holds(JsonElement parent, string array, AccountedRecord record) =>
        parent.TryGetProperty(array, out var items)
        && items.EnumerateArray().Any(item => item.TryGetProperty(record.IdKey!, out var id) && string.Equals(id.GetString(), record.RowId, StringComparison.Ordinal));

    private static int Databases() =>
        int.TryParse(Environment.GetEnvironmentVariable(DatabasesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var databases) ? databases : UsualDatabases;
}
