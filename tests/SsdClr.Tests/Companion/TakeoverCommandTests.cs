using System.Security.Cryptography;
using System.Text;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class TakeoverCommandTests : IDisposable
{
    private const string Payload = """{ "la_child_id": "P9", "child_details": { "first_name": "Given" }, "purge": false }""";

    private readonly TemporaryFolder _folder = new();

    public TakeoverCommandTests()
    {
        using LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false);
        Execute(
            database,
            """
            INSERT INTO csc.setting (name, value, changed_at, changed_by) VALUES ('base_url', 'https://receiver.test/1', '2026-01-01', 'test'), ('la_code', '999', '2026-01-01', 'test');
            INSERT INTO dbo.ssd_api_data_staging (id, person_id, json_payload, submission_status, api_response) VALUES
            ('1', 'P1', '{"la_child_id":"P1","child_details":{"first_name":"Hidden"}}', 'Sent', 'Data received'), ('2', 'P2', NULL, 'Pending', NULL);
            """);
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Children_are_listed_with_the_reason_and_nothing_is_written()
    {
        CommandRun run = await TakeOverAsync();
        Assert.AreEqual(0, run.ExitCode, run.Messages);
        Assert.Contains("no_receipt", run.Results, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", run.Results, StringComparison.Ordinal);
        Assert.AreEqual("0", Value("SELECT COUNT(*) FROM csc.staging"));
    }

    [TestMethod]
    public async Task Children_taken_over_rest_until_the_next_refresh_and_the_log_says_how_many_they_are()
    {
        await TakeOverAsync("--sent-to", "https://receiver.test/1/", "--apply");
        Assert.AreEqual("P1 dormant 1", Value("SELECT person_id || ' ' || state || ' ' || (held IS NOT NULL) FROM csc.staging"));
        Assert.AreEqual(
            "takeover succeeded 0 children taken over as acknowledged, 1 as sent with unknown content; 1 left out.",
            Value("SELECT operation || ' ' || verdict || ' ' || message FROM csc.run_log"));
    }

    [TestMethod]
    public async Task Status_says_that_a_child_was_taken_over()
    {
        await TakeOverAsync("--sent-to", "https://receiver.test/1/", "--apply");
        Assert.Contains("taken over without proof of what the receiver holds", Value("SELECT meaning FROM csc.status")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_refusal_is_one_line_and_in_the_log()
    {
        CommandRun run = await TakeOverAsync("--sent-to", "https://receiver.test/test", "--apply");
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("the base address the tool sent to must be stated", run.Messages, StringComparison.Ordinal);
        Assert.AreEqual("failed", Value("SELECT verdict FROM csc.run_log"));
    }

    [TestMethod]
    [DataRow("file", "https://receiver.test/file", 0)]
    [DataRow("file", "https://receiver.test/1", 1)]
    [DataRow("environment", "https://receiver.test/environment", 0)]
    [DataRow("option", "https://receiver.test/option", 0)]
    public async Task The_receiver_is_the_one_that_a_run_would_use(string last, string sentTo, int exitCode)
    {
        string settings = _folder["settings.json"];
        OwnerOnly.Prepare(settings);
        await File.WriteAllTextAsync(settings, """{"base-url": "https://receiver.test/file", "la-code": "998"}""");
        CommandRun run = await CommandRun.OfAsync(
            TimeProvider.System,
            name => last != "file" && name == "SSDCLR_BASE_URL" ? "https://receiver.test/environment" : null,
            ["takeover", "--database", _folder["children.db"], "--settings", settings, "--sent-to", sentTo, "--apply", .. last == "option" ? ["--base-url", sentTo] : Array.Empty<string>()]);
        Assert.AreEqual(exitCode, run.ExitCode, run.Messages);
        Assert.AreEqual(exitCode == 0 ? $"{sentTo} 998" : string.Empty, Value("SELECT base_url || ' ' || la_code FROM csc.receiver"));
    }

    [TestMethod]
    public async Task Where_the_tool_sent_to_has_to_be_stated() =>
        Assert.AreEqual(2, (await TakeOverAsync("--apply")).ExitCode);

    [TestMethod]
    [DataRow("", "", "sent partial_possible")]
    [DataRow("partial_json_payload", "", "sent partial_possible")]
    [DataRow("", "", "acknowledged proven", "--confirm-whole")]
    [DataRow("partial_json_payload", "", "acknowledged proven", "--confirm-whole")]
    [DataRow("partial_json_payload", "{}", "sent partial_payload", "--confirm-whole")]
    [DataRow("previous_json_payload", Payload, "acknowledged proven", "--confirm-whole")]
    [DataRow("previous_json_payload", "", "sent built_again", "--confirm-whole")]
    [DataRow("legacy_id", "L-7", "acknowledged proven", "--confirm-whole")]
    [DataRow("mis_child_id", "L-7", "acknowledged proven", "--confirm-whole")]
    public async Task A_file_is_judged_as_the_table_it_was_exported_from(string column, string value, string judged, params string[] options)
    {
        CommandRun load = await LoadAsync(column, value);
        Assert.AreEqual(0, load.ExitCode, load.Messages);
        CommandRun run = await TakeOverAsync(options);
        Assert.Contains("P9 P9 1 " + judged, string.Join(' ', run.Results.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_column_of_an_earlier_file_is_gone_with_it()
    {
        await LoadAsync("previous_json_payload", string.Empty);
        await LoadAsync();
        CommandRun run = await TakeOverAsync("--confirm-whole");
        Assert.Contains("proven", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_file_without_a_column_that_takeover_judges_by_is_refused()
    {
        CommandRun run = await LoadAsync("row_state");
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("row_state: missing from the header", run.Messages, StringComparison.Ordinal);
        Assert.AreEqual("2", Value("SELECT COUNT(*) FROM dbo.ssd_api_data_staging"));
    }

    // A child sent whole, with a receipt; and one more column, or one less.
    private Task<CommandRun> LoadAsync(string column = "", string value = "")
    {
        string hash = "0x" + Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(Payload)));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = "9",
            ["person_id"] = "P9",
            ["json_payload"] = Payload,
            ["current_hash"] = hash,
            ["previous_hash"] = hash,
            ["submission_status"] = "Sent",
            ["submission_timestamp"] = "2026-02-01T09:04:19",
            ["api_response"] = "62268a7d-e34f-4de0-8eef-000000000001",
            ["row_state"] = "unchanged",
            ["last_updated"] = "2026-02-01T07:00:00",
        };
        if (column.Length > 0 && !fields.Remove(column))
        {
            fields[column] = value;
        }

        string record = string.Join(',', fields.Values.Select(field => field.Length == 0 ? string.Empty : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""));
        _folder.Write("csv/ssd_api_data_staging.csv", string.Join(',', fields.Keys) + "\n" + record + "\n");
        return CommandRun.OfAsync("load", "--csv", _folder["csv"], "--database", _folder["children.db"]);
    }

    private Task<CommandRun> TakeOverAsync(params string[] arguments) => CommandRun.OfAsync(["takeover", "--database", _folder["children.db"], .. arguments]);

    private string? Value(string sql)
    {
        using LocalDatabase database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true);
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Execute(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
