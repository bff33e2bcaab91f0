using System.Text;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Commands;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Reports;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Http;
using SsdClr.Tests.Companion;
using SsdClr.Tests.Submission;
using TemporaryFolder = SsdClr.Tests.Companion.TemporaryFolder;

namespace SsdClr.Tests.Privacy;

/// <summary>
/// Nothing about a child, and no secret, is written anywhere but in the columns made for payloads. Values that occur nowhere else go through
/// every fault; then everything written is searched for them, the bytes of the database files included.
/// </summary>
[TestClass]
public sealed class PrivacyTests : IDisposable
{
    private const string Forename = "Zqforename";
    private const string Surname = "Zqsurname";
    private const string BirthDate = "2011-11-17";
    private const string Upn = "Z987650043217";
    private const string Postcode = "ZQ97 3XJ";
    private const string Secret = "Zq+client/secret&";
    private const string Key = "Zqsupplierkey";
    private const string Token = "Zqaccesstoken";

    private static readonly string[] s_marks =
    [
        Forename, Surname, BirthDate, "17/11/2011", "20111117", Upn, Postcode, "ZQ973XJ", Secret, Uri.EscapeDataString(Secret), Key, Token,
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly StringBuilder _written = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What a receiver may answer to children; each gets the request's body to repeat.</summary>
    public static IEnumerable<object[]> Answers()
    {
        foreach (int status in (int[])[200, 204, 302, 400, 401, 403, 404, 405, 407, 408, 409, 413, 415, 422, 429, 500, 502, 503])
        {
            yield return [status, "the body as it came"];
            yield return [status, "the body in a JSON text"];
            yield return [status, "receipts that repeat names"];
            yield return [status, "the body after a place"];
        }

        yield return [0, "nothing"];
    }

    [TestMethod]
    [DynamicData(nameof(Answers))]
    public void No_answer_of_the_receiver_leaves_a_trace(int status, string form)
    {
        using (LocalDatabase database = Open())
        {
            Refresh(database);
            Submit(database, new EchoingReceiver(body => status == 0 ? HttpAnswer.MaybeSent("the connection was lost") : HttpAnswer.Answered(status, Form(form, body))));
        }

        AssertNoMark();
    }

    [TestMethod]
    [DataRow(200, "{\"access_token\":17,\"client_secret\":\"{secret}\"}")]
    [DataRow(200, "{\"access_token\":\"{token} with a blank\"}")]
    [DataRow(200, "{secret}")]
    [DataRow(400, "{\"error_description\":\"{secret} is no secret of {token}\"}")]
    [DataRow(401, "{secret}")]
    [DataRow(500, "{secret}")]
    [DataRow(503, "{secret}")]
    public void No_answer_of_the_token_endpoint_leaves_a_trace(int status, string body)
    {
        using (LocalDatabase database = Open())
        {
            Refresh(database);
            Submit(database, new EchoingReceiver(
                _ => HttpAnswer.Answered(500, []),
                HttpAnswer.Answered(status, Encoding.UTF8.GetBytes(body.Replace("{secret}", Secret, StringComparison.Ordinal).Replace("{token}", Token, StringComparison.Ordinal)))));
        }

        AssertNoMark();
    }

    [TestMethod]
    [DataRow("UPDATE dbo.ssd_person SET pers_dob = 'Zqsurname 17/11/2011'", DisplayName = "Text where a date belongs")]
    [DataRow("UPDATE dbo.ssd_person SET pers_person_id = 'Zqsurname Zqforename'", DisplayName = "A name where an id belongs")]
    [DataRow("UPDATE dbo.ssd_person SET pers_upn_unknown = 'Z987650043217 Zqsurname', pers_sex = 'Zqforename', pers_ethnicity = 'ZQ97 3XJ'", DisplayName = "Names where codes belong")]
    [DataRow("UPDATE dbo.ssd_address SET addr_address_start_date = 'ZQ97 3XJ'", DisplayName = "A postcode where a date belongs")]
    [DataRow("UPDATE dbo.ssd_person SET pers_forename = x'5a71666f72656e616d65'", DisplayName = "Bytes where text belongs")]
    [DataRow("ALTER TABLE dbo.ssd_person RENAME COLUMN pers_sex TO Zqsurname", DisplayName = "A column of another name")]
    [DataRow("INSERT INTO csc.setting VALUES ('base_url', 'https://Zqsupplierkey@x/', '2026-01-01', 'login')", DisplayName = "A malformed setting that holds a secret")]
    [DataRow("INSERT INTO csc.setting VALUES ('client_secret', 'Zqsupplierkey', '2026-01-01', 'login')", DisplayName = "A secret among the settings")]
    public async Task No_fault_in_the_data_or_the_settings_leaves_a_trace_at_any_verbosity(string fault)
    {
        using (LocalDatabase database = Open())
        {
            Execute(database, fault);
        }

        // These answers are the commands' purpose to show to an analyst; here only faults may speak, so results are not searched.
        foreach (string command in (string[])["run", "status", "preflight", "requeue"])
        {
            foreach (string verbosity in (string[])["", "--verbose"])
            {
                await CommandAsync(command, verbosity);
            }
        }

        // The malformed settings are where they were put.
        using (LocalDatabase database = Open())
        {
            Execute(database, "DELETE FROM csc.setting");
        }

        AssertNoMark();
    }

    [TestMethod]
    public async Task The_rehearsal_receiver_and_a_refused_child_leave_no_trace()
    {
        await using var session = await SsdClr.Tests.Receiver.ReceiverSession.StartAsync();
        using (LocalDatabase database = Open())
        {
            Refresh(database);
            Execute(database, $$"""UPDATE csc.staging SET payload = '{"la_child_id":"1","{{Surname}}":"{{Forename}}"}'""");
        }

        ReceiverOptions options = session.Options;
        _folder.Write(
            "settings.json",
            $$"""
            {"base-url":"{{session.Receiver.BaseUrl}}","la-code":"{{options.LaCode}}","token-endpoint":"{{session.Receiver.TokenEndpoint}}","client-id":"{{options.ClientId}}",
            "client-secret":"{{options.ClientSecret}}","scope":"{{options.Scope}}","supplier-key":"{{options.SupplierKey}}","certificate-sha256":"{{session.Receiver.CertificateSha256}}"}
            """);
        CommandRun run = await CommandRun.OfAsync("run", "--database", _folder["children.db"], "--as-of", "2026-01-15", "--settings", _folder["settings.json"], "--verbose", "--confirm-first-run");
        _written.Append(run.Results).Append(run.Messages);
        AssertNoMark(options.ClientSecret, options.SupplierKey);
    }

    [TestMethod]
    public void The_search_finds_what_a_payload_column_holds()
    {
        using (LocalDatabase database = Open())
        {
            Refresh(database);
        }

        Assert.IsTrue(s_marks.Take(3).All(mark => Found(File.ReadAllBytes(_folder["children.csc.db"]), mark)));
    }

    private LocalDatabase Open()
    {
        bool isNew = !File.Exists(_folder["children.db"]);
        LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false);
        if (isNew)
        {
            Execute(
                database,
                $"""
                INSERT INTO dbo.ssd_person (pers_person_id, pers_legacy_id, pers_forename, pers_surname, pers_dob, pers_upn, pers_sex) VALUES ('1', 'L1', '{Forename}', '{Surname}', '{BirthDate}', '{Upn}', 'F');
                INSERT INTO dbo.ssd_address (addr_table_id, addr_person_id, addr_address_start_date, addr_address_postcode) VALUES ('A1', '1', '2020-01-01', '{Postcode}');
                INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) VALUES ('R1', '1', '2025-06-01')
                """);
        }

        return database;
    }

    private static void Refresh(LocalDatabase database)
    {
        var clock = new TestClock();
        long runId = RunLog.Start(database.Context, clock, RunOperation.Run, SsdClr.Tests.Reading.SsdDatabase.AsOf, new RunOrigin("host", "login", agentJob: null));
        new StagingRefresh(database.Context, clock, Settings(), progress: null).Run(runId, SsdClr.Tests.Reading.SsdDatabase.AsOf, default);
    }

    private void Submit(LocalDatabase database, IHttpTransport receiver)
    {
        try
        {
            SubmissionRun.Execute(
                database.Context,
                receiver,
                new TestClock(),
                new FixedChance(0),
                Settings(),
                new SsdClr.Submission.Configuration.SecretValues(new Dictionary<string, string> { ["client_secret"] = Secret, ["supplier_key"] = Key }),
                new SubmissionOrder(1, TestSettings.Bounds(), confirmFirstRun: true, progress: null));
        }
        catch (SubmissionException exception)
        {
            _written.Append(exception);
        }
    }

    private async Task CommandAsync(string command, string verbosity)
    {
        string[] arguments = command switch
        {
            "run" => ["run", "--database", _folder["children.db"], "--as-of", "2026-01-15", "--la-code", "999", "--base-url", "https://localhost:1/1", "--token-endpoint", "https://localhost:1/token", "--client-id", "c", "--scope", "s", "--client-secret", Secret, "--supplier-key", Key],
            "preflight" => ["preflight", "--database", _folder["children.db"], "--client-secret", Secret, "--supplier-key", Key],
            "requeue" => ["requeue", "--database", _folder["children.db"], "--all"],
            _ => [command, "--database", _folder["children.db"]],
        };
        CommandRun run = await CommandRun.OfAsync(verbosity.Length == 0 ? arguments : [.. arguments, verbosity]);
        _written.Append(run.Results).Append(run.Messages);
    }

    private void AssertNoMark(params string[] more)
    {
        // What is made for payloads is emptied, and the file written anew, so that no page keeps what was there.
        using (LocalDatabase database = Open())
        {
            Execute(database, "UPDATE csc.staging SET payload = NULL, body = NULL, partial_body = NULL, acknowledged_payload = NULL, held = NULL, held_if_sent = NULL, held_if_accepted = NULL, person_id = rowid, la_child_id = NULL; UPDATE csc.batch_child SET person_id = '', la_child_id = ''");
            Execute(database, "VACUUM csc INTO '" + _folder["searched.db"].Replace("'", "''", StringComparison.Ordinal) + "'");
        }

        byte[] file = File.ReadAllBytes(_folder["searched.db"]);
        string written = _written.ToString();
        var found = s_marks.Concat(more).Where(mark => Found(file, mark) || written.Contains(mark, StringComparison.OrdinalIgnoreCase));
        Assert.AreEqual("", string.Join(", ", found));
    }

    private static bool Found(byte[] bytes, string mark) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(mark)) >= 0;

    private static byte[] Form(string form, byte[] body) => form switch
    {
        "the body in a JSON text" => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { error = Encoding.UTF8.GetString(body), detail = Token }),
        "receipts that repeat names" => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new[] { $"{Surname} {Postcode}" }),
        "the body after a place" => [.. "[0].child_details: "u8, .. body, .. Encoding.UTF8.GetBytes(Token)],
        _ => body,
    };

    private static SettingValues Settings() => TestSettings.Complete(("empty_tables", string.Join(';', ChildQuery.Tables)), ("min_interval_ms", "0"), ("max_as_of_days", "36500"), ("run_time_budget_s", "600"));

    private static void Execute(LocalDatabase database, string sql)
    {
        using SqliteCommand command = database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Gives the token of these tests, and answers children with what it got.</summary>
    private sealed class EchoingReceiver(Func<byte[], HttpAnswer> children, HttpAnswer? token = null) : IHttpTransport
    {
        public HttpAnswer Post(HttpPost post) => post.Address.Host == "tokens.test"
            ? token ?? HttpAnswer.Answered(200, Encoding.UTF8.GetBytes($$"""{"access_token":"{{Token}}","expires_in":3600}"""))
            : children(post.Body);
    }
}
