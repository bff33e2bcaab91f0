namespace SsdClr.Tests.Refreshing;

/// <summary>A nested record that was acknowledged and is missing now: gone from SSD, or merely aged out of the window.</summary>
[TestClass]
public sealed class RemovedRecordTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void A_record_gone_from_SSD_is_named_as_removed_in_what_is_sent()
    {
        AcceptedWithAssessment("2026-01-05");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");

        _scene.Refresh();

        Assert.Contains("\"child_and_family_assessments\":[{\"child_and_family_assessment_id\":\"A1\",\"purge\":true}]", _scene.Staged("1", "body")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_payload_of_a_child_with_a_record_gone_does_not_hold_it()
    {
        AcceptedWithAssessment("2026-01-05");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");

        _scene.Refresh();

        Assert.DoesNotContain("A1", _scene.Staged("1", "payload")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_is_acknowledged_after_a_removal_is_the_payload()
    {
        AcceptedWithAssessment("2026-01-05");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        _scene.Refresh();

        _scene.Accept();

        Assert.AreEqual(_scene.Staged("1", "payload"), _scene.Staged("1", "acknowledged_payload"));
    }

    [TestMethod]
    public void A_removal_is_not_repeated_once_it_is_acknowledged()
    {
        AcceptedWithAssessment("2026-01-05");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        _scene.Refresh();
        _scene.Accept();

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void A_record_that_merely_left_the_window_is_neither_sent_nor_removed()
    {
        AcceptedWithAssessment("2026-01-05");
        AgeOut();

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_whose_record_aged_out_stays_accepted_the_next_night()
    {
        AcceptedWithAssessment("2026-01-05");
        AgeOut();
        _scene.Refresh();

        Assert.AreEqual((0, 1), (_scene.Refresh().RowsWritten, _scene.RefreshAgain().Unchanged));
    }

    [TestMethod]
    public void A_change_after_a_record_aged_out_is_sent_without_removing_that_record()
    {
        AcceptedWithAssessment("2026-01-05");
        AgeOut();
        _scene.Refresh();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Other'");

        _scene.Refresh();

        Assert.AreEqual(("pending updated", string.Empty), (_scene.State("1"), _scene.Staged("1", "COALESCE(body, '')")));
    }

    [TestMethod]
    [DataRow("unknown")]
    [DataRow("not_accepted")]
    public void A_removal_survives_a_POST_that_was_not_confirmed(string outcome)
    {
        AcceptedWithAssessment("2026-01-05");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        _scene.Refresh();
        _scene.Fail(outcome);

        _scene.Refresh();

        Assert.Contains("{\"child_and_family_assessment_id\":\"A1\",\"purge\":true}", _scene.Accept(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_record_sent_without_confirmation_and_gone_since_is_removed_too()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Accept();
        Assessment("2026-01-05");
        _scene.Refresh();
        _scene.Fail("unknown");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments; UPDATE dbo.ssd_person SET pers_surname = 'Other'");

        _scene.Refresh();

        Assert.Contains("{\"child_and_family_assessment_id\":\"A1\",\"purge\":true}", _scene.Accept(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_record_sent_without_confirmation_is_removed_too_when_the_child_is_again_as_acknowledged()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Accept();
        Assessment("2026-01-05");
        _scene.Refresh();
        _scene.Fail("unknown");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");

        _scene.Refresh();

        Assert.Contains("{\"child_and_family_assessment_id\":\"A1\",\"purge\":true}", _scene.Accept(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Removals_are_left_out_where_the_setting_says_so()
    {
        AcceptedWithAssessment("2026-01-05");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        _scene["full_includes_purges"] = "0";

        _scene.Refresh();

        Assert.AreEqual(("pending updated", string.Empty), (_scene.State("1"), _scene.Staged("1", "COALESCE(body, '')")));
    }

    private void AcceptedWithAssessment(string start)
    {
        _scene.Ssd.ChildInCohort("1");
        Assessment(start);
        _scene.Refresh();
        _scene.Accept();
    }

    private void Assessment(string start) => _scene.Ssd.Insert(
        "ssd_cin_assessments", ("cina_assessment_id", "A1"), ("cina_person_id", "1"), ("cina_referral_id", Referral()), ("cina_assessment_start_date", start));

    private string Referral() => _scene.Value("SELECT cine_referral_id FROM dbo.ssd_cin_episodes WHERE cine_person_id = '1'")!;

    // The record stays in SSD, and no date of it is in the window.
    private void AgeOut() => _scene.Ssd.Execute("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-05'");
}
