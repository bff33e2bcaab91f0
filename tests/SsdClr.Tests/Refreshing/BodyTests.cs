using SsdClr.Ledger;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

/// <summary>What is sent of a child that was sent before: settings mode, change_detection and clear_with_null.</summary>
[TestClass]
public sealed class BodyTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void A_first_sending_is_whole_in_mode_partial_too()
    {
        _scene["mode"] = "partial";
        _scene.Ssd.ChildInCohort("1");

        _scene.Refresh();

        Assert.AreEqual("1 " + _scene.Ssd.Payload("1"), _scene.Accept());
    }

    [TestMethod]
    public void A_change_is_sent_in_part_where_it_is_certain_what_the_receiver_holds()
    {
        Accepted();
        _scene["mode"] = "partial";
        Rename("Other");

        _scene.Refresh();

        Assert.DoesNotContain("social_care_episodes", _scene.Accept(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_is_acknowledged_after_a_partial_body_is_the_payload()
    {
        Accepted();
        _scene["mode"] = "partial";
        Rename("Other");
        _scene.Refresh();

        _scene.Accept();

        Assert.AreEqual(("accepted none", _scene.Ssd.Payload("1")), (_scene.State("1"), _scene.Staged("1", "acknowledged_payload")));
    }

    [TestMethod]
    [DataRow("unknown")]
    [DataRow("not_accepted")]
    public void A_partial_body_leaves_once_and_the_child_goes_whole_after_that(string outcome)
    {
        Accepted();
        _scene["mode"] = "partial";
        Rename("Other");
        _scene.Refresh();
        _scene.Fail(outcome);

        Assert.AreEqual("1 " + _scene.Ssd.Payload("1"), _scene.Accept());
    }

    [TestMethod]
    public void A_partial_body_that_was_in_flight_when_a_run_died_is_followed_by_the_whole()
    {
        Accepted();
        _scene["mode"] = "partial";
        Rename("Other");
        _scene.Refresh();
        _scene.Claim();

        Assert.AreEqual("1 " + _scene.Ssd.Payload("1"), _scene.Accept());
    }

    [TestMethod]
    public void A_partial_body_sent_again_at_once_is_the_whole()
    {
        Accepted();
        _scene["mode"] = "partial";
        Rename("Other");
        _scene.Refresh();

        PendingChild child = _scene.Claim().Children.Single();

        Assert.AreEqual(_scene.Ssd.Payload("1"), child.AsResend().Content);
    }

    [TestMethod]
    public void A_change_after_an_unknown_outcome_is_sent_whole()
    {
        Accepted();
        _scene["mode"] = "partial";
        Rename("Other");
        _scene.Refresh();
        _scene.Fail("unknown");
        Rename("Third");

        _scene.Refresh();

        Assert.AreEqual("1 " + _scene.Ssd.Payload("1"), _scene.Accept());
    }

    [TestMethod]
    public void A_change_against_an_acknowledged_payload_that_cannot_be_read_is_sent_whole()
    {
        Accepted();
        _scene["mode"] = "partial";
        _scene.Ssd.Execute("UPDATE csc.staging SET acknowledged_payload = '{\"other\":1}'");
        Rename("Other");

        _scene.Refresh();

        Assert.AreEqual("1 " + _scene.Ssd.Payload("1"), _scene.Accept());
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("1")]
    public void The_whole_that_follows_a_partial_body_names_what_is_gone(string fullIncludesPurges)
    {
        _scene["full_includes_purges"] = fullIncludesPurges;
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P1"), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        _scene.Refresh();
        _scene.Accept();
        _scene["mode"] = "partial";
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_plans");
        _scene.Refresh();
        _scene.Fail("unknown");

        string sent = _scene.Accept();

        Assert.Contains("\"referral_date\":\"2025-06-01\"", sent, StringComparison.Ordinal);
        Assert.Contains("{\"child_in_need_plan_id\":\"P1\",\"purge\":true}", sent, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_partial_body_that_waits_is_made_whole_when_the_mode_is_full_again()
    {
        Accepted();
        _scene["mode"] = "partial";
        Rename("Other");
        _scene.Refresh();
        _scene["mode"] = "full";

        _scene.Refresh();

        Assert.AreEqual("1 " + _scene.Ssd.Payload("1"), _scene.Accept());
    }

    [TestMethod]
    public void A_child_of_whom_only_record_ids_changed_is_not_sent_where_they_are_ignored()
    {
        Accepted();
        _scene["change_detection"] = "ignore_record_ids";
        Renumber();

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_of_whom_only_record_ids_changed_night_after_night_is_never_sent()
    {
        Accepted();
        _scene["change_detection"] = "ignore_record_ids";
        Renumber();
        _scene.Refresh();
        Renumber();

        Assert.AreEqual((0, 1), (_scene.Refresh().Updated, _scene.RefreshAgain().Unchanged));
    }

    [TestMethod]
    public void By_default_a_change_of_record_ids_is_sent()
    {
        Accepted();
        Renumber();

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    [TestMethod]
    public void Where_record_ids_are_ignored_a_changed_child_goes_whole_with_its_old_records_purged_whatever_the_mode()
    {
        Accepted();
        _scene["change_detection"] = "ignore_record_ids";
        _scene["mode"] = "partial";
        Renumber();
        Rename("Other");

        _scene.Refresh();

        string sent = _scene.Accept();
        Assert.Contains("\"social_care_episode_id\":\"nR-1\",\"referral_date\"", sent, StringComparison.Ordinal);
        Assert.Contains("{\"social_care_episode_id\":\"R-1\",\"purge\":true}", sent, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_body_read_before_a_refresh_made_another_is_not_claimed()
    {
        Accepted();
        Rename("Other");
        _scene.Refresh();
        PendingChild read = _scene.Claim().Children.Single();
        _scene.Ssd.Execute("UPDATE csc.staging SET state = 'pending', body = '{}'");

        Assert.IsNull(_scene.Claim([read]));
    }

    [TestMethod]
    public void A_refused_child_is_not_tried_again_for_other_record_ids_where_they_are_ignored()
    {
        Accepted();
        Rename("Other");
        _scene.Refresh();
        _scene.Claim();
        _scene.Put("1", "rejected");
        _scene["change_detection"] = "ignore_record_ids";
        Renumber();

        _scene.Refresh();

        Assert.AreEqual("rejected updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_refused_child_stays_refused_night_after_night_of_other_record_ids()
    {
        Accepted();
        _scene["change_detection"] = "ignore_record_ids";
        _scene["clear_with_null"] = "1";
        Rename(surname: null);
        _scene.Refresh();
        _scene.Claim();
        _scene.Put("1", "rejected");
        for (int night = 0; night < 3; night++)
        {
            Renumber();
            _scene.Refresh();
        }

        Assert.AreEqual("rejected updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_refused_child_whose_body_a_setting_changed_goes_again_though_record_ids_are_ignored()
    {
        Accepted();
        _scene["change_detection"] = "ignore_record_ids";
        _scene["clear_with_null"] = "1";
        Rename(surname: null);
        _scene.Refresh();
        _scene.Claim();
        _scene.Put("1", "rejected");
        _scene["clear_with_null"] = "0";
        Renumber();

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
        Assert.DoesNotContain("\"surname\":null", _scene.Accept(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_refused_child_of_other_record_ids_whose_id_another_has_too_is_withheld_though_they_are_ignored()
    {
        _scene["la_child_id_column"] = "pers_legacy_id";
        _scene["change_detection"] = "ignore_record_ids";
        _scene.Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));
        _scene.Refresh();
        _scene.Claim();
        _scene.Put("1", "rejected");
        Renumber();
        _scene.Ssd.ChildInCohort("2", ("pers_legacy_id", "L1"));

        _scene.Refresh();

        Assert.AreEqual("withheld new", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_refused_with_nulls_is_tried_again_without_them()
    {
        Accepted();
        _scene["clear_with_null"] = "1";
        Rename(null);
        _scene.Refresh();
        _scene.Claim();
        _scene.Put("1", "rejected");
        _scene.Refresh();
        string refused = _scene.State("1");
        _scene["clear_with_null"] = "0";

        _scene.Refresh();

        Assert.AreEqual(("rejected updated", "pending updated"), (refused, _scene.State("1")));
    }

    [TestMethod]
    public void A_cleared_value_is_left_out_and_listed_also_after_it_was_acknowledged()
    {
        Accepted();
        Rename(null);
        _scene.Refresh();
        string before = Findings();
        _scene.Accept();
        _scene.Refresh();

        Assert.AreEqual(("$.child_details.surname ssd_person.pers_surname", before), (before, Findings()));
    }

    [TestMethod]
    public void A_value_that_is_held_again_is_listed_no_more()
    {
        Accepted();
        Rename(null);
        _scene.Refresh();
        _scene.Accept();
        Rename("Again");

        Assert.AreEqual(string.Empty, Findings());
    }

    [TestMethod]
    public void A_child_whose_part_was_refused_is_not_sent_whole_because_a_questionnaire_aged_out()
    {
        _scene.Ssd.ChildInCohort("1");
        foreach (string date in (string[])["2024-06-23", "2023-08-05"])
        {
            _scene.Ssd.Insert("ssd_sdq_scores", ("csdq_person_id", "1"), ("csdq_sdq_completed_date", date), ("csdq_sdq_score", "11"));
        }

        _scene.Refresh();
        _scene.Accept();
        _scene["mode"] = "partial";
        _scene.AsOf = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Unspecified);
        Rename("Other");
        _scene.Refresh();
        Assert.DoesNotContain("sdq", _scene.Claim().Children.Single().Content, StringComparison.Ordinal);
        _scene.Put("1", "rejected");

        _scene.Refresh();

        Assert.AreEqual("rejected updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_value_cleared_in_a_record_is_listed_until_the_record_is_gone()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = '2026-01-02'");
        _scene.Ssd.Referral("R-2", "1");
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = NULL");
        _scene.Refresh();
        Assert.AreEqual("$.social_care_episodes[id=R-1].closure_date ssd_cin_episodes.cine_close_date", Findings());
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE cine_referral_id = 'R-1'");

        Assert.AreEqual(string.Empty, Findings());
    }

    [TestMethod]
    public void A_cleared_value_that_came_back_and_went_again_before_it_was_sent_stays_listed()
    {
        Accepted();
        Rename(null);
        _scene.Refresh();
        _scene.Accept();
        Rename("Again");
        _scene.Refresh();
        Rename(null);

        _scene.Refresh();

        Assert.AreEqual(("accepted none", "$.child_details.surname ssd_person.pers_surname"), (_scene.State("1"), Findings()));
    }

    [TestMethod]
    public void A_value_cleared_in_a_record_that_went_and_came_back_before_that_was_sent_stays_listed()
    {
        ClearedInARecord();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_person_id = 'other' WHERE cine_referral_id = 'R-1'");
        _scene.Refresh();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_person_id = '1' WHERE cine_referral_id = 'R-1'");

        _scene.Refresh();

        Assert.AreEqual(("accepted none", "$.social_care_episodes[id=R-1].closure_date ssd_cin_episodes.cine_close_date"), (_scene.State("1"), Findings()));
    }

    [TestMethod]
    public void A_value_cleared_in_a_record_is_not_listed_when_the_record_was_removed_and_comes_back()
    {
        ClearedInARecord();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_person_id = 'other' WHERE cine_referral_id = 'R-1'");
        _scene.Refresh();
        Assert.Contains("{\"social_care_episode_id\":\"R-1\",\"purge\":true}", _scene.Accept(), StringComparison.Ordinal);
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_person_id = '1' WHERE cine_referral_id = 'R-1'");

        _scene.Refresh();

        Assert.AreEqual(("pending updated", string.Empty), (_scene.State("1"), Findings()));
    }

    [TestMethod]
    public void A_value_cleared_in_a_record_stays_listed_where_the_record_has_another_id_and_those_are_ignored()
    {
        ClearedInARecord();
        RenumberUnsent();
        string after = Findings();
        Renumber();

        _scene.Refresh();

        Assert.AreEqual(
            ("accepted none", "$.social_care_episodes[id=nR-1].closure_date ssd_cin_episodes.cine_close_date", "$.social_care_episodes[id=nnR-1].closure_date ssd_cin_episodes.cine_close_date"),
            (_scene.State("1"), after, Findings()));
    }

    [TestMethod]
    public void A_value_cleared_in_a_record_is_listed_for_each_record_that_may_be_the_renumbered_one()
    {
        ClearedInARecord();
        MakeAlike();
        RenumberUnsent();

        Assert.AreEqual(
            "$.social_care_episodes[id=nR-1].closure_date ssd_cin_episodes.cine_close_date\n$.social_care_episodes[id=nR-2].closure_date ssd_cin_episodes.cine_close_date",
            Findings());
    }

    [TestMethod]
    public void A_value_cleared_in_a_record_that_kept_its_id_is_not_listed_for_one_like_it_that_did_not()
    {
        ClearedInARecord();
        MakeAlike();
        RenumberUnsent("R-2");

        Assert.AreEqual("$.social_care_episodes[id=R-1].closure_date ssd_cin_episodes.cine_close_date", Findings());
    }

    [TestMethod]
    public void A_value_cleared_in_a_renumbered_record_is_listed_no_more_when_the_record_of_the_old_id_was_removed()
    {
        ClearedInARecord();
        RenumberUnsent();
        Rename("Other");
        _scene.Refresh();
        string staged = Findings();

        string sent = _scene.Accept();
        _scene.Refresh();

        Assert.AreEqual((string.Empty, string.Empty), (staged, Findings()));
        Assert.Contains("{\"social_care_episode_id\":\"R-1\",\"purge\":true}", sent, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("full")]
    [DataRow("partial")]
    public void A_value_cleared_in_a_renumbered_record_is_cleared_once_the_setting_is_switched_on(string mode)
    {
        ClearedInARecord();
        RenumberUnsent();
        _scene["clear_with_null"] = "1";
        _scene["mode"] = mode;

        _scene.Refresh();

        Assert.Contains("{\"social_care_episode_id\":\"R-1\",\"purge\":true}", _scene.Accept(), StringComparison.Ordinal);
        _scene.Refresh();
        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void A_cleared_value_is_sent_as_null_where_the_setting_says_so()
    {
        Accepted();
        _scene["clear_with_null"] = "1";
        Rename(null);

        _scene.Refresh();

        Assert.AreEqual(string.Empty, Findings());
        Assert.Contains("\"surname\":null", _scene.Accept(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("full")]
    [DataRow("partial")]
    public void Values_left_out_before_are_cleared_once_the_setting_is_switched_on(string mode)
    {
        Accepted();
        Rename(null);
        _scene.Refresh();
        _scene.Accept();
        _scene["clear_with_null"] = "1";
        _scene["mode"] = mode;

        _scene.Refresh();

        Assert.Contains("\"surname\":null", _scene.Accept(), StringComparison.Ordinal);
        _scene.Refresh();
        Assert.AreEqual(("accepted none", string.Empty), (_scene.State("1"), Findings()));
    }

    [TestMethod]
    public void Nulls_that_wait_still_wait_after_another_refresh_and_are_withdrawn_when_the_setting_is_switched_off()
    {
        Accepted();
        Rename(null);
        _scene.Refresh();
        _scene.Accept();
        _scene["clear_with_null"] = "1";
        _scene.Refresh();
        _scene.Refresh();
        Assert.AreEqual("pending updated", _scene.State("1"));
        _scene["clear_with_null"] = "0";

        _scene.Refresh();

        Assert.AreEqual(("accepted none", "$.child_details.surname ssd_person.pers_surname"), (_scene.State("1"), Findings()));
    }

    [TestMethod]
    public void Nulls_that_were_not_confirmed_are_sent_again()
    {
        Accepted();
        Rename(null);
        _scene.Refresh();
        _scene.Accept();
        _scene["clear_with_null"] = "1";
        _scene.Refresh();
        _scene.Fail("unknown");
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_forename = 'New'");

        _scene.Refresh();

        Assert.Contains("\"surname\":null", _scene.Accept(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_was_sent_unconfirmed_in_two_nights_is_removed_of_both()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Accept();
        foreach (string plan in (string[])["P1", "P2"])
        {
            _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_plans");
            _scene.Ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", plan), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-07-01"));
            _scene.Refresh();
            _scene.Fail("unknown");
        }

        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_plans");
        _scene.Refresh();

        string sent = _scene.Accept();
        Assert.Contains("{\"child_in_need_plan_id\":\"P1\",\"purge\":true}", sent, StringComparison.Ordinal);
        Assert.Contains("{\"child_in_need_plan_id\":\"P2\",\"purge\":true}", sent, StringComparison.Ordinal);
    }

    private void Accepted()
    {
        _scene.Ssd.ChildInCohort("1", ("pers_surname", "First"));
        _scene.Refresh();
        _scene.Accept();
    }

    // Accepted, and accepted again without the date of closure of one of two episodes.
    private void ClearedInARecord()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = '2026-01-02'");
        _scene.Ssd.Referral("R-2", "1");
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_referral_date = '2025-11-11' WHERE cine_referral_id = 'R-2'");
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = NULL");
        _scene.Refresh();
        _scene.Accept();
    }

    // Nothing tells the two episodes apart but their ids, and the receiver has them so.
    private void MakeAlike()
    {
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_referral_date = '2025-11-11'");
        _scene.Refresh();
        _scene.Accept();
    }

    private void RenumberUnsent(string id = "%")
    {
        _scene["change_detection"] = "ignore_record_ids";
        _scene.Ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_referral_id = 'n' || cine_referral_id WHERE cine_referral_id LIKE '{id}'");
        _scene.Refresh();
    }

    private void Rename(string? surname) => _scene.Ssd.Execute($"UPDATE dbo.ssd_person SET pers_surname = {(surname is null ? "NULL" : $"'{surname}'")}");

    private void Renumber() => _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_referral_id = 'n' || cine_referral_id");

    private string Findings() => string.Join('\n', new PreviewReader(_scene.Ssd.Context, _scene.Settings, SsdDatabase.AsOf)
        .Issues(new PersonRange(after: null, upTo: null))
        .Where(issue => issue.Issue.Rule.Name == "cleared_value_not_sent")
        .Select(issue => issue.Issue.Path + " " + issue.Issue.Source));
}
