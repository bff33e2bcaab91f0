using System.Globalization;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Refreshing;

namespace SsdClr.Tests.Refreshing;

/// <summary>Nested records that children who stay are to lose: counted by type, and held where there are too many.</summary>
[TestClass]
public sealed class RemovalGuardTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    [DataRow("placement=20", "", true, DisplayName = "Twenty pass, however few are acknowledged")]
    [DataRow("placement=21", "placement=419", false, DisplayName = "Twenty-one of 419 are held at five per cent")]
    [DataRow("placement=21", "placement=420", true, DisplayName = "Twenty-one of 420 pass at five per cent")]
    [DataRow("assessment=20;placement=20", "", true, DisplayName = "Types are counted apart")]
    [DataRow("assessment=1;placement=21", "assessment=9000;placement=100", false, DisplayName = "One type beyond its share is enough")]
    [DataRow("placement=100000000", "placement=2000000000", true, DisplayName = "Large numbers do not overflow")]
    public void Removals_beyond_the_share_of_their_type_wait(string removed, string acknowledged, bool isWithin) =>
        Assert.AreEqual(isWithin, new RemovalGuard(Tally(removed), 5).IsWithin(Tally(acknowledged)));

    [TestMethod]
    public void Too_many_removals_fail_the_refresh_and_name_types_and_number()
    {
        AssessmentsGone();

        string message = Refuse();

        Assert.Contains("(24 of 24 assessment)", message, StringComparison.Ordinal);
        Assert.Contains("@confirm_removals = 25.", message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Children_who_change_otherwise_wait_with_those_who_lose_records()
    {
        AssessmentsGone();
        Refuse();
        Assert.AreEqual(("awaiting_confirmation updated", "awaiting_confirmation updated"), (_scene.State("1"), _scene.State("3")));
    }

    [TestMethod]
    public void A_refused_refresh_closes_the_way_out()
    {
        AssessmentsGone();
        Refuse();
        Assert.AreEqual("1", _scene.Value("SELECT COUNT(*) FROM csc.receiver WHERE refresh_refused_at IS NOT NULL"));
    }

    [TestMethod]
    public void They_are_held_again_when_nothing_has_changed_since()
    {
        AssessmentsGone();
        Refuse();
        Assert.Contains("@confirm_removals = 25.", Refuse(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(24)]
    [DataRow(26)]
    public void Another_number_confirms_nothing(int confirmed)
    {
        AssessmentsGone();
        _scene.ConfirmRemovals = confirmed;
        Refuse();
    }

    [TestMethod]
    public void The_very_number_confirmed_lets_them_go_and_opens_the_way_out()
    {
        AssessmentsGone();
        Refuse();
        _scene.ConfirmRemovals = 25;

        _scene.Refresh();

        Assert.AreEqual(
            ("pending updated", "pending updated", "0"),
            (_scene.State("1"), _scene.State("2"), _scene.Value("SELECT COUNT(*) FROM csc.receiver WHERE refresh_refused_at IS NOT NULL")));
    }

    [TestMethod]
    public void What_was_confirmed_once_is_not_asked_for_again_when_it_could_not_be_sent()
    {
        AssessmentsGone();
        _scene.ConfirmRemovals = 25;
        _scene.Refresh();
        _scene.ConfirmRemovals = null;

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_held_child_whose_records_come_back_is_accepted_as_it_was()
    {
        AssessmentsGone();
        Refuse();
        Assessments();

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void Few_removals_go_unasked()
    {
        AcceptedWithAssessments();
        _scene["max_removal_percent"] = "5";
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments WHERE cina_assessment_id IN ('A01', 'A02')");

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_in_flight_is_held_too_when_it_would_lose_records()
    {
        AcceptedWithAssessments();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Other' WHERE pers_person_id = '1'");
        _scene.Refresh();
        _scene.Claim();
        _scene["max_removal_percent"] = "5";
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");

        Refuse();

        Assert.AreEqual("awaiting_confirmation updated", _scene.State("1"));
    }

    [TestMethod]
    public void Records_of_a_child_that_is_gone_as_a_whole_are_not_counted()
    {
        AcceptedWithAssessments();
        _scene["max_removal_percent"] = "0";
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id IN ('1', '2')");

        _scene.Refresh();

        Assert.AreEqual("pending purge", _scene.State("1"));
    }

    [TestMethod]
    public void Both_guards_are_told_of_at_once_and_confirmed_at_once()
    {
        AssessmentsGone();
        _scene["max_deletion_percent"] = "1";
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id IN ('3', '4', '5', '6')");
        string message = Refuse();
        Assert.Contains("@confirm_deletions = 4, ", message, StringComparison.Ordinal);
        Assert.Contains("@confirm_removals = 25.", message, StringComparison.Ordinal);

        _scene.ConfirmDeletions = 4;
        Refuse();
        _scene.ConfirmRemovals = 25;
        _scene.Refresh();

        Assert.AreEqual(("pending updated", "pending purge"), (_scene.State("1"), _scene.State("3")));
    }

    [TestMethod]
    public void Renumbered_records_are_no_removals_where_their_ids_are_ignored()
    {
        AcceptedWithAssessments();
        _scene["max_removal_percent"] = "5";
        _scene["change_detection"] = "ignore_record_ids";
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_assessments SET cina_assessment_id = 'n' || cina_assessment_id; UPDATE dbo.ssd_person SET pers_surname = 'Other'");

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    private string Refuse() => Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh()).Message;

    // Child 1 loses 23 assessments, child 2 one and a plan; child 3 changes otherwise.
    private void AssessmentsGone()
    {
        AcceptedWithAssessments();
        _scene["max_removal_percent"] = "5";
        _scene.Ssd.Execute(
            "DELETE FROM dbo.ssd_cin_assessments; DELETE FROM dbo.ssd_cin_plans; UPDATE dbo.ssd_person SET pers_surname = 'Other' WHERE pers_person_id = '3'");
    }

    private void AcceptedWithAssessments()
    {
        foreach (string child in (string[])["1", "2", "3", "4", "5", "6"])
        {
            _scene.Ssd.ChildInCohort(child);
        }

        Assessments();
        _scene.Ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P2"), ("cinp_person_id", "2"), ("cinp_referral_id", "R-2"), ("cinp_cin_plan_start_date", "2025-07-01"));
        _scene.Refresh();
        _scene.Accept();
    }

    private void Assessments()
    {
        for (int assessment = 1; assessment <= 24; assessment++)
        {
            string child = assessment == 24 ? "2" : "1";
            _scene.Ssd.Insert(
                "ssd_cin_assessments",
                ("cina_assessment_id", string.Create(CultureInfo.InvariantCulture, $"A{assessment:D2}")),
                ("cina_person_id", child),
                ("cina_referral_id", "R-" + child),
                ("cina_assessment_start_date", "2025-08-01"));
        }
    }

    private static RecordTally Tally(string text)
    {
        var tally = new RecordTally();
        foreach (string[] item in text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('=')))
        {
            tally.Add(item[0], int.Parse(item[1], CultureInfo.InvariantCulture));
        }

        return tally;
    }
}
