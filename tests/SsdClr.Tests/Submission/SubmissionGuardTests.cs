using SsdClr.Submission.Configuration;
using SsdClr.Submission.Sending;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class SubmissionGuardTests : IDisposable
{
    private readonly SubmissionScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void A_first_run_of_more_than_twenty_children_has_to_be_confirmed()
    {
        Pending(21);

        SubmissionException refused = Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(confirmFirstRun: false));

        Assert.Contains("21 children are pending", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_unconfirmed_first_run_sends_nothing()
    {
        Pending(21);

        Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(confirmFirstRun: false));

        Assert.IsEmpty(_scene.Receiver.Children);
    }

    [TestMethod]
    public void Another_receiver_is_told_as_a_change_and_not_as_a_first_run()
    {
        Pending(1);
        _scene.Submit();
        int other = SsdClr.Runs.ReceiverRegister.Current(_scene.Database.Context, _scene.Clock, TestSettings.Complete(("base_url", "https://receiver.test/other")), SsdClr.Runs.ReceiverRegister.NotScrambled);
        SsdClr.Runs.ReceiverRegister.RecordRefresh(_scene.Database.Context, other, refusedAt: null);
        Pending(21, first: 2);
        _scene.Database.Execute($"UPDATE csc.staging SET receiver_id = {other} WHERE state = 'pending'");

        string message = Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(TestSettings.Complete(("base_url", "https://receiver.test/other")), confirmFirstRun: false)).Message;

        Assert.StartsWith(
            $"Nothing was sent: the receiver has changed. Setting base_url or la_code is no longer what children were sent to, {TestSettings.BaseUrl} with local authority",
            message,
            StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("base_url", "https://receiver.test/other", DisplayName = "An address refreshed before")]
    [DataRow("base_url", "https://receiver.test/never", DisplayName = "An address that was never refreshed")]
    [DataRow("la_code", "998", DisplayName = "Another local authority")]
    public void Nothing_goes_to_a_receiver_that_was_not_refreshed_last(string setting, string value)
    {
        _scene.Database.Execute(
            "INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) VALUES (2, 'https://receiver.test/other', '999', 'pers_person_id', '2026-01-01', 0)");
        Pending(1);
        _scene.Database.Execute("UPDATE csc.staging SET receiver_id = 2");

        string message = Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(TestSettings.Complete((setting, value)))).Message;

        Assert.StartsWith("Nothing was sent: settings changed since the last refresh.", message, StringComparison.Ordinal);
        Assert.AreEqual("1", _scene.Database.Value("SELECT group_concat(receiver_id) FROM csc.receiver WHERE is_current = 1"));
        Assert.IsEmpty(_scene.Receiver.Children);
    }

    [TestMethod]
    public void Nothing_goes_to_a_receiver_taken_up_again_before_a_refresh_has_ended()
    {
        SsdClr.Runs.ReceiverRegister.Current(_scene.Database.Context, _scene.Clock, TestSettings.Complete(("la_code", "998")), SsdClr.Runs.ReceiverRegister.NotScrambled);
        SsdClr.Runs.ReceiverRegister.Current(_scene.Database.Context, _scene.Clock, TestSettings.Complete(), SsdClr.Runs.ReceiverRegister.NotScrambled);
        Pending(1);

        Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit());

        Assert.IsEmpty(_scene.Receiver.Children);
    }

    [TestMethod]
    public void Twenty_children_go_unasked()
    {
        Pending(20);

        Assert.AreEqual(20, _scene.Submit(confirmFirstRun: false).Accepted);
    }

    [TestMethod]
    public void A_later_run_is_not_asked()
    {
        Pending(1);
        _scene.Submit(confirmFirstRun: false);
        Pending(40, first: 2);

        Assert.AreEqual(40, _scene.Submit(confirmFirstRun: false).Accepted);
    }

    [TestMethod]
    public void Nothing_is_sent_after_a_refresh_that_a_guard_refused()
    {
        Pending(1);
        _scene.Submit();
        Pending(1, first: 2);
        _scene.Database.Execute("UPDATE csc.receiver SET refresh_refused_at = '2026-01-01'");

        Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit());

        Assert.HasCount(1, _scene.Receiver.Children);
    }

    [TestMethod]
    [DataRow("pilot_person_ids", "", "pilot_person_ids")]
    [DataRow("cohort_table", "", "cohort_table")]
    [DataRow("cohort_table;pilot_person_ids", "cohort_table", "pilot_person_ids")]
    [DataRow("cohort_table;pilot_person_ids", "", "cohort_table and pilot_person_ids")]
    public void The_first_time_a_restriction_of_the_cohort_ends_has_to_be_confirmed(string sent, string staged, string named)
    {
        Pending(1);
        Restrictions(staged, sent);

        SubmissionException refused = Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(confirmFirstRun: false));

        Assert.Contains("restricted by " + named + ", ", refused.Message, StringComparison.Ordinal);
        Assert.IsEmpty(_scene.Receiver.Children);
    }

    [TestMethod]
    [DataRow("pilot_person_ids", "pilot_person_ids")]
    [DataRow("", "pilot_person_ids")]
    [DataRow("", "")]
    public void A_restriction_that_stays_or_begins_needs_no_confirmation(string sent, string staged)
    {
        Pending(1);
        Restrictions(staged, sent);

        Assert.AreEqual(1, _scene.Submit(confirmFirstRun: false).Accepted);
    }

    [TestMethod]
    public void Once_confirmed_the_end_of_a_restriction_is_not_asked_for_again()
    {
        Pending(1);
        Restrictions(string.Empty, "pilot_person_ids");
        _scene.Submit(confirmFirstRun: true);

        Assert.AreEqual(0, _scene.Submit(confirmFirstRun: false).Sent);
    }

    [TestMethod]
    public void What_is_sent_first_under_a_restriction_is_remembered_as_such()
    {
        Pending(1);
        _scene.Database.Execute("UPDATE csc.receiver SET staged_restriction = 'cohort_table'");
        _scene.Submit(confirmFirstRun: true);

        Assert.AreEqual("cohort_table", _scene.Database.Value("SELECT sent_restriction FROM csc.receiver"));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_pilot_ends_confirmed_though_more_was_staged_before_it(bool isStoppedAtToken)
    {
        Pending(21);
        _scene.Database.Execute("UPDATE csc.receiver SET staged_restriction = ''");
        if (isStoppedAtToken)
        {
            _scene.Receiver.TokenAnswer = () => ScriptedTransport.Status(401);
        }

        Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(confirmFirstRun: isStoppedAtToken));
        Assert.AreEqual("NULL", _scene.Database.Value("SELECT sent_restriction FROM csc.receiver"));

        _scene.Receiver.TokenAnswer = null;
        _scene.Database.Execute("DELETE FROM csc.staging WHERE person_id <> 'P1'; UPDATE csc.receiver SET staged_restriction = 'pilot_person_ids'");
        _scene.Submit(confirmFirstRun: false);
        Pending(1, first: 2);
        _scene.Database.Execute("UPDATE csc.receiver SET staged_restriction = ''");

        Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(confirmFirstRun: false));
        Assert.HasCount(1, _scene.Receiver.Children);
    }

    [TestMethod]
    public void The_end_of_a_restriction_is_asked_for_when_something_is_to_be_sent()
    {
        Restrictions(string.Empty, "pilot_person_ids");

        Assert.AreEqual(0, _scene.Submit(confirmFirstRun: false).Sent);

        Pending(1);
        Assert.ThrowsExactly<SubmissionException>(() => _scene.Submit(confirmFirstRun: false));
    }

    private void Restrictions(string staged, string sent) =>
        _scene.Database.Execute($"UPDATE csc.receiver SET staged_restriction = '{staged}', sent_restriction = '{sent}'");

    private void Pending(int children, int first = 1)
    {
        for (int child = first; child < first + children; child++)
        {
            _scene.Database.AddPending("P" + child.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
