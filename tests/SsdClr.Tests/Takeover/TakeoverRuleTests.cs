namespace SsdClr.Tests.Takeover;

/// <summary>What a row of the national tool's table is worth.</summary>
[TestClass]
public sealed class TakeoverRuleTests
{
    private const string Other = "x'00'";

    [TestMethod]
    [DataRow("", false)]
    [DataRow("", true)]
    [DataRow("legacy_id", false)]
    [DataRow("legacy_id", true)]
    [DataRow("mis_child_id", false)]
    [DataRow("mis_child_id", true)]
    public void In_every_variant_of_the_table_what_was_sent_whole_with_a_receipt_is_acknowledged(string legacyColumn, bool hasPayloadColumns)
    {
        using var scene = new TakeoverScene(legacyColumn, hasPayloadColumns);
        scene.Sent("1", TakeoverScene.Payload("1"));
        Assert.AreEqual("1 proven", scene.Judged());
    }

    [TestMethod]
    [DataRow("submission_status", "'  SENT '", "proven", DisplayName = "Status in another case with blanks")]
    [DataRow("submission_status", "'Pending'", "not_sent_last", DisplayName = "Pending, but answered before")]
    [DataRow("submission_status", "'Error'", "not_sent_last", DisplayName = "Error")]
    [DataRow("submission_status", "'Testing'", "not_sent_last", DisplayName = "A status nobody knows")]
    [DataRow("submission_status", "NULL", "not_sent_last", DisplayName = "No status, but answered before")]
    [DataRow("row_state", "' Deleted'", "marked_deleted", DisplayName = "Deleted")]
    [DataRow("api_response", "NULL", "no_receipt", DisplayName = "No answer")]
    [DataRow("api_response", "'Data received'", "no_receipt", DisplayName = "Words")]
    [DataRow("api_response", "'HTTP 201: Created'", "no_receipt", DisplayName = "A status code")]
    [DataRow("api_response", "'62268a7d-e34f-4de0-8eef-f4c407965147'", "proven", DisplayName = "A UUID")]
    [DataRow("api_response", "'62268A7D-E34F-4DE0-8EEF-F4C407965147.json'", "proven", DisplayName = "A UUID with its extension")]
    [DataRow("api_response", "'62268a7d-e34f-4de0-8eef-f4c40796514'", "no_receipt", DisplayName = "A UUID cut short")]
    [DataRow("api_response", "'62268a7d-e34f-4de0-8eef-f4c407965147x'", "no_receipt", DisplayName = "A UUID and more")]
    [DataRow("api_response", "'Data received_62268a7d-e34f-4de0-8eef-f4c407965147'", "proven", DisplayName = "Words and a UUID")]
    [DataRow("api_response", "'2026-02-01_09:04:19.87_62268a7d-e34f-4de0-8eef-f4c407965147.json'", "proven", DisplayName = "A whole receipt")]
    [DataRow("api_response", "'[\"2026-02-01_09:04:19.8_62268a7d-e34f-4de0-8eef-f4c407965147\"]'", "proven", DisplayName = "A receipt in its array")]
    [DataRow("api_response", "'2026-02-01_06:59:59.99_62268a7d-e34f-4de0-8eef-f4c407965147.json'", "built_after_receipt", DisplayName = "A receipt from before the build")]
    [DataRow("api_response", "'2026-02-01_08:14:59.99_62268a7d-e34f-4de0-8eef-f4c407965147.json'", "built_after_receipt", DisplayName = "A receipt from before the build, if a clock is an hour off")]
    [DataRow("api_response", "'2026-02-01_08:15:00.00_62268a7d-e34f-4de0-8eef-f4c407965147.json'", "proven", DisplayName = "A receipt from after the build by any clock")]
    [DataRow("submission_timestamp", "NULL", "no_receipt", DisplayName = "A UUID without a moment")]
    [DataRow("submission_timestamp", "'sometime'", "no_receipt", DisplayName = "A moment that is none")]
    [DataRow("submission_timestamp", "'2026-02-01 06:59:59'", "built_after_receipt", DisplayName = "Built after it was taken")]
    [DataRow("last_updated", "NULL", "built_after_receipt", DisplayName = "Built nobody knows when")]
    [DataRow("json_payload", "'{\"la_child_id\":'", "payload_unreadable", DisplayName = "No JSON")]
    [DataRow("json_payload", "'[]'", "payload_unreadable", DisplayName = "No child")]
    [DataRow("json_payload", "NULL", "payload_unreadable", DisplayName = "No payload")]
    [DataRow("json_payload", "'{\"la_child_id\":\"1\",\"child_details\":{\"shoe_size\":\"4\",\"sex\":\"F\"}}'", "payload_unreadable", DisplayName = "A key nobody knows")]
    [DataRow("json_payload", "'{\"la_child_id\":\"1\",\"purge\":true,\"child_details\":{\"sex\":\"F\"}}'", "payload_unreadable", DisplayName = "A purge")]
    [DataRow("previous_hash", Other, "built_again", DisplayName = "Built again since: the hashes differ")]
    [DataRow("previous_hash", "NULL", "built_again", DisplayName = "No hash of before")]
    public void A_row_is_worth_what_it_proves(string column, string value, string reason)
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"), (column, value));
        Assert.AreEqual("1 " + reason, scene.Judged());
    }

    [TestMethod]
    public void A_hash_of_a_selection_of_fields_proves_nothing_of_the_rest()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"), ("current_hash", Other), ("previous_hash", Other));
        Assert.AreEqual("1 built_again", scene.Judged());
    }

    [TestMethod]
    public void A_payload_of_before_that_is_the_same_proves_it_whatever_was_hashed()
    {
        using var scene = new TakeoverScene(hasPayloadColumns: true);
        scene.Sent("1", TakeoverScene.Payload("1"), ("current_hash", Other), ("previous_hash", Other));
        Assert.AreEqual("1 proven", scene.Judged());
    }

    [TestMethod]
    [DataRow("previous_json_payload", "'{}'", "built_again")]
    [DataRow("previous_json_payload", "NULL", "built_again")]
    [DataRow("partial_json_payload", "'{\"la_child_id\":\"1\"}'", "partial_payload")]
    [DataRow("partial_json_payload", "'  '", "proven")]
    public void The_columns_of_payloads_count(string column, string value, string reason)
    {
        using var scene = new TakeoverScene(hasPayloadColumns: true);
        scene.Sent("1", TakeoverScene.Payload("1"), (column, value));
        Assert.AreEqual("1 " + reason, scene.Judged());
    }

    [TestMethod]
    public void A_tool_that_can_send_partial_payloads_has_to_be_vouched_for()
    {
        using var scene = new TakeoverScene(hasPayloadColumns: true);
        scene.Sent("1", TakeoverScene.Payload("1"));
        Assert.AreEqual("1 partial_possible", scene.Judged(whole: false));
    }

    [TestMethod]
    public void Somebody_may_vouch_that_nothing_was_built_while_it_was_sent()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"), ("last_updated", "'2026-02-01 10:00:00'"));
        Assert.AreEqual("1 proven", scene.Judged(apart: true));
    }

    [TestMethod]
    public void Letters_that_a_sender_may_have_posted_in_another_encoding_are_not_taken_for_sent()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1").Replace("Given", "Zo\u00eb", StringComparison.Ordinal));
        Assert.AreEqual("1 not_ascii", scene.Judged());
    }

    [TestMethod]
    public void A_child_the_tool_never_came_to_is_nothing()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"), ("submission_status", "'pending'"), ("row_state", "'New'"), ("api_response", "NULL"), ("previous_hash", "NULL"));
        Assert.AreEqual("1 never_tried", scene.Judged());
    }

    [TestMethod]
    public void One_receipt_for_several_children_is_nobodys()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"), ("api_response", "'62268a7d-e34f-4de0-8eef-f4c407965147'"));
        scene.Sent("2", TakeoverScene.Payload("2"), ("api_response", "'62268A7D-e34f-4de0-8eef-f4c407965147'"));
        scene.Sent("3", TakeoverScene.Payload("3"));
        Assert.AreEqual("1 receipt_shared, 2 receipt_shared, 3 proven", scene.Judged());
    }

    [TestMethod]
    public void Rows_of_one_person_that_say_the_same_are_one()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"));
        scene.Sent("1", TakeoverScene.Payload("1"));
        Assert.AreEqual("1 proven", scene.Judged());
    }

    [TestMethod]
    public void Rows_of_one_person_with_different_payloads_leave_unknown_which_arrived_last()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"));
        scene.Sent("1", TakeoverScene.Payload("1").Replace("Given", "Other", StringComparison.Ordinal));
        Assert.AreEqual("1 several_rows", scene.Judged());
    }

    [TestMethod]
    public void A_row_without_a_person_stays_behind_under_its_child_id()
    {
        using var scene = new TakeoverScene();
        scene.Sent(personId: null, TakeoverScene.Payload("1"));
        scene.Sent("  ", TakeoverScene.Payload("2"));
        Assert.AreEqual("former:1 proven, former:2 proven", scene.Judged());
    }

    [TestMethod]
    public void A_row_without_any_id_is_left_out()
    {
        using var scene = new TakeoverScene();
        scene.Sent(personId: null, "{}");
        Assert.AreEqual(" no_child_id", scene.Judged());
    }

    [TestMethod]
    public void A_child_id_that_two_persons_share_goes_to_the_one_whose_own_it_is()
    {
        using var scene = new TakeoverScene();
        scene.Sent("12345678901234567890-A", TakeoverScene.Payload("12345678901234567890"));
        scene.Sent("12345678901234567890", TakeoverScene.Payload("12345678901234567890"));
        Assert.AreEqual("12345678901234567890 child_id_shared, 12345678901234567890-A child_id_taken", scene.Judged());
    }

    [TestMethod]
    public void A_person_sent_under_two_ids_may_be_held_under_both()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"));
        scene.Sent("1", TakeoverScene.Payload("X1"));
        Assert.AreEqual("1 several_rows, former:X1 several_rows", scene.Judged());
    }
}
