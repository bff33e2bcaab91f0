using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SsdClr.Local.Receiver;
using SsdClr.Payload.Holding;
using JsonValue = SsdClr.Payload.Holding.JsonValue;

namespace SsdClr.Tests.Holding;

/// <summary>
/// Whatever changed, the receiver ends with the current payload: over pairs drawn at random, by an applier written from the
/// description and by the rehearsal receiver. A failing run prints the seed that repeats it.
/// </summary>
[TestClass]
public sealed class ChildDifferencePropertyTests
{
    private static readonly BodySettings s_default = new();
    private static readonly BodySettings s_clearing = new(fullIncludesPurges: true, clearsWithNull: true);
    private static readonly BodySettings s_withoutPurges = new(fullIncludesPurges: false, clearsWithNull: false);

    [TestMethod]
    public void A_partial_body_on_what_is_held_gives_the_current_payload_where_objects_replace_objects() => Holds((pair, difference) =>
        EndsAsCurrent(pair, new BodyApplier(mergesValues: false).Apply(Held(pair), Json(pair, difference.Partial(s_default))), []));

    [TestMethod]
    public void A_partial_body_on_what_is_held_gives_the_current_payload_but_for_the_values_it_reports() => Holds((pair, difference) =>
    {
        ChildBody body = difference.Partial(s_default);
        return EndsAsCurrent(pair, new BodyApplier(mergesValues: true).Apply(Held(pair), Json(pair, body)), body.ClearedValuesNotSent);
    });

    [TestMethod]
    public void A_partial_body_that_clears_with_null_gives_the_current_payload() => Holds((pair, difference) =>
    {
        ChildBody body = difference.Partial(s_clearing);
        return body.ClearedValuesNotSent.Count == 0
            && EndsAsCurrent(pair, new BodyApplier(mergesValues: true).Apply(Held(pair), Json(pair, body)), []);
    });

    [TestMethod]
    public void The_merging_receiver_ends_with_the_current_payload_after_a_partial_body() => Holds((pair, difference) =>
    {
        ChildBody body = difference.Partial(s_default);
        return EndsAsCurrent(pair, Merged(pair, body), body.ClearedValuesNotSent);
    });

    [TestMethod]
    public void The_merging_receiver_ends_with_the_current_payload_after_a_partial_body_that_clears() => Holds((pair, difference) =>
        EndsAsCurrent(pair, Merged(pair, difference.Partial(s_clearing)), []));

    [TestMethod]
    public void The_merging_receiver_ends_with_the_current_payload_after_a_full_body() => Holds((pair, difference) =>
    {
        ChildBody body = difference.Full(s_default);
        return EndsAsCurrent(pair, Merged(pair, body), body.ClearedValuesNotSent);
    });

    [TestMethod]
    public void The_merging_receiver_ends_with_the_current_payload_after_a_full_body_that_clears() => Holds((pair, difference) =>
        EndsAsCurrent(pair, Merged(pair, difference.Full(s_clearing)), []));

    [TestMethod]
    public void The_replacing_receiver_ends_with_the_current_payload_after_any_full_body() => Holds((pair, difference) =>
        new[] { s_default, s_clearing, s_withoutPurges }.All(settings => Replaced(pair, difference.Full(settings)) == HeldChild.Form(Current(pair))));

    [TestMethod]
    public void After_an_unknown_outcome_a_full_body_is_right_whether_or_not_the_receiver_took_what_was_sent() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(700), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            // The first changes of one seed are the same: sent is on the way from acknowledged to current.
            var sent = new GeneratedPair(seed, changes: 4).Current;
            var pair = new GeneratedPair(seed, changes: 8);
            ChildBody body = Difference.AfterUnknownOutcome(pair.Acknowledged, sent, pair.Current, new RecordInventory())!.Full(s_clearing);
            var wanted = HeldChild.Form(Current(pair));
            return wanted == HeldChild.Form(Merged(pair.Acknowledged, body.Text ?? pair.Current))
                && wanted == HeldChild.Form(Merged(sent, body.Text ?? pair.Current));
        }));

    [TestMethod]
    public void A_partial_body_sends_what_may_be_held_but_was_never_acknowledged() => Holds((pair, _) =>
    {
        // Whatever was sent before, the current payload itself included: the receiver may have none of it.
        ChildBody body = Difference.BesideWhatMayBeHeld(pair.Acknowledged, sentBefore: pair.Current, pair.Current).Partial(s_clearing);
        return EndsAsCurrent(pair, Merged(pair, body), []);
    });

    [TestMethod]
    public void What_is_held_after_a_part_covers_the_whole_that_may_follow_it() => Holds((pair, _) =>
        new[] { true, false }.All(clears => new[] { null, pair.Current }.All(sentBefore => Covers(pair, sentBefore, new BodySettings(fullIncludesPurges: false, clears, sendsPartial: true)))));

    [TestMethod]
    public void A_full_body_without_purges_and_nulls_is_the_payload_itself() => Holds((_, difference) => difference.Full(s_withoutPurges).Text is null);

    [TestMethod]
    public void The_baseline_is_the_acknowledged_payload_less_what_has_aged_out() => Holds((pair, difference) =>
        HeldChild.Form(JsonNode.Parse(difference.Baseline.ToText())) == HeldChild.Form(pair.WithoutAgedOut(Held(pair))));

    [TestMethod]
    public void What_differs_beyond_what_aged_out_is_sent_and_nothing_else() => Holds((pair, difference) =>
        difference.IsAsAcknowledged == (GeneratedPair.Text(pair.WithoutAgedOut(Held(pair))) == pair.Current));

    [TestMethod]
    public void A_partial_body_names_no_record_that_did_not_change() => Holds((pair, difference) =>
    {
        JsonObject held = Held(pair);
        return PayloadKeys.Episodes(Json(pair, difference.Partial(s_default))).All(sent => Differs(held, sent, "social_care_episodes")
            && PayloadKeys.Episodes(held).Where(episode => IsSameRecord(episode, sent, "social_care_episodes")).All(episode =>
                PayloadKeys.NestedArrays.All(array => PayloadKeys.Items(sent, array).All(record => Differs(episode, record, array)))));
    });

    [TestMethod]
    public void Every_body_has_its_keys_in_the_order_of_the_payload() => Holds((pair, difference) =>
        Bodies(difference).All(body => IsOrdered("child", Json(pair, body))));

    [TestMethod]
    public void Every_body_is_canonical() => Holds((_, difference) =>
        Bodies(difference).All(body => body.Text is null || JsonValue.Parse(body.Text).ToText() == body.Text));

    [TestMethod]
    public void Changes_that_are_all_aged_out_are_those_of_a_settled_child() => Holds((_, difference) =>
        difference.IsAsAcknowledged == difference.Changes().All(change => change.Reason == ChangeReason.AgedOut));

    [TestMethod]
    public void Every_change_leads_from_the_acknowledged_value_to_the_current_one() => Holds((pair, difference) =>
    {
        var held = Held(pair);
        var current = Current(pair);
        return difference.Changes().All(change =>
            change.OldValue == JsonPath.Find(held, change.Path) && change.NewValue == JsonPath.Find(current, change.Path) && change.OldValue != change.NewValue);
    });

    [TestMethod]
    public void As_many_records_are_counted_as_removed_as_the_full_body_names_and_the_receiver_then_lacks() => Holds((pair, difference) =>
    {
        RecordTally removed = difference.Removed();
        JsonObject end = Merged(pair, difference.Full(s_default));
        JsonObject held = Held(pair);
        return removed.Of(PayloadBlock.Episode) == Ids(held, "social_care_episodes").Except(Ids(end, "social_care_episodes")).Count()
            && removed.Of(PayloadBlock.Placement) == Ids(held, "child_looked_after_placements").Except(Ids(end, "child_looked_after_placements")).Count();
    });

    [TestMethod]
    public void Records_that_moved_away_and_back_are_no_change()
    {
        // Drawn once: two moves that end where they began. Arrays have one order, whatever happened to them.
        var pair = new GeneratedPair(seed: 116529, changes: 3);
        ChildDifference difference = Difference.Between(pair.Acknowledged, pair.Current, pair.Inventory)!;
        Assert.IsEmpty(difference.Changes());
        Assert.IsTrue(difference.IsAsAcknowledged);
    }

    private static void Holds(Func<GeneratedPair, ChildDifference, bool> property)
    {
        var pairs =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from changes in Gen.Choose(0, 9)
            select (seed, changes);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(700), Prop.ForAll(Arb.From(pairs), drawn =>
        {
            var pair = new GeneratedPair(drawn.seed, drawn.changes);
            return property(pair, Difference.Between(pair.Acknowledged, pair.Current, pair.Inventory)!);
        }));
    }

    // sentBefore: what the receiver may have besides.
    private static bool Covers(GeneratedPair pair, string? sentBefore, BodySettings settings)
    {
        ChildPayload current = ChildPayload.TryRead(pair.Current)!;
        JsonValue? more = sentBefore is null ? null : HeldTree.Of(ChildPayload.TryRead(sentBefore)!.Root);
        var held = SsdClr.Payload.Holding.Held.Read(pair.Acknowledged, more?.ToText(), isCertain: true, current.LaChildId);
        StagedBody staged = StagedBody.Of(held, pair.Acknowledged, pair.Current, pair.Inventory, settings);
        JsonValue known = HeldTree.Of(held.Known!);
        JsonValue accepted = staged.Texts.HeldIfAccepted is { } text ? JsonValue.Parse(text) : HeldTree.Of(current.Root);
        return staged.IsSettled || HeldTree.IsWithin(HeldTree.After(known, JsonValue.Parse(staged.Texts.Whole ?? pair.Current)), accepted);
    }

    private static ChildBody[] Bodies(ChildDifference difference) =>
        [difference.Full(s_default), difference.Full(s_clearing), difference.Partial(s_default), difference.Partial(s_clearing)];

    private static JsonObject Held(GeneratedPair pair) => GeneratedPair.Parse(pair.Acknowledged);

    private static JsonObject Current(GeneratedPair pair) => GeneratedPair.Parse(pair.Current);

    private static JsonObject Json(GeneratedPair pair, ChildBody body) => GeneratedPair.Parse(body.Text ?? pair.Current);

    private static bool EndsAsCurrent(GeneratedPair pair, JsonObject held, IReadOnlyList<string> notCleared) =>
        HeldChild.Form(pair.WithoutAgedOut(HeldChild.Without(held, notCleared))) == HeldChild.Form(Current(pair));

    private static JsonObject Merged(GeneratedPair pair, ChildBody body) => Merged(pair.Acknowledged, body.Text ?? pair.Current);

    private static JsonObject Merged(string heldText, string sentText)
    {
        using var held = JsonDocument.Parse(heldText);
        using var sent = JsonDocument.Parse(sentText);
        return GeneratedPair.Parse(Encoding.UTF8.GetString(ChildState.Merge(held.RootElement, sent.RootElement)));
    }

    private static string Replaced(GeneratedPair pair, ChildBody body)
    {
        using var sent = JsonDocument.Parse(body.Text ?? pair.Current);
        return HeldChild.Form(ChildState.HasRemovals(sent.RootElement)
            ? JsonNode.Parse(ChildState.WithoutRemovals(sent.RootElement))
            : JsonNode.Parse(body.Text ?? pair.Current));
    }

    private static IEnumerable<string> Ids(JsonObject child, string array) => array == "social_care_episodes"
        ? PayloadKeys.Episodes(child).Select(episode => PayloadKeys.Id(array, episode))
        : PayloadKeys.Episodes(child).SelectMany(episode => PayloadKeys.Items(episode, array)).Select(record => PayloadKeys.Id(array, record));

    private static bool IsSameRecord(JsonObject left, JsonObject right, string array) => PayloadKeys.Id(array, left) == PayloadKeys.Id(array, right);

    // A partial episode lacks what did not change, so only a record without parts can be compared as a whole.
    private static bool Differs(JsonObject heldOwner, JsonObject sent, string array) =>
        !PayloadKeys.Items(heldOwner, array).Any(held => JsonNode.DeepEquals(held, sent));

    private static bool IsOrdered(string name, JsonObject value)
    {
        var positions = value.Select(member => Array.IndexOf(PayloadKeys.Order[name], member.Key)).ToList();
        return positions.TrueForAll(position => position >= 0)
            && positions.Zip(positions.Skip(1)).All(neighbours => neighbours.First < neighbours.Second)
            && value.All(member => member.Value switch
            {
                JsonObject part => IsOrdered(member.Key, part),
                JsonArray items => items.All(item => item is not JsonObject part || IsOrdered(member.Key, part)),
                _ => true,
            });
    }
}
