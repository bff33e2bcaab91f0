namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class ResendTests
{
    [TestMethod]
    public void What_the_receiver_confirmed_and_gets_once_more_after_another_try_is_a_resend()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("p1", payload: "{\"first\":1}");
        scene.Submit();
        Pending(scene, "{\"second\":1}");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(404));
        scene.SubmitAndFail();

        // The change is taken back.
        Pending(scene, "{\"first\":1}");
        scene.Submit();

        Assert.AreEqual("1", LastIsResend(scene));
    }

    [TestMethod]
    public void What_left_without_a_confirmation_is_a_resend_though_something_else_was_tried_since()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("p1", payload: "{\"first\":1}");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(404), _ => ScriptedTransport.Status(404));
        scene.SubmitAndFail();
        Pending(scene, "{\"second\":1}");
        scene.SubmitAndFail();

        Pending(scene, "{\"first\":1}");
        scene.Submit();

        Assert.AreEqual("1", LastIsResend(scene));
    }

    [TestMethod]
    public void What_was_confirmed_once_and_followed_by_something_else_that_was_is_none()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddPending("p1", payload: "{\"first\":1}");
        scene.Submit();
        Pending(scene, "{\"second\":1}");
        scene.Submit();

        Pending(scene, "{\"first\":1}");
        scene.Submit();

        Assert.AreEqual("0", LastIsResend(scene));
    }

    [TestMethod]
    public void A_purge_that_was_confirmed_is_a_resend_where_what_came_after_it_was_refused()
    {
        using var scene = new SubmissionScene();
        PurgedRefusedAndGone(scene);
        scene.Submit();

        Assert.AreEqual("1", LastIsResend(scene));
    }

    [TestMethod]
    [DataRow("former:p1", "UPDATE csc.staging SET person_id = 'former:p1'", DisplayName = "The id has stayed behind since")]
    [DataRow("p1", "UPDATE csc.batch_child SET person_id = 'former:p1' WHERE batch_id = 1", DisplayName = "The id had stayed behind, was purged and taken up again")]
    public void A_purge_that_was_confirmed_under_another_key_of_the_same_id_is_a_resend(string personId, string moved)
    {
        using var scene = new SubmissionScene();
        PurgedRefusedAndGone(scene);
        scene.Database.Execute(moved);

        scene.Submit();

        Assert.AreEqual("1", scene.Database.Value($"SELECT is_resend FROM csc.batch_child WHERE person_id = '{personId}' ORDER BY batch_id DESC LIMIT 1"));
    }

    [TestMethod]
    public void A_purge_that_was_confirmed_on_its_way_for_another_is_a_resend_where_what_came_after_it_was_refused()
    {
        using var scene = new SubmissionScene();
        scene.Database.AddDeletion("former:L1");
        scene.Database.Execute("UPDATE csc.staging SET la_child_id = 'L1'");
        scene.Submit();

        // Another child has taken the id over, with the row.
        scene.Database.Execute("UPDATE csc.staging SET person_id = 'p1', acknowledged_hash = X'01'");
        Pending(scene, "{\"second\":1}");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(404));
        scene.SubmitAndFail();
        Gone(scene);
        scene.Database.Execute("UPDATE csc.staging SET person_id = 'former:L1'");

        scene.Submit();

        Assert.AreEqual("1", LastIsResend(scene));
    }

    [TestMethod]
    public void What_left_under_another_id_is_none()
    {
        using var scene = new SubmissionScene();
        PurgedRefusedAndGone(scene);
        scene.Database.Execute("UPDATE csc.staging SET la_child_id = 'another'");

        scene.Submit();

        Assert.AreEqual("0", LastIsResend(scene));
    }

    [TestMethod]
    public void A_purge_whose_outcome_is_unknown_is_a_resend_the_next_time_though_what_was_tried_in_between_was_refused()
    {
        using var scene = new SubmissionScene();
        PurgedAndBack(scene);
        scene.Database.Execute("UPDATE csc.batch_log SET outcome = 'unknown'");
        scene.Database.Execute("UPDATE csc.staging SET acknowledged_hash = X'01', acknowledged_at = '2020-01-01'");
        scene.Receiver.Answer(_ => ScriptedTransport.Status(404));
        scene.SubmitAndFail();

        Gone(scene);
        scene.Submit();

        Assert.AreEqual("1", LastIsResend(scene));
    }

    [TestMethod]
    public void A_purge_of_a_child_who_was_accepted_since_the_last_one_is_none()
    {
        using var scene = new SubmissionScene();
        PurgedAndBack(scene);
        scene.Submit();

        Gone(scene);
        scene.Submit();

        Assert.AreEqual("0", LastIsResend(scene));
    }

    private static void PurgedAndBack(SubmissionScene scene)
    {
        scene.Database.AddDeletion("p1");
        scene.Submit();
        scene.Database.ChangePayload("p1", "{\"back\":1}");
        scene.Database.Execute("UPDATE csc.staging SET state = 'pending', change = 'new' WHERE person_id = 'p1'");
    }

    // Purged, back, refused as it is now, and gone again.
    private static void PurgedRefusedAndGone(SubmissionScene scene)
    {
        PurgedAndBack(scene);
        scene.Receiver.Answer(_ => ScriptedTransport.Status(404));
        scene.SubmitAndFail();
        Gone(scene);
    }

    // As a refresh stages it.
    private static void Gone(SubmissionScene scene) => scene.Database.Execute(
        "UPDATE csc.staging SET state = 'pending', change = 'purge', payload = NULL, payload_hash = NULL, body = '{\"purge\":\"p1\"}' WHERE person_id = 'p1'");

    private static void Pending(SubmissionScene scene, string payload)
    {
        scene.Database.ChangePayload("p1", payload);
        scene.Database.Execute("UPDATE csc.staging SET state = 'pending', change = 'updated' WHERE person_id = 'p1'");
    }

    private static string LastIsResend(SubmissionScene scene) => scene.Database.Value("SELECT is_resend FROM csc.batch_child ORDER BY batch_id DESC LIMIT 1");
}
