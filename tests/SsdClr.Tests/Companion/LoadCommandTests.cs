using System.Text;
using SsdClr.Local.Commands;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

/// <summary>Extracts as analysts have them, loaded by the command.</summary>
[TestClass]
public sealed class LoadCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("pers_person_id,pers_dob\n1,no\n", DisplayName = "A bad first row")]
    [DataRow("pers_person_id,pers_dob\n1,2010-05-06\n2,no\n", DisplayName = "A bad later row")]
    [DataRow("pers_person_id,pers_dob\n1,2010-05-06\n2,NULL\n", DisplayName = "A word for NULL")]
    [DataRow("pers_person_id\n1\n1\n", DisplayName = "A key twice")]
    [DataRow("pers_person_id,pers_dob\n1,\n,2010-05-06\n", DisplayName = "A missing key")]
    [DataRow("pers_person_id,pers_dob\n1,\n\n2,\n", DisplayName = "A blank line")]
    [DataRow("pers_person_id,pers_dob\n1,\n2\n", DisplayName = "Too few fields")]
    [DataRow("pers_person_id,pers_surname\n1,\n2,\"a\n", DisplayName = "An open quote")]
    public async Task A_failed_first_load_leaves_no_database_behind(string content)
    {
        _folder.Write("ssd_person.csv", content);
        CommandRun run = await LoadAsync();
        Assert.AreEqual((1, false, false), (run.ExitCode, File.Exists(_folder["a.db"]), File.Exists(_folder["a.csc.db"])));
    }

    [TestMethod]
    public async Task A_fault_in_a_second_file_leaves_no_database_behind()
    {
        _folder.Write("ssd_person.csv", "pers_person_id\n1\n");
        File.WriteAllBytes(_folder["ssd_sdq_scores.csv"], [.. "csdq_table_id\n1\n"u8, 0xFF, 0x0A]);
        CommandRun run = await LoadAsync();
        Assert.AreEqual((1, false, false), (run.ExitCode, File.Exists(_folder["a.db"]), File.Exists(_folder["a.csc.db"])));
    }

    [TestMethod]
    public async Task A_failed_later_load_leaves_the_database_as_it_was()
    {
        _folder.Write("ssd_person.csv", "pers_person_id\n1\n");
        await LoadAsync();
        _folder.Write("ssd_person.csv", "pers_person_id,pers_dob\n2,no\n");
        CommandRun run = await LoadAsync();
        using var database = LocalDatabase.OpenFile(_folder["a.db"], mustExist: true);
        Assert.AreEqual((1, false), (run.ExitCode, database.IsEmpty()));
    }

    [TestMethod]
    public async Task A_failed_first_load_keeps_what_was_submitted_before()
    {
        _folder.Write("ssd_person.csv", "pers_person_id\n1\n");
        await LoadAsync();
        File.Delete(_folder["a.db"]);
        _folder.Write("ssd_person.csv", "pers_person_id,pers_dob\n2,no\n");
        await LoadAsync();
        Assert.AreEqual((false, true), (File.Exists(_folder["a.db"]), File.Exists(_folder["a.csc.db"])));
    }

    [TestMethod]
    public async Task Options_say_how_the_files_are_written()
    {
        File.WriteAllBytes(_folder["ssd_person.csv"], CsvText.EncodingOf("windows-1252")!.GetBytes("pers_person_id;pers_surname;pers_dob\n1;Zo\u00EB;06/05/2010\n2;NULL;#N/A\n"));
        CommandRun run = await LoadAsync("--encoding", "windows-1252", "--null", "NULL", "--null", "#N/A", "--date-format", "DD/MM/YYYY");
        Assert.AreEqual((0, "ssd_person.csv: windows-1252, separated by semicolons."), (run.ExitCode, run.MessageLines.Single()));
        using var database = LocalDatabase.OpenFile(_folder["a.db"], mustExist: true);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "SELECT group_concat(pers_person_id || '|' || coalesce(pers_surname, '') || '|' || coalesce(pers_dob, ''), ' ') FROM (SELECT * FROM dbo.ssd_person ORDER BY pers_person_id)";
        Assert.AreEqual("1|Zo\u00EB|2010-05-06 2||", command.ExecuteScalar());
    }

    [TestMethod]
    [DataRow("2020-03-31")]
    [DataRow(null)]
    public async Task A_real_child_gets_no_record_of_a_sample(string? asOf)
    {
        await CommandRun.OfAsync(["sample", "--children", "20", "--database", _folder["a.db"], .. asOf is null ? Array.Empty<string>() : ["--as-of", asOf]]);
        _folder.Write("ssd_person.csv", "pers_person_id\n10000000\n");
        CommandRun run = await LoadAsync();
        Assert.AreEqual((0, "ssd_person"), (run.ExitCode, Filled()));
        Assert.Contains("The made-up rows of 'ssdclr sample' are removed", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Tables_that_keep_rows_of_before_are_named()
    {
        _folder.Write("ssd_person.csv", "pers_person_id\n1\n");
        _folder.Write("ssd_sdq_scores.csv", "csdq_table_id\n1\n");
        CommandRun first = await LoadAsync();
        File.Delete(_folder["ssd_sdq_scores.csv"]);
        CommandRun second = await LoadAsync();
        Assert.AreEqual((string.Empty, "ssd_sdq_scores: no file is for this table, which keeps its rows of before."), (first.Messages, second.MessageLines.Single()));
        Assert.AreEqual("ssd_person ssd_sdq_scores", Filled());
    }

    [TestMethod]
    public async Task A_sample_goes_into_no_file_with_records_unasked()
    {
        _folder.Write("ssd_sdq_scores.csv", "csdq_table_id\n1\n");
        await LoadAsync();
        CommandRun run = await CommandRun.OfAsync("sample", "--children", "1", "--database", _folder["a.db"]);
        Assert.AreEqual((1, "ssd_sdq_scores"), (run.ExitCode, Filled()));
    }

    [TestMethod]
    [DataRow("--encoding", "windows-99")]
    [DataRow("--date-format", "DD/MM/YY")]
    [DataRow("--date-format", "YYYY-DD-MM")]
    [DataRow("--null")]
    public async Task A_wrong_option_ends_with_2(params string[] options)
    {
        _folder.Write("ssd_person.csv", "pers_person_id\n1\n");
        Assert.AreEqual(2, (await LoadAsync(options)).ExitCode);
    }

    [TestMethod]
    [DataRow("issues", "No persons are loaded: ssd_person is empty.")]
    [DataRow("data-quality", "No persons are loaded: ssd_person is empty.")]
    [DataRow("payloads", "No persons are loaded: ssd_person is empty.")]
    public async Task A_database_without_persons_is_called_one(string command, string expected)
    {
        _folder.Write("ssd_sdq_scores.csv", "csdq_table_id\n1\n");
        await LoadAsync();
        CommandRun run = await CommandRun.OfAsync(command, "--database", _folder["a.db"]);
        Assert.Contains(expected, run.Results + run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("No findings", run.Results, StringComparison.Ordinal);
    }

    // cases of public change logs: what Invoke-Sqlcmd and Export-Csv, and Management Studio, write.
    [TestMethod]
    public async Task Quoted_empty_fields_of_another_export_load()
    {
        _folder.Write("ssd_person.csv", "\"pers_person_id\",\"pers_dob\",\"pers_upn\"\n\"P1\",\"2015-05-05\",\"A123456789012\"\n");
        _folder.Write("ssd_cin_episodes.csv", "cine_person_id,cine_referral_id,cine_referral_date,cine_close_date,cine_close_reason\nP1,R1,2025-01-10,\"\",\"\"\n");
        CommandRun run = await LoadAsync();
        CommandRun payloads = await CommandRun.OfAsync("payloads", "--database", _folder["a.db"], "--as-of", "2026-03-31");
        Assert.AreEqual(0, run.ExitCode);
        Assert.Contains("\"referral_date\":\"2025-01-10\",\"purge\":false", payloads.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_word_NULL_throughout_is_refused_with_the_option_that_helps()
    {
        _folder.Write("ssd_person.csv", "pers_person_id,pers_forename,pers_surname,pers_dob,pers_upn,pers_legacy_id\nP1,Test,NULL,2015-05-05,NULL,NULL\n");
        CommandRun refused = await LoadAsync();
        CommandRun loaded = await LoadAsync("--null", "NULL");
        Assert.AreEqual((1, 3, 0), (refused.ExitCode, refused.MessageLines.Count(line => line.Contains("load with --null \"NULL\"", StringComparison.Ordinal)), loaded.ExitCode));
    }

    private string Filled()
    {
        using var database = LocalDatabase.OpenFile(_folder["a.db"], mustExist: true);
        return string.Join(' ', database.Filled());
    }

    private Task<CommandRun> LoadAsync(params string[] options) => CommandRun.OfAsync(["load", "--csv", _folder[string.Empty], "--database", _folder["a.db"], .. options]);
}
