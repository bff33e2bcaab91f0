using SsdClr.Json;
using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>Findings are counted and placed anew for each child.</summary>
[TestClass]
public sealed class PayloadIssuesTests
{
    private static readonly JsonName s_outer = new("outer");
    private static readonly JsonName s_inner = new("inner");
    private static readonly JsonName s_key = new("key");

    [TestMethod]
    public void Starting_on_another_child_counts_from_nought()
    {
        var issues = new PayloadIssues(keep: true);
        Add(issues, PayloadRule.ChildIdMissing);
        Add(issues, PayloadRule.NoName);

        issues.Reset();

        Assert.AreEqual((0, 0, 0), (issues.Errors, issues.Warnings, issues.Found.Count));
    }

    [TestMethod]
    public void The_first_error_says_why_a_child_is_withheld()
    {
        var issues = new PayloadIssues(keep: false);
        Add(issues, PayloadRule.NoName);
        Assert.IsNull(issues.WithheldFor());

        Add(issues, PayloadRule.ChildIdMissing);
        Assert.AreEqual("id_missing: The child has no id in the column that la_child_id is taken from. Fill it in at its source. Column: table.column.", issues.WithheldFor());

        Add(issues, PayloadRule.DateUnreadable);
        Assert.AreEqual("id_missing: The child has no id in the column that la_child_id is taken from. Fill it in at its source. Column: table.column. There is 1 more error.", issues.WithheldFor());

        Add(issues, PayloadRule.DateUnreadable);
        Assert.EndsWith("There are 2 more errors.", issues.WithheldFor(), StringComparison.Ordinal);

        issues.Reset();
        Assert.IsNull(issues.WithheldFor());
    }

    [TestMethod]
    public void Starting_on_another_child_starts_at_its_root()
    {
        var issues = new PayloadIssues(keep: true);
        issues.Enter(s_outer);

        issues.Reset();
        Add(issues, PayloadRule.NoName);

        Assert.AreEqual("$.key", issues.Found[0].Path);
    }

    [TestMethod]
    public void Starting_on_another_child_ends_what_was_written_only_to_compare_it()
    {
        var issues = new PayloadIssues(keep: true);
        issues.Mute();

        issues.Reset();
        Add(issues, PayloadRule.NoName);

        Assert.AreEqual((false, 1), (issues.IsMuted, issues.Warnings));
    }

    [TestMethod]
    public void An_object_is_named_and_an_item_numbered_from_nought()
    {
        var issues = new PayloadIssues(keep: true);
        issues.Enter(s_outer);
        issues.Enter(s_inner, 0, recordId: "R1");
        Add(issues, PayloadRule.NoName);
        issues.Leave();
        Add(issues, PayloadRule.NoName);

        Assert.AreEqual("$.outer.inner[0].key $.outer.key", string.Join(' ', issues.Found.Select(issue => issue.Path)));
    }

    [TestMethod]
    public void A_finding_has_the_id_of_the_record_it_stands_in()
    {
        var issues = new PayloadIssues(keep: true);
        Add(issues, PayloadRule.NoName);
        issues.Enter(s_outer, 0, recordId: "R1");
        Add(issues, PayloadRule.NoName);
        issues.Enter(s_inner, 0, recordId: "R2");
        Add(issues, PayloadRule.NoName);
        issues.AddRecord(PayloadRule.NoName, IssueOutcome.Sent, s_key, "table.column", "R3");

        Assert.AreEqual(", R1, R2, R3", string.Join(", ", issues.Found.Select(issue => issue.RecordId)));
    }

    [TestMethod]
    public void Findings_of_each_child_go_to_the_tally()
    {
        var tally = new IssueTally();
        var issues = new PayloadIssues(keep: false, tally);
        Add(issues, PayloadRule.NoName);
        issues.Reset();
        Add(issues, PayloadRule.NoName);
        Add(issues, PayloadRule.NoName);

        var counted = tally.Warnings.Single();
        Assert.AreEqual(("no_name", 3L, 2L), (counted.Key, counted.Value.Findings, counted.Value.Children));
    }

    [TestMethod]
    public void Where_they_are_not_kept_they_are_counted_alone()
    {
        var issues = new PayloadIssues(keep: false);
        Add(issues, PayloadRule.NoName);

        Assert.AreEqual((1, 0), (issues.Warnings, issues.Found.Count));
    }

    [TestMethod]
    public void What_is_written_twice_only_to_compare_it_is_not_counted()
    {
        var issues = new PayloadIssues(keep: true);
        issues.Mute();
        issues.Mute();
        issues.Unmute();
        var isMutedYet = issues.IsMuted;
        Add(issues, PayloadRule.NoName);
        issues.Unmute();

        Assert.AreEqual((true, false, 0), (isMutedYet, issues.IsMuted, issues.Warnings));
    }

    [TestMethod]
    public void What_is_heard_tells_records_apart_that_are_sent_alike()
    {
        var issues = new PayloadIssues(keep: true);
        var around = issues.MuteAndHear();
        Add(issues, PayloadRule.NoName);
        issues.AddRecord(PayloadRule.NoName, IssueOutcome.Sent, s_key, "table.column", "R1");

        Assert.AreEqual(("no_name table.column\nno_name table.column R1\n", false, 0), (issues.UnmuteAndTell(around), issues.IsMuted, issues.Warnings));
    }

    [TestMethod]
    public void What_is_heard_of_a_record_goes_on_after_one_within_it()
    {
        var issues = new PayloadIssues(keep: true);
        var around = issues.MuteAndHear();
        Add(issues, PayloadRule.NoName);
        var within = issues.MuteAndHear();
        Add(issues, PayloadRule.NoBirthDate);
        var heardWithin = issues.UnmuteAndTell(within);
        Add(issues, PayloadRule.NoName);

        Assert.AreEqual(("no_birth_date table.column\n", "no_name table.column\nno_name table.column\n"), (heardWithin, issues.UnmuteAndTell(around)));
    }

    private static void Add(PayloadIssues issues, PayloadRule rule) => issues.Add(rule, IssueOutcome.Sent, s_key, "table.column");
}
