using SsdClr.Ledger;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SsdClr.Payload.Reading;
using SsdClr.Runs;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

[TestClass]
public sealed class StagingRefreshTests : IDisposable
{
    private const string WaysClosed = "SELECT COUNT(*) FROM csc.receiver WHERE refresh_refused_at IS NOT NULL";

    private readonly RefreshScene _scene = new();

    private SsdDatabase Ssd => _scene.Ssd;

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void A_new_child_is_pending_with_its_payload()
    {
        Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));

        _scene.Refresh();

        Assert.AreEqual("1|1|pending|new|0||||", _scene.Staging("person_id, la_child_id, state, change, attempts, unconfirmed_batch_id, held, body, partial_body"));
        Assert.AreEqual(Ssd.Payload("1"), _scene.Staged("1", "payload"));
    }

    [TestMethod]
    public void The_hash_staged_is_that_of_the_payload_in_UTF_8()
    {
        Ssd.ChildInCohort("1", ("pers_forename", "Zo\u00eb \U0001F600"));

        _scene.Refresh();

        byte[] payload = System.Text.Encoding.UTF8.GetBytes(Ssd.Payload("1")!);
        Assert.AreEqual(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(payload)), _scene.Staging("payload_hash"));
    }

    [TestMethod]
    public void A_person_outside_the_cohort_has_no_row()
    {
        Ssd.Person("1");

        _scene.Refresh();

        Assert.AreEqual("no row", _scene.State("1"));
    }

    [TestMethod]
    public void What_restricted_the_cohort_is_written_down_with_what_was_staged()
    {
        AcceptedChild("1");
        _scene["pilot_person_ids"] = "1";
        _scene.Refresh();
        Assert.AreEqual("pilot_person_ids", _scene.Value("SELECT staged_restriction FROM csc.receiver"));
        _scene["pilot_person_ids"] = string.Empty;

        _scene.Refresh();

        Assert.AreEqual(string.Empty, _scene.Value("SELECT staged_restriction FROM csc.receiver"));
    }

    [TestMethod]
    public void A_restriction_counts_as_ended_before_a_refresh_without_it_and_as_begun_after_one_with_it()
    {
        AcceptedChild("1");
        SsdClr.Runs.ReceiverRegister.RecordStaging(Ssd.Context, 1, "pilot_person_ids", isComplete: false);
        Assert.AreEqual(string.Empty, _scene.Value("SELECT staged_restriction FROM csc.receiver"));
        SsdClr.Runs.ReceiverRegister.RecordStaging(Ssd.Context, 1, "pilot_person_ids", isComplete: true);
        SsdClr.Runs.ReceiverRegister.RecordStaging(Ssd.Context, 1, string.Empty, isComplete: false);

        Assert.AreEqual(string.Empty, _scene.Value("SELECT staged_restriction FROM csc.receiver"));
    }

    [TestMethod]
    public void What_has_not_changed_is_not_written()
    {
        AcceptedChild("1");
        Ssd.ChildInCohort("2");
        Ssd.ChildInCohort("too_long_an_id_to_be_sent_at_all_by_us");
        Ssd.ChildInCohort("3");
        Ssd.ChildInCohort("4");
        _scene.Refresh();
        Ssd.Execute("UPDATE csc.staging SET held = payload");
        Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE cine_person_id = '3'; DELETE FROM dbo.ssd_person WHERE pers_person_id = '4'");
        _scene.Refresh();
        long figures = long.Parse(_scene.Value($"SELECT COUNT(*) FROM csc.run_figure WHERE run_id = {_scene.RunId}")!, CultureInfo.InvariantCulture);
        long before = TotalChanges();

        RefreshCounts summary = _scene.RefreshAgain();

        // The one row is that of the run in csc.run_log; its figures are taken away and written anew.
        Assert.AreEqual((0, 1 + (2 * figures)), (summary.RowsWritten, TotalChanges() - before));
    }

    [TestMethod]
    public void A_change_of_an_accepted_child_is_pending_and_keeps_what_was_acknowledged()
    {
        AcceptedChild("1");
        string? acknowledged = _scene.Staged("1", "acknowledged_payload");
        Ssd.Execute("UPDATE dbo.ssd_person SET pers_forename = 'Other'");

        _scene.Refresh();

        Assert.AreEqual(("pending updated", acknowledged), (_scene.State("1"), _scene.Staged("1", "acknowledged_payload")));
    }

    [TestMethod]
    public void A_change_taken_back_before_it_was_sent_is_accepted_again()
    {
        AcceptedChild("1");
        Rename("Other");
        _scene.Refresh();
        Rename("First");

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void Of_two_payloads_sent_the_later_without_confirmation_neither_counts_as_held()
    {
        AcceptedChild("1");
        Rename("Other");
        _scene.Refresh();
        _scene.Fail("unknown");
        Rename("First");

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    [TestMethod]
    public void An_acknowledgement_older_than_an_unknown_outcome_is_no_proof_even_when_the_same_was_tried_again()
    {
        // The receiver confirmed First and may hold Other since; sending First again failed.
        AcceptedChild("1");
        Rename("Other");
        _scene.Refresh();
        _scene.Fail("unknown");
        Rename("First");
        _scene.Refresh();
        _scene.Fail("not_accepted");

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_that_breaks_a_rule_is_withheld()
    {
        Ssd.ChildInCohort("not allowed");

        _scene.Refresh();

        Assert.AreEqual("withheld new", _scene.State("not allowed"));
    }

    [TestMethod]
    public void What_needs_attention_names_the_rule_that_withholds()
    {
        Ssd.ChildInCohort("not allowed");

        _scene.Refresh();

        Assert.AreEqual(
            "id_characters: la_child_id holds a character other than letters, digits, hyphen and underscore. Correct it at its source. Column: ssd_person.pers_person_id.",
            _scene.Value("SELECT detail FROM csc.needs_attention WHERE kind = 'withheld'"));
    }

    [TestMethod]
    public void A_child_that_cannot_be_staged_needs_attention()
    {
        Ssd.ChildInCohort(new string('7', 49));

        _scene.Refresh();

        Assert.AreEqual("1", _scene.Value("SELECT detail FROM csc.needs_attention WHERE kind = 'withheld, not staged'"));
    }

    [TestMethod]
    public void A_withheld_child_is_pending_once_its_record_is_mended()
    {
        _scene["la_child_id_column"] = "pers_legacy_id";
        Ssd.ChildInCohort("1");
        _scene.Refresh();
        Ssd.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = 'L1'");

        _scene.Refresh();

        Assert.AreEqual("pending new", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_never_sent_that_leaves_the_cohort_has_no_row()
    {
        Ssd.ChildInCohort("1");
        _scene.Refresh();
        LeaveCohort("1");

        _scene.Refresh();

        Assert.AreEqual("no row", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_that_was_sent_and_leaves_the_cohort_is_dormant_and_stays_acknowledged()
    {
        AcceptedChild("1");
        string? acknowledged = _scene.Staged("1", "hex(acknowledged_hash)");
        LeaveCohort("1");

        _scene.Refresh();

        Assert.AreEqual(("dormant none", null, acknowledged), (_scene.State("1"), _scene.Staged("1", "payload"), _scene.Staged("1", "hex(acknowledged_hash)")));
    }

    [TestMethod]
    public void A_child_never_sent_that_is_gone_has_no_row()
    {
        Ssd.ChildInCohort("1");
        _scene.Refresh();
        Remove("1");

        _scene.Refresh();

        Assert.AreEqual("no row", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_that_was_sent_and_is_gone_is_to_be_purged()
    {
        Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));
        _scene.Refresh();
        _scene.Accept();
        Remove("1");

        _scene.Refresh();

        Assert.AreEqual("pending purge", _scene.State("1"));
        Assert.AreEqual("""{"la_child_id":"1","mis_child_id":"L1","purge":true}""", _scene.Staged("1", "body"));
        Assert.IsNull(_scene.Staged("1", "payload"));
    }

    [TestMethod]
    [DataRow("unknown")]
    [DataRow("not_accepted")]
    public void A_child_that_was_sent_without_confirmation_and_is_gone_is_to_be_purged(string outcome)
    {
        Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Fail(outcome);
        Remove("1");

        _scene.Refresh();

        Assert.AreEqual("pending purge", _scene.State("1"));
    }

    [TestMethod]
    public void A_dormant_child_that_is_gone_is_to_be_purged()
    {
        AcceptedChild("1");
        LeaveCohort("1");
        _scene.Refresh();
        Remove("1");

        _scene.Refresh();

        Assert.AreEqual("pending purge", _scene.State("1"));
    }

    [TestMethod]
    public void A_purge_holds_no_other_id_than_the_payload_held()
    {
        // The payload leaves out an id that the receiver would refuse.
        Ssd.ChildInCohort("1", ("pers_legacy_id", "L 1"));
        _scene.Refresh();
        _scene.Accept();
        Remove("1");

        _scene.Refresh();

        Assert.AreEqual("""{"la_child_id":"1","purge":true}""", _scene.Staged("1", "body"));
    }

    [TestMethod]
    public void A_purge_names_the_child_as_it_was_sent_though_the_id_was_lost_since()
    {
        _scene["la_child_id_column"] = "pers_legacy_id";
        Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));
        _scene.Refresh();
        _scene.Accept();
        Ssd.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = NULL");
        _scene.Refresh();
        Remove("1");

        _scene.Refresh();

        Assert.AreEqual("""{"la_child_id":"L1","mis_child_id":"L1","purge":true}""", _scene.Staged("1", "body"));
    }

    [TestMethod]
    public void A_dormant_child_that_returns_unchanged_is_accepted()
    {
        AcceptedChild("1");
        LeaveCohort("1");
        _scene.Refresh();
        ReturnToCohort("1");

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
        Assert.AreEqual(Ssd.Payload("1"), _scene.Staged("1", "payload"));
    }

    [TestMethod]
    public void A_dormant_child_that_returns_changed_is_pending()
    {
        AcceptedChild("1");
        LeaveCohort("1");
        _scene.Refresh();
        Rename("Other");
        ReturnToCohort("1");

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_purged_child_that_returns_unchanged_is_sent_as_new()
    {
        PurgedChild("1");
        Ssd.ChildInCohort("1", ("pers_forename", "First"));

        _scene.Refresh();

        Assert.AreEqual("pending new", _scene.State("1"));
        StringAssert.Contains(_scene.Accept(), "First", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_purged_child_that_returns_outside_the_cohort_stays_purged()
    {
        PurgedChild("1");
        Ssd.Person("1");

        _scene.Refresh();

        Assert.AreEqual("purged none", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_that_returns_while_its_purge_is_pending_is_not_purged()
    {
        AcceptedChild("1");
        Remove("1");
        _scene.Refresh();
        Ssd.ChildInCohort("1", ("pers_forename", "First"));

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
        Assert.IsNull(_scene.Staged("1", "body"));
    }

    [TestMethod]
    public void A_child_that_returns_after_a_purge_of_unknown_outcome_is_sent_whole()
    {
        AcceptedChild("1");
        Remove("1");
        _scene.Refresh();
        _scene.Fail("unknown");
        Ssd.ChildInCohort("1", ("pers_forename", "First"));

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
        Assert.IsNull(_scene.Staged("1", "body"));
    }

    [TestMethod]
    public void A_child_in_flight_that_changed_is_pending()
    {
        Ssd.ChildInCohort("1", ("pers_forename", "First"));
        _scene.Refresh();
        _scene.Claim();
        string? sent = _scene.Staged("1", "unconfirmed_batch_id");
        Rename("Other");

        _scene.Refresh();

        Assert.AreEqual(("pending new", sent), (_scene.State("1"), _scene.Staged("1", "unconfirmed_batch_id")));
        StringAssert.Contains(_scene.Staged("1", "payload"), "Other", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_child_in_flight_whose_change_is_taken_back_is_sent_again()
    {
        AcceptedChild("1");
        Rename("Other");
        _scene.Refresh();
        _scene.Claim();
        Rename("First");
        _scene.Refresh();

        StringAssert.StartsWith(_scene.Accept(), "1 ", StringComparison.Ordinal);
        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void A_purge_in_flight_stays_in_flight_with_its_body()
    {
        AcceptedChild("1");
        Remove("1");
        _scene.Refresh();
        _scene.Claim();

        _scene.Refresh();

        Assert.AreEqual(("in_flight purge", """{"la_child_id":"1","purge":true}"""), (_scene.State("1"), _scene.Staged("1", "body")));
    }

    [TestMethod]
    public void A_rejected_child_stays_rejected_while_its_payload_is_the_same()
    {
        RejectedChild("1");

        _scene.Refresh();

        Assert.AreEqual("rejected new", _scene.State("1"));
    }

    [TestMethod]
    public void A_rejected_child_is_pending_once_its_payload_changes()
    {
        RejectedChild("1");
        Rename("Other");

        _scene.Refresh();

        Assert.AreEqual("pending new", _scene.State("1"));
    }

    [TestMethod]
    public void A_rejected_purge_stays_rejected()
    {
        AcceptedChild("1");
        Remove("1");
        _scene.Refresh();
        _scene.Put("1", "rejected");

        _scene.Refresh();

        Assert.AreEqual("rejected purge", _scene.State("1"));
    }

    [TestMethod]
    public void Each_receiver_has_acknowledgements_of_its_own()
    {
        AcceptedChild("1");
        _scene["base_url"] = "https://live.test";
        _scene.Refresh();
        string live = _scene.State("1");
        _scene["base_url"] = "https://receiver.test/";

        _scene.Refresh();

        Assert.AreEqual("pending new, accepted none", live + ", " + _scene.State("1"));
    }

    [TestMethod]
    public void A_date_that_cannot_be_read_withholds_its_child_and_no_other()
    {
        _scene["persons_per_range"] = "100";
        AddChildren(400);
        _scene.Refresh();
        _scene.Accept();
        Remove("C0001");
        Ssd.Execute("UPDATE dbo.ssd_person SET pers_forename = 'Other' WHERE pers_person_id IN ('C0050', 'C0350')");
        Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = 'PRIVATE' WHERE cine_person_id = 'C0222'");

        _scene.Refresh();

        Assert.AreEqual(
            "pending purge, pending updated, withheld none, pending updated",
            string.Join(", ", new[] { "C0001", "C0050", "C0222", "C0350" }.Select(_scene.State)));
    }

    [TestMethod]
    public void A_birth_that_cannot_be_read_withholds_a_child_who_was_sent_and_does_not_give_it_up()
    {
        AcceptedChild("1");
        Ssd.Execute("UPDATE dbo.ssd_person SET pers_dob = 'PRIVATE'");

        _scene.Refresh();

        Assert.AreEqual("withheld updated", _scene.State("1"));
    }

    [TestMethod]
    public void A_refresh_cut_short_between_two_ranges_closes_the_way_out_until_one_is_good()
    {
        _scene["persons_per_range"] = "100";
        AddChildren(200);
        Ssd.Execute("CREATE TEMP TRIGGER [stop] BEFORE INSERT ON csc.staging WHEN NEW.person_id = 'C0150' BEGIN SELECT RAISE(ABORT, 'stopped'); END");
        Assert.ThrowsExactly<SqliteException>(() => _scene.Refresh());
        string? closed = _scene.Value(WaysClosed);
        Ssd.Execute("DROP TRIGGER [stop]");

        _scene.Refresh();

        Assert.AreEqual(("1", "0"), (closed, _scene.Value(WaysClosed)));
    }

    [TestMethod]
    public void A_refresh_that_fails_before_it_has_written_anything_leaves_the_way_out_open()
    {
        AcceptedChild("1");
        Ssd.Execute("ALTER TABLE dbo.ssd_person RENAME COLUMN pers_sex TO no_longer_there");

        Assert.ThrowsExactly<SqliteException>(() => _scene.Refresh());

        Assert.AreEqual("0", _scene.Value(WaysClosed));
    }

    [TestMethod]
    public void A_child_who_was_purged_and_came_back_with_an_id_that_another_has_too_gets_its_id_once_the_other_gives_it_up()
    {
        _scene["la_child_id_column"] = "pers_legacy_id";
        Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));
        _scene.Refresh();
        _scene.Accept();
        Remove("1");
        _scene.Refresh();
        _scene.Accept();
        Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));
        Ssd.ChildInCohort("2", ("pers_legacy_id", "L1"));
        _scene.Refresh();
        string both = _scene.State("1");
        Ssd.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = 'L2' WHERE pers_person_id = '2'");

        _scene.Refresh();

        Assert.AreEqual(("withheld new", "pending new", "L1"), (both, _scene.State("1"), _scene.Staged("1", "la_child_id")));
    }

    [TestMethod]
    public void A_refresh_that_fails_half_way_marks_nothing_as_deleted()
    {
        AcceptedChild("1");
        Remove("1");
        Ssd.ChildInCohort("2");
        Ssd.Execute("ALTER TABLE dbo.ssd_person RENAME COLUMN pers_sex TO no_longer_there");

        Assert.ThrowsExactly<SqliteException>(() => _scene.Refresh());

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void After_a_refresh_that_failed_the_next_one_can_write()
    {
        Ssd.ChildInCohort("1");
        Ssd.Execute("ALTER TABLE dbo.ssd_person RENAME COLUMN pers_sex TO no_longer_there");
        Assert.ThrowsExactly<SqliteException>(() => _scene.Refresh());
        Ssd.Execute("ALTER TABLE dbo.ssd_person RENAME COLUMN no_longer_there TO pers_sex");

        _scene.Refresh();

        Assert.AreEqual("pending new", _scene.State("1"));
    }

    [TestMethod]
    public void Ranges_of_any_size_stage_the_same()
    {
        AddChildren(1000);
        _scene.Refresh();
        string whole = _scene.Staging();
        Ssd.Execute("DELETE FROM csc.staging");
        _scene["persons_per_range"] = "100";

        _scene.Refresh();

        Assert.AreEqual(1000, whole.Split('\n').Length);
        Assert.AreEqual(whole, _scene.Staging());
    }

    [TestMethod]
    public void Children_who_are_gone_are_found_on_every_page_of_staging()
    {
        AddChildren(2500);
        _scene.Refresh();
        Ssd.Execute("UPDATE csc.staging SET held = payload");
        Ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id IN ('C0001', 'C0999', 'C1000', 'C1001', 'C1500', 'C2000', 'C2001', 'C2500')");
        _scene.ConfirmDeletions = 8;

        RefreshCounts summary = _scene.Refresh();

        Assert.AreEqual((8, "8"), (summary.Deleted, _scene.Value("SELECT COUNT(*) FROM csc.staging WHERE state = 'pending' AND change = 'purge' AND body IS NOT NULL")));
    }

    [TestMethod]
    public void The_run_log_holds_the_counts_of_the_refresh()
    {
        foreach (string personId in new[] { "1", "2", "3", "4", "5" })
        {
            Ssd.ChildInCohort(personId);
        }

        _scene.Refresh();
        _scene.Accept();
        Ssd.Execute("UPDATE dbo.ssd_person SET pers_forename = 'Other' WHERE pers_person_id IN ('2', '3')");
        Remove("4");
        LeaveCohort("5");
        Ssd.ChildInCohort("6");
        Ssd.ChildInCohort("not allowed");
        Ssd.Person("8");

        RefreshCounts summary = _scene.Refresh();

        const string Expected = "7|5|1|1|2|1";
        Assert.AreEqual(Expected, _scene.Value("SELECT persons_read || '|' || in_cohort || '|' || withheld || '|' || new_children || '|' || updated_children || '|' || deleted_children FROM csc.run_log ORDER BY run_id DESC"));
        Assert.AreEqual(Expected + "|1|6", string.Join('|', summary.PersonsRead, summary.InCohort, summary.Withheld, summary.New, summary.Updated, summary.Deleted, summary.Unchanged, summary.RowsWritten));
    }

    private void AddChildren(int children)
    {
        using var transaction = Ssd.Connection.BeginTransaction();
        for (int number = 1; number <= children; number++)
        {
            string personId = "C" + number.ToString("D4", CultureInfo.InvariantCulture);
            Ssd.Execute($"INSERT INTO dbo.ssd_person (pers_person_id, pers_dob) VALUES ('{personId}', '2015-01-01')");
            Ssd.Execute($"INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) VALUES ('R{personId}', '{personId}', '2025-06-01')");
        }

        transaction.Commit();
    }

    private void AcceptedChild(string personId)
    {
        Ssd.ChildInCohort(personId, ("pers_forename", "First"));
        _scene.Refresh();
        _scene.Accept();
    }

    private void PurgedChild(string personId)
    {
        AcceptedChild(personId);
        Remove(personId);
        _scene.Refresh();
        _scene.Accept();
    }

    private void RejectedChild(string personId)
    {
        Ssd.ChildInCohort(personId);
        _scene.Refresh();
        _scene.Fail("refused");
        _scene.Put(personId, "rejected");
    }

    private void Rename(string forename) => Ssd.Execute($"UPDATE dbo.ssd_person SET pers_forename = '{forename}'");

    private void LeaveCohort(string personId) => Ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_person_id = '-' || cine_person_id WHERE cine_person_id = '{personId}'");

    private void ReturnToCohort(string personId) => Ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_person_id = '{personId}' WHERE cine_person_id = '-{personId}'");

    private void Remove(string personId)
    {
        Ssd.Execute($"DELETE FROM dbo.ssd_cin_episodes WHERE cine_person_id = '{personId}'");
        Ssd.Execute($"DELETE FROM dbo.ssd_person WHERE pers_person_id = '{personId}'");
    }

    private long TotalChanges() => long.Parse(_scene.Value("SELECT total_changes()")!, CultureInfo.InvariantCulture);
}
