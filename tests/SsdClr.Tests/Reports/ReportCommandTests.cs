using System.Xml.Linq;
using SsdClr.Local.Database;
using SsdClr.Tests.Companion;

namespace SsdClr.Tests.Reports;

/// <summary><c>ssdclr report</c>, and the page of a child.</summary>
[TestClass]
public sealed class ReportCommandTests : IDisposable
{
    private readonly PreviewScene _scene = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task The_morning_page_names_nobody()
    {
        await RefreshAsync();

        string page = await PageAsync();

        Assert.DoesNotContain("Marked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("2015-01-01", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A123456789012", page, StringComparison.Ordinal);
        Assert.Contains(">P 1<", page, StringComparison.Ordinal);
        Assert.Contains("upn_format", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_remedy_is_a_command_that_works_as_it_stands()
    {
        await RefreshAsync();

        string page = await PageAsync();

        Assert.Contains("ssdclr issues --database " + _scene.File + " --person &quot;P 1&quot;&#39;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("csc.", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_page_of_a_child_shows_its_findings_in_their_place()
    {
        string page = await PageAsync("--person", "P 1", "--as-of", "2026-03-31");

        XElement place = XDocument.Parse(page).Descendants("dd").Single(value => value.Value.StartsWith("P 1", StringComparison.Ordinal));
        Assert.Contains("id_characters", place.Value, StringComparison.Ordinal);
        Assert.Contains("ssd_person.pers_person_id", place.Value, StringComparison.Ordinal);
        Assert.Contains("Personal data.", page, StringComparison.Ordinal);
        Assert.Contains("In: active referral", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_finding_about_a_value_left_out_is_shown_too()
    {
        var issues = await _scene.RunAsync("issues", "--person", "P2");
        string page = await PageAsync("--person", "P2", "--as-of", "2026-03-31");

        int found = XDocument.Parse(page).Descendants("div").Count(element => ((string?)element.Attribute("class"))?.StartsWith("found ", StringComparison.Ordinal) == true);

        Assert.AreEqual(issues.Results.Split(Environment.NewLine).TakeWhile(line => line.Length > 0).Count(), found);
    }

    [TestMethod]
    public async Task What_happens_on_one_day_is_never_open()
    {
        _scene.Execute(
            """
            INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) VALUES ('R9', 'P4', '2026-02-01');
            INSERT INTO dbo.ssd_sdq_scores (csdq_table_id, csdq_person_id, csdq_sdq_score, csdq_sdq_completed_date) VALUES ('S1', 'P4', 12, '2025-11-02');
            """);

        string page = await PageAsync("--person", "P4", "--as-of", "2026-03-31");

        var rows = XDocument.Parse(page).Descendants("table").Single(table => table.Value.Contains("Time line", StringComparison.Ordinal)).Descendants("tr")
            .Select(row => string.Join('|', row.Elements().Take(3).Select(cell => cell.Value.Trim()))).Skip(1).ToArray();
        CollectionAssert.Contains(rows, "Sdq assessment|2025-11-02|2025-11-02");
        Assert.HasCount(1, rows.Where(row => row.EndsWith("|open", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_child_out_of_the_cohort_has_a_page_that_says_why()
    {
        string page = await PageAsync("--person", "P3", "--as-of", "2026-03-31");

        Assert.Contains("Out: turned 26 on 2016-01-01", page, StringComparison.Ordinal);
        Assert.Contains("Nothing: the child is not in the cohort.", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task What_was_sent_and_what_changed_since_are_shown()
    {
        await RefreshAsync();
        _scene.Execute(
            """
            INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, children, body_bytes, outcome, status_code, message) VALUES (7, 1, 1, '2026-03-31 03:30', 1, 9, 'refused', 422, 'rule 17 says no');
            INSERT INTO csc.batch_child (batch_id, position, person_id, la_child_id, change, is_resend) VALUES (7, 0, 'P2', 'P2', 'new', 1);
            UPDATE csc.staging SET state = 'rejected', last_message = 'rule 17 says no' WHERE person_id = 'P2';
            """);

        string page = await PageAsync("--person", "P2", "--as-of", "2026-03-31");

        Assert.Contains("new, sent again", page, StringComparison.Ordinal);
        Assert.Contains("refused, HTTP 422", page, StringComparison.Ordinal);
        Assert.Contains("The child as a whole", page, StringComparison.Ordinal);
        Assert.AreEqual(2, page.Split("rule 17 says no").Length - 1);
    }

    [TestMethod]
    public async Task A_person_nobody_knows_is_refused()
    {
        var run = await _scene.RunAsync("report", "--person", "P9", "--out", _folder["page.html"]);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("has the person id given", run.Messages, StringComparison.Ordinal);
        Assert.IsFalse(File.Exists(_folder["page.html"]));
    }

    [TestMethod]
    public async Task A_run_date_without_a_person_is_refused()
    {
        var run = await CommandRun.OfAsync("report", "--database", _scene.File, "--as-of", "2026-03-31", "--out", _folder["page.html"]);

        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--as-of goes with --person.", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task A_page_is_its_owners_alone_whatever_was_there_before()
    {
        File.WriteAllText(_folder["page.html"], "open to all");
        await PageAsync("--person", "P2", "--as-of", "2026-03-31");

        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["page.html"]));
        }
    }

    private async Task RefreshAsync()
    {
        _scene.Set("empty_tables", string.Join(';', SsdClr.Payload.Reading.ChildQuery.Tables));
        _scene.Set("base_url", "https://receiver.test");
        _scene.Set("la_code", "999");
        var run = await CommandRun.OfAsync("refresh", "--database", _scene.File, "--as-of", "2026-03-31");
        Assert.AreEqual(0, run.ExitCode, run.Messages);
    }

    private async Task<string> PageAsync(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["report", "--database", _scene.File, "--out", _folder["page.html"], .. arguments]);
        Assert.AreEqual(0, run.ExitCode, run.Messages);
        return File.ReadAllText(_folder["page.html"]);
    }
}
