using SsdClr.Payload.Holding;
using SsdClr.Tests.Receiver;

namespace SsdClr.Tests.Holding;

/// <summary>What an analyst reads of the differences: path, both values, block and reason.</summary>
[TestClass]
public sealed class PayloadChangesTests
{
    [TestMethod]
    public void A_payload_that_did_not_change_has_no_changes() => Assert.IsEmpty(Changes(ExampleChild.Full, ExampleChild.Full));

    [TestMethod]
    [DataRow("/mis_child_id", "$.mis_child_id", "child")]
    [DataRow("/child_details/postcode", "$.child_details.postcode", "child_details")]
    [DataRow("/social_care_episodes/0/closure_date", "$.social_care_episodes[id=episode-1].closure_date", "episode")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/start_date", "$.social_care_episodes[id=episode-1].child_and_family_assessments[id=assessment-1].start_date", "assessment")]
    [DataRow("/social_care_episodes/0/child_in_need_plans/0/end_date", "$.social_care_episodes[id=episode-1].child_in_need_plans[id=plan-1].end_date", "cin_plan")]
    [DataRow("/social_care_episodes/0/section_47_assessments/0/icpc_date", "$.social_care_episodes[id=episode-1].section_47_assessments[id=enquiry-1].icpc_date", "section_47")]
    [DataRow("/social_care_episodes/0/child_protection_plans/0/end_date", "$.social_care_episodes[id=episode-1].child_protection_plans[id=protection-1].end_date", "cp_plan")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/postcode", "$.social_care_episodes[id=episode-1].child_looked_after_placements[id=placement-1].postcode", "placement")]
    [DataRow("/social_care_episodes/0/adoption/placed_date", "$.social_care_episodes[id=episode-1].adoption.placed_date", "adoption")]
    [DataRow("/social_care_episodes/0/care_leavers/contact_date", "$.social_care_episodes[id=episode-1].care_leavers.contact_date", "care_leavers")]
    public void A_value_that_changed_came_or_went_is_one_change(string location, string path, string block)
    {
        var changed = ExampleChild.FullWith(location, "\"2025-02-02\"");
        var without = ExampleChild.FullWith(location, json: null);

        var change = Assert.ContainsSingle(Changes(ExampleChild.Full, changed));
        Assert.AreEqual($"{path} {block} value changed \"2025-02-02\"", $"{change.Path} {change.Block} {change.Reason} {change.NewValue}");
        Assert.AreEqual(change.OldValue, Assert.ContainsSingle(Changes(ExampleChild.Full, without)).OldValue);
        Assert.IsNull(Assert.ContainsSingle(Changes(ExampleChild.Full, without)).NewValue);
        Assert.IsNull(Assert.ContainsSingle(Changes(without, ExampleChild.Full)).OldValue);
    }

    [TestMethod]
    [DataRow("/social_care_episodes", "$.social_care_episodes[id=episode-1]", "episode")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments", "$.social_care_episodes[id=episode-1].child_and_family_assessments[id=assessment-1]", "assessment")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements", "$.social_care_episodes[id=episode-1].child_looked_after_placements[id=placement-1]", "placement")]
    [DataRow("/social_care_episodes/0/adoption", "$.social_care_episodes[id=episode-1].adoption", "adoption")]
    [DataRow("/social_care_episodes/0/care_leavers", "$.social_care_episodes[id=episode-1].care_leavers", "care_leavers")]
    [DataRow("/social_care_episodes/0/care_worker_details", "$.social_care_episodes[id=episode-1].care_worker_details", "care_workers")]
    [DataRow("/health_and_wellbeing", "$.health_and_wellbeing", "health_and_wellbeing")]
    public void A_part_that_came_or_went_is_one_change(string location, string path, string block)
    {
        var without = ExampleChild.FullWith(location, json: null);

        var added = Assert.ContainsSingle(Changes(without, ExampleChild.Full));
        Assert.AreEqual($"{path} {block} added", $"{added.Path} {added.Block} {added.Reason}");
        Assert.IsNull(added.OldValue);
        var removed = Assert.ContainsSingle(Changes(ExampleChild.Full, without));
        Assert.AreEqual($"{path} {block} removed: gone", $"{removed.Path} {removed.Block} {removed.Reason}");
        Assert.AreEqual(added.NewValue, removed.OldValue);
        Assert.IsNull(removed.NewValue);
    }

    [TestMethod]
    public void Codes_and_items_without_id_are_compared_as_a_whole()
    {
        Assert.AreEqual(
            """$.child_details.disabilities ["AUT","BEH"] ["AUT"]""",
            Line(Assert.ContainsSingle(Changes(ExampleChild.Full, ExampleChild.FullWith("/child_details/disabilities", """["AUT"]""")))));
        Assert.AreEqual(
            """$.health_and_wellbeing.sdq_assessments [{"date":"2025-05-01","score":12},{"date":"2024-05-01","score":9}] [{"date":"2025-05-01","score":12}]""",
            Line(Assert.ContainsSingle(Changes(ExampleChild.Full, ExampleChild.FullWith("/health_and_wellbeing/sdq_assessments", """[{"date":"2025-05-01","score":12}]""")))));
    }

    [TestMethod]
    [DataRow("/social_care_episodes/0/child_in_need_plans", "removed: aged out")]
    [DataRow("/social_care_episodes/0/child_protection_plans", "removed: gone")]
    [DataRow("/social_care_episodes/0/care_worker_details", "removed: aged out")]
    [DataRow("/health_and_wellbeing", "removed: gone")]
    public void What_left_has_aged_out_where_its_row_is_there(string location, string reason)
    {
        var inventory = new RecordInventory();
        inventory.Add(PayloadBlock.Episode, "episode-1");
        inventory.Add(PayloadBlock.CinPlan, "plan-1");
        inventory.AddSdqAssessment(new DateTime(2025, 5, 1, 0, 0, 0, DateTimeKind.Unspecified), "12");
        inventory.AddCareWorker("episode-1", "SW12345", new DateTime(2024, 4, 5, 0, 0, 0, DateTimeKind.Unspecified), new DateTime(2025, 4, 5, 0, 0, 0, DateTimeKind.Unspecified));

        Assert.AreEqual(reason, Assert.ContainsSingle(Changes(ExampleChild.Full, ExampleChild.FullWith(location, json: null), inventory)).Reason);
    }

    [TestMethod]
    public void An_array_that_lost_only_an_aged_out_item_has_aged_out()
    {
        var inventory = new RecordInventory();
        inventory.AddSdqAssessment(new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Unspecified), "9");
        var change = Assert.ContainsSingle(Changes(
            ExampleChild.Full, ExampleChild.FullWith("/health_and_wellbeing/sdq_assessments", """[{"date":"2025-05-01","score":12}]"""), inventory));

        Assert.AreEqual("removed: aged out", change.Reason);
    }

    [TestMethod]
    public void Changes_stand_in_the_order_of_the_payload_with_removed_records_last_in_their_array()
    {
        var before = ExampleChild.WithEpisodes("1", """[{"social_care_episode_id":"R0","purge":false},{"social_care_episode_id":"R1","closure_date":"2025-01-01","purge":false}]""");
        var after = ExampleChild.WithEpisodes("1", """[{"social_care_episode_id":"R1","purge":false},{"social_care_episode_id":"R2","purge":false}]""").Replace("\"U\"", "\"F\"", StringComparison.Ordinal);

        Assert.AreEqual(
            "$.child_details.sex $.social_care_episodes[id=R1].closure_date $.social_care_episodes[id=R2] $.social_care_episodes[id=R0]",
            string.Join(' ', Changes(before, after).Select(change => change.Path)));
    }

    private static string Line(PayloadChange change) => $"{change.Path} {change.OldValue} {change.NewValue}";

    private static IReadOnlyList<PayloadChange> Changes(string acknowledged, string current, RecordInventory? inventory = null) =>
        Difference.Between(acknowledged, current, inventory ?? new RecordInventory())!.Changes();
}
