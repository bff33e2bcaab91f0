using SsdClr.Payload.Holding;

namespace SsdClr.Tests.Holding;

/// <summary>Bodies to the letter, one rule each.</summary>
[TestClass]
public sealed class ChildDifferenceTests
{
    private const string Details = """{"sex":"U","disabilities":["NONE"],"uasc_flag":false,"purge":false}""";
    private const string Plan1 = """{"child_in_need_plan_id":"P1","start_date":"2025-01-01","purge":false}""";
    private const string Plan2 = """{"child_in_need_plan_id":"P2","start_date":"2025-02-01","purge":false}""";
    private const string Plan2Ended = """{"child_in_need_plan_id":"P2","start_date":"2025-02-01","end_date":"2025-03-01","purge":false}""";
    private const string Adoption = """{"matched_date":"2025-04-01","purge":false}""";
    private const string LaterAdoption = """{"initial_decision_date":"2023-11-11","purge":false}""";
    private const string Worker = """{"worker_id":"SW1","start_date":"2025-01-01"}""";
    private const string Health = """{"sdq_assessments":[{"date":"2025-05-01","score":12},{"date":"2024-05-01","score":9}],"purge":false}""";

    private static readonly (DateTime? Decision, DateTime? Matched) s_matchedRow = (null, new DateTime(2025, 4, 1, 0, 0, 0, DateTimeKind.Unspecified));
    private static readonly (DateTime? Decision, DateTime? Matched) s_decidedRow = (new DateTime(2023, 11, 11, 0, 0, 0, DateTimeKind.Unspecified), null);

    [TestMethod]
    public void A_child_that_did_not_change_is_settled() => Assert.IsTrue(Compare(Episode(Plans(Plan1)), Episode(Plans(Plan1))).IsAsAcknowledged);

    [TestMethod]
    public void A_record_that_aged_out_leaves_the_child_settled()
    {
        var difference = Compare(Episode(Plans(Plan1, Plan2)), Episode(Plans(Plan2)), (PayloadBlock.CinPlan, "P1"));

        Assert.IsTrue(difference.IsAsAcknowledged);
        Assert.IsNull(difference.Full(new BodySettings()).Text);
    }

    [TestMethod]
    public void A_record_that_is_gone_is_named_at_the_end_of_its_array_in_a_full_body() => AreEqual(
        Child(Episode(Plans(Plan2, """{"child_in_need_plan_id":"P1","purge":true}"""))),
        Compare(Episode(Plans(Plan1, Plan2)), Episode(Plans(Plan2))).Full(new BodySettings()));

    [TestMethod]
    public void An_array_that_was_emptied_is_made_anew_for_what_is_gone() => AreEqual(
        Child(Episode(Plans("""{"child_in_need_plan_id":"P1","purge":true}"""))),
        Compare(Episode(Plans(Plan1)), Episode("")).Full(new BodySettings()));

    [TestMethod]
    public void An_episode_that_is_gone_is_named_without_what_was_in_it() => AreEqual(
        """{"la_child_id":"1","purge":false,"child_details":""" + Details + ""","social_care_episodes":[{"social_care_episode_id":"R1","purge":true}]}""",
        Between(Child(Episode(Plans(Plan1))), Child(null)).Full(new BodySettings()));

    [TestMethod]
    public void An_episode_that_aged_out_takes_with_it_what_was_in_it_though_that_be_gone() =>
        Assert.IsTrue(Between(Child(Episode(Plans(Plan1))), Child(null), (PayloadBlock.Episode, "R1")).IsAsAcknowledged);

    [TestMethod]
    public void Without_full_includes_purges_a_full_body_is_the_payload_itself()
    {
        var difference = Compare(Episode(Plans(Plan1) + Part("adoption", Adoption) + Part("care_worker_details", $"[{Worker}]")), Episode(""));

        Assert.IsNull(difference.Full(new BodySettings(fullIncludesPurges: false)).Text);
    }

    [TestMethod]
    public void Blocks_that_went_are_purged_and_care_workers_emptied_in_either_mode()
    {
        var expected = Child(Episode(Part("adoption", """{"purge":true}""") + Part("care_leavers", """{"purge":true}""") + Part("care_worker_details", "[]")), """{"purge":true}""");
        var difference = Between(
            Child(Episode(Part("adoption", Adoption) + Part("care_leavers", """{"activity":"F1","purge":false}""") + Part("care_worker_details", $"[{Worker}]")), Health),
            Child(Episode("")));

        AreEqual(expected, difference.Full(new BodySettings()));
        AreEqual(expected, difference.Partial(new BodySettings()));
    }

    [TestMethod]
    public void A_partial_body_has_an_items_new_and_changed_whole_and_those_gone_named_and_no_others() => AreEqual(
        Child(Episode(Plans(Plan2Ended, """{"child_in_need_plan_id":"P3","purge":false}""", """{"child_in_need_plan_id":"P0","purge":true}"""))),
        Compare(
            Episode(Plans("""{"child_in_need_plan_id":"P0","purge":false}""", Plan1, Plan2) + Part("adoption", Adoption)),
            Episode(Plans(Plan1, Plan2Ended, """{"child_in_need_plan_id":"P3","purge":false}""") + Part("adoption", Adoption))).Partial(new BodySettings()));

    [TestMethod]
    public void A_partial_body_sends_no_part_that_did_not_change() => AreEqual(
        """{"la_child_id":"1","purge":false,"child_details":{"sex":"F","disabilities":["NONE"],"uasc_flag":false,"purge":false}}""",
        Between(Child(Episode(Plans(Plan1)), Health), Child(Episode(Plans(Plan1)), Health).Replace("\"U\"", "\"F\"", StringComparison.Ordinal)).Partial(new BodySettings()));

    [TestMethod]
    public void Questionnaires_are_sent_whole_when_one_of_them_changed() => AreEqual(
        Child(null, Health.Replace("12", "13", StringComparison.Ordinal)),
        Between(Child(null, Health), Child(null, Health.Replace("12", "13", StringComparison.Ordinal))).Partial(new BodySettings()));

    [TestMethod]
    public void A_partial_body_has_questionnaires_that_may_be_held_and_were_not_acknowledged() => AreEqual(
        Child(null, Health),
        Difference.BesideWhatMayBeHeld(Child(null), sentBefore: Child(null, Health), Child(null, Health)).Partial(new BodySettings()));

    [TestMethod]
    public void A_partial_body_has_an_adoption_that_may_be_held_and_was_not_acknowledged() => AreEqual(
        Child(Episode(Part("adoption", Adoption))),
        Difference.BesideWhatMayBeHeld(Child(Episode("")), sentBefore: Child(Episode(Part("adoption", Adoption))), Child(Episode(Part("adoption", Adoption)))).Partial(new BodySettings()));

    [TestMethod]
    public void A_partial_body_has_all_care_workers_where_one_was_not_acknowledged()
    {
        const string Second = """{"worker_id":"SW2","start_date":"2025-02-01"}""";
        var both = Child(Episode(Part("care_worker_details", $"[{Worker},{Second}]")));

        AreEqual(both, Difference.BesideWhatMayBeHeld(Child(Episode(Part("care_worker_details", $"[{Worker}]"))), sentBefore: both, both).Partial(new BodySettings()));
    }

    [TestMethod]
    public void A_questionnaire_whose_row_is_there_has_aged_out_and_one_whose_score_was_corrected_is_gone()
    {
        var inventory = new RecordInventory();
        inventory.Add(PayloadBlock.Episode, "R1");
        inventory.AddSdqAssessment(new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Unspecified), "9");
        inventory.AddSdqAssessment(new DateTime(2025, 5, 1, 0, 0, 0, DateTimeKind.Unspecified), "not a score");
        var newest = """{"sdq_assessments":[{"date":"2025-05-01","score":12}],"purge":false}""";

        Assert.IsTrue(Difference.Between(Child(null, Health), Child(null, newest), inventory)!.IsAsAcknowledged);
        AreEqual(Child(null, """{"purge":true}"""), Difference.Between(Child(null, Health), Child(null), inventory)!.Full(new BodySettings()));
    }

    [TestMethod]
    public void Care_workers_and_adoptions_whose_rows_are_there_have_aged_out()
    {
        var inventory = new RecordInventory();
        inventory.Add(PayloadBlock.Episode, "R1");
        inventory.AddCareWorker(" R1 ", "SW1", new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), end: null);
        inventory.AddAdoption(decision: null, new DateTime(2025, 4, 1, 0, 0, 0, DateTimeKind.Unspecified), placed: null);

        Assert.IsTrue(Difference.Between(
            Child(Episode(Part("adoption", Adoption) + Part("care_worker_details", $"[{Worker}]"))),
            Child(Episode("")),
            inventory)!.IsAsAcknowledged);
    }

    [TestMethod]
    public void A_record_that_moved_is_gone_from_the_episode_it_left() => AreEqual(
        """{"la_child_id":"1","purge":false,"child_details":""" + Details + ""","social_care_episodes":["""
            + """{"social_care_episode_id":"R1","child_in_need_plans":[{"child_in_need_plan_id":"P1","purge":true}],"purge":false},"""
            + """{"social_care_episode_id":"R2","child_in_need_plans":[""" + Plan1 + """],"purge":false}]}""",
        Between(
            Child(Episode(Plans(Plan1), scalars: ""), episode2: """{"social_care_episode_id":"R2","purge":false}"""),
            Child(Episode("", scalars: ""), episode2: """{"social_care_episode_id":"R2","child_in_need_plans":[""" + Plan1 + """],"purge":false}"""),
            (PayloadBlock.CinPlan, "P1")).Full(new BodySettings()));

    [TestMethod]
    public void After_an_unknown_outcome_what_was_sent_and_is_gone_is_named() => AreEqual(
        Child(Episode(Plans("""{"child_in_need_plan_id":"P1","purge":true}""", """{"child_in_need_plan_id":"P2","purge":true}"""))),
        Difference.AfterUnknownOutcome(
            Child(Episode(Plans(Plan1))), Child(Episode(Plans(Plan2))), Child(Episode("")), new RecordInventory())!.Full(new BodySettings()));

    [TestMethod]
    public void After_an_unknown_outcome_of_a_first_sending_what_was_sent_and_is_gone_is_named() => AreEqual(
        Child(Episode(Plans("""{"child_in_need_plan_id":"P2","purge":true}"""))),
        Difference.AfterUnknownOutcome(
            acknowledged: null, Child(Episode(Plans(Plan2))), Child(Episode("")), new RecordInventory())!.Full(new BodySettings()));

    [TestMethod]
    public void Adoptions_of_which_any_may_be_held_have_aged_out_where_each_has() =>
        Assert.IsNull(AfterTwoUnknownOutcomes(Part("adoption", Adoption), Part("adoption", LaterAdoption), s_decidedRow, s_matchedRow).Text);

    [TestMethod]
    public void Of_adoptions_of_which_any_may_be_held_one_that_is_gone_is_purged() => AreEqual(
        Child(Episode(Part("adoption", """{"purge":true}"""))),
        AfterTwoUnknownOutcomes(Part("adoption", Adoption), Part("adoption", LaterAdoption), s_decidedRow));

    [TestMethod]
    public void A_questionnaire_that_was_in_the_first_of_two_unknown_bodies_and_is_gone_is_purged_though_those_of_the_second_aged_out()
    {
        var inventory = new RecordInventory();
        inventory.AddSdqAssessment(new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Unspecified), "9");
        var first = Child(null, """{"sdq_assessments":[{"date":"2024-05-01","score":9}],"purge":false}""");
        var second = Child(null, """{"sdq_assessments":[{"date":"2025-05-01","score":12}],"purge":false}""");

        AreEqual(Child(null, """{"purge":true}"""), Difference.AfterUnknownOutcomes(first, second, Child(null), inventory)!.Full(new BodySettings()));
    }

    [TestMethod]
    public void After_an_unknown_outcome_there_is_no_body_but_the_payload_where_nothing_can_be_compared_with() =>
        Assert.IsNull(Difference.AfterUnknownOutcome(acknowledged: null, "cut off", Child(Episode("")), new RecordInventory()));

    [TestMethod]
    public void A_value_that_went_is_left_out_and_reported()
    {
        ChildBody body = Compare(Episode(Plans(Plan2Ended)), Episode(Plans(Plan2), scalars: "")).Partial(new BodySettings());

        AreEqual(Child(Episode(Plans(Plan2), scalars: "")), body);
        Assert.AreEqual(
            "$.social_care_episodes[id=R1].referral_date $.social_care_episodes[id=R1].child_in_need_plans[id=P2].end_date",
            string.Join(' ', body.ClearedValuesNotSent));
    }

    [TestMethod]
    public void A_value_that_went_is_null_in_its_place_with_clear_with_null()
    {
        ChildBody body = Compare(Episode(Plans(Plan2Ended)), Episode(Plans(Plan2), scalars: "")).Full(new BodySettings(clearsWithNull: true));

        AreEqual(
            Child(Episode(Plans("""{"child_in_need_plan_id":"P2","start_date":"2025-02-01","end_date":null,"purge":false}"""), scalars: "\"referral_date\":null,")),
            body);
        Assert.IsEmpty(body.ClearedValuesNotSent);
    }

    [TestMethod]
    public void A_value_of_a_record_that_is_gone_is_no_value_that_went() =>
        Assert.IsEmpty(Compare(Episode(Plans(Plan2Ended)), Episode("")).Full(new BodySettings()).ClearedValuesNotSent);

    [TestMethod]
    public void Removals_are_counted_by_block_with_what_goes_with_an_episode()
    {
        RecordTally removed = Between(
            Child(Episode(Plans(Plan1, Plan2) + Part("adoption", Adoption) + Part("care_worker_details", $"[{Worker},{Worker}]")), Health),
            Child(null)).Removed();

        Assert.AreEqual(
            "adoption 1, care_workers 2, cin_plan 2, episode 1, health_and_wellbeing 2",
            string.Join(", ", removed.Counts.Select(count => $"{count.Key} {count.Value}")));
    }

    [TestMethod]
    public void A_record_that_moved_is_not_counted_as_removed() => Assert.IsEmpty(Between(
        Child(Episode(Plans(Plan1)), episode2: """{"social_care_episode_id":"R2","purge":false}"""),
        Child(Episode(""), episode2: """{"social_care_episode_id":"R2","child_in_need_plans":[""" + Plan1 + """],"purge":false}"""),
        (PayloadBlock.CinPlan, "P1")).Removed().Counts);

    [TestMethod]
    public void A_tally_counts_all_that_a_payload_holds_and_adds_up()
    {
        var payload = ChildPayload.TryRead(Child(Episode(Plans(Plan1, Plan2) + Part("adoption", Adoption)), Health))!;
        RecordTally tally = RecordTally.Of(payload.Root);
        tally.Add(RecordTally.Of(payload.Root));

        Assert.AreEqual("adoption 2, cin_plan 4, episode 2, health_and_wellbeing 4", string.Join(", ", tally.Counts.Select(count => $"{count.Key} {count.Value}")));
    }

    private static ChildDifference Compare(string acknowledgedEpisode, string currentEpisode, params (string Block, string Id)[] rows) =>
        Between(Child(acknowledgedEpisode), Child(currentEpisode), [("episode", "R1"), .. rows]);

    private static ChildDifference Between(string acknowledged, string current, params (string Block, string Id)[] rows)
    {
        var inventory = new RecordInventory();
        foreach (var (block, id) in rows)
        {
            inventory.Add(block, id);
        }

        return Difference.Between(acknowledged, current, inventory)!;
    }

    private static ChildBody AfterTwoUnknownOutcomes(string first, string second, params (DateTime? Decision, DateTime? Matched)[] rows)
    {
        var inventory = new RecordInventory();
        foreach (var (decision, matched) in rows)
        {
            inventory.AddAdoption(decision, matched, placed: null);
        }

        return Difference.AfterUnknownOutcomes(Child(Episode(first)), Child(Episode(second)), Child(Episode("")), inventory)!.Full(new BodySettings());
    }

    private static string Child(string? episode, string? health = null, string? episode2 = null) =>
        """{"la_child_id":"1","purge":false,"child_details":""" + Details
        + (health is null ? "" : ",\"health_and_wellbeing\":" + health)
        + (episode is null ? "" : ",\"social_care_episodes\":[" + episode + (episode2 is null ? "" : "," + episode2) + "]") + "}";

    private static string Episode(string parts, string scalars = "\"referral_date\":\"2025-01-01\",") =>
        "{\"social_care_episode_id\":\"R1\"," + scalars + parts + "\"purge\":false}";

    private static string Plans(params string[] plans) => Part("child_in_need_plans", "[" + string.Join(',', plans) + "]");

    private static string Part(string name, string json) => $"\"{name}\":{json},";

    private static void AreEqual(string expected, ChildBody body) => Assert.AreEqual(expected, body.Text);
}
