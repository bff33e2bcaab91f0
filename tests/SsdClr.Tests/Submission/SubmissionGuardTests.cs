using SsdClr.Submission;

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

    private void Pending(int children, int first = 1)
    {
        for (int child = first; child < first + children; child++)
        {
            _scene.Database.AddPending("P" + child.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
