using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

[TestClass]
public sealed class AcceptedStateTests
{
    private const string Plan1 = """{"child_in_need_plan_id":"p1","start_date":"2025-01-01","purge":false}""";
    private const string Plan2 = """{"child_in_need_plan_id":"p2","start_date":"2025-02-01","purge":false}""";
    private const string Plan1Removed = """{"child_in_need_plan_id":"p1","purge":true}""";
    private const string Plan2Removed = """{"child_in_need_plan_id":"p2","purge":true}""";

    private static Task<ReceiverSession> StartAsync(ReceiverSemantics semantics) => ReceiverSession.StartAsync(new ReceiverOptions { Semantics = semantics });

    private static string Child(params string[] episodes) => ExampleChild.WithEpisodes("1", $"[{string.Join(',', episodes)}]");

    private static string Episode(string id, string members) => $$"""{"social_care_episode_id":"{{id}}",{{members}}"purge":false}""";

    private static string Plans(params string[] plans) => $"\"child_in_need_plans\":[{string.Join(',', plans)}],";

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task A_deletion_removes_the_child(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(ExampleChild.Least("1"), ExampleChild.Least("2"));
        await session.PostAsync(ExampleChild.Deletion("1"));
        CollectionAssert.AreEqual(new[] { "2" }, session.Receiver.State.Held.Keys.ToArray());
    }

    [TestMethod]
    public async Task The_deletion_of_an_unknown_child_is_accepted()
    {
        await using var session = await StartAsync(ReceiverSemantics.Replace);
        Assert.AreEqual(200, (await session.PostAsync(ExampleChild.Deletion("1"))).Status);
    }

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task A_child_that_returns_after_its_deletion_is_held_as_sent(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(Child(Episode("e1", Plans(Plan1))));
        await session.PostAsync(ExampleChild.Deletion("1"));
        await session.PostAsync(ExampleChild.Least("1"));
        Assert.AreEqual(ExampleChild.Least("1"), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task Under_replace_a_record_that_is_not_mentioned_goes()
    {
        await using var session = await StartAsync(ReceiverSemantics.Replace);
        await session.PostAsync(Child(Episode("e1", Plans(Plan1, Plan2))));
        await session.PostAsync(Child(Episode("e1", Plans(Plan2))));
        Assert.AreEqual(Child(Episode("e1", Plans(Plan2))), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task Under_merge_a_record_that_is_not_mentioned_stays()
    {
        await using var session = await StartAsync(ReceiverSemantics.Merge);
        await session.PostAsync(Child(Episode("e1", Plans(Plan1, Plan2))));
        await session.PostAsync(Child(Episode("e1", Plans(Plan2))));
        Assert.AreEqual(Child(Episode("e1", Plans(Plan2, Plan1))), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task Under_merge_an_episode_that_is_not_mentioned_stays()
    {
        await using var session = await StartAsync(ReceiverSemantics.Merge);
        await session.PostAsync(Child(Episode("e1", Plans(Plan1))));
        await session.PostAsync(Child(Episode("e2", string.Empty)));
        Assert.AreEqual(Child(Episode("e2", string.Empty), Episode("e1", Plans(Plan1))), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task Under_merge_a_key_that_is_not_mentioned_stays()
    {
        await using var session = await StartAsync(ReceiverSemantics.Merge);
        await session.PostAsync(Child(Episode("e1", "\"referral_date\":\"2025-01-01\",\"closure_reason\":\"RC1\",")));
        await session.PostAsync(Child(Episode("e1", "\"referral_date\":\"2025-01-02\",")));
        Assert.AreEqual(Child(Episode("e1", "\"referral_date\":\"2025-01-02\",\"closure_reason\":\"RC1\",")), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task Under_merge_an_array_without_ids_is_replaced()
    {
        await using var session = await StartAsync(ReceiverSemantics.Merge);
        await session.PostAsync(Child(Episode("e1", "\"care_worker_details\":[{\"worker_id\":\"A\"},{\"worker_id\":\"B\"}],")));
        await session.PostAsync(Child(Episode("e1", "\"care_worker_details\":[{\"worker_id\":\"C\"}],")));
        Assert.AreEqual(Child(Episode("e1", "\"care_worker_details\":[{\"worker_id\":\"C\"}],")), session.HeldJson("1"));
    }

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task A_whole_child_with_all_its_records_is_held_as_sent(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(Child(Episode("e1", Plans(Plan1))));
        await session.PostAsync(Child(Episode("e0", string.Empty), Episode("e1", "\"referral_date\":\"2025-01-02\"," + Plans(Plan2, Plan1))));
        Assert.AreEqual(Child(Episode("e0", string.Empty), Episode("e1", "\"referral_date\":\"2025-01-02\"," + Plans(Plan2, Plan1))), session.HeldJson("1"));
    }

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task A_removed_record_goes(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(Child(Episode("e1", Plans(Plan1, Plan2))));
        await session.PostAsync(Child(Episode("e1", Plans(Plan1Removed, Plan2))));
        Assert.AreEqual(Child(Episode("e1", Plans(Plan2))), session.HeldJson("1"));
    }

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task The_array_goes_with_its_last_record(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(Child(Episode("e1", Plans(Plan1, Plan2))));
        await session.PostAsync(Child(Episode("e1", Plans(Plan1Removed, Plan2Removed))));
        Assert.AreEqual(Child(Episode("e1", string.Empty)), session.HeldJson("1"));
    }

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task A_removed_episode_goes(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(Child(Episode("e1", Plans(Plan1)), Episode("e2", string.Empty)));
        await session.PostAsync(Child("""{"social_care_episode_id":"e1","purge":true}""", Episode("e2", string.Empty)));
        Assert.AreEqual(Child(Episode("e2", string.Empty)), session.HeldJson("1"));
    }

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task A_removed_block_goes(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(Child(Episode("e1", "\"adoption\":{\"placed_date\":\"2025-01-01\",\"purge\":false},")));
        await session.PostAsync(Child(Episode("e1", "\"adoption\":{\"purge\":true},")));
        Assert.AreEqual(Child(Episode("e1", string.Empty)), session.HeldJson("1"));
    }

    [TestMethod]
    [DataRow(nameof(ReceiverSemantics.Replace))]
    [DataRow(nameof(ReceiverSemantics.Merge))]
    public async Task Emptied_care_workers_go(string semantics)
    {
        await using var session = await StartAsync(Enum.Parse<ReceiverSemantics>(semantics));
        await session.PostAsync(Child(Episode("e1", "\"care_worker_details\":[{\"worker_id\":\"A\"}],")));
        await session.PostAsync(Child(Episode("e1", "\"care_worker_details\":[],")));
        Assert.AreEqual(Child(Episode("e1", string.Empty)), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task Emptied_factors_stay_as_an_empty_array()
    {
        const string Assessment = "\"child_and_family_assessments\":[{\"child_and_family_assessment_id\":\"a\",\"factors\":[],\"purge\":false}],";
        await using var session = await StartAsync(ReceiverSemantics.Merge);
        await session.PostAsync(Child(Episode("e1", Assessment.Replace("[]", "[\"1A\"]", StringComparison.Ordinal))));
        await session.PostAsync(Child(Episode("e1", Assessment)));
        Assert.AreEqual(Child(Episode("e1", Assessment)), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task Values_keep_their_bytes_when_a_record_beside_them_is_removed()
    {
        const string Reason = "\"closure_reason\":\"\\u0052C1\",";
        await using var session = await StartAsync(ReceiverSemantics.Replace);
        await session.PostAsync(Child(Episode("e1", Reason + Plans(Plan1Removed, Plan2))));
        Assert.AreEqual(Child(Episode("e1", Reason + Plans(Plan2))), session.HeldJson("1"));
    }

    [TestMethod]
    public async Task The_ledger_tells_what_each_batch_did()
    {
        await using var session = await StartAsync(ReceiverSemantics.Replace);
        await session.PostAsync(ExampleChild.Least("1"), ExampleChild.Least("2"));
        await session.PostAsync(ExampleChild.Deletion("1"));
        var told = session.Receiver.State.Ledger.Select(batch => $"{batch.Number}: {string.Join(' ', batch.Children.Select(child => $"{child.LaChildId}{(child.IsDeletion ? " deleted" : string.Empty)}"))}");
        CollectionAssert.AreEqual(new[] { "1: 1 2", "2: 1 deleted" }, told.ToArray());
    }

    [TestMethod]
    public async Task The_same_bytes_again_are_a_resend()
    {
        await using var session = await StartAsync(ReceiverSemantics.Replace);
        await session.PostAsync(ExampleChild.Least("1"));
        await session.PostAsync(ExampleChild.Least("1"), ExampleChild.Least("2"));
        CollectionAssert.AreEqual(new[] { true, false }, session.Receiver.State.Ledger[1].Children.Select(child => child.IsResend).ToArray());
    }

    [TestMethod]
    public async Task Other_bytes_of_the_same_child_are_not_a_resend()
    {
        await using var session = await StartAsync(ReceiverSemantics.Replace);
        await session.PostAsync(ExampleChild.Least("1"));
        await session.PostAsync(Child(Episode("e1", string.Empty)));
        await session.PostAsync(ExampleChild.Least("1"));
        Assert.IsFalse(session.Receiver.State.Ledger[2].Children[0].IsResend);
    }

    [TestMethod]
    public async Task Batches_that_arrive_together_are_all_taken()
    {
        await using var session = await StartAsync(ReceiverSemantics.Replace);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(batch => session.PostAsync([.. Enumerable.Range(1, 50).Select(child => ExampleChild.Least($"{batch}-{child}"))])));
        Assert.HasCount(1000, session.Receiver.State.Held);
    }
}
