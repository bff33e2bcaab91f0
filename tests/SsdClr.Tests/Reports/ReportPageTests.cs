using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Payload.Reports;

namespace SsdClr.Tests.Reports;

/// <summary>The morning page over what runs have written.</summary>
[TestClass]
public sealed partial class ReportPageTests : IDisposable
{
    // The view of what needs attention looks at the clock of the machine.
    private static readonly DateTime s_now = DateTime.UtcNow;

    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();

    public ReportPageTests() => Execute(
        "INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) VALUES (1, 'https://receiver.test', '999', 'pers_person_id', '2026-01-01', 1)");

    public void Dispose() => _database.Dispose();

    [TestMethod]
    [DataRow("run", "succeeded", 4, "class=\"verdict good\"", "<strong>Yes.</strong>")]
    [DataRow("run", "failed", 4, "class=\"verdict bad\"", "failed. the words of the run")]
    [DataRow("submit", "interrupted", 4, "class=\"verdict bad\"", "was interrupted.")]
    [DataRow("run", "running", 4, "class=\"verdict look\"", "has not ended")]
    [DataRow("run", "succeeded", 76, "class=\"verdict bad\"", "76 hours ago")]
    [DataRow("refresh", "succeeded", 4, "class=\"verdict look\"", "<strong>No run.</strong>")]
    public void Last_night_is_judged_by_the_last_run_that_sends(string operation, string verdict, int hoursAgo, string colour, string words)
    {
        Run(1, operation, verdict, Hours(hoursAgo));

        string page = Page();

        Assert.Contains(colour, page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_good_run_with_refused_children_asks_to_look()
    {
        Run(1, "run", "succeeded", Day(0));
        Child("P1", "rejected", message: "rule 17 says no");

        string page = Page();

        Assert.Contains("<strong>Yes, and look:</strong>", page, StringComparison.Ordinal);
        Assert.Contains("1 child needs attention", page, StringComparison.Ordinal);
        Assert.Contains("rule 17 says no", page, StringComparison.Ordinal);
        Assert.Contains("csc.child_report_html(SYSDATETIME(), N&#39;P1&#39;)", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_report_of_one_day_judges_a_run_before_midnight()
    {
        Run(1, "run", "succeeded", s_now.Date.AddHours(-1).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

        var facts = new ReportReader(_database.Connection, _database.Settings()).Read(days: 1, s_now.Date.AddHours(8));

        Assert.AreEqual(("Yes.", 1), (NightVerdict.Of(facts).Word, facts.Nights.Count));
    }

    [TestMethod]
    public void What_another_receiver_accepted_is_not_told_of_this_one()
    {
        Execute("INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) VALUES (2, 'https://other.test', '999', 'pers_person_id', '2026-01-01', 0)");
        Run(1, "run", "succeeded", Day(0), sent: 2950, accepted: 2950);
        Execute("UPDATE csc.run_log SET receiver_id = 2");

        Assert.AreEqual(("No run.", 0L), (NightVerdict.Of(Facts(30)).Word, Facts(30).Nights.Sum(night => night.Accepted)));
    }

    [TestMethod]
    public void A_run_that_failed_before_it_knew_its_receiver_is_told()
    {
        Run(1, "run", "failed", Day(0));
        Execute("UPDATE csc.run_log SET receiver_id = NULL");

        Assert.AreEqual("No.", NightVerdict.Of(Facts(30)).Word);
    }

    [TestMethod]
    public void Runs_of_one_day_add_up()
    {
        Run(1, "run", "failed", Day(1), sent: 30, children: 10, accepted: 4, withheld: 3);
        Run(2, "run", "succeeded", Day(1, "05:30:00"), sent: 6, children: 6, accepted: 6, withheld: 2);

        ReportFacts facts = Facts(30);

        NightFigures night = facts.Nights[0];
        Assert.AreEqual("succeeded 16 in 36, 10 2", string.Create(CultureInfo.InvariantCulture, $"{night.Verdict} {night.Children} in {night.Attempts}, {night.Accepted} {night.Withheld}"));
    }

    [TestMethod]
    public void A_night_without_a_run_is_shown_and_days_before_the_first_are_not()
    {
        Run(1, "run", "succeeded", Day(3));
        Run(2, "run", "succeeded", Day(0));

        List<NightFigures> nights = Facts(30).Nights;

        Assert.AreEqual("3 succeeded, 2 , 1 , 0 succeeded", string.Join(", ", nights.Select(night => (s_now.Date - night.Day).Days.ToString(CultureInfo.InvariantCulture) + " " + night.Verdict)));
    }

    [TestMethod]
    public void Confirmed_removals_are_counted_by_night()
    {
        Run(1, "run", "succeeded", Day(0), sent: 2, accepted: 2);
        Execute(
            """
            INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, children, body_bytes, outcome) VALUES
                (1, 1, 1, '@now', 2, 10, 'accepted'), (2, 1, 1, '@now', 1, 10, 'refused');
            INSERT INTO csc.batch_child (batch_id, position, person_id, la_child_id, change, is_resend) VALUES
                (1, 0, 'P1', '1', 'purge', 0), (1, 1, 'P2', '2', 'new', 0), (2, 0, 'P3', '3', 'purge', 0);
            """.Replace("@now", Day(0), StringComparison.Ordinal));

        Assert.AreEqual(1, Facts(30).Nights.Single().Purged);
    }

    [TestMethod]
    [DataRow(1, "within a day")]
    [DataRow(25, "1 to 7 days ago")]
    [DataRow(24 * 20, "8 to 30 days ago")]
    [DataRow(24 * 60, "31 to 90 days ago")]
    [DataRow(24 * 200, "91 to 365 days ago")]
    [DataRow(24 * 500, "more than a year ago")]
    public void Knowledge_of_the_receiver_is_counted_by_age(int hoursAgo, string age)
    {
        Child("P1", "accepted", acknowledgedAt: Hours(hoursAgo));
        Child("P2", "pending", acknowledgedAt: Hours(hoursAgo));

        var found = Facts(30).Knowledge.Single(known => known.UpToDate + known.OutOfDate > 0);

        Assert.AreEqual((age, 1L, 1L), found);
    }

    [TestMethod]
    public void The_nearest_night_of_a_guard_is_kept()
    {
        Run(1, "run", "succeeded", Day(2));
        Run(2, "run", "succeeded", Day(1));
        Run(3, "run", "succeeded", Day(0));
        Execute("INSERT INTO csc.run_figure (run_id, kind, name, amount, of_total) VALUES (1, 'guard', 'deletions', 1, 3), (2, 'guard', 'deletions', 9, 10), (3, 'guard', 'deletions', 2, 10)");

        GuardFact guard = Facts(30).Guards.Single();

        Assert.AreEqual("2 of 10, 9 of 10 on 1", string.Create(CultureInfo.InvariantCulture, $"{guard.Amount} of {guard.Most}, {guard.NearestAmount} of {guard.NearestMost} on {(s_now.Date - guard.NearestAt.Date).Days}"));
    }

    [TestMethod]
    public void A_receiver_that_confirmed_nothing_shows_the_first_run_guard()
    {
        for (int child = 0; child < 25; child++)
        {
            Child("P" + child.ToString(CultureInfo.InvariantCulture), "pending", change: "new");
        }

        GuardFact guard = Facts(30).Guards.Single();

        Assert.AreEqual(("first_run", 25L, 20L), (guard.Name, guard.Amount, guard.Most));
    }

    [TestMethod]
    public void A_kind_with_many_rows_says_how_many_are_left_out()
    {
        for (int child = 0; child < 40; child++)
        {
            Child("P" + child.ToString("00", CultureInfo.InvariantCulture), "withheld");
        }

        string page = Page();

        Assert.Contains("shows 25 of 40: csc.needs_attention has all.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">P30<", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_tag_is_closed_and_nothing_comes_from_elsewhere()
    {
        Full(days: 3);

        string page = Page();

        Assert.IsNotNull(XDocument.Parse(page).Root);
        Assert.AreEqual(string.Empty, string.Join(", ", Outside().Matches(page).Select(match => match.Value)));
    }

    [TestMethod]
    public void Every_chart_has_a_name_and_every_table_a_caption()
    {
        Full(days: 3);
        XDocument page = XDocument.Parse(Page());

        Assert.IsGreaterThan(3, page.Descendants("svg").Count(svg => (string?)svg.Attribute("role") == "img"));
        Assert.IsTrue(page.Descendants("svg").All(svg => svg.Attribute("aria-label") is not null || svg.Attribute("aria-hidden") is not null));
        Assert.IsTrue(page.Descendants("table").All(table => table.Element("caption") is not null));
    }

    [TestMethod]
    public void Texts_of_the_receiver_are_no_markup()
    {
        Run(1, "run", "succeeded", Day(0));
        Child("<b>", "rejected", message: "<script>x</script>");

        string page = Page();

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_page_of_400_nights_is_small()
    {
        Full(days: 400);
        for (int child = 0; child < 200; child++)
        {
            Child("R" + child.ToString(CultureInfo.InvariantCulture), "rejected", message: new string('m', 200));
        }

        int bytes = Encoding.UTF8.GetByteCount(Page(400));

        Assert.IsLessThan(300 * 1024, bytes);
    }

    [TestMethod]
    public void The_summary_for_a_mail_holds_neither_id_nor_words_of_a_run()
    {
        Run(1, "run", "failed", Day(0));
        Child("P1", "rejected", message: "the words of the receiver");

        string summary = ReportPage.WriteSummary(Facts(30));

        Assert.DoesNotContain("P1", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("the words of", summary, StringComparison.Ordinal);
        Assert.Contains("csc.run_history says why.", summary, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">rejected</th><td class=\"n\">1</td>", summary, StringComparison.Ordinal);
    }

    [GeneratedRegex("<(script|link|img|iframe|object|embed|base|form)|(src|href|action|\\son[a-z]+)=|url\\(|@import|javascript:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Outside();

    private static string Day(int daysAgo, string time = "00:00:01") => s_now.AddDays(-daysAgo).ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture) + time;

    private static string Hours(int hoursAgo) => s_now.AddHours(-hoursAgo).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private ReportFacts Facts(int days) => new ReportReader(_database.Connection, _database.Settings()).Read(days, s_now);

    private string Page(int days = 30) => ReportPage.Write(Facts(days), new TSqlWords());

    private void Full(int days)
    {
        for (int day = 1; day <= days; day++)
        {
            Run(day, "run", day % 9 == 0 ? "failed" : "succeeded", s_now.AddDays(day - days).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), sent: 100 + (day * 7 % 90), accepted: 90 + (day % 50), withheld: day % 13);
            Execute($"INSERT INTO csc.run_figure (run_id, kind, name, amount, of_total) VALUES ({day}, 'guard', 'deletions', {day % 4}, 3), ({day}, 'group', 'looked_after', 17, NULL), ({day}, 'table', 'ssd_person', 3, {day}), ({day}, 'error', 'id_missing', 2, 1)");
        }

        Child("A", "accepted", acknowledgedAt: "2026-03-01 00:00:00");
        Child("W", "withheld");
    }

    private void Run(int runId, string operation, string verdict, string startedAt, int sent = 0, int accepted = 0, int withheld = 0, int children = 0)
    {
        string ended = verdict is "running" or "interrupted" ? "NULL" : $"'{startedAt}'";
        Execute(
            $"INSERT INTO csc.run_log (run_id, operation, started_at, ended_at, verdict, message, program_version, receiver_id, in_cohort, withheld, sent, children_sent, accepted, rejected, outcome_unknown) "
            + $"VALUES ({runId}, '{operation}', '{startedAt}', {ended}, '{verdict}', 'the words of the run', '1', 1, 500, {withheld}, {sent}, {children}, {accepted}, 0, 0)");
    }

    private void Child(string personId, string state, string change = "updated", string? message = null, string? acknowledgedAt = null) => Execute(
        $"INSERT INTO csc.staging (receiver_id, person_id, la_child_id, state, change, error_count, warning_count, attempts, last_message, acknowledged_at, acknowledged_hash, state_changed_at) "
        + $"VALUES (1, '{personId}', '{personId}', '{state}', '{change}', 0, 0, 0, {(message is null ? "NULL" : $"'{message}'")}, {(acknowledgedAt is null ? "NULL" : $"'{acknowledgedAt}'")}, {(acknowledgedAt is null ? "NULL" : "x'00'")}, '2026-03-31 03:31:00')");

    private void Execute(string sql)
    {
        using SqliteCommand command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        command.Execute();
    }
}
