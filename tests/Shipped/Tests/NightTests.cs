using SsdClr.Local.Receiver;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Time;

namespace SsdClr.Shipped.Tests;

/// <summary>Nights of the shipped assemblies: SSD to staging, staging over TLS to the rehearsal receiver.</summary>
[TestClass]
public sealed class NightTests
{
    // What no two runs have in common is left out.
    private const string Staging =
        "SELECT person_id, la_child_id, state, change, payload, payload_hash, body, partial_body, acknowledged_payload, held, held_if_sent, held_if_accepted FROM csc.staging ORDER BY person_id";

    [TestMethod]
    public async Task A_refresh_stages_what_the_companion_stages()
    {
        using var shipped = new ShippedDatabase();
        using var companion = new ShippedDatabase();
        Assert.IsEmpty((await shipped.CallAsOfAsync("refresh")).Rows);
        Refresh(companion);

        var staged = shipped.Rows(Staging);
        Assert.IsGreaterThan(100, staged.Count);
        CollectionAssert.AreEqual(companion.Rows(Staging), staged);
    }

    [TestMethod]
    public async Task After_a_night_the_receiver_holds_what_staging_calls_acknowledged()
    {
        using var database = new ShippedDatabase();
        await using var receiver = await StartAsync(database);
        Assert.IsEmpty((await database.CallAsOfAsync("refresh")).Rows);
        Assert.IsEmpty((await database.CallAsync("submit", receiver.CertificateSha256)).Rows);

        CollectionAssert.AreEqual(new[] { "accepted" }, database.Rows("SELECT DISTINCT state FROM csc.staging WHERE state <> 'withheld'"));
        CollectionAssert.AreEqual(Acknowledged(database), Held(receiver));
    }

    [TestMethod]
    public async Task After_a_second_night_the_receiver_has_followed_every_change_and_deletion()
    {
        using var database = new ShippedDatabase();
        await using var receiver = await StartAsync(database);
        await NightAsync(database, receiver);
        var before = Held(receiver);
        database.ChangeSsd();
        await NightAsync(database, receiver);

        Assert.IsNotEmpty(database.Rows("SELECT person_id FROM csc.staging WHERE state = 'purged'"));
        CollectionAssert.AreNotEqual(before, Held(receiver));
        CollectionAssert.AreEqual(Acknowledged(database), Held(receiver));
    }

    [TestMethod]
    public async Task Payload_changes_are_those_the_companion_shows()
    {
        using var database = new ShippedDatabase();
        await using var receiver = await StartAsync(database);
        await NightAsync(database, receiver);
        database.ChangeSsd();
        Assert.IsEmpty((await database.CallAsOfAsync("refresh")).Rows);
        var child = database.Rows("SELECT person_id FROM csc.staging WHERE change = 'updated' AND state = 'pending' ORDER BY person_id LIMIT 1").Single();
        var rows = (await database.CallAsync("payload_changes", child)).Rows;

        Assert.IsNotEmpty(rows);
        CollectionAssert.AreEqual(ExpectedRows.PayloadChanges(database, child), rows.ToList());
    }

    [TestMethod]
    public async Task A_certificate_that_is_not_the_receivers_stops_the_run_before_a_child_leaves()
    {
        using var database = new ShippedDatabase();
        await using var receiver = await StartAsync(database);
        Assert.IsEmpty((await database.CallAsOfAsync("refresh")).Rows);
        var result = await database.CallAsync("submit", new string('0', 64));

        Assert.AreEqual(1, result.ExitCode);
        Assert.StartsWith("SubmissionException: ", result.Error, StringComparison.Ordinal);
        Assert.IsEmpty(receiver.State.Held);
        CollectionAssert.AreEqual(new[] { "pending" }, database.Rows("SELECT DISTINCT state FROM csc.staging WHERE state <> 'withheld'"));
    }

    [TestMethod]
    public async Task A_child_that_the_receiver_refuses_is_rejected_alone()
    {
        using var database = new ShippedDatabase();
        await using var receiver = await StartAsync(database);
        Assert.IsEmpty((await database.CallAsOfAsync("refresh")).Rows);
        var child = database.Rows("SELECT person_id FROM csc.staging WHERE state = 'pending' ORDER BY person_id LIMIT 1 OFFSET 41").Single();
        database.Execute("UPDATE csc.staging SET payload = '{\"la_child_id\":1}' WHERE person_id = $person_id", ("$person_id", child));
        await database.CallAsync("submit", receiver.CertificateSha256);

        CollectionAssert.AreEqual(new[] { child }, database.Rows("SELECT person_id FROM csc.staging WHERE state = 'rejected'"));
        Assert.IsEmpty(database.Rows("SELECT person_id FROM csc.staging WHERE state = 'pending'"));
    }

    [TestMethod]
    public async Task A_check_finds_all_in_order_but_a_certificate_that_ends_within_days()
    {
        using var database = new ShippedDatabase();
        await using var receiver = await StartAsync(database);
        var steps = (await database.CallAsync("preflight_submission_steps", receiver.CertificateSha256)).Rows.Select(row => row.Split('\t')).ToList();

        CollectionAssert.AreEqual(
            new[]
            {
                "Settings ok", "Secrets ok", "Allowed hosts ok", "Scrambled children ok", "Environment ok", "Proxy ok",
                "DNS of the token endpoint ok", "Connection to the token endpoint ok", "TLS of the token endpoint warning",
                "DNS of the receiver ok", "Connection to the receiver ok", "TLS of the receiver warning",
                "Access token ok", "Receiver ok",
            },
            steps.Select(step => step[0] + " " + step[1]).ToList());
    }

    // So far ahead of UTC that a day more would be left, if local time were taken for it.
    [TestMethod]
    [DataRow("Pacific/Kiritimati")]
    [DataRow("UTC")]
    public async Task Days_left_of_a_certificate_are_the_same_in_every_time_zone(string timeZone)
    {
        if (!File.Exists(Path.Join("/usr/share/zoneinfo", timeZone)))
        {
            Assert.Inconclusive("This machine has no time zone " + timeZone + "; install tzdata.");
        }

        using var database = new ShippedDatabase();
        await using var receiver = await StartAsync(database);
        var rows = (await database.CallAsync("preflight_submission_steps", receiver.CertificateSha256, timeZone)).Rows;

        Assert.Contains("; 6 days left.", rows.Single(row => row.StartsWith("TLS of the receiver", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static async Task NightAsync(ShippedDatabase database, RehearsalReceiver receiver)
    {
        Assert.IsEmpty((await database.CallAsOfAsync("refresh")).Rows);
        Assert.IsEmpty((await database.CallAsync("submit", receiver.CertificateSha256)).Rows);
    }

    private static async Task<RehearsalReceiver> StartAsync(ShippedDatabase database)
    {
        var options = new ReceiverOptions();
        var receiver = await RehearsalReceiver.StartAsync(options, TimeProvider.System);
        database.Execute(
            "INSERT INTO csc.allowed_host (purpose, host, added_at, added_by) VALUES ('receiver', $host, '2026-03-31', 'test')",
            ("$host", receiver.BaseUrl.Authority));
        database.Set(
            [
                new("base_url", receiver.BaseUrl.ToString()),
                new("token_endpoint", receiver.TokenEndpoint.ToString()),
                new("la_code", options.LaCode),
                new("client_id", options.ClientId),
                new("scope", options.Scope),
                new("min_interval_ms", "0"),
            ]);
        database.Keep(options.ClientSecret, options.SupplierKey);
        return receiver;
    }

    private static void Refresh(ShippedDatabase database)
    {
        using var local = database.Open();
        var clock = new SystemClock();
        var runId = RunLog.Start(local.Connection, clock, RunOperation.Refresh, ShippedDatabase.AsOf, new RunOrigin(null, null, null));
        new StagingRefresh(local.Connection, clock, SettingValues.Read(local.Connection), progress: null).Run(runId, ShippedDatabase.AsOf, default);
    }

    private static List<string> Acknowledged(ShippedDatabase database) =>
        database.Rows("SELECT acknowledged_payload FROM csc.staging WHERE acknowledged_payload IS NOT NULL ORDER BY la_child_id");

    private static List<string> Held(RehearsalReceiver receiver) =>
        [.. receiver.State.Held.OrderBy(child => child.Key, StringComparer.Ordinal).Select(child => System.Text.Encoding.UTF8.GetString(child.Value.Json.Span))];
}
