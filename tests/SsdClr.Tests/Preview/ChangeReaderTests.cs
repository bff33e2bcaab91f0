using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;
using SsdClr.Tests.Refreshing;

namespace SsdClr.Tests.Preview;

/// <summary>What changed between what is staged and what the current receiver last acknowledged.</summary>
[TestClass]
public sealed class ChangeReaderTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void A_changed_surname_is_one_change_with_both_values()
    {
        Accepted();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Later'");

        _scene.Refresh();

        Assert.AreEqual("1 $.child_details.surname \"Earlier\" -> \"Later\" child_details value changed", Changes("1"));
    }

    [TestMethod]
    public void A_record_that_came_is_added()
    {
        Accepted();
        Assessment("A2");

        _scene.Refresh();

        StringAssert.StartsWith(
            Changes("1"),
            "1 $.social_care_episodes[id=R-1].child_and_family_assessments[id=A2]  -> {\"child_and_family_assessment_id\":\"A2\",",
            StringComparison.Ordinal);
        StringAssert.EndsWith(Changes("1"), " assessment added", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_record_whose_row_is_gone_is_removed_as_gone()
    {
        Accepted();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");

        _scene.Refresh();

        StringAssert.EndsWith(Changes("1"), " ->  assessment removed: gone", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_record_whose_row_left_the_window_is_removed_as_aged_out()
    {
        Accepted();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-05'");

        _scene.Refresh();

        StringAssert.EndsWith(Changes("1"), " ->  assessment removed: aged out", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_record_of_another_child_does_not_keep_one_from_being_gone()
    {
        Accepted();
        _scene.Ssd.ChildInCohort("2");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        Assessment("A1", person: "2");

        _scene.Refresh();

        StringAssert.EndsWith(Changes("1"), " assessment removed: gone", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_child_the_receiver_does_not_know_is_one_change()
    {
        _scene.Ssd.ChildInCohort("1");

        _scene.Refresh();

        Assert.AreEqual($"1 $  -> {_scene.Staged("1", "payload")} child added", Changes("1"));
    }

    [TestMethod]
    public void A_child_to_be_purged_is_one_change()
    {
        Accepted();
        string? acknowledged = _scene.Staged("1", "acknowledged_payload");
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_person");

        _scene.Refresh();

        Assert.AreEqual($"1 $ {acknowledged} ->  child removed: gone", Changes("1"));
    }

    [TestMethod]
    public void A_child_whose_purge_is_confirmed_has_no_changes()
    {
        Accepted();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_person");
        _scene.Refresh();
        _scene.Accept();

        Assert.AreEqual(string.Empty, Changes("1"));
    }

    [TestMethod]
    public void A_child_that_left_the_cohort_and_is_still_in_SSD_has_no_changes()
    {
        Accepted();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_dob = '1980-01-01'");

        _scene.Refresh();

        Assert.AreEqual(("dormant none", string.Empty), (_scene.State("1"), Changes("1")));
    }

    [TestMethod]
    public void A_child_acknowledged_as_it_is_has_no_changes()
    {
        Accepted();
        Assert.AreEqual(string.Empty, Changes("1"));
    }

    [TestMethod]
    public void What_was_acknowledged_in_a_shape_we_do_not_know_is_one_change()
    {
        Accepted();
        _scene.Ssd.Execute("UPDATE csc.staging SET acknowledged_payload = '{\"of\":\"another version\"}'");

        Assert.AreEqual($"1 $ {{\"of\":\"another version\"}} -> {_scene.Staged("1", "payload")} child value changed", Changes("1"));
    }

    [TestMethod]
    public void A_person_who_is_not_staged_is_not_found()
    {
        Accepted();
        Assert.IsNull(Reader().Find("2"));
    }

    [TestMethod]
    public void Nobody_is_found_before_anything_is_staged()
    {
        _scene.Ssd.ChildInCohort("1");
        Assert.IsNull(Reader().Find("1"));
    }

    [TestMethod]
    public void What_another_receiver_acknowledged_does_not_count()
    {
        Accepted();
        _scene["base_url"] = "https://other.test";

        _scene.Refresh();

        StringAssert.EndsWith(Changes("1"), " child added", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_person_whom_only_the_collation_of_SSD_calls_equal_lends_no_records()
    {
        using var scene = new RefreshScene(SsdDatabase.WithIdsUnder("hyphens_ignored", (left, right) => string.CompareOrdinal(Plain(left), Plain(right))));
        scene.Ssd.ChildInCohort("1");
        scene.Ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A1"), ("cina_person_id", "1"), ("cina_referral_id", "R-1"), ("cina_assessment_start_date", "2026-01-05"));
        scene.Refresh();
        scene.Accept();
        scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        scene.Refresh();
        scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes; DELETE FROM dbo.ssd_person");
        scene.Ssd.ChildInCohort("-1");
        scene.Ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A1"), ("cina_person_id", "-1"), ("cina_referral_id", "R--1"), ("cina_assessment_start_date", "2001-01-05"));

        ChangePreview change = Assert.ContainsSingle(new ChangeReader(scene.Ssd.Context, scene.Settings).Find("1")!);

        Assert.AreEqual("removed: gone", change.Change.Reason);
        static string Plain(string id) => id.Replace("-", string.Empty, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Only_pending_updates_are_pending_updates()
    {
        TwoUpdatedOneNew();
        _scene.Put("2", "in_flight");

        Assert.AreEqual("1", string.Join(' ', Reader().PendingUpdates().Keys));
    }

    [TestMethod]
    public void Pending_updates_of_another_receiver_are_not_counted()
    {
        TwoUpdatedOneNew();
        _scene["base_url"] = "https://other.test";

        _scene.Refresh();

        Assert.IsEmpty(Reader().PendingUpdates());
    }

    [TestMethod]
    public void The_children_of_a_range_are_taken_out_of_the_set_with_their_changes()
    {
        TwoUpdatedOneNew();
        Dictionary<string, bool> pending = Reader().PendingUpdates();

        List<List<ChangePreview>> taken = Reader().Take(new PersonRange(after: null, upTo: "1"), pending);

        Assert.AreEqual("1 $.child_details.surname \"Earlier\" -> \"Later\" child_details value changed", Lines(Assert.ContainsSingle(taken)));
        Assert.AreEqual("2", string.Join(' ', pending.Keys));
    }

    [TestMethod]
    public void Children_who_are_not_in_the_set_are_not_taken()
    {
        TwoUpdatedOneNew();
        Assert.IsEmpty(Reader().Take(new PersonRange(after: null, upTo: null), []));
    }

    [TestMethod]
    public void A_child_is_taken_with_what_SSD_holds_of_it()
    {
        Accepted();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-05'");
        _scene.Refresh();

        List<List<ChangePreview>> taken = Reader().Take(new PersonRange(after: null, upTo: null), new Dictionary<string, bool>(StringComparer.Ordinal) { ["1"] = true });

        StringAssert.EndsWith(Lines(Assert.ContainsSingle(taken)), " assessment removed: aged out", StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_is_missing_of_a_child_who_has_left_SSD_is_gone()
    {
        Accepted();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-05'");
        _scene.Refresh();

        StringAssert.EndsWith(Lines(Reader().FindGone("1")!), " assessment removed: gone", StringComparison.Ordinal);
    }

    private void TwoUpdatedOneNew()
    {
        Accepted();
        _scene.Ssd.ChildInCohort("2", ("pers_surname", "Earlier"));
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Later'");
        _scene.Ssd.ChildInCohort("3");
        _scene.Refresh();
    }

    private void Accepted()
    {
        _scene.Ssd.ChildInCohort("1", ("pers_surname", "Earlier"));
        Assessment("A1");
        _scene.Refresh();
        _scene.Accept();
    }

    private void Assessment(string id, string person = "1") => _scene.Ssd.Insert(
        "ssd_cin_assessments", ("cina_assessment_id", id), ("cina_person_id", person), ("cina_referral_id", "R-" + person), ("cina_assessment_start_date", "2026-01-05"));

    private ChangeReader Reader() => new(_scene.Ssd.Context, _scene.Settings);

    private string Changes(string personId) => Lines(Reader().Find(personId)!);

    private static string Lines(List<ChangePreview> changes) => string.Join('\n', changes.ConvertAll(preview =>
        $"{preview.PersonId} {preview.Change.Path} {preview.Change.OldValue} -> {preview.Change.NewValue} {preview.Change.Block} {preview.Change.Reason}"));
}
