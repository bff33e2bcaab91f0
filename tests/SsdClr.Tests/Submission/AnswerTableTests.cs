using SsdClr.Runs;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>What each answer of the receiver leads to, row by row of docs/reliability.md.</summary>
[TestClass]
public sealed class AnswerTableTests : IDisposable
{
    private readonly SubmissionScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    [DataRow(200)]
    [DataRow(201)]
    [DataRow(202)]
    public void Success_with_an_array_of_the_right_length_gives_receipts_by_position(int status)
    {
        SentChildren.Add(_scene, 3);
        _scene.Receiver.Answer(_ => ScriptedTransport.Status(status, _scene.Receiver.Receipts(3)));
        _scene.Submit();
        Assert.AreEqual(
            $"{ScriptedTransport.Receipt(0)},{ScriptedTransport.Receipt(1)},{ScriptedTransport.Receipt(2)}",
            _scene.Database.Value("SELECT group_concat(receipt) FROM (SELECT receipt FROM csc.staging WHERE state = 'accepted' ORDER BY person_id)"));
    }

    [TestMethod]
    [DataRow("wrong length")]
    [DataRow("204")]
    [DataRow("unparsable")]
    [DataRow("broken off")]
    public void Success_that_confirms_nothing_is_an_unknown_outcome_and_goes_again_in_halves(string kind)
    {
        SentChildren.Add(_scene, 4);
        _scene.Receiver.Answer(_ => Unconfirmed(kind));
        _scene.Submit(TestSettings.Complete(("batch_size", "4")));
        Assert.AreEqual(
            ("4,2,2", "unknown,accepted,accepted", "accepted,accepted,accepted,accepted"),
            (SentChildren.Sizes(_scene), Outcomes(), SentChildren.States(_scene)));
    }

    [TestMethod]
    public void An_answer_with_a_receipt_of_an_earlier_batch_confirms_nobody()
    {
        SentChildren.Add(_scene, 2);
        _scene.Receiver.Answer(_ => ScriptedTransport.Status(200, $"[\"{ScriptedTransport.Receipt(900)}\"]"), _ => ScriptedTransport.Status(200, $"[\"{ScriptedTransport.Receipt(900)}\"]"));
        _scene.Submit(TestSettings.Complete(("batch_size", "1")));
        Assert.AreEqual(
            ("accepted,unknown,accepted", "accepted,accepted", "It is unknown whether the receiver took the children: it answered 200, but with a receipt that it gave for batch 1. They are sent again."),
            (Outcomes(), SentChildren.States(_scene), _scene.Database.Value("SELECT message FROM csc.batch_log WHERE batch_id = 2")));
    }

    [TestMethod]
    public void One_receipt_for_several_children_is_accepted_and_noted_once()
    {
        SentChildren.Add(_scene, 4);
        _scene.Receiver.Answer(_ => Shared(900), _ => Shared(901));
        _scene.Submit(TestSettings.Complete(("batch_size", "2")));
        Assert.AreEqual(
            ("accepted,accepted,accepted,accepted", "1", "1"),
            (
                SentChildren.States(_scene),
                _scene.Database.Value("SELECT COUNT(*) FROM csc.batch_log WHERE message LIKE 'The receiver gave one receipt for several%'"),
                _scene.Database.Value("SELECT MIN(batch_id) FROM csc.batch_log WHERE message IS NOT NULL")));
    }

    [TestMethod]
    [DataRow("wrong length")]
    [DataRow("204")]
    [DataRow("unparsable")]
    public void A_child_that_is_never_confirmed_is_tried_alone_at_last_and_then_needs_attention(string kind)
    {
        SentChildren.Add(_scene, 100);
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C037") ? Unconfirmed(kind) : null;

        string message = _scene.SubmitAndFail();

        Assert.StartsWith("1 children got no clear answer in 10 attempts, the last one alone.", message, StringComparison.Ordinal);
        Assert.AreEqual(
            ("99", "pending 10", "100,50,25,13,6,2,2,1,1,1"),
            (
                SentChildren.Count(_scene, "accepted"),
                _scene.Database.Staging("C037", "state || ' ' || attempts"),
                string.Join(',', _scene.Receiver.Children.Where(post => SentChildren.Hold(post, "C037")).Select(ScriptedTransport.Count))));
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(422)]
    public void A_refusal_that_names_children_sends_each_of_them_alone_and_the_rest_together(int status)
    {
        SentChildren.Add(_scene, 10);
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C002") || SentChildren.Hold(post, "C005")
            ? ScriptedTransport.Status(status, "[2].child_details.sex is missing, [5].la_child_id[9] is long")
            : null;
        SubmissionCounts counts = _scene.Submit();
        Assert.AreEqual(("10,8,1,1", 8, 2), (SentChildren.Sizes(_scene), counts.Accepted, counts.Rejected));
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(422)]
    public void A_refusal_that_names_nobody_is_halved(int status)
    {
        SentChildren.Add(_scene, 4);
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C003") ? ScriptedTransport.Status(status) : null;
        _scene.Submit();
        Assert.AreEqual(("4,2,2,1,1", "accepted,accepted,accepted,rejected"), (SentChildren.Sizes(_scene), SentChildren.States(_scene)));
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(403)]
    [DataRow(413)]
    public void Refusals_that_begin_after_acceptance_stop_the_run_and_reject_nobody(int status)
    {
        SentChildren.Add(_scene, 300);
        _scene.Receiver.Answer(_scene.Receiver.Accept);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(status, "[0].child_details.sex is missing");

        string message = _scene.SubmitAndFail(TestSettings.Complete(("max_refused_in_a_row", "5")));

        Assert.StartsWith("Stopped: the receiver refused 5 children in a row", message, StringComparison.Ordinal);
        Assert.AreEqual(("100", "200", "0"), (SentChildren.Count(_scene, "accepted"), SentChildren.Count(_scene, "pending"), SentChildren.Count(_scene, "rejected")));
    }

    [TestMethod]
    public void Refusals_with_acceptances_between_them_reject_the_children()
    {
        SentChildren.Add(_scene, 20);
        _scene.Receiver.Rule = post => Enumerable.Range(0, 10).Any(child => SentChildren.Hold(post, $"C{child * 2:000}")) ? ScriptedTransport.Status(400) : null;
        Assert.AreEqual(10, _scene.Submit(TestSettings.Complete(("max_refused_in_a_row", "2"), ("batch_size", "1"))).Rejected);
    }

    [TestMethod]
    public void A_refusal_of_one_child_keeps_path_and_rule_and_no_value()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(400, "[0].child_details.surname 'MARKED' is too long");
        _scene.Submit();
        Assert.AreEqual(
            "The receiver refused this child alone (status 400): something in its payload is not valid for it. It says: [0].child_details.surname ... is too long.",
            _scene.Database.Staging("C000", "last_message"));
    }

    [TestMethod]
    public void A_refused_token_is_renewed_once_a_batch_and_a_second_refusal_stops_the_run()
    {
        SentChildren.Add(_scene, 2);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(401);
        string message = _scene.SubmitAndFail(TestSettings.Complete(("batch_size", "1")));
        Assert.Contains("status 401", message, StringComparison.Ordinal);
        Assert.AreEqual((2, 2, "pending,pending"), (_scene.Receiver.Tokens.Count, _scene.Receiver.Children.Count, SentChildren.States(_scene)));
    }

    [TestMethod]
    [DataRow(404)]
    [DataRow(405)]
    [DataRow(415)]
    [DataRow(407)]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(307)]
    [DataRow(402)]
    [DataRow(409)]
    [DataRow(410)]
    [DataRow(451)]
    public void A_status_that_means_configuration_stops_the_run_at_once(int status)
    {
        SentChildren.Add(_scene, 2);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(status);
        string message = _scene.SubmitAndFail(TestSettings.Complete(("batch_size", "1")));
        Assert.Contains($"status {status}", message, StringComparison.Ordinal);
        Assert.AreEqual((1, "pending,pending", "0"), (_scene.Receiver.Children.Count, SentChildren.States(_scene), _scene.Database.Staging("C000", "attempts")));
    }

    [TestMethod]
    public void A_certificate_that_is_not_valid_stops_the_run_at_once()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Rule = _ => HttpAnswer.NotSent("the certificate of receiver.test was not accepted", isConfiguration: true);
        Assert.Contains("certificate", _scene.SubmitAndFail(), StringComparison.Ordinal);
        Assert.AreEqual((1, "pending"), (_scene.Receiver.Children.Count, SentChildren.States(_scene)));
    }

    [TestMethod]
    [DataRow("408", "not_accepted")]
    [DataRow("429", "not_accepted")]
    [DataRow("500", "unknown")]
    [DataRow("502", "unknown")]
    [DataRow("503", "not_accepted")]
    [DataRow("504", "unknown")]
    [DataRow("599", "unknown")]
    [DataRow("timeout after the body was sent", "unknown")]
    [DataRow("DNS", "not_accepted")]
    public void What_may_pass_by_itself_is_waited_for_and_sent_again(string kind, string outcome)
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Answer(_ => Transient(kind));
        _scene.Submit(jitter: new FixedChance(0.5));
        Assert.AreEqual(
            ($"{outcome},accepted", "2.5", "0,1", "accepted"),
            (Outcomes(), _scene.Gaps(), Resends(), SentChildren.States(_scene)));
    }

    [TestMethod]
    public void A_batch_too_large_is_halved_and_a_child_too_large_alone_is_rejected()
    {
        SentChildren.Add(_scene, 4);
        _scene.Receiver.Rule = post => ScriptedTransport.Count(post) > 2 || SentChildren.Hold(post, "C001") ? ScriptedTransport.Status(413) : null;
        _scene.Submit();
        Assert.AreEqual(("4,2,1,1,2", "accepted,rejected,accepted,accepted"), (SentChildren.Sizes(_scene), SentChildren.States(_scene)));
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(403)]
    public void A_token_endpoint_that_refuses_stops_the_run_at_once(int status)
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.TokenAnswer = () => ScriptedTransport.Status(status, "{\"error\":\"MARKED\"}");
        string message = _scene.SubmitAndFail();
        Assert.AreEqual((1, false), (_scene.Receiver.Tokens.Count, message.Contains("MARKED", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(503)]
    public void A_token_endpoint_in_trouble_is_asked_again_after_a_wait(int status)
    {
        SentChildren.Add(_scene, 1);
        DateTime start = _scene.Clock.UtcNow;
        int asked = 0;
        _scene.Receiver.TokenAnswer = () => ++asked < 3
            ? HttpAnswer.Answered(status, [], retryAfter: "40")
            : ScriptedTransport.Status(200, "{\"access_token\":\"t\"}");
        _scene.Submit();
        Assert.AreEqual((3, 80.0, "accepted"), (asked, (_scene.Receiver.Moments[0] - start).TotalSeconds, SentChildren.States(_scene)));
    }

    private static HttpAnswer Shared(int number) => ScriptedTransport.Status(200, $"[\"{ScriptedTransport.Receipt(number)}\",\"{ScriptedTransport.Receipt(number)}\"]");

    private HttpAnswer Unconfirmed(string kind) => kind switch
    {
        "wrong length" => ScriptedTransport.Status(200, _scene.Receiver.Receipts(101)),
        "204" => ScriptedTransport.Status(204),
        "broken off" => HttpAnswer.Answered(200, "[\"2026"u8.ToArray(), isComplete: false, fault: "the answer broke off"),
        _ => ScriptedTransport.Status(200, "<html>"),
    };

    private static HttpAnswer Transient(string kind) => kind switch
    {
        "DNS" => HttpAnswer.NotSent("the name receiver.test could not be resolved (DNS)"),
        "timeout after the body was sent" => HttpAnswer.MaybeSent("receiver.test did not answer in time"),
        _ => ScriptedTransport.Status(int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private string Outcomes() => _scene.Database.Value("SELECT group_concat(outcome) FROM (SELECT outcome FROM csc.batch_log ORDER BY batch_id)");

    private string Resends() => _scene.Database.Value("SELECT group_concat(is_resend) FROM (SELECT is_resend FROM csc.batch_child ORDER BY batch_id, position)");
}
