using SsdClr.Local.Runs;
using SsdClr.Runs;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>Troubles that pass by themselves: waits, the circuit, the time budget, the attempts of a child.</summary>
[TestClass]
public sealed class TransientTroubleTests : IDisposable
{
    private readonly SubmissionScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void Waits_grow_from_failure_to_failure()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Answer(_ => Busy(), _ => Busy(), _ => Busy(), _ => Busy());
        _scene.Submit(jitter: new FixedChance(0.5));
        Assert.AreEqual("2.5 5 10 20", _scene.Gaps());
    }

    [TestMethod]
    public void A_child_sent_three_times_is_one_child_and_three_attempts()
    {
        SentChildren.Add(_scene, 2);
        _scene.Receiver.Answer(_ => Busy(), _ => Busy(), _scene.Receiver.Accept);
        _scene.Submit(TestSettings.Complete(("batch_size", "1")));
        Assert.AreEqual("2 in 4", _scene.Database.Value("SELECT children_sent || ' in ' || sent FROM csc.run_log"));
    }

    [TestMethod]
    public void The_companion_says_why_it_waits_and_how_long()
    {
        var said = new List<string>();
        var half = new CompanionRun.SubmissionHalf(new Progress<double>(), said.Add);

        half.ReportWait("Batch 3: The receiver is temporarily not available (status 503).", TimeSpan.FromSeconds(2.54));
        half.ReportWait("Nothing was sent.", TimeSpan.Zero);

        Assert.AreEqual(
            "Waiting 2.5 s, then trying again: Batch 3: The receiver is temporarily not available (status 503).|Waiting 0.1 s, then trying again: Nothing was sent.",
            string.Join('|', said));
    }

    [TestMethod]
    public void Waits_begin_anew_after_a_success()
    {
        SentChildren.Add(_scene, 2);
        _scene.Receiver.Answer(_ => Busy(), _ => Busy(), _scene.Receiver.Accept, _ => Busy());
        _scene.Submit(TestSettings.Complete(("batch_size", "1")), jitter: new FixedChance(0.5));
        Assert.AreEqual("2.5 5 0.408 2.5", _scene.Gaps());
    }

    [TestMethod]
    [DataRow("90")]
    [DataRow("Mon, 04 May 2026 03:03:31 GMT")]
    public void Retry_After_is_waited_for(string header)
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Answer(_ => HttpAnswer.Answered(503, [], retryAfter: header));
        _scene.Submit();
        Assert.AreEqual("90", _scene.Gaps());
    }

    [TestMethod]
    public void Five_failures_in_a_row_stop_the_run_and_say_so()
    {
        SentChildren.Add(_scene, 1000);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(503);
        string message = _scene.SubmitAndFail();
        Assert.StartsWith("Stopped after 5 failures in a row; the next run begins with one small batch. The last one: Batch 5: The receiver is temporarily not available (status 503). Run again later.", message, StringComparison.Ordinal);
        Assert.AreEqual((5, "1000"), (_scene.Receiver.Children.Count, SentChildren.Count(_scene, "pending")));
    }

    [TestMethod]
    public void Failures_with_a_success_between_them_do_not_stop_the_run()
    {
        SentChildren.Add(_scene, 9);
        int posts = 0;
        _scene.Receiver.Rule = _ => ++posts % 5 == 0 ? null : ScriptedTransport.Status(429);
        _scene.Submit(TestSettings.Complete(("batch_size", "1")));
        Assert.AreEqual("9", SentChildren.Count(_scene, "accepted"));
    }

    [TestMethod]
    public void Failures_of_the_token_endpoint_stop_the_run_too()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.TokenAnswer = () => ScriptedTransport.Status(503);
        _scene.SubmitAndFail();
        Assert.AreEqual((5, "pending 1"), (_scene.Receiver.Tokens.Count, _scene.Database.Staging("C000", "state || ' ' || (held IS NULL)")));
    }

    [TestMethod]
    public void The_run_after_a_stopped_one_begins_with_one_small_batch_and_then_goes_on_as_ever()
    {
        SentChildren.Add(_scene, 150);
        _scene.Database.Execute("UPDATE csc.receiver SET circuit_opened_at = '2026-05-03'");
        _scene.Submit();
        Assert.AreEqual(("10,100,40", "NULL"), (SentChildren.Sizes(_scene), _scene.Database.Value("SELECT circuit_opened_at FROM csc.receiver")));
    }

    [TestMethod]
    public void What_was_sent_before_a_fault_of_the_database_is_in_the_log()
    {
        SentChildren.Add(_scene, 5);
        _scene.Receiver.Answer(_ => Busy(), _scene.Receiver.Accept);
        _scene.Database.Execute("CREATE TRIGGER csc.full BEFORE INSERT ON batch_log WHEN NEW.batch_id = 4 BEGIN SELECT RAISE(ABORT, 'full'); END");

        Assert.Throws<System.Data.Common.DbException>(() => _scene.Submit(TestSettings.Complete(("batch_size", "1"))));

        Assert.AreEqual("3 batches, 2 accepted, Batch 1:", _scene.Database.Value("SELECT batches || ' batches, ' || accepted || ' accepted, ' || substr(first_trouble, 1, 8) FROM csc.run_log"));
    }

    [TestMethod]
    public void A_log_that_cannot_be_written_does_not_hide_what_stopped_the_run()
    {
        SentChildren.Add(_scene, 1);
        _scene.Database.Execute(
            "CREATE TRIGGER csc.full BEFORE INSERT ON batch_log BEGIN SELECT RAISE(ABORT, 'first'); END; CREATE TRIGGER csc.log BEFORE UPDATE ON run_log BEGIN SELECT RAISE(ABORT, 'second'); END");

        Assert.Contains("first", Assert.Throws<System.Data.Common.DbException>(() => _scene.Submit()).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Where_nothing_is_left_to_send_nothing_is_given_up()
    {
        _scene.Database.Execute("UPDATE csc.receiver SET circuit_opened_at = '2026-05-03'");
        _scene.Submit();
        Assert.AreEqual("NULL", _scene.Database.Value("SELECT circuit_opened_at FROM csc.receiver"));
    }

    [TestMethod]
    public void A_child_whose_last_attempt_a_kill_cut_short_fails_the_run_that_leaves_it_alone()
    {
        SentChildren.Add(_scene, 3);
        _scene.Database.Execute(
            "INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, children, body_bytes, outcome) VALUES (1, 6, 1, '2026-05-03', 2, 2, 'in_flight'); "
            + "UPDATE csc.staging SET state = 'in_flight', unconfirmed_batch_id = 1, attempts = CASE person_id WHEN 'C000' THEN 10 ELSE 9 END WHERE person_id < 'C002'");

        string message = _scene.SubmitAndFail();

        Assert.StartsWith("1 children got no clear answer in 10 attempts, the last one alone.", message, StringComparison.Ordinal);
        Assert.AreEqual("pending,accepted,accepted", SentChildren.States(_scene));
        Assert.AreEqual(0, _scene.Submit().Batches);
    }

    [TestMethod]
    public void One_failure_stops_the_run_after_a_stopped_one()
    {
        SentChildren.Add(_scene, 150);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(503);
        _scene.SubmitAndFail();
        int posts = _scene.Receiver.Children.Count;
        string message = _scene.SubmitAndFail();
        Assert.StartsWith("Stopped: the last run ended in a row of failures, and the first request of this one failed too.", message, StringComparison.Ordinal);
        Assert.AreEqual((posts + 1, 10), (_scene.Receiver.Children.Count, ScriptedTransport.Count(_scene.Receiver.Children[^1])));
    }

    [TestMethod]
    public void A_refusal_in_the_run_after_a_stopped_one_shows_that_the_receiver_is_back()
    {
        SentChildren.Add(_scene, 30);
        _scene.Database.Execute("UPDATE csc.receiver SET circuit_opened_at = '2026-05-03'");
        _scene.Receiver.Answer(_ => ScriptedTransport.Status(400), _ => Busy());
        _scene.Submit();
        Assert.AreEqual("30", SentChildren.Count(_scene, "accepted"));
    }

    [TestMethod]
    public void A_wait_that_the_budget_does_not_cover_stops_the_run_at_once()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Answer(_ => HttpAnswer.Answered(503, [], retryAfter: "300"));
        DateTime start = _scene.Clock.UtcNow;
        string message = _scene.SubmitAndFail(TestSettings.Complete(("run_time_budget_s", "120")));
        Assert.StartsWith("Stopped because the time for this run is over (setting run_time_budget_s). 0 of 1 children were accepted by now", message, StringComparison.Ordinal);
        Assert.AreEqual((TimeSpan.Zero, "pending"), (_scene.Clock.UtcNow - start, SentChildren.States(_scene)));
    }

    [TestMethod]
    public void The_budget_counts_from_the_start_of_the_run_and_what_is_left_is_pending()
    {
        SentChildren.Add(_scene, 100);
        _scene.Database.Execute($"UPDATE csc.run_log SET started_tick = {(long)(_scene.Clock.Elapsed - TimeSpan.FromMinutes(2)).TotalMilliseconds}");
        _scene.Receiver.Duration = TimeSpan.FromSeconds(10);
        _scene.SubmitAndFail(TestSettings.Complete(("run_time_budget_s", "180"), ("batch_size", "1")));
        Assert.AreEqual((6, "6", "94"), (_scene.Receiver.Children.Count, SentChildren.Count(_scene, "accepted"), SentChildren.Count(_scene, "pending")));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(-1)]
    public void A_clock_set_while_the_run_goes_on_changes_no_budget(int hours)
    {
        SentChildren.Add(_scene, 100);
        _scene.Database.Execute($"UPDATE csc.run_log SET started_tick = {(long)(_scene.Clock.Elapsed - TimeSpan.FromMinutes(2)).TotalMilliseconds}");
        _scene.Receiver.Duration = TimeSpan.FromSeconds(10);
        _scene.Clock.Set(TimeSpan.FromHours(hours));
        _scene.Receiver.Answer(post =>
        {
            _scene.Clock.Set(TimeSpan.FromHours(hours));
            return _scene.Receiver.Accept(post);
        });
        _scene.SubmitAndFail(TestSettings.Complete(("run_time_budget_s", "180"), ("batch_size", "1")));
        Assert.AreEqual((6, "6"), (_scene.Receiver.Children.Count, SentChildren.Count(_scene, "accepted")));
    }

    [TestMethod]
    public void A_request_near_the_end_of_the_budget_may_take_only_what_is_left()
    {
        SentChildren.Add(_scene, 1);
        _scene.Submit(TestSettings.Complete(("run_time_budget_s", "70")));
        Assert.AreEqual(TimeSpan.FromSeconds(70), _scene.Receiver.Children.Single().Timeout);
    }

    [TestMethod]
    [DataRow(500)]
    [DataRow(503)]
    [DataRow(0)]
    public void A_child_that_nobody_can_digest_does_not_hold_up_the_others(int status)
    {
        SentChildren.Add(_scene, 350);
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C003") || SentChildren.Hold(post, "C203")
            ? status == 0 ? HttpAnswer.MaybeSent("lost") : ScriptedTransport.Status(status)
            : null;
        _scene.SubmitAndFail();
        Assert.AreEqual("348", SentChildren.Count(_scene, "accepted"));
    }

    [TestMethod]
    public void Attempts_count_across_runs_and_the_child_is_left_alone_at_the_limit()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C000") ? HttpAnswer.MaybeSent("lost") : null;
        _scene.SubmitAndFail(TestSettings.Complete(("max_attempts", "7")));
        _scene.Database.AddPending("Other", payload: "{\"id\":\"Other\"}");

        string message = _scene.SubmitAndFail(TestSettings.Complete(("max_attempts", "7")));
        _scene.Submit(TestSettings.Complete(("max_attempts", "7")));

        Assert.StartsWith("1 children got no clear answer in 7 attempts, the last one alone.", message, StringComparison.Ordinal);
        Assert.AreEqual((8, "pending 7"), (_scene.Receiver.Children.Count, _scene.Database.Staging("C000", "state || ' ' || attempts")));
    }

    [TestMethod]
    public void An_outage_uses_up_nobodys_last_attempt()
    {
        _scene.Database.AddDeletion("C000");
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(503);
        for (int run = 0; run < 20; run++)
        {
            _scene.SubmitAndFail();
        }

        _scene.Receiver.Rule = null;
        _scene.Submit();

        Assert.AreEqual("purged", _scene.Database.Staging("C000", "state"));
    }

    [TestMethod]
    public void A_probe_that_fails_lets_others_be_the_next_probe()
    {
        SentChildren.Add(_scene, 20);
        _scene.Database.Execute("UPDATE csc.receiver SET circuit_opened_at = '2026-05-03'");
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C003") ? ScriptedTransport.Status(503) : null;
        _scene.SubmitAndFail();

        Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit());

        Assert.AreEqual("19", SentChildren.Count(_scene, "accepted"));
    }

    [TestMethod]
    public void A_kill_during_a_probe_uses_up_nobodys_last_attempt()
    {
        SentChildren.Add(_scene, 1);
        _scene.Database.Execute(
            "INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, children, body_bytes, outcome) VALUES (1, 6, 1, '2026-05-03', 1, 2, 'in_flight'); "
            + "UPDATE csc.staging SET state = 'in_flight', unconfirmed_batch_id = 1, attempts = 10; UPDATE csc.receiver SET circuit_opened_at = '2026-05-03'");

        _scene.Submit();

        Assert.AreEqual("accepted", SentChildren.States(_scene));
    }

    [TestMethod]
    public void A_run_that_is_stopped_tells_of_children_that_it_leaves_alone()
    {
        SentChildren.Add(_scene, 1);
        _scene.Database.Execute("UPDATE csc.staging SET attempts = 5");
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(503);

        string message = _scene.SubmitAndFail();

        Assert.StartsWith("Stopped after 5 failures in a row", message, StringComparison.Ordinal);
        Assert.Contains("1 children got no clear answer in 10 attempts, the last one alone.", message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void While_children_are_left_alone_the_circuit_stays_open_and_the_run_counts_them()
    {
        SentChildren.Add(_scene, 1);
        _scene.Database.Execute("UPDATE csc.staging SET attempts = 10; UPDATE csc.receiver SET circuit_opened_at = '2026-05-03'");

        SubmissionCounts counts = _scene.Submit();

        Assert.AreEqual((1, "1"), (counts.LeftAlone, _scene.Database.Value("SELECT COUNT(*) FROM csc.receiver WHERE circuit_opened_at IS NOT NULL")));
        Assert.AreEqual("Left alone, because max_attempts brought no clear answer: 1 child. See csc.needs_attention.", new PerformedRun(1, null, counts).ToKnow);
    }

    [TestMethod]
    public void A_child_at_the_limit_is_left_alone_until_its_attempts_are_forgotten()
    {
        SentChildren.Add(_scene, 1);
        _scene.Database.Execute("UPDATE csc.staging SET attempts = 10");
        _scene.Submit();
        Assert.IsEmpty(_scene.Receiver.Children);

        _scene.Database.Execute("UPDATE csc.staging SET attempts = 0");
        _scene.Submit();
        Assert.AreEqual("accepted", SentChildren.States(_scene));
    }

    [TestMethod]
    [DataRow(429)]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(404)]
    public void An_answer_that_lies_with_no_child_in_particular_counts_as_nobodys_attempt(int status)
    {
        SentChildren.Add(_scene, 2);
        string seen = "";
        _scene.Receiver.Answer(_ => ScriptedTransport.Status(status), post =>
        {
            seen = _scene.Database.Value("SELECT MAX(attempts) FROM csc.staging");
            return ScriptedTransport.Status(404);
        });
        _scene.SubmitAndFail();
        Assert.AreEqual((status == 404 ? "" : "1", "0"), (seen, _scene.Database.Value("SELECT MAX(attempts) FROM csc.staging")));
    }

    [TestMethod]
    public void A_child_waits_while_a_purge_under_its_child_id_is_not_confirmed()
    {
        _scene.Database.AddDeletion("old");
        _scene.Database.AddPending("new");
        _scene.Database.Execute("UPDATE csc.staging SET la_child_id = 'L1'");
        _scene.Receiver.Answer(_ => ScriptedTransport.Status(503));
        _scene.Submit();
        Assert.AreEqual(("purged", "pending"), (_scene.Database.Staging("old", "state"), _scene.Database.Staging("new", "state")));

        _scene.Submit();
        Assert.AreEqual("accepted", _scene.Database.Staging("new", "state"));
    }

    [TestMethod]
    public void A_child_goes_in_the_run_in_which_the_purge_under_its_child_id_is_confirmed()
    {
        _scene.Database.AddDeletion("old");
        _scene.Database.AddPending("new");
        _scene.Database.Execute("UPDATE csc.staging SET la_child_id = 'L1'");
        _scene.Submit();
        Assert.AreEqual(("purged", "accepted"), (_scene.Database.Staging("old", "state"), _scene.Database.Staging("new", "state")));
    }

    [TestMethod]
    public void The_first_trouble_stays_in_the_log_of_a_run_that_got_over_it()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Answer(_ => Busy(), _ => ScriptedTransport.Status(503));
        _scene.Submit();
        Assert.AreEqual("Batch 1: The receiver asks to be sent less (status 429).", _scene.Database.Value("SELECT first_trouble FROM csc.run_log"));
    }

    [TestMethod]
    public void Every_message_of_a_failed_run_fits_the_history_of_a_job()
    {
        HttpAnswer[] answers = [ScriptedTransport.Status(403), ScriptedTransport.Status(503), ScriptedTransport.Status(204), HttpAnswer.MaybeSent(new string('x', 200))];
        foreach (HttpAnswer answer in answers)
        {
            using var scene = new SubmissionScene();
            SentChildren.Add(scene, 12);
            scene.Receiver.Rule = _ => answer;
            Assert.IsLessThan(1000, scene.SubmitAndFail().Length);
        }
    }

    [TestMethod]
    public void A_run_of_twenty_thousand_children_takes_at_most_five_percent_longer_than_its_pacing()
    {
        _scene.Database.AddManyPending(20000);
        _scene.Receiver.Duration = TimeSpan.FromMilliseconds(300);
        DateTime start = _scene.Clock.UtcNow;
        _scene.Submit(jitter: new Random(3));
        Assert.IsLessThanOrEqualTo(200 * 0.4 * 1.05, (_scene.Clock.UtcNow - start).TotalSeconds);
    }

    private static HttpAnswer Busy() => ScriptedTransport.Status(429);
}
