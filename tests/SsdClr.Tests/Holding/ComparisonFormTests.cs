using System.Text.Json.Nodes;
using SsdClr.Payload.Holding;
using SsdClr.Tests.Receiver;
using JsonValue = System.Text.Json.Nodes.JsonValue;

namespace SsdClr.Tests.Holding;

/// <summary>Change detection for systems that renumber their records each night.</summary>
[TestClass]
public sealed class ComparisonFormTests
{
    [TestMethod]
    public void Renumbered_records_leave_the_hash_as_it_was()
    {
        var withRecords = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var pair = new GeneratedPair(seed, changes: 4);
            var renumbered = GeneratedPair.Parse(pair.Current);
            Renumber(renumbered, new Random(seed));

            withRecords += GeneratedPair.Text(renumbered) == pair.Current ? 0 : 1;
            Assert.AreEqual(Hash(pair.Current), Hash(GeneratedPair.Text(renumbered)), $"Seed {seed}.");
        }

        Assert.IsGreaterThan(400, withRecords);
    }

    [TestMethod]
    [DataRow("/la_child_id", "\"child-2\"")]
    [DataRow("/mis_child_id", "\"L 2\"")]
    [DataRow("/child_details/surname", "\"Other\"")]
    [DataRow("/child_details/disabilities", """["AUT"]""")]
    [DataRow("/health_and_wellbeing/sdq_assessments/0/score", "13")]
    [DataRow("/social_care_episodes/0/closure_reason", "\"RC2\"")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/factors", "[]")]
    [DataRow("/social_care_episodes/0/child_in_need_plans/0/end_date", null)]
    [DataRow("/social_care_episodes/0/child_looked_after_placements", null)]
    [DataRow("/social_care_episodes/0/adoption", null)]
    [DataRow("/social_care_episodes/0/care_worker_details/0/worker_id", "\"SW54321\"")]
    public void Any_other_difference_changes_the_hash(string location, string? json) =>
        Assert.AreNotEqual(Hash(ExampleChild.Full), Hash(ExampleChild.FullWith(location, json)));

    [TestMethod]
    public void Records_are_ordered_by_date_and_then_by_what_they_hold_besides_ids() => Assert.AreEqual(
        """{"la_child_id":"1","purge":false,"child_details":{"sex":"U","disabilities":["NONE"],"uasc_flag":false,"purge":false},"social_care_episodes":["""
            + """{"referral_date":"2024-01-01","child_protection_plans":[{"start_date":"2024-01-01","end_date":"2024-02-01","purge":false},{"start_date":"2024-01-01","purge":false},{"purge":false}],"purge":false},"""
            + """{"referral_date":"2025-01-01","purge":false}]}""",
        ComparisonForm.Of(ChildPayload.TryRead(ExampleChild.WithEpisodes("1", """
            [{"social_care_episode_id":"R1","referral_date":"2025-01-01","purge":false},
            {"social_care_episode_id":"R2","referral_date":"2024-01-01","child_protection_plans":[{"child_protection_plan_id":"1","purge":false},
            {"child_protection_plan_id":"2","start_date":"2024-01-01","purge":false},
            {"child_protection_plan_id":"3","start_date":"2024-01-01","end_date":"2024-02-01","purge":false}],"purge":false}]
            """))!.Root).ToText());

    private static string Hash(string payload) => ComparisonForm.Of(ChildPayload.TryRead(payload)!.Root).ToText();

    // As the payload builder would have it after the night: other ids, so records of one date in another order.
    private static void Renumber(JsonObject owner, Random random)
    {
        foreach (var (array, idName) in PayloadKeys.Ids)
        {
            if (owner[array] is not JsonArray records)
            {
                continue;
            }

            var shuffled = records.Select(record => record!.AsObject()).OrderBy(_ => random.Next()).ToList();
            records.Clear();
            foreach (var record in shuffled)
            {
                record[idName] = JsonValue.Create($"Z{random.Next()}-{records.Count}");
                Renumber(record, random);
                records.Add(record);
            }
        }
    }
}
