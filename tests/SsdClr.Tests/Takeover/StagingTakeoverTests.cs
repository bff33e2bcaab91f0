using SsdClr.Local.DataQuality;
using SsdClr.Local.Receiver;
using SsdClr.Payload.Takeover;
using SsdClr.Tests.Reading;
using SsdClr.Tests.Refreshing;

namespace SsdClr.Tests.Takeover;

/// <summary>What taken over children become: nothing by itself, and in the next refresh what really differs.</summary>
[TestClass]
public sealed class StagingTakeoverTests
{
    [TestMethod]
    [DataRow("", false)]
    [DataRow("legacy_id", true)]
    [DataRow("mis_child_id", true)]
    public void A_child_who_was_sent_and_has_not_changed_is_not_sent_again(string legacyColumn, bool hasPayloadColumns)
    {
        using var scene = new TakeoverScene(legacyColumn, hasPayloadColumns);
        RichChild(scene.Scene.Ssd, "1");
        scene.Sent("1", scene.AsTheToolSpells("1"));
        scene.Apply();
        scene.Scene.Refresh();
        Assert.AreEqual("accepted none", scene.Scene.State("1"));
    }

    [TestMethod]
    public void A_child_who_changed_since_is_sent()
    {
        using var scene = new TakeoverScene();
        scene.Scene.Ssd.ChildInCohort("1");
        scene.Sent("1", scene.AsTheToolSpells("1"));
        scene.Apply();
        scene.Scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Other'");
        scene.Scene.Refresh();
        Assert.AreEqual("pending updated", scene.Scene.State("1"));
    }

    [TestMethod]
    public void A_child_sent_with_unknown_content_is_sent_whole_and_names_what_is_gone()
    {
        using var scene = new TakeoverScene();
        RichChild(scene.Scene.Ssd, "1");
        scene.Sent("1", scene.AsTheToolSpells("1"), ("api_response", "NULL"));
        scene.Apply();
        scene.Scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_plans");
        scene.Scene.Refresh();
        string sent = scene.Scene.Accept();
        Assert.IsTrue(sent.Contains("\"child_details\"", StringComparison.Ordinal) && sent.Contains("{\"child_in_need_plan_id\":\"P-1\",\"purge\":true}", StringComparison.Ordinal), sent);
    }

    [TestMethod]
    [DataRow("'unchanged'")]
    [DataRow("'deleted'")]
    public void A_child_who_is_gone_is_removed_whether_or_not_the_tool_had_noticed(string rowState)
    {
        using var scene = new TakeoverScene("legacy_id");
        scene.Sent("1", TakeoverScene.Payload("1").Replace("\"child_details\"", "\"mis_child_id\": \"L-7\", \"child_details\"", StringComparison.Ordinal), ("row_state", rowState));
        scene.Apply();
        scene.Scene.Refresh();
        Assert.AreEqual("1 {\"la_child_id\":\"1\",\"mis_child_id\":\"L-7\",\"purge\":true}", scene.Scene.Accept());
    }

    [TestMethod]
    public void A_row_without_a_person_goes_to_the_child_who_carries_its_id()
    {
        using var scene = new TakeoverScene();
        scene.Scene.Ssd.ChildInCohort("1");
        scene.Sent(personId: null, scene.AsTheToolSpells("1"));
        scene.Apply();
        scene.Scene.Refresh();
        Assert.AreEqual("1|accepted", scene.Scene.Staging("person_id, state"));
    }

    [TestMethod]
    public void A_child_whose_id_the_tool_cut_waits_for_an_id_that_fits()
    {
        const string PersonId = "123456789012345678901234";
        using var scene = new TakeoverScene();
        scene.Scene.Ssd.ChildInCohort(PersonId);
        scene.Sent(PersonId, TakeoverScene.Payload("12345678901234567890"));
        scene.Apply();
        scene.Scene.Refresh();
        Assert.AreEqual($"{PersonId}|withheld|updated", scene.Scene.Staging("person_id, state, change"));
    }

    [TestMethod]
    public void What_was_never_sent_leaves_no_row()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"), ("submission_status", "'pending'"), ("row_state", "'new'"), ("api_response", "NULL"), ("previous_hash", "NULL"));
        Assert.AreEqual(("0 children taken over as acknowledged, 0 as sent with unknown content; 1 left out.", string.Empty), (scene.Apply(), scene.Scene.Staging()));
    }

    [TestMethod]
    public void Judging_writes_nothing()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"));
        scene.Judged();
        Assert.AreEqual(string.Empty, scene.Scene.Staging());
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("https://receiver.test/test")]
    public void What_another_receiver_was_sent_is_not_taken_over(string? sentTo)
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"));
        Assert.ThrowsExactly<TakeoverRefusedException>(() => scene.Takeover().Apply(scene.Scene.Clock, sentTo));
        Assert.AreEqual(string.Empty, scene.Scene.Staging());
    }

    [TestMethod]
    public void Without_the_authoritys_code_nothing_is_taken_over()
    {
        using var scene = new TakeoverScene();
        scene.Scene["la_code"] = string.Empty;
        scene.Sent("1", TakeoverScene.Payload("1"));
        var refused = Assert.ThrowsExactly<TakeoverRefusedException>(() => scene.Apply());
        Assert.Contains("setting la_code is empty", refused.Message, StringComparison.Ordinal);
        Assert.AreEqual(string.Empty, scene.Scene.Staging());
    }

    [TestMethod]
    public void Taking_over_twice_is_refused_and_changes_nothing()
    {
        using var scene = new TakeoverScene();
        scene.Sent("1", TakeoverScene.Payload("1"));
        scene.Apply();
        string before = scene.Scene.Staging();
        var refused = Assert.ThrowsExactly<TakeoverRefusedException>(() => scene.Apply());
        Assert.StartsWith("1 of these children are known to this receiver already", refused.Message, StringComparison.Ordinal);
        Assert.AreEqual(before, scene.Scene.Staging());
    }

    [TestMethod]
    public void An_id_that_another_row_holds_already_refuses_the_takeover()
    {
        using var scene = new TakeoverScene();
        scene.Scene.Ssd.ChildInCohort("1");
        scene.Scene.Refresh();
        scene.Scene.Accept();
        scene.Sent(personId: null, TakeoverScene.Payload("1"));
        Assert.ThrowsExactly<TakeoverRefusedException>(() => scene.Apply());
    }

    [TestMethod]
    public void A_row_that_was_staged_and_never_sent_gives_way()
    {
        using var scene = new TakeoverScene();
        scene.Scene.Ssd.ChildInCohort("1");
        scene.Scene.Refresh();
        scene.Sent("1", scene.AsTheToolSpells("1"));
        scene.Apply();
        scene.Scene.Refresh();
        Assert.AreEqual("accepted none", scene.Scene.State("1"));
    }

    [TestMethod]
    public void More_children_than_are_read_at_a_time_are_all_taken_over()
    {
        using var scene = new TakeoverScene();
        for (int number = 1; number <= 600; number++)
        {
            scene.Sent("P" + number, TakeoverScene.Payload("P" + number));
        }

        Assert.AreEqual("600 children taken over as acknowledged, 0 as sent with unknown content; 0 left out.", scene.Apply());
    }

    [TestMethod]
    [DataRow("no_such_table", "There is no table of that name")]
    [DataRow("ssd_person", "There is no table of that name")]
    [DataRow("dbo.ssd_api_data_staging", "The table must be a plain name")]
    [DataRow("[x]", "The table must be a plain name")]
    [DataRow("x; DROP TABLE y", "The table must be a plain name")]
    public void A_table_that_is_not_the_tools_is_refused(string table, string beginning)
    {
        using var scene = new TakeoverScene();
        var refused = Assert.ThrowsExactly<TakeoverRefusedException>(
            () => new StagingTakeover(scene.Scene.Ssd.Context, scene.Scene.Settings, new SqliteCatalogue(scene.Scene.Ssd.Connection), table, sentWholeOnly: true, builtApart: true));
        Assert.StartsWith(beginning, refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void After_the_change_of_tools_only_what_differs_is_sent_and_the_receiver_holds_what_SSD_says(bool isMerging)
    {
        using var night = new ReceivingScene(isMerging ? ReceiverSemantics.Merge : ReceiverSemantics.Replace);
        using var scene = new TakeoverScene(scene: night.Scene);
        foreach (string personId in (string[])["1", "2", "3", "4"])
        {
            RichChild(night.Scene.Ssd, personId);
        }

        // The old tool has sent four children; our own staging knows nothing of it.
        night.Night();
        scene.Sent("1", scene.AsTheToolSpells("1"));
        scene.Sent("2", scene.AsTheToolSpells("2"));
        scene.Sent("3", scene.AsTheToolSpells("3"));
        scene.Sent("4", scene.AsTheToolSpells("4"), ("api_response", "'Data received'"));
        night.Scene.Ssd.Execute("DELETE FROM csc.staging; DELETE FROM csc.batch_child; DELETE FROM csc.batch_log");

        night.Scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Other' WHERE pers_person_id = '2'; DELETE FROM dbo.ssd_person WHERE pers_person_id = '3'; DELETE FROM dbo.ssd_cin_plans WHERE cinp_person_id = '4'");
        scene.Apply();
        night.Night();

        Assert.AreEqual("accepted,accepted,purged,accepted", night.Scene.Staging("state").Replace('\n', ','));
        Assert.HasCount(3, night.Sent);
        (string wanted, string held) = night.Compare();
        Assert.AreEqual(wanted, held);

        night.Night();
        Assert.IsEmpty(night.Sent);
    }

    private static void RichChild(SsdDatabase ssd, string personId)
    {
        ssd.ChildInCohort(personId);
        ssd.Execute(
            $"""
            INSERT INTO dbo.ssd_cin_assessments (cina_assessment_id, cina_person_id, cina_referral_id, cina_assessment_start_date) VALUES
                ('A-{personId}', '{personId}', 'R-{personId}', '2026-01-06'), ('B-{personId}', '{personId}', 'R-{personId}', '2026-01-05');
            INSERT INTO dbo.ssd_cin_plans (cinp_cin_plan_id, cinp_person_id, cinp_referral_id, cinp_cin_plan_start_date) VALUES
                ('P-{personId}', '{personId}', 'R-{personId}', '2026-01-07'), ('O-{personId}', '{personId}', 'R-{personId}', '2026-01-08');
            INSERT INTO dbo.ssd_sdq_scores (csdq_table_id, csdq_person_id, csdq_sdq_completed_date, csdq_sdq_score) VALUES
                ('S-{personId}', '{personId}', '2026-01-09', '12'), ('T-{personId}', '{personId}', '2026-01-10', '3');
            """);
    }
}
