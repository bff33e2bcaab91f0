using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

/// <summary>Settings of a local database, as people and as 'ssdclr sample' change them.</summary>
[TestClass]
public sealed class SetCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("base_url", "https://receiver.example.org", 1)]
    [DataRow("token_endpoint", "https://tokens.example.org/token", 1)]
    [DataRow("base_url", "https://login.microsoftonline.com/1", 1)]
    [DataRow("token_endpoint", "https://login.microsoftonline.com/T/oauth2/v2.0/token", 0)]
    [DataRow("base_url", "https://api.education.gov.uk/1", 0)]
    [DataRow("base_url", "https://localhost:8443/1", 0)]
    public async Task A_host_is_checked_when_it_is_set(string name, string address, int exitCode)
    {
        MakeDatabase();

        CommandRun run = await SetAsync(name, address);

        Assert.AreEqual(exitCode, run.ExitCode);
        Assert.AreEqual(exitCode == 1, run.Messages.Contains("Allow it: 'ssdclr allow-host HOST --database", StringComparison.Ordinal));
        Assert.AreEqual(exitCode == 0 ? address : string.Empty, Setting(name));
    }

    [TestMethod]
    [DataRow("window_months_back", "36", "window_months_back is back to its default, 24.")]
    [DataRow("pilot_person_ids", "10000000;10000001", "pilot_person_ids is back to its default, which is empty.")]
    public async Task Going_back_to_the_default_says_what_it_is(string name, string value, string said)
    {
        MakeDatabase();
        await SetAsync(name, value);

        Assert.AreEqual(said, (await SetAsync(name, "--default")).Results.TrimEnd());
    }

    [TestMethod]
    public async Task A_setting_that_another_version_has_stored_can_be_removed()
    {
        using (LocalDatabase database = LocalDatabase.OpenFile(File, mustExist: false))
        {
            database.ChangeSetting("of_another_version", "1", new DateTime(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.AreEqual("of_another_version is removed.", (await SetAsync("of_another_version", "--default")).Results.TrimEnd());

        CommandRun again = await SetAsync("of_another_version", "--default");
        Assert.Contains("There is no such setting", again.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_sample_says_which_settings_it_changes()
    {
        CommandRun run = await SampleAsync();

        Assert.AreEqual("36500", Setting("max_as_of_days"));
        Assert.Contains("setting max_as_of_days is now 36500", run.Messages, StringComparison.Ordinal);
        Assert.Contains("setting empty_tables now names", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_load_takes_back_what_a_sample_had_set()
    {
        await SampleAsync();

        CommandRun run = await LoadAsync();

        Assert.AreEqual(("7", string.Empty), (Setting("max_as_of_days"), Setting("empty_tables")));
        Assert.Contains("Setting max_as_of_days is back to its default", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("none", null)]
    [DataRow("csv", "pers_person_id,pers_dob\n1,no\n")]
    public async Task A_load_that_fails_keeps_the_sample_and_its_settings(string folder, string? content)
    {
        await SampleAsync();
        if (content is not null)
        {
            _folder.Write("csv/ssd_person.csv", content);
        }

        CommandRun run = await CommandRun.OfAsync("load", "--csv", _folder[folder], "--database", File);

        Assert.AreEqual((1, "36500"), (run.ExitCode, Setting("max_as_of_days")));
        Assert.DoesNotContain("back to its default", run.Messages, StringComparison.Ordinal);
        using LocalDatabase database = LocalDatabase.OpenFile(File, mustExist: true);
        Assert.IsTrue(database.HoldsSample());
        Assert.Contains("ssd_cin_episodes", database.Filled());
    }

    [TestMethod]
    public async Task A_load_keeps_what_a_person_has_set()
    {
        await SampleAsync();
        await SetAsync("max_as_of_days", "30");

        await LoadAsync();

        Assert.AreEqual("30", Setting("max_as_of_days"));
    }

    [TestMethod]
    public async Task Real_children_in_the_place_of_a_sample_have_every_guard()
    {
        await SampleAsync();
        LocalDatabase.OpenFile(_folder["other.db"], mustExist: false).Dispose();
        System.IO.File.Move(_folder["other.db"], File, overwrite: true);

        CommandRun run = await CommandRun.OfAsync("refresh", "--database", File);

        Assert.Contains("Setting max_as_of_days is back to its default", run.Messages, StringComparison.Ordinal);
        Assert.AreEqual(("7", string.Empty), (Setting("max_as_of_days"), Setting("empty_tables")));
    }

    [TestMethod]
    public async Task A_sample_that_is_refreshed_keeps_its_settings()
    {
        await SampleAsync();

        await CommandRun.OfAsync("refresh", "--database", File, "--as-of", "2020-03-31");

        Assert.AreEqual("36500", Setting("max_as_of_days"));
    }

    [TestMethod]
    [DataRow("run", "2026-06-02")]
    [DataRow("refresh", "2026-06-02")]
    [DataRow("refresh", "2009-12-31")]
    public async Task A_run_date_is_no_day_after_today(string command, string day)
    {
        MakeDatabase();

        CommandRun run = await CommandRun.OfAsync(new FixedClock(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)), command, "--database", File, "--as-of", day);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"--as-of is {day}. It must be a day from 2010-01-01 to today, which is 2026-06-01", run.Messages, StringComparison.Ordinal);
    }

    private string File => _folder["children.db"];

    private void MakeDatabase() => LocalDatabase.OpenFile(File, mustExist: false).Dispose();

    private Task<CommandRun> SampleAsync() => CommandRun.OfAsync("sample", "--children", "3", "--as-of", "2020-03-31", "--database", File);

    private Task<CommandRun> SetAsync(string name, string value) => CommandRun.OfAsync("set", name, value, "--database", File);

    private Task<CommandRun> LoadAsync()
    {
        _folder.Write("csv/ssd_person.csv", "pers_person_id\n1\n");
        return CommandRun.OfAsync("load", "--csv", _folder["csv"], "--database", File);
    }

    private string Setting(string name)
    {
        using LocalDatabase database = LocalDatabase.OpenFile(File, mustExist: true);
        return database.Settings().Text(name);
    }
}
