using System.Globalization;
using SsdClr.Payload.Reports;
using SsdClr.Settings;

namespace SsdClr.Shipped.Tests;

/// <summary>The pages of the shipped SAFE assembly against those of the same source on .NET 10.</summary>
[TestClass]
public sealed class ReportTests
{
    // A moment of its own: the page tells it.
    private static readonly DateTime s_now = new(2026, 4, 1, 7, 30, 0, DateTimeKind.Utc);

    [TestMethod]
    public async Task The_morning_page_has_the_same_bytes()
    {
        using var database = new ShippedDatabase();
        await StageAsync(database);
        string page = (await database.CallAsync("report_html", s_now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))).Output;

        Assert.Contains("Children by the time of the last confirmation", page, StringComparison.Ordinal);
        Assert.Contains("The receiver refused this child", page, StringComparison.Ordinal);
        Assert.AreEqual(MorningPage(database), page);
    }

    [TestMethod]
    public async Task The_page_of_a_child_has_the_same_bytes()
    {
        using var database = new ShippedDatabase();
        await StageAsync(database);
        var children = database.Rows("SELECT person_id FROM csc.staging ORDER BY person_id").Where((_, index) => index % 30 == 0).ToList();

        Assert.IsGreaterThan(3, children.Count);
        foreach (var child in children)
        {
            string page = (await database.CallAsync("child_report_html", ShippedDatabase.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " " + child)).Output;

            Assert.AreEqual(ChildPageOf(database, child), page);
        }
    }

    // A night with each part of the pages: children of every age of knowledge, one refused, one changed since, a POST of each.
    private static async Task StageAsync(ShippedDatabase database)
    {
        Assert.IsEmpty((await database.CallAsOfAsync("refresh")).Rows);
        database.Execute(
            """
            UPDATE csc.run_log SET started_at = '2026-04-01 02:00:00', ended_at = '2026-04-01 02:10:00';
            UPDATE csc.staging SET state_changed_at = '2026-04-01 02:05:00';
            INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, ended_at, children, body_bytes, status_code, outcome)
            SELECT 1, 1, MIN(receiver_id), '2026-04-01 02:05:00', '2026-04-01 02:05:01', COUNT(*), 1000, 200, 'accepted' FROM csc.staging WHERE state = 'pending';
            INSERT INTO csc.batch_child (batch_id, position, person_id, la_child_id, change, sent_hash, is_resend, receipt)
            SELECT 1, ROW_NUMBER() OVER (ORDER BY person_id) - 1, person_id, la_child_id, change, payload_hash, 0, 'receipt ' || person_id FROM csc.staging WHERE state = 'pending';
            UPDATE csc.staging SET state = 'accepted', change = 'none', acknowledged_payload = payload, acknowledged_hash = payload_hash,
                acknowledged_at = datetime('2026-04-01 02:05:01', '-' || (rowid * 3) || ' days'), receipt = 'receipt ' || person_id
            WHERE state = 'pending';
            UPDATE csc.staging SET state = 'rejected', change = 'updated', last_message = 'The receiver refused this child alone (status 400).' WHERE rowid = 5;
            UPDATE csc.staging SET acknowledged_payload = REPLACE(acknowledged_payload, '"sex":"F"', '"sex":"M"') WHERE rowid % 3 = 0;
            """);
    }

    private static string MorningPage(ShippedDatabase database)
    {
        using var local = database.Open();
        return ReportPage.Write(new ReportReader(local.Connection, SettingValues.Read(local.Connection)).Read(days: 30, s_now), new TSqlWords());
    }

    private static string ChildPageOf(ShippedDatabase database, string personId)
    {
        using var local = database.Open();
        return ChildPage.Write(new ChildFactsReader(local.Connection, SettingValues.Read(local.Connection)).Read(personId, ShippedDatabase.AsOf)!, new TSqlWords());
    }
}
