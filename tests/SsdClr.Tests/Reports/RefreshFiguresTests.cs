using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Tests.Refreshing;

namespace SsdClr.Tests.Reports;

/// <summary>What a refresh leaves in csc.run_figure.</summary>
[TestClass]
public sealed class RefreshFiguresTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void The_cohort_is_counted_by_group_and_age()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.ChildInCohort("2");
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_dob = '2018-01-16'; INSERT INTO dbo.ssd_person (pers_person_id, pers_dob) VALUES ('3', '2010-01-01')");

        _scene.Refresh();

        Assert.AreEqual("2", Figure("group", "active_referral"));
        Assert.AreEqual("0", Figure("group", "looked_after"));
        Assert.AreEqual("0", _scene.Value("SELECT COUNT(*) FROM csc.run_figure WHERE kind = 'group' AND name = 'disability'"), "It is switched off.");
        Assert.AreEqual("2", Figure("age", "07"));
        Assert.AreEqual("2", _scene.Value("SELECT SUM(amount) FROM csc.run_figure WHERE kind = 'age'"));
    }

    [TestMethod]
    [DataRow("2018-01-15", "08", DisplayName = "Eight today")]
    [DataRow("2018-01-16", "07", DisplayName = "Eight tomorrow")]
    [DataRow("2026-01-15", "00", DisplayName = "Born today")]
    [DataRow("2026-05-01", "unborn", DisplayName = "A due date in the column of birth")]
    public void An_age_is_that_of_the_run_date(string born, string age)
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.Execute($"UPDATE dbo.ssd_person SET pers_dob = '{born}'");

        _scene.Refresh();

        Assert.AreEqual("1", Figure("age", age));
    }

    [TestMethod]
    [DataRow("2025-12-04", "unborn")]
    [DataRow("2025-12-03", "unknown")]
    public void A_child_expected_more_than_six_weeks_ago_is_not_unborn(string expected, string age)
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.Execute($"UPDATE dbo.ssd_person SET pers_dob = NULL, pers_expected_dob = '{expected}'");

        _scene.Refresh();

        Assert.AreEqual("1", Figure("age", age));
    }

    [TestMethod]
    public void Findings_are_counted_by_rule_and_by_table()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.ChildInCohort("2");
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_upn = 'short', pers_ethnicity = 'XXXX', pers_sex = 'QQ'");

        _scene.Refresh();

        Assert.AreEqual("4 of 2", Figure("warning", "code_unknown", withTotal: true));
        Assert.AreEqual("2 of 2", Figure("warning", "upn_format", withTotal: true));
        Assert.AreEqual(
            _scene.Value("SELECT SUM(amount) FROM csc.run_figure WHERE kind IN ('error', 'warning')"),
            _scene.Value("SELECT SUM(amount) FROM csc.run_figure WHERE kind = 'table'"));
        Assert.AreEqual("2", _scene.Value("SELECT of_total FROM csc.run_figure WHERE kind = 'table' AND name = 'ssd_person'"));
    }

    [TestMethod]
    public void Findings_agree_with_what_is_staged()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.ChildInCohort("2");
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_upn = 'short'; UPDATE dbo.ssd_person SET pers_forename = NULL, pers_surname = NULL WHERE pers_person_id = '2'");

        _scene.Refresh();

        Assert.AreEqual(
            _scene.Value("SELECT SUM(error_count + warning_count) FROM csc.staging"),
            _scene.Value("SELECT SUM(amount) FROM csc.run_figure WHERE kind IN ('error', 'warning')"));
    }

    [TestMethod]
    public void A_guard_that_stops_the_refresh_is_recorded()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene["empty_tables"] = string.Empty;

        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.AreEqual("0 of 100", Figure("guard", "table_drop_percent", withTotal: true));
        Assert.AreEqual("1", _scene.Value("SELECT COUNT(*) FROM csc.run_figure"));
    }

    [TestMethod]
    public void How_near_each_guard_was_is_recorded()
    {
        for (int child = 1; child <= 10; child++)
        {
            _scene.Ssd.ChildInCohort(child.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _scene.Refresh();
        _scene.Accept();
        _scene["max_deletion_percent"] = "1";
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE cine_person_id IN ('1', '2'); DELETE FROM dbo.ssd_person WHERE pers_person_id IN ('1', '2')");
        _scene.Refresh();

        Assert.AreEqual("2 of 3", Figure("guard", "deletions", withTotal: true));
        Assert.AreEqual("0 of 20", Figure("guard", "removals", withTotal: true));
        Assert.AreEqual("20 of 100", Figure("guard", "table_drop_percent", withTotal: true));
    }

    [TestMethod]
    public void A_run_that_refreshes_again_keeps_its_last_figures()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Ssd.ChildInCohort("2");

        _scene.RefreshAgain();

        Assert.AreEqual("2", Figure("group", "active_referral"));
    }

    [TestMethod]
    public void Every_table_read_has_a_figure()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();

        CollectionAssert.AreEquivalent(ChildQuery.Tables, _scene.Values("SELECT name FROM csc.run_figure WHERE kind = 'table'"));
    }

    private string? Figure(string kind, string name, bool withTotal = false) =>
        _scene.Value($"SELECT amount{(withTotal ? " || ' of ' || of_total" : string.Empty)} FROM csc.run_figure WHERE kind = '{kind}' AND name = '{name}' AND run_id = {_scene.RunId}");
}
