using SsdClr.Runs;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>403 may be said by a gateway, for the whole account or for what one record holds.</summary>
[TestClass]
public sealed class ForbiddenTests : IDisposable
{
    private readonly SubmissionScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void A_forbidden_batch_is_waited_for_and_repeated_before_it_is_divided()
    {
        SentChildren.Add(_scene, 4);
        _scene.Receiver.Answer(_ => HttpAnswer.Answered(403, [], retryAfter: "9"));
        _scene.Submit();
        Assert.AreEqual(("4,4", "9", "accepted,accepted,accepted,accepted"), (SentChildren.Sizes(_scene), _scene.Gaps(), SentChildren.States(_scene)));
    }

    [TestMethod]
    public void A_child_forbidden_alone_while_others_are_accepted_is_rejected()
    {
        SentChildren.Add(_scene, 4);
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C000") ? ScriptedTransport.Status(403) : null;
        SubmissionCounts counts = _scene.Submit();
        Assert.AreEqual(
            ("4,4,2,1,1,2", "rejected,accepted,accepted,accepted", 1),
            (SentChildren.Sizes(_scene), SentChildren.States(_scene), counts.Rejected));
    }

    [TestMethod]
    public void A_child_forbidden_alone_before_any_is_accepted_is_rejected_once_one_is()
    {
        SentChildren.Add(_scene, 3);
        _scene.Receiver.Rule = post => SentChildren.Hold(post, "C000") || SentChildren.Hold(post, "C001") ? ScriptedTransport.Status(403) : null;
        _scene.Submit(TestSettings.Complete(("batch_size", "1")));
        Assert.AreEqual("rejected,rejected,accepted", SentChildren.States(_scene));
    }

    [TestMethod]
    public void Children_all_forbidden_stop_the_run_and_stay_pending()
    {
        SentChildren.Add(_scene, 100);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(403);
        string message = _scene.SubmitAndFail();
        Assert.Contains("allowed no child, not even one alone (status 403)", message, StringComparison.Ordinal);
        Assert.AreEqual(("100", "0"), (SentChildren.Count(_scene, "pending"), _scene.Database.Value("SELECT MAX(attempts) FROM csc.staging")));
    }

    [TestMethod]
    public void The_only_child_forbidden_stops_the_run_and_stays_pending()
    {
        SentChildren.Add(_scene, 1);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(403);
        _scene.SubmitAndFail();
        Assert.AreEqual("pending", SentChildren.States(_scene));
    }

    [TestMethod]
    public void A_child_that_changed_after_it_was_forbidden_is_not_rejected()
    {
        SentChildren.Add(_scene, 2);
        _scene.Receiver.Rule = post =>
        {
            if (SentChildren.Hold(post, "C000"))
            {
                return ScriptedTransport.Status(403);
            }

            _scene.Database.ChangePayload("C000", "{\"id\":\"other\"}");
            return null;
        };
        _scene.Submit();
        Assert.AreEqual("pending", _scene.Database.Staging("C000", "state"));
    }
}
