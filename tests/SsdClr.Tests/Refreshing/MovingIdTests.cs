using System.Globalization;
using SsdClr.Local.Receiver;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

/// <summary>
/// Ids that the receiver knows children by, moving between children, with the product's own refresh and submission night after night: a purge and a child
/// under one id wait for each other, and never for ever. <c>SSDCLR_NIGHTS_SEED</c> and <c>SSDCLR_NIGHTS_DRAWS</c> as in <see cref="SeveralNightsPropertyTests"/>.
/// </summary>
[TestClass]
public sealed class MovingIdTests
{
    private const int Children = 4;
    private const int Nights = 6;
    private const int UsualDraws = 20;

    // Everything but a refusal passes by itself.
    private static readonly PostOutcome[] s_passing = [PostOutcome.AnswerLost, PostOutcome.RequestLost, PostOutcome.Unavailable, PostOutcome.Killed];

    private static readonly Dictionary<string, string[]> s_stories = new(StringComparer.Ordinal)
    {
        ["An id moves on to another child, both alive"] = ["UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '1' THEN 'L9' ELSE 'L1' END"],
        ["An id moves on to another child, both alive, a night in between"] =
        [
            "UPDATE dbo.ssd_person SET pers_legacy_id = 'L9' WHERE pers_person_id = '1'",
            "UPDATE dbo.ssd_person SET pers_legacy_id = 'L1' WHERE pers_person_id = '2'",
        ],
        ["Two children swap their ids"] = ["UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '1' THEN 'L2' ELSE 'L1' END"],
        ["Two children swap their ids and swap them back"] =
        [
            "UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '1' THEN 'L2' ELSE 'L1' END",
            "UPDATE dbo.ssd_person SET pers_legacy_id = 'L' || pers_person_id",
        ],
        ["An id changes and returns"] =
        [
            "UPDATE dbo.ssd_person SET pers_legacy_id = 'L9' WHERE pers_person_id = '1'",
            "UPDATE dbo.ssd_person SET pers_legacy_id = 'L1' WHERE pers_person_id = '1'",
        ],
        ["A child is gone, another takes over its id and gives it up again"] =
        [
            "DELETE FROM dbo.ssd_person WHERE pers_person_id = '1'; UPDATE dbo.ssd_person SET pers_legacy_id = 'L1'",
            "UPDATE dbo.ssd_person SET pers_legacy_id = 'L2'",
        ],
    };

    public static IEnumerable<object[]> Stories =>
        from story in s_stories.Keys
        from kind in new[] { (ReceiverSemantics.Replace, "full"), (ReceiverSemantics.Merge, "full"), (ReceiverSemantics.Merge, "partial") }
        from outcome in s_passing.Append(PostOutcome.Accepted)
        select new object[] { story, kind.Item1.ToString(), kind.Item2, outcome.ToString() };

    [TestMethod]
    [DynamicData(nameof(Stories))]
    public void The_receiver_ends_with_exactly_the_children_alive(string story, string semantics, string mode, string outcome)
    {
        using ReceivingScene scene = Scene(semantics, mode, children: 2);
        scene.NightOfTheProduct(() => PostOutcome.Accepted);
        foreach (string chapter in s_stories[story])
        {
            scene.Scene.Ssd.Execute(chapter);
            scene.NightOfTheProduct(() => Enum.Parse<PostOutcome>(outcome));
        }

        EndsAsSsd(scene, story);
    }

    [TestMethod]
    [DataRow("Replace", "full")]
    [DataRow("Merge", "full")]
    [DataRow("Merge", "partial")]
    public void Children_who_exchange_their_ids_by_the_choice_of_another_column_end_as_they_are(string semantics, string mode)
    {
        using ReceivingScene scene = Scene(semantics, mode, children: 3);

        // Each child's id in one column is another child's in the other; the third gets one that nobody had.
        scene.Scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '1' THEN '2' WHEN '2' THEN '1' ELSE 'L3' END");
        foreach (string column in (string[])["pers_person_id", "pers_legacy_id", "pers_person_id", "pers_legacy_id"])
        {
            scene.Scene["la_child_id_column"] = column;
            scene.NightOfTheProduct(() => PostOutcome.Accepted);
            Assert.AreEqual(scene.Compare().Wanted, scene.Compare().Held, column);
        }

        Assert.AreEqual("1,2,L3", string.Join(',', scene.Held().Keys));
    }

    // A hundred attempts are more than the nights can use up: nobody is left to a person.
    [TestMethod]
    [DataRow("Replace", "full", "100", false)]
    [DataRow("Merge", "full", "100", false)]
    [DataRow("Merge", "partial", "100", false)]
    [DataRow("Replace", "full", "2", true)]
    [DataRow("Merge", "partial", "2", true)]
    public void Whatever_ids_move_and_whatever_becomes_of_it_the_receiver_ends_with_exactly_the_children_alive(string semantics, string mode, string maximumAttempts, bool mayRefuse)
    {
        int first = Number("SSDCLR_NIGHTS_SEED") ?? Random.Shared.Next(int.MaxValue / 2);
        for (int seed = first; seed < first + (Number("SSDCLR_NIGHTS_DRAWS") ?? UsualDraws); seed++)
        {
            var random = new Random(seed);
            using ReceivingScene scene = Scene(semantics, mode, Children);
            scene.Scene["max_attempts"] = maximumAttempts;
            scene.Scene.Ssd.Execute($"INSERT INTO csc.setting (name, value, changed_at, changed_by) VALUES ('max_attempts', '{maximumAttempts}', '2026-01-01', 'test')");
            for (int night = 0; night < Nights; night++)
            {
                for (int change = random.Next(4); change > 0; change--)
                {
                    Change(scene, random);
                }

                scene.NightOfTheProduct(() => random.Next(2) == 0 ? PostOutcome.Accepted
                    : mayRefuse && random.Next(3) == 0 ? PostOutcome.Refused
                    : s_passing[random.Next(s_passing.Length)]);
            }

            if (mayRefuse)
            {
                // What was refused, and what was tried as often as is allowed, waits for a person; what was in flight is known as such after the next run.
                scene.NightOfTheProduct(() => PostOutcome.Accepted);
                scene.Requeue();
            }

            EndsAsSsd(scene, $"To draw it again: SSDCLR_NIGHTS_SEED={seed} SSDCLR_NIGHTS_DRAWS=1");
        }
    }

    // One good night ends everything; after it nothing waits, and there is nothing left to say.
    private static void EndsAsSsd(ReceivingScene scene, string message)
    {
        scene.NightOfTheProduct(() => PostOutcome.Accepted);
        (string wanted, string held) = scene.Compare();
        Assert.AreEqual(wanted, held, message);
        Assert.IsEmpty(scene.Scene.Values("SELECT person_id || ' ' || state || ' ' || change || ' ' || attempts FROM csc.staging WHERE state IN ('pending', 'in_flight', 'awaiting_confirmation', 'rejected')"), message);
        scene.NightOfTheProduct(() => PostOutcome.Accepted);
        Assert.IsEmpty(scene.Sent, message);
    }

    private static ReceivingScene Scene(string semantics, string mode, int children)
    {
        var scene = new ReceivingScene(Enum.Parse<ReceiverSemantics>(semantics), ("mode", mode), ("la_child_id_column", "pers_legacy_id"));
        for (int child = 1; child <= children; child++)
        {
            Add(scene.Scene.Ssd, child);
        }

        return scene;
    }

    private static void Add(SsdDatabase ssd, int child)
    {
        string id = child.ToString(CultureInfo.InvariantCulture);
        ssd.Person(id, ("pers_surname", "Surname" + id), ("pers_legacy_id", "L" + id));
        if (ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_person_id = '{id}' WHERE cine_referral_id = 'R-{id}'") == 0)
        {
            ssd.Referral("R-" + id, id);
        }
    }

    private static void Change(ReceivingScene scene, Random random)
    {
        SsdDatabase ssd = scene.Scene.Ssd;
        int child = random.Next(1, Children + 1);
        switch (random.Next(6))
        {
            case 0:
                // An id that nobody has, or somebody has already: then both are withheld until one of them gives it up.
                ssd.Execute($"UPDATE dbo.ssd_person SET pers_legacy_id = 'L{random.Next(1, Children + 3)}' WHERE pers_person_id = '{child}'");
                break;
            case 1:
                // Everybody moves up by one, the last one takes the first one's.
                ssd.Execute($"UPDATE dbo.ssd_person SET pers_legacy_id = 'L' || ((CAST(pers_person_id AS integer) + {random.Next(Children)}) % {Children} + 1)");
                break;
            case 2:
                ssd.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = 'L' || pers_person_id");
                break;
            case 3:
                if (ssd.Execute($"DELETE FROM dbo.ssd_person WHERE pers_person_id = '{child}'") == 0)
                {
                    Add(ssd, child);
                }

                break;
            case 4:
                ssd.Execute($"UPDATE dbo.ssd_person SET pers_surname = 'S{random.Next(100)}' WHERE pers_person_id = '{child}'");
                break;
            default:
                scene.Scene["la_child_id_column"] = random.Next(2) == 0 ? "pers_person_id" : "pers_legacy_id";
                break;
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
