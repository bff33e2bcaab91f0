#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SsdClr.Payload.Building;
using SsdClr.Payload.Scrambling;
using SsdClr.Tests.Receiver;

namespace SsdClr.Tests.Scrambling;

[TestClass]
public sealed class PayloadScramblerTests
{
    [TestMethod]
    public void Same_payload_and_key_give_the_same_bytes() =>
        Assert.AreEqual(ScrambledExample.Scramble(ScrambledExample.Scrambler(), ExampleChild.Full), ScrambledExample.Scramble(ScrambledExample.Scrambler(), ExampleChild.Full));

    // What is staged depends on these bytes: whoever changes them sends every child again.
    [TestMethod]
    public void Bytes_are_those_of_this_version() => Assert.AreEqual(
        "C4B81DCA6C25C8AF20745695BA4369165B07DF8869795EDC95BE1B4F1CDA97F8",
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ScrambledExample.Scramble(ScrambledExample.Scrambler(), ExampleChild.Full)))));

    [TestMethod]
    public void Nothing_of_the_child_before_is_left_in_the_next()
    {
        var scrambler = ScrambledExample.Scrambler();
        var alone = ScrambledExample.Scramble(scrambler, ExampleChild.Full);
        ScrambledExample.Scramble(scrambler, ExampleChild.FullWith("/la_child_id", "\"child-2\""));

        Assert.AreEqual(alone, ScrambledExample.Scramble(scrambler, ExampleChild.Full));
    }

    [TestMethod]
    public void Another_key_changes_every_value_that_identifies()
    {
        var one = ScrambledExample.Of(ExampleChild.Full);
        var two = JsonNode.Parse(ScrambledExample.Scramble(ScrambledExample.Scrambler(new string('k', 64)), ExampleChild.Full))!;

        foreach (var key in (string[])["unique_pupil_number", "former_unique_pupil_number", "first_name", "surname", "postcode", "date_of_birth"])
        {
            Assert.AreNotEqual(Text(one["child_details"]![key]), Text(two["child_details"]![key]), key);
        }

        Assert.AreNotEqual(Text(one["la_child_id"]), Text(two["la_child_id"]));
    }

    [TestMethod]
    public void Dates_of_a_child_move_back_by_the_same_days()
    {
        for (var child = 0; child < 200; child++)
        {
            var payload = ExampleChild.FullWith("/la_child_id", $"\"child-{child}\"");
            var days = Dates(JsonNode.Parse(payload)!).Zip(Dates(ScrambledExample.Of(payload)), (before, after) => before.DayNumber - after.DayNumber).Distinct().ToList();

            Assert.HasCount(1, days);
            Assert.IsTrue(days[0] is >= 1 and <= ChildDraws.MostDays);
        }
    }

    [TestMethod]
    public void Every_number_of_days_occurs()
    {
        var days = Enumerable.Range(0, 1000).Select(child =>
            new DateOnly(2010, 2, 28).DayNumber - DateOnly.ParseExact(Text(ScrambledExample.Of(ExampleChild.FullWith("/la_child_id", $"\"{child}\""))["child_details"]!["date_of_birth"]), "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber);

        Assert.HasCount(ChildDraws.MostDays, days.Distinct());
    }

    [TestMethod]
    public void Date_in_the_first_days_of_the_calendar_stays() =>
        Assert.AreEqual("0001-01-01", Text(ScrambledExample.Of(ExampleChild.FullWith("/child_details/date_of_birth", "\"0001-01-01\""))["child_details"]!["date_of_birth"]));

    [TestMethod]
    public void One_id_becomes_the_same_wherever_it_stands()
    {
        var payload = ExampleChild.FullWith("/social_care_episodes/0/social_care_episode_id", "\"SW12345\"");
        var scrambled = ScrambledExample.Of(payload);

        Assert.AreEqual(Text(scrambled["social_care_episodes"]![0]!["social_care_episode_id"]), Text(scrambled["social_care_episodes"]![0]!["care_worker_details"]![0]!["worker_id"]));
        Assert.AreEqual(
            Text(scrambled["social_care_episodes"]![0]!["social_care_episode_id"]),
            Text(ScrambledExample.Of(ExampleChild.FullWith("/la_child_id", "\"SW12345\""))["la_child_id"]));
    }

    [TestMethod]
    public void Two_children_with_the_same_values_share_none()
    {
        var one = ScrambledExample.Of(ExampleChild.Full)["child_details"]!;
        var two = ScrambledExample.Of(ExampleChild.FullWith("/la_child_id", "\"child-2\""))["child_details"]!;

        foreach (var key in (string[])["unique_pupil_number", "former_unique_pupil_number", "first_name", "surname", "postcode"])
        {
            Assert.AreNotEqual(Text(one[key]), Text(two[key]), key);
        }
    }

    [TestMethod]
    [DataRow("A123456789012", "^[A-Z]1[0-9]{11}(?![\\s\\S])")]
    [DataRow("a12345678901z", "^[A-Z]1[0-9]{10}[A-Z](?![\\s\\S])")]
    public void Pupil_number_is_valid_and_of_no_authority(string number, string pattern)
    {
        for (var child = 0; child < 200; child++)
        {
            var payload = JsonNode.Parse(ExampleChild.FullWith("/child_details/unique_pupil_number", $"\"{number}\""))!;
            payload["la_child_id"] = $"child-{child}";
            var scrambled = Text(ScrambledExample.Of(payload.ToJsonString())["child_details"]!["unique_pupil_number"]);

            StringAssert.Matches(scrambled, new(pattern));
            Assert.IsTrue(CensusRules.HasCheckLetter(scrambled), scrambled);
        }
    }

    [TestMethod]
    [DataRow("12345")]
    [DataRow("none yet")]
    [DataRow("A-12345678901")]
    public void Text_that_is_no_pupil_number_stays_none(string number)
    {
        var scrambled = Text(ScrambledExample.Of(ExampleChild.FullWith("/child_details/unique_pupil_number", $"\"{number}\""))["child_details"]!["unique_pupil_number"]);

        Assert.IsFalse(ChildDetails.IsUniquePupilNumber(scrambled));
        Assert.AreNotEqual(number, scrambled);
    }

    [TestMethod]
    [DataRow("ZZ99 9ZZ", true)]
    [DataRow("BX9 1AA", true)]
    [DataRow("c/o Rose Lane", false)]
    [DataRow("BX9", false)]
    public void Postcode_is_of_no_place_and_keeps_its_fault(string postcode, bool hasShape)
    {
        for (var child = 0; child < 600; child++)
        {
            var payload = JsonNode.Parse(ExampleChild.FullWith("/child_details/postcode", $"\"{postcode}\""))!;
            payload["la_child_id"] = $"child-{child}";
            var scrambled = Text(ScrambledExample.Of(payload.ToJsonString())["child_details"]!["postcode"]);

            StringAssert.Matches(scrambled, new("^BX[89]( 1[A-Z]{2})?(?![\\s\\S])"));
            Assert.AreEqual(hasShape, FieldWriter.IsPostcode(scrambled));
            Assert.AreNotEqual(postcode, scrambled);
        }
    }

    [TestMethod]
    public void No_disability_stays_none() => Assert.AreEqual(
        "[\"NONE\"]",
        ScrambledExample.Of(ExampleChild.FullWith("/child_details/disabilities", "[\"NONE\"]"))["child_details"]!["disabilities"]!.ToJsonString());

    [TestMethod]
    public void Disabilities_stay_as_many_in_order_without_none()
    {
        var all = CodeList.Disability.Codes.Where(code => code != "NONE").Order(StringComparer.Ordinal).ToList();
        for (var count = 1; count <= all.Count; count++)
        {
            var payload = ExampleChild.FullWith("/child_details/disabilities", new JsonArray([.. all.Take(count).Select(code => JsonValue.Create(code))]).ToJsonString());
            var scrambled = ScrambledExample.Of(payload)["child_details"]!["disabilities"]!.AsArray().Select(Text).ToList();

            Assert.HasCount(count, scrambled.Distinct(StringComparer.Ordinal));
            CollectionAssert.IsSubsetOf(scrambled, all);
            CollectionAssert.AreEqual(scrambled.Order(StringComparer.Ordinal).ToList(), scrambled);
        }
    }

    [TestMethod]
    public void Factors_stay_distinct_and_none_found_stays_alone()
    {
        Assert.AreEqual("[\"21\"]", Factors("[\"21\"]"));
        var all = CodeList.Factor.Codes.Where(code => code != "21").ToList();
        var scrambled = JsonNode.Parse(Factors(new JsonArray([.. all.Select(code => JsonValue.Create(code))]).ToJsonString()))!.AsArray().Select(Text).ToList();

        CollectionAssert.AreEquivalent(all, scrambled);
        CollectionAssert.AreNotEqual(all, scrambled);
    }

    [TestMethod]
    public void Factor_outside_the_list_stays_outside_without_its_text() => StringAssert.Matches(Factors("[\"Drinks at Rose Lane\"]"), new("^\\[\"X[0-9]{6}\"\\](?![\\s\\S])"));

    [TestMethod]
    [DataRow("1F")]
    [DataRow("2C")]
    public void Source_outside_the_list_stays_outside(string source)
    {
        var scrambled = Text(ScrambledExample.Of(ExampleChild.FullWith("/social_care_episodes/0/referral_source", $"\"{source}\""))["social_care_episodes"]![0]!["referral_source"]);

        Assert.IsFalse(CodeList.ReferralSource.Contains(scrambled));
        StringAssert.Matches(scrambled, new("^[12][C-F](?![\\s\\S])"));
    }

    [TestMethod]
    public void Scores_stay_in_range_or_out_of_it()
    {
        var draws = new ChildDraws(new byte[32]);
        draws.Begin([], 0, 0);
        var scores = new ScoreScrambling(5);

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 41).ToList(), Enumerable.Range(0, 41).Select(score => scores.Of(draws, score)).ToList());
        Assert.IsGreaterThan(40, scores.Of(draws, 41));
        Assert.IsGreaterThan(40, scores.Of(draws, -1));
        Assert.IsGreaterThan(40, scores.Of(draws, int.MinValue));
    }

    [TestMethod]
    public void Rare_counts_become_commoner_ones()
    {
        var payload = JsonNode.Parse(ExampleChild.Full)!;
        var episodes = payload["social_care_episodes"]!.AsArray();
        for (var number = 2; number <= 17; number++)
        {
            var episode = episodes[0]!.DeepClone();
            episode["social_care_episode_id"] = $"episode-{number}";
            episodes.Add(episode);
        }

        var scrambled = ScrambledExample.Of(payload.ToJsonString(), mostRecords: 3);

        Assert.HasCount(3, scrambled["social_care_episodes"]!.AsArray());
        Assert.HasCount(17, ScrambledExample.Of(payload.ToJsonString())["social_care_episodes"]!.AsArray());
    }

    [TestMethod]
    public void Flags_stay()
    {
        var scrambled = ScrambledExample.Of(ExampleChild.Full);

        Assert.IsTrue(scrambled["child_details"]!["uasc_flag"]!.GetValue<bool>());
        Assert.IsFalse(scrambled["social_care_episodes"]![0]!["referral_no_further_action_flag"]!.GetValue<bool>());
        Assert.IsTrue(scrambled["social_care_episodes"]![0]!["section_47_assessments"]![0]!["icpc_required_flag"]!.GetValue<bool>());
    }

    [TestMethod]
    [DataRow("/other", DisplayName = "Key that no rule knows")]
    [DataRow("/child_details/other", DisplayName = "Nested key that no rule knows")]
    public void What_no_rule_knows_is_not_passed_on(string location) =>
        Assert.ThrowsExactly<InvalidOperationException>(() => ScrambledExample.Of(ExampleChild.FullWith(location, "\"a value\"")));

    private static string Factors(string factors) =>
        ScrambledExample.Of(ExampleChild.FullWith("/social_care_episodes/0/child_and_family_assessments/0/factors", factors))["social_care_episodes"]![0]!["child_and_family_assessments"]![0]!["factors"]!.ToJsonString();

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static List<DateOnly> Dates(JsonNode node) => node switch
    {
        JsonObject members => [.. members.SelectMany(member => Dates(member.Value!))],
        JsonArray items => [.. items.SelectMany(item => Dates(item!))],
        _ when node.GetValueKind() == System.Text.Json.JsonValueKind.String && DateOnly.TryParseExact(Text(node), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => [date],
        _ => [],
    };
}
