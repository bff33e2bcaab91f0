using Microsoft.Data.Sqlite;
using SsdClr.Runs;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class SubmissionRunTests
{
    [TestMethod]
    public void Posts_the_payloads_as_one_array_in_UTF8()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"n\":\"Zo\u00eb\"}");
        scene.Database.AddPending("2", payload: "{\"n\":\"\ud83d\ude00\"}");
        scene.Submit();
        Assert.AreEqual("[{\"n\":\"Zo\u00eb\"},{\"n\":\"\ud83d\ude00\"}]", ScriptedTransport.Body(scene.Receiver.Children.Single()));
    }

    [TestMethod]
    public void Posts_one_child_as_an_array_too()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Submit();
        Assert.AreEqual("[{\"a\":1}]", ScriptedTransport.Body(scene.Receiver.Children.Single()));
    }

    [TestMethod]
    public void Posts_to_the_authority_under_the_base_address()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Submit(TestSettings.Complete(("base_url", TestSettings.BaseUrl + "/")));
        Assert.AreEqual("https://receiver.test/1/children_social_care_data/999/children", scene.Receiver.Children.Single().Address.AbsoluteUri);
    }

    [TestMethod]
    public void Sends_token_key_type_and_agent()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Submit(TestSettings.Complete(("user_agent", "Anytown/1.0")));
        HttpPost post = scene.Receiver.Children.Single();
        Assert.AreEqual(
            ("Bearer MARKED-token-1", TestSettings.SupplierKey, "application/json", "Anytown/1.0"),
            (ScriptedTransport.Header(post, "Authorization"), ScriptedTransport.Header(post, "SupplierKey"), post.ContentType, post.UserAgent));
    }

    [TestMethod]
    public void Sends_the_body_where_it_is_not_the_payload()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"all\":1}", body: "{\"part\":1}");
        scene.Submit();
        Assert.AreEqual("[{\"part\":1}]", ScriptedTransport.Body(scene.Receiver.Children.Single()));
    }

    [TestMethod]
    public void Acknowledges_the_payload_that_another_body_stood_for()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"all\":1}", body: "{\"part\":1}");
        scene.Submit();
        Assert.AreEqual("{\"all\":1}", scene.Database.Staging("1", "acknowledged_payload"));
    }

    [TestMethod]
    public void Fills_batches_to_a_hundred_and_no_further()
    {
        using var scene = new SubmissionScene();
        for (int child = 0; child < 205; child++)
        {
            scene.Database.AddPending($"{child:0000}");
        }

        scene.Submit();
        Assert.AreEqual("100,100,5", scene.Database.Value("SELECT group_concat(children) FROM (SELECT children FROM csc.batch_log ORDER BY batch_id)"));
    }

    [TestMethod]
    public void Fills_batches_to_the_size_set()
    {
        using var scene = new SubmissionScene();
        for (int child = 0; child < 5; child++)
        {
            scene.Database.AddPending($"{child}");
        }

        scene.Submit(TestSettings.Complete(("batch_size", "2")));
        Assert.HasCount(3, scene.Receiver.Children);
    }

    [TestMethod]
    public void Sends_more_children_than_keys_are_read_ahead()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddManyPending(20001);
        scene.Submit(TestSettings.Complete(("min_interval_ms", "0")));
        Assert.AreEqual("20001", scene.Database.Value("SELECT COUNT(DISTINCT person_id) FROM csc.batch_child WHERE receipt IS NOT NULL"));
    }

    [TestMethod]
    public void Sends_deletions_first_then_in_order_of_person()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("3");
        scene.Database.AddPending("1");
        scene.Database.AddDeletion("9");
        scene.Database.AddDeletion("8");
        scene.Submit();
        Assert.AreEqual("8,9,1,3", scene.Database.Value("SELECT group_concat(person_id) FROM (SELECT person_id FROM csc.batch_child ORDER BY batch_id, position)"));
    }

    [TestMethod]
    public void Leaves_every_other_state_alone()
    {
        using var scene = new SubmissionScene();
        foreach (string state in (string[])["accepted", "rejected", "withheld", "dormant", "awaiting_confirmation", "purged"])
        {
            scene.Database.AddPending(state, state: state);
        }

        scene.Submit();
        Assert.IsEmpty(scene.Receiver.Children);
    }

    [TestMethod]
    public void Leaves_the_children_of_another_receiver_alone()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", receiverId: 2);
        scene.Submit();
        Assert.IsEmpty(scene.Receiver.Children);
    }

    [TestMethod]
    public void Asks_for_no_token_when_nothing_is_pending()
    {
        using var scene = new SubmissionScene();
        scene.Submit();
        Assert.IsEmpty(scene.Receiver.Tokens);
    }

    [TestMethod]
    public void Gives_receipts_by_position()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("b");
        scene.Database.AddPending("a");
        scene.Submit();
        Assert.AreEqual(
            (ScriptedTransport.Receipt(0), ScriptedTransport.Receipt(1)),
            (scene.Database.Staging("a", "receipt"), scene.Database.Staging("b", "receipt")));
    }

    [TestMethod]
    public void An_accepted_child_is_accepted_with_what_was_sent()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Submit();
        Assert.AreEqual(
            "accepted none {\"a\":1} 1 " + Convert.ToHexString(CscDatabase.Hash("{\"a\":1}")!),
            scene.Database.Staging("1", "state || ' ' || change || ' ' || acknowledged_payload || ' ' || (held IS NULL) || ' ' || hex(acknowledged_hash)"));
    }

    [TestMethod]
    public void A_confirmed_deletion_leaves_nothing_of_the_child_but_the_receipt()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddDeletion("1");
        scene.Database.Execute("UPDATE csc.staging SET acknowledged_payload = '{}', acknowledged_hash = x'00'");
        scene.Submit();
        Assert.AreEqual(
            "purged none " + ScriptedTransport.Receipt(0),
            scene.Database.Value("SELECT state || ' ' || change || ' ' || receipt FROM csc.staging WHERE COALESCE(payload, payload_hash, body, partial_body, held, held_if_sent, held_if_accepted, acknowledged_payload, acknowledged_hash) IS NULL"));
    }

    [TestMethod]
    public void Never_sends_a_live_payload_as_a_deletion()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", "purge", payload: "{\"alive\":1}", body: null);
        scene.SubmitAndFail();
        Assert.IsEmpty(scene.Receiver.Children);
    }

    [TestMethod]
    public void A_row_without_content_does_not_hold_up_the_others()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: null);
        scene.Database.AddPending("2");
        scene.SubmitAndFail();
        Assert.AreEqual(("pending", "accepted"), (scene.Database.Staging("1", "state"), scene.Database.Staging("2", "state")));
    }

    [TestMethod]
    public void The_claim_is_committed_before_the_POST()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("children.db");
        using var scene = new SubmissionScene(file);
        scene.Database.AddPending("1");
        string seen = "";
        scene.Receiver.Answer(post =>
        {
            using SqliteConnection other = CscDatabase.OpenAgain(file);
            seen = CscDatabase.Value(
                other,
                "SELECT s.state || ' ' || (c.sent_hash = s.payload_hash) || ' ' || (s.held = s.payload) || ' ' || s.attempts || ' ' || b.outcome || ' ' || c.position "
                + "FROM csc.staging s JOIN csc.batch_log b ON b.batch_id = s.unconfirmed_batch_id JOIN csc.batch_child c ON c.batch_id = b.batch_id AND c.person_id = s.person_id");
            return scene.Receiver.Accept(post);
        });
        scene.Submit();
        Assert.AreEqual("in_flight 1 1 1 in_flight 0", seen);
    }

    [TestMethod]
    public void No_transaction_is_open_during_a_POST()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("children.db");
        using var scene = new SubmissionScene(file);
        scene.Database.AddPending("1");
        scene.Receiver.Answer(post =>
        {
            using SqliteConnection other = CscDatabase.OpenAgain(file);
            CscDatabase.Value(other, "UPDATE csc.staging SET warning_count = 5");
            return scene.Receiver.Accept(post);
        });
        scene.Submit();
        Assert.AreEqual("5", scene.Database.Staging("1", "warning_count"));
    }

    [TestMethod]
    public void What_changed_in_flight_is_acknowledged_as_sent_and_still_to_be_sent()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Receiver.Answer(post =>
        {
            scene.Database.ChangePayload("1", "{\"a\":2}");
            return scene.Receiver.Accept(post);
        });
        scene.Submit();
        Assert.AreEqual(
            "pending updated {\"a\":2} {\"a\":1} " + Convert.ToHexString(CscDatabase.Hash("{\"a\":1}")!),
            scene.Database.Staging("1", "state || ' ' || change || ' ' || payload || ' ' || acknowledged_payload || ' ' || hex(acknowledged_hash)"));
    }

    [TestMethod]
    public void What_changed_in_flight_is_sent_once_in_this_run()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Receiver.Answer(post =>
        {
            scene.Database.ChangePayload("1", "{\"a\":2}");
            return scene.Receiver.Accept(post);
        });
        scene.Submit();
        Assert.HasCount(1, scene.Receiver.Children);
    }

    [TestMethod]
    public void A_child_that_leaves_while_in_flight_stays_to_be_purged()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Receiver.Answer(post =>
        {
            scene.Database.Execute("UPDATE csc.staging SET change = 'purge', payload = NULL, payload_hash = NULL, body = '{\"purge\":1}'");
            return scene.Receiver.Accept(post);
        });
        scene.Submit();
        Assert.AreEqual("pending purge {\"purge\":1} {\"a\":1}", scene.Database.Staging("1", "state || ' ' || change || ' ' || body || ' ' || acknowledged_payload"));
    }

    [TestMethod]
    public void A_purge_confirmed_once_the_child_is_dormant_leaves_it_purged()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddDeletion("1");
        scene.Receiver.Answer(post =>
        {
            scene.Database.Execute("UPDATE csc.staging SET state = 'dormant', change = 'none', body = NULL");
            return scene.Receiver.Accept(post);
        });

        scene.Submit();

        Assert.AreEqual("purged none 1", scene.Database.Staging("1", "state || ' ' || change || ' ' || (held IS NULL AND acknowledged_hash IS NULL)"));
    }

    [TestMethod]
    public void A_child_that_returns_while_its_purge_is_in_flight_is_sent_as_new_after_it()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddDeletion("1");
        scene.Database.Execute("UPDATE csc.staging SET acknowledged_payload = '{}', acknowledged_hash = x'00'");
        scene.Receiver.Answer(post =>
        {
            scene.Database.ChangePayload("1", "{\"a\":1}");
            scene.Database.Execute("UPDATE csc.staging SET change = 'updated', body = NULL");
            return scene.Receiver.Accept(post);
        });
        scene.Submit();
        Assert.AreEqual(
            "[{\"purge\":\"1\"}] purge 0, [{\"a\":1}] new 0",
            string.Join(", ", scene.Receiver.Children.Select((post, batch) =>
                ScriptedTransport.Body(post) + " " + scene.Database.Value($"SELECT change || ' ' || is_resend FROM csc.batch_child WHERE batch_id = {batch + 1}"))));
    }

    [TestMethod]
    public void A_state_given_while_in_flight_stays()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Receiver.Answer(post =>
        {
            scene.Database.Execute("UPDATE csc.staging SET state = 'dormant'");
            return scene.Receiver.Accept(post);
        });
        scene.Submit();
        Assert.AreEqual("dormant {\"a\":1}", scene.Database.Staging("1", "state || ' ' || acknowledged_payload"));
    }

    [TestMethod]
    public void A_row_that_changes_between_reading_and_claim_is_not_sent_as_it_was()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Database.AddPending("2");
        scene.Receiver.TokenAnswer = () =>
        {
            // The token is fetched after the rows are read.
            scene.Database.ChangePayload("1", "{\"a\":2}");
            return ScriptedTransport.Status(200, "{\"access_token\":\"t\"}");
        };
        scene.Submit();
        Assert.AreEqual(("[{}]", "pending"), (ScriptedTransport.Body(scene.Receiver.Children.Single()), scene.Database.Staging("1", "state")));
    }

    [TestMethod]
    public void What_an_interrupted_run_left_in_flight_is_sent_again_whole_and_logged_so()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"all\":1}", body: "{\"all\":1,\"removed\":1}");
        Assert.ThrowsExactly<InvalidOperationException>(() =>
        {
            scene.Receiver.Answer(_ => throw new InvalidOperationException("The process ends here."));
            scene.Submit();
        });
        scene.Submit();
        Assert.AreEqual(
            ("[{\"all\":1,\"removed\":1}]", "accepted", "0,1", "unknown,accepted"),
            (
                ScriptedTransport.Body(scene.Receiver.Children[1]),
                scene.Database.Staging("1", "state"),
                scene.Database.Value("SELECT group_concat(is_resend) FROM (SELECT is_resend FROM csc.batch_child ORDER BY batch_id)"),
                scene.Database.Value("SELECT group_concat(outcome) FROM (SELECT outcome FROM csc.batch_log ORDER BY batch_id)")));
    }

    [TestMethod]
    public void After_an_unknown_outcome_the_same_body_is_sent_with_what_is_to_be_removed()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"all\":1}", body: "{\"all\":1,\"removed\":1}");
        scene.Receiver.Answer(_ => HttpAnswer.MaybeSent("lost"));
        scene.SubmitUntilTrouble();
        scene.Submit();
        Assert.AreEqual("[{\"all\":1,\"removed\":1}]", ScriptedTransport.Body(scene.Receiver.Children[1]));
    }

    [TestMethod]
    public void After_a_known_failure_the_same_body_is_sent()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"all\":1}", body: "{\"part\":1}");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(503));
        scene.SubmitUntilTrouble();
        scene.Submit();
        Assert.AreEqual("[{\"part\":1}]", ScriptedTransport.Body(scene.Receiver.Children[1]));
    }

    [TestMethod]
    public void Counts_attempts_until_the_receiver_accepts()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(503), _ => ScriptedTransport.Status(503));
        scene.SubmitUntilTrouble();
        scene.SubmitUntilTrouble();
        Assert.AreEqual("2", scene.Database.Staging("1", "attempts"));
        scene.Submit();
        Assert.AreEqual("0", scene.Database.Staging("1", "attempts"));
    }

    [TestMethod]
    public void A_deletion_left_in_flight_stays_a_deletion()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddDeletion("1");
        scene.Database.Execute("UPDATE csc.staging SET state = 'in_flight', unconfirmed_batch_id = 3");
        scene.Submit();
        Assert.AreEqual(("[{\"purge\":\"1\"}]", "purged"), (ScriptedTransport.Body(scene.Receiver.Children.Single()), scene.Database.Staging("1", "state")));
    }

    [TestMethod]
    public void What_was_in_flight_and_changed_since_is_logged_as_sent_again()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Receiver.Answer(_ => HttpAnswer.MaybeSent("lost"));
        scene.SubmitUntilTrouble();
        scene.Database.ChangePayload("1", "{\"a\":2}");
        scene.Submit();
        Assert.AreEqual("1", scene.Database.Value("SELECT is_resend FROM csc.batch_child WHERE batch_id = 2"));
    }

    [TestMethod]
    public void Another_content_after_a_known_outcome_is_no_resend()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1", payload: "{\"a\":1}");
        scene.Submit();
        scene.Database.ChangePayload("1", "{\"a\":2}");
        scene.Database.Execute("UPDATE csc.staging SET state = 'pending', change = 'updated'");
        scene.Submit();
        Assert.AreEqual("0", scene.Database.Value("SELECT is_resend FROM csc.batch_child WHERE batch_id = 2"));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(0)]
    public void A_wrong_number_of_receipts_acknowledges_nobody(int receipts)
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Database.AddPending("2");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(200, scene.Receiver.Receipts(receipts)));
        scene.SubmitUntilTrouble();
        Assert.AreEqual(
            ("pending,pending", "unknown", "NULL"),
            (scene.Database.Value("SELECT group_concat(state) FROM csc.staging"), scene.Database.Value("SELECT outcome FROM csc.batch_log"), scene.Database.Value("SELECT MAX(acknowledged_hash) FROM csc.staging")));
    }

    [TestMethod]
    [DataRow(404, "not_accepted")]
    [DataRow(429, "not_accepted")]
    [DataRow(503, "not_accepted")]
    [DataRow(302, "not_accepted")]
    [DataRow(204, "unknown")]
    public void A_batch_that_is_not_accepted_is_pending_again_and_fails_the_run(int status, string outcome)
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(status));
        string message = scene.SubmitUntilTrouble();
        StringAssert.Contains(message, status.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.AreEqual(
            ("pending", outcome, $"{status}"),
            (scene.Database.Staging("1", "state"), scene.Database.Value("SELECT outcome FROM csc.batch_log"), scene.Database.Value("SELECT status_code FROM csc.batch_log")));
    }

    [TestMethod]
    public void Says_on_the_child_why_it_was_not_accepted()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(503));
        scene.SubmitUntilTrouble();
        Assert.AreEqual("The receiver is temporarily not available (status 503).", scene.Database.Staging("1", "last_message"));
    }

    [TestMethod]
    public void What_was_accepted_before_a_failure_stays_accepted()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Database.AddPending("2");
        scene.Receiver.Answer(scene.Receiver.Accept, _ => ScriptedTransport.Status(500));
        scene.SubmitUntilTrouble(("batch_size", "1"));
        Assert.AreEqual(("accepted", "pending"), (scene.Database.Staging("1", "state"), scene.Database.Staging("2", "state")));
    }

    [TestMethod]
    public void A_POST_that_never_left_is_not_accepted()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Receiver.Answer(_ => HttpAnswer.NotSent("no connection"));
        scene.SubmitUntilTrouble();
        Assert.AreEqual("not_accepted NULL", scene.Database.Value("SELECT outcome || ' ' || COALESCE(status_code, 'NULL') FROM csc.batch_log"));
    }

    [TestMethod]
    public void A_POST_without_an_answer_has_an_unknown_outcome()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Receiver.Answer(_ => HttpAnswer.MaybeSent("lost"));
        scene.SubmitUntilTrouble();
        Assert.AreEqual(
            "unknown pending 1",
            scene.Database.Value("SELECT b.outcome || ' ' || s.state || ' ' || r.outcome_unknown FROM csc.batch_log b, csc.staging s, csc.run_log r"));
    }

    [TestMethod]
    public void A_refused_token_is_renewed_and_the_same_batch_sent_again()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Database.AddPending("2");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(401));
        scene.Submit();
        Assert.AreEqual(
            ("Bearer MARKED-token-2", "not_accepted,accepted", "0,0,1,1", "accepted,accepted"),
            (
                ScriptedTransport.Header(scene.Receiver.Children[1], "Authorization"),
                scene.Database.Value("SELECT group_concat(outcome) FROM (SELECT outcome FROM csc.batch_log ORDER BY batch_id)"),
                scene.Database.Value("SELECT group_concat(is_resend) FROM (SELECT is_resend FROM csc.batch_child ORDER BY batch_id)"),
                scene.Database.Value("SELECT group_concat(state) FROM csc.staging")));
    }

    [TestMethod]
    public void A_second_refusal_of_the_token_stops_the_run()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(401), _ => ScriptedTransport.Status(401));
        scene.SubmitAndFail();
        Assert.AreEqual((2, 2, "pending"), (scene.Receiver.Children.Count, scene.Receiver.Tokens.Count, scene.Database.Staging("1", "state")));
    }

    [TestMethod]
    public void A_token_is_renewed_for_a_later_batch_too()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Database.AddPending("2");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(401), scene.Receiver.Accept, _ => ScriptedTransport.Status(401));
        scene.Submit(TestSettings.Complete(("batch_size", "1")));
        Assert.HasCount(3, scene.Receiver.Tokens);
    }

    [TestMethod]
    public void A_failed_token_leaves_nothing_in_flight()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Receiver.TokenAnswer = () => ScriptedTransport.Status(401, "MARKED");
        scene.SubmitAndFail();
        Assert.AreEqual(("pending", "0"), (scene.Database.Staging("1", "state"), scene.Database.Value("SELECT COUNT(*) FROM csc.batch_log")));
    }

    [TestMethod]
    public void POSTs_start_no_closer_than_the_interval()
    {
        using var scene = new SubmissionScene();
        scene.Receiver.Duration = TimeSpan.FromMilliseconds(150);
        scene.Database.AddPending("1");
        scene.Database.AddPending("2");
        scene.Database.AddPending("3");
        scene.Submit(TestSettings.Complete(("batch_size", "1"), ("min_interval_ms", "400")));
        CollectionAssert.AreEqual(
            new[] { 0.0, 400.0, 800.0 },
            scene.Receiver.Moments.Select(moment => (moment - scene.Receiver.Moments[0]).TotalMilliseconds).ToArray());
    }

    [TestMethod]
    public void A_slow_POST_is_followed_at_once()
    {
        using var scene = new SubmissionScene();
        scene.Receiver.Duration = TimeSpan.FromMilliseconds(700);
        scene.Database.AddPending("1");
        scene.Database.AddPending("2");
        scene.Submit(TestSettings.Complete(("batch_size", "1"), ("min_interval_ms", "400")));
        Assert.AreEqual(700.0, (scene.Receiver.Moments[1] - scene.Receiver.Moments[0]).TotalMilliseconds);
    }

    [TestMethod]
    public void Counts_are_returned_reported_and_logged()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Database.AddDeletion("2");
        var progress = new RecordedProgress();
        SubmissionCounts counts = scene.Submit(TestSettings.Complete(("batch_size", "1")), progress: progress);
        Assert.AreEqual((2, 2, 2, 2, 1), (counts.Pending, counts.Batches, counts.Sent, counts.Accepted, counts.Purged));
        Assert.AreEqual("0/2 1/2 2/2", string.Join(' ', progress.Reports));
        Assert.AreEqual("1 2 2 2 0 0", scene.Database.Value("SELECT receiver_id || ' ' || batches || ' ' || sent || ' ' || accepted || ' ' || rejected || ' ' || outcome_unknown FROM csc.run_log"));
    }

    [TestMethod]
    public void Counts_of_a_failed_run_are_logged_too()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        scene.Database.AddPending("2");
        scene.Receiver.Answer(scene.Receiver.Accept, _ => ScriptedTransport.Status(500));
        scene.SubmitUntilTrouble(("batch_size", "1"));
        Assert.AreEqual("2 2 1", scene.Database.Value("SELECT batches || ' ' || sent || ' ' || accepted FROM csc.run_log"));
    }

    [TestMethod]
    public void No_secret_token_payload_or_answer_reaches_a_message_or_a_log()
    {
        Func<HttpPost, HttpAnswer>[] answers =
        [
            _ => ScriptedTransport.Status(404, "MARKED-answer"),
            _ => ScriptedTransport.Status(401, "MARKED-answer"),
            _ => ScriptedTransport.Status(503, "MARKED-answer"),
            _ => ScriptedTransport.Status(200, "[\"MARKED-answer\"]"),
            _ => ScriptedTransport.Status(200, "MARKED-answer"),
            _ => HttpAnswer.MaybeSent("lost"),
        ];
        foreach (Func<HttpPost, HttpAnswer> answer in answers)
        {
            using var scene = new SubmissionScene();
            scene.Database.AddPending("1", payload: "{\"name\":\"MARKED-payload\"}");
            scene.Receiver.Answer(answer, answer);
            string written = scene.SubmitUntilTrouble() + scene.Database.EverythingLogged();
            Assert.IsFalse(written.Contains("MARKED", StringComparison.Ordinal), "Something marked was written.");
        }
    }

    [TestMethod]
    public void Names_every_fault_of_the_configuration_before_it_sends_anything()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("1");
        string message = scene.SubmitAndFail(TestSettings.Complete(("base_url", ""), ("la_code", ""), ("user_agent", "\u00c4gent")));
        Assert.AreEqual(
            "Nothing was sent, because of the configuration: setting base_url is missing; setting la_code is missing; "
            + "setting user_agent holds characters that a header cannot carry. Use EXEC csc.set_setting and EXEC csc.set_secret.",
            message);
        Assert.IsEmpty(scene.Receiver.Tokens);
    }

    private sealed class RecordedProgress : ISubmissionProgress
    {
        internal List<string> Reports { get; } = [];

        internal List<string> Waits { get; } = [];

        public void Report(SubmissionCounts counts) => Reports.Add($"{counts.Accepted}/{counts.Pending}");

        public void ReportWait(string trouble, TimeSpan duration) => Waits.Add($"{trouble} {duration.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
