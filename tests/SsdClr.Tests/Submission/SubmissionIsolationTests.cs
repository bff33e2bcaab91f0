using System.Globalization;
using SsdClr.Runs;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>One child that the receiver refuses never keeps the others of its batch.</summary>
[TestClass]
public sealed class SubmissionIsolationTests : IDisposable
{
    private readonly SubmissionScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    [DataRow(400)]
    [DataRow(422)]
    public void A_refused_child_is_found_by_halves_and_the_others_are_accepted(int status)
    {
        Pending(100);
        Refuse(status, "nothing to go by", "C037");

        SubmissionCounts counts = _scene.Submit();

        Assert.AreEqual((99, 1, "rejected"), (counts.Accepted, counts.Rejected, _scene.Database.Staging("C037", "state")));
    }

    [TestMethod]
    public void Finding_refused_children_takes_at_most_two_POSTs_a_halving_for_each_and_one_more()
    {
        var random = new Random(4);
        for (int round = 0; round < 60; round++)
        {
            using var scene = new SubmissionScene();
            int children = random.Next(1, 101);
            Pending(scene, children);
            string[] bad = [.. Enumerable.Range(0, children).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(Name)];
            scene.Receiver.Rule = post => Held(post).Intersect(bad, StringComparer.Ordinal).Any() ? ScriptedTransport.Status(400) : null;

            scene.Submit();

            double halvings = Math.Ceiling(Math.Log2(children));
            Assert.IsLessThanOrEqualTo((2 * halvings * bad.Length) + bad.Length, scene.Receiver.Children.Count - 1);
        }
    }

    [TestMethod]
    public void Finding_one_refused_child_of_a_hundred_takes_fourteen_POSTs_more_at_most()
    {
        for (int bad = 0; bad < 100; bad += 7)
        {
            using var scene = new SubmissionScene();
            Pending(scene, 100);
            string child = Name(bad);
            scene.Receiver.Rule = post => Holds(post, child) ? ScriptedTransport.Status(400) : null;

            scene.Submit();

            Assert.IsLessThanOrEqualTo(1 + (2 * 7), scene.Receiver.Children.Count);
        }
    }

    [TestMethod]
    [DataRow("[2].child_details.sex is missing")]
    [DataRow("{\"errors\":{\"$[2].child_details.sex\":[\"is missing\"]}}")]
    [DataRow("first: [2] second: [2].x[0]")]
    public void A_child_named_at_the_start_of_a_path_goes_alone_and_the_rest_together(string answer)
    {
        Pending(10);
        Refuse(400, answer, "C002");

        _scene.Submit();

        Assert.AreEqual("10,9,1", string.Join(',', _scene.Receiver.Children.Select(ScriptedTransport.Count)));
    }

    [TestMethod]
    public void A_place_deeper_in_a_path_is_nobodys()
    {
        Pending(4);
        Refuse(400, "items[3].social_care_episodes[0]", "C000");

        _scene.Submit();

        Assert.AreEqual("rejected,accepted,accepted,accepted", States());
    }

    [TestMethod]
    public void A_child_named_wrongly_is_accepted_all_the_same()
    {
        Pending(8);
        Refuse(400, "[1] is not valid", "C006");

        _scene.Submit();

        Assert.AreEqual("accepted,accepted,accepted,accepted,accepted,accepted,rejected,accepted", States());
    }

    [TestMethod]
    public void An_answer_that_names_every_child_names_none()
    {
        Pending(4);
        Refuse(400, "[0] [1] [2] [3]", "C003");

        _scene.Submit();

        Assert.AreEqual("accepted,accepted,accepted,rejected", States());
    }

    [TestMethod]
    public void What_was_too_large_once_is_not_sent_again_in_the_same_run()
    {
        const int Limit = 400;
        Pending(1000);
        _scene.Receiver.Rule = post => post.Body.Length > Limit ? ScriptedTransport.Status(413) : null;

        SubmissionCounts counts = _scene.Submit();

        // Only the first batch is refused, and what its halves still are.
        int[] tooLarge = [.. _scene.Receiver.Children.Select((post, place) => (post, place)).Where(sent => sent.post.Body.Length > Limit).Select(sent => sent.place)];
        Assert.AreEqual((1000, true), (counts.Accepted, tooLarge.Length > 0 && tooLarge.All(place => place < 16)));
    }

    [TestMethod]
    public void One_child_that_is_too_large_by_itself_does_not_make_the_batches_of_the_others_small()
    {
        const int Limit = 10000;
        Pending(1000);
        _scene.Database.ChangePayload("C037", "{\"long\":\"" + new string('x', 2 * Limit) + "\"}");
        _scene.Receiver.Rule = post => post.Body.Length > Limit ? ScriptedTransport.Status(413) : null;

        SubmissionCounts counts = _scene.Submit();

        Assert.AreEqual((999, 1, true), (counts.Accepted, counts.Rejected, _scene.Receiver.Children.Skip(16).All(post => ScriptedTransport.Count(post) == 100)));
    }

    [TestMethod]
    public void A_batch_that_is_too_large_goes_in_halves()
    {
        Pending(8);
        _scene.Receiver.Rule = post => ScriptedTransport.Count(post) > 3 ? ScriptedTransport.Status(413) : null;

        _scene.Submit();

        Assert.AreEqual("8,4,2,2,4,2,2", string.Join(',', _scene.Receiver.Children.Select(ScriptedTransport.Count)));
    }

    [TestMethod]
    public void A_child_too_large_alone_is_rejected()
    {
        Pending(3);
        Refuse(413, string.Empty, "C001");

        _scene.Submit();

        Assert.AreEqual("accepted,rejected,accepted", States());
    }

    [TestMethod]
    public void A_rejected_child_is_left_alone_by_the_next_submission()
    {
        Pending(3);
        Refuse(400, string.Empty, "C001");
        _scene.Submit();
        int posts = _scene.Receiver.Children.Count;

        _scene.Submit();

        Assert.AreEqual(posts, _scene.Receiver.Children.Count);
    }

    [TestMethod]
    public void Parts_of_a_refused_batch_are_logged_as_sent_again()
    {
        Pending(2);
        Refuse(400, string.Empty, "C001");

        _scene.Submit();

        Assert.AreEqual("0,0,1,1", _scene.Database.Value("SELECT group_concat(is_resend) FROM (SELECT is_resend FROM csc.batch_child ORDER BY batch_id, position)"));
    }

    [TestMethod]
    public void The_answer_to_a_refusal_is_written_nowhere()
    {
        Pending(2);
        Refuse(400, "MARKED-answer [0].name", "C000");

        _scene.Submit();

        Assert.DoesNotContain("MARKED", _scene.Database.EverythingLogged(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_receiver_that_refuses_child_after_child_and_accepts_none_stops_the_run()
    {
        Pending(100);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(400);

        Assert.Throws<SubmissionException>(() => _scene.Submit());

        Assert.AreEqual(("0", "100"), (Count("rejected"), Count("pending")));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Whoever_is_refused_is_rejected_and_everybody_else_accepted(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 30; round++)
        {
            using var scene = new SubmissionScene();
            int children = random.Next(1, 60);
            Pending(scene, children);
            var bad = Enumerable.Range(0, children).Where(_ => random.Next(8) == 0).Take(19).Select(Name).ToHashSet(StringComparer.Ordinal);
            bool names = random.Next(2) == 0;
            scene.Receiver.Rule = post =>
            {
                string[] held = Held(post);
                string[] refused = [.. held.Where(bad.Contains)];
                return refused.Length == 0 ? null : ScriptedTransport.Status(400, names ? $"[{Array.IndexOf(held, refused[0])}].x is wrong" : "wrong");
            };

            scene.Submit();

            Assert.AreEqual(
                string.Join(',', bad.Order(StringComparer.Ordinal)) + "|",
                scene.Database.Value("SELECT COALESCE(group_concat(person_id), '') FROM (SELECT person_id FROM csc.staging WHERE state = 'rejected' ORDER BY person_id)")
                    + "|" + scene.Database.Value("SELECT COALESCE(group_concat(person_id), '') FROM csc.staging WHERE state NOT IN ('rejected', 'accepted')"));
        }
    }

    private static string Name(int child) => "C" + child.ToString("000", CultureInfo.InvariantCulture);

    [TestMethod]
    [DataRow(400)]
    [DataRow(403)]
    public void Refused_purges_keep_nobody_from_being_sent(int status)
    {
        Purges(25);
        Pending(3);
        _scene.Receiver.Rule = post => IsPurge(post) ? ScriptedTransport.Status(status) : null;

        SubmissionCounts counts = _scene.Submit();

        Assert.AreEqual((3, 25, "25"), (counts.Accepted, counts.Rejected, SentChildren.Count(_scene, "rejected")));
    }

    [TestMethod]
    public void Purges_refused_in_a_row_are_doubted_once_all_others_had_their_turn()
    {
        Purges(25);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(400);

        string message = _scene.SubmitAndFail();

        Assert.StartsWith("Stopped: the receiver refused 25 children in a row", message, StringComparison.Ordinal);
        Assert.AreEqual("25", SentChildren.Count(_scene, "pending"));
    }

    [TestMethod]
    public void A_receiver_that_refuses_everything_leaves_purges_pending_too()
    {
        Purges(5);
        Pending(30);
        _scene.Receiver.Rule = _ => ScriptedTransport.Status(400);

        string message = _scene.SubmitAndFail();

        Assert.StartsWith("Stopped: the receiver refused 25 children in a row", message, StringComparison.Ordinal);
        Assert.AreEqual("35", SentChildren.Count(_scene, "pending"));
    }

    private static bool IsPurge(HttpPost post) => System.Text.Encoding.UTF8.GetString(post.Body).Contains("purge", StringComparison.Ordinal);

    private void Purges(int children)
    {
        for (int child = 0; child < children; child++)
        {
            _scene.Database.AddDeletion(string.Create(CultureInfo.InvariantCulture, $"D{child:000}"));
        }
    }

    private static void Pending(SubmissionScene scene, int children)
    {
        for (int child = 0; child < children; child++)
        {
            scene.Database.AddPending(Name(child), payload: "{\"id\":\"" + Name(child) + "\"}");
        }
    }

    private static string[] Held(HttpPost post)
    {
        using var body = System.Text.Json.JsonDocument.Parse(post.Body);
        return [.. body.RootElement.EnumerateArray().Select(child => child.GetProperty("id").GetString()!)];
    }

    private static bool Holds(HttpPost post, string child) => Held(post).Contains(child, StringComparer.Ordinal);

    private void Pending(int children) => Pending(_scene, children);

    private void Refuse(int status, string answer, string child) =>
        _scene.Receiver.Rule = post => Holds(post, child) ? ScriptedTransport.Status(status, answer) : null;

    private string States() => _scene.Database.Value("SELECT group_concat(state) FROM (SELECT state FROM csc.staging ORDER BY person_id)");

    private string Count(string state) => _scene.Database.Value($"SELECT COUNT(*) FROM csc.staging WHERE state = '{state}'");
}
