using SsdClr.Local.Receiver;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

/// <summary>
/// Stories of several nights, told to a receiver that replaces and to one that merges, with whole and with partial bodies: at the end the receiver holds
/// what SSD says. Partial bodies are for a receiver that merges; to one that replaces they are not told.
/// </summary>
[TestClass]
public sealed class ChangeStoryTests
{
    private static readonly Dictionary<string, Action<SsdDatabase>[]> s_stories = new(StringComparer.Ordinal)
    {
        ["A child is new"] = [ssd => Child(ssd, "2")],
        ["A value changes"] = [Do("UPDATE dbo.ssd_person SET pers_surname = 'Other'")],
        ["A value is cleared"] = [Do("UPDATE dbo.ssd_person SET pers_surname = NULL")],
        ["A value of a record is cleared"] = [Do("UPDATE dbo.ssd_cin_episodes SET cine_close_date = NULL, cine_close_reason = NULL")],
        ["A value is cleared and comes back"] = [Do("UPDATE dbo.ssd_person SET pers_surname = NULL"), Do("UPDATE dbo.ssd_person SET pers_surname = 'Again'")],
        ["A record is new"] = [ssd => Assessment(ssd, "1", "A9", "2026-01-06")],
        ["A record is gone"] = [Do("DELETE FROM dbo.ssd_cin_assessments")],
        ["A record aged out"] = [Do("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-01'")],
        ["A record aged out and something else changed"] = [Do("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-01'"), Do("UPDATE dbo.ssd_person SET pers_surname = 'Other'")],
        ["A record aged out and another is gone later"] = [Do("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-01'"), Do("UPDATE dbo.ssd_person SET pers_surname = 'Other'; DELETE FROM dbo.ssd_cin_plans")],
        ["A record aged out and its row is gone later"] = [Do("UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '2001-01-01'"), Do("DELETE FROM dbo.ssd_cin_assessments")],
        ["A record moves to another episode"] = [ssd => ssd.Referral("R-1b", "1"), Do("UPDATE dbo.ssd_cin_assessments SET cina_referral_id = 'R-1b'")],
        ["An episode is gone with all that is in it"] = [ssd => ssd.Referral("R-1b", "1"), Do("DELETE FROM dbo.ssd_cin_episodes WHERE cine_referral_id = 'R-1'; DELETE FROM dbo.ssd_cin_assessments; DELETE FROM dbo.ssd_cin_plans")],
        ["A block is gone"] = [Do("DELETE FROM dbo.ssd_sdq_scores")],
        ["A block changes"] = [Do("UPDATE dbo.ssd_sdq_scores SET csdq_sdq_score = '13'")],
        ["A child is gone"] = [Do("DELETE FROM dbo.ssd_person")],
        ["A child is gone and returns"] = [Do("DELETE FROM dbo.ssd_person"), ssd => ssd.Person("1")],
        ["A child leaves the cohort"] = [Do("UPDATE dbo.ssd_person SET pers_dob = '1990-01-01'")],
        ["A child leaves the cohort, loses a record there and returns"] =
        [
            Do("UPDATE dbo.ssd_person SET pers_dob = '1990-01-01'"),
            Do("DELETE FROM dbo.ssd_cin_assessments"),
            Do("UPDATE dbo.ssd_person SET pers_dob = '2015-01-01'"),
        ],
        ["A child leaves the cohort and is gone then"] = [Do("UPDATE dbo.ssd_person SET pers_dob = '1990-01-01'"), Do("DELETE FROM dbo.ssd_person")],
        ["All records are numbered anew"] = [Renumber],
        ["All records are numbered anew and one is gone"] = [ssd => Assessment(ssd, "1", "A9", "2026-01-06"), ssd => { Renumber(ssd); ssd.Execute("DELETE FROM dbo.ssd_cin_assessments WHERE cina_assessment_id = 'nA9'"); }],
    };

    private static readonly Dictionary<string, Action<SsdDatabase>[]> s_idStories = new(StringComparer.Ordinal)
    {
        ["An id changes"] = [Do("UPDATE dbo.ssd_person SET pers_legacy_id = 'L9' WHERE pers_person_id = '1'")],
        ["An id changes and changes back"] = [Do("UPDATE dbo.ssd_person SET pers_legacy_id = 'L9' WHERE pers_person_id = '1'"), Do("UPDATE dbo.ssd_person SET pers_legacy_id = 'L1' WHERE pers_person_id = '1'")],
        ["Two children swap their ids"] = [Do("UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '1' THEN 'L2' ELSE 'L1' END")],
        ["A child takes over the id of one who is gone"] = [Do("DELETE FROM dbo.ssd_person WHERE pers_person_id = '1'; UPDATE dbo.ssd_person SET pers_legacy_id = 'L1'")],
        ["A child takes over the id of one who is gone a night later"] = [Do("DELETE FROM dbo.ssd_person WHERE pers_person_id = '1'"), Do("UPDATE dbo.ssd_person SET pers_legacy_id = 'L1'")],
        ["A new child takes over the id of one who is gone"] = [ssd => { ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id = '1'"); ssd.ChildInCohort("3", ("pers_legacy_id", "L1")); }],
        ["Ids move on in a row"] = [Do("UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '1' THEN 'L2' ELSE 'L3' END"), Do("UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '1' THEN 'L3' ELSE 'L4' END")],
        ["An id changes while the child is out of the cohort"] =
        [
            Do("UPDATE dbo.ssd_person SET pers_dob = '1990-01-01' WHERE pers_person_id = '1'"),
            Do("UPDATE dbo.ssd_person SET pers_legacy_id = 'L9' WHERE pers_person_id = '1'"),
            Do("UPDATE dbo.ssd_person SET pers_dob = '2015-01-01'"),
        ],
        ["A child who was purged returns under another's id and is gone again"] =
        [
            Do("DELETE FROM dbo.ssd_person WHERE pers_person_id = '1'"),
            ssd => ssd.Person("1", ("pers_legacy_id", "L2")),
            Do("DELETE FROM dbo.ssd_person WHERE pers_person_id = '1'"),
        ],
        ["Two children claim one id for a night"] = [Do("UPDATE dbo.ssd_person SET pers_legacy_id = 'L1'"), Do("UPDATE dbo.ssd_person SET pers_legacy_id = 'L' || pers_person_id")],
    };

    public static IEnumerable<object[]> Stories =>
        from story in s_stories.Keys
        from kind in new[] { (ReceiverSemantics.Replace, "full"), (ReceiverSemantics.Merge, "full"), (ReceiverSemantics.Merge, "partial") }
        from outcome in Enum.GetValues<NightOutcome>()
        select new object[] { story, kind.Item1.ToString(), kind.Item2, outcome.ToString() };

    public static IEnumerable<object[]> IdStories =>
        from story in s_idStories.Keys
        from kind in new[] { (ReceiverSemantics.Replace, "full"), (ReceiverSemantics.Merge, "full"), (ReceiverSemantics.Merge, "partial") }
        from outcome in Enum.GetValues<NightOutcome>()
        select new object[] { story, kind.Item1.ToString(), kind.Item2, outcome.ToString() };

    [TestMethod]
    [DynamicData(nameof(Stories))]
    public void The_receiver_ends_with_what_SSD_says(string story, string semantics, string mode, string outcome)
    {
        using var scene = new ReceivingScene(Enum.Parse<ReceiverSemantics>(semantics), ("mode", mode));
        Child(scene.Scene.Ssd, "1");

        EndsAsSsd(scene, s_stories[story], Enum.Parse<NightOutcome>(outcome));
    }

    [TestMethod]
    [DynamicData(nameof(Stories))]
    public void The_receiver_ends_with_what_SSD_says_where_who_leaves_the_cohort_is_purged(string story, string semantics, string mode, string outcome)
    {
        using var scene = new ReceivingScene(Enum.Parse<ReceiverSemantics>(semantics), ("mode", mode), ("purge_when", "left_cohort"));
        Child(scene.Scene.Ssd, "1");

        EndsAsSsd(scene, s_stories[story], Enum.Parse<NightOutcome>(outcome));

        CollectionAssert.AreEqual(scene.Wanted().Keys, scene.Held().Keys);
    }

    [TestMethod]
    [DynamicData(nameof(IdStories))]
    public void The_receiver_ends_with_what_SSD_says_of_children_whose_ids_change(string story, string semantics, string mode, string outcome)
    {
        using var scene = new ReceivingScene(Enum.Parse<ReceiverSemantics>(semantics), ("mode", mode), ("la_child_id_column", "pers_legacy_id"));
        Child(scene.Scene.Ssd, "1", ("pers_legacy_id", "L1"));
        scene.Scene.Ssd.ChildInCohort("2", ("pers_legacy_id", "L2"), ("pers_surname", "Second"));

        EndsAsSsd(scene, s_idStories[story], Enum.Parse<NightOutcome>(outcome));
    }

    [TestMethod]
    [DataRow("Replace", "full")]
    [DataRow("Merge", "full")]
    [DataRow("Merge", "partial")]
    public void The_receiver_ends_with_what_SSD_says_under_the_ids_of_another_column(string semantics, string mode)
    {
        using var scene = new ReceivingScene(Enum.Parse<ReceiverSemantics>(semantics), ("mode", mode));
        Child(scene.Scene.Ssd, "1", ("pers_legacy_id", "L1"));
        Child(scene.Scene.Ssd, "2", ("pers_legacy_id", "2"));
        scene.Night();

        scene.Scene["la_child_id_column"] = "pers_legacy_id";
        scene.Night();

        Assert.AreEqual(scene.Compare().Wanted, scene.Compare().Held);
        Assert.AreEqual("2,L1", string.Join(',', scene.Held().Keys));
    }

    private static void EndsAsSsd(ReceivingScene scene, Action<SsdDatabase>[] story, NightOutcome outcome)
    {
        scene.Night(outcome);
        foreach (Action<SsdDatabase> chapter in story)
        {
            chapter(scene.Scene.Ssd);
            scene.Night(outcome);
        }

        scene.Night();
        (string wanted, string held) = scene.Compare();
        Assert.AreEqual(wanted, held);

        // And then there is nothing left to say.
        scene.Night();
        Assert.IsEmpty(scene.Sent);
    }

    private static void Child(SsdDatabase ssd, string personId, params (string Column, object? Value)[] others)
    {
        ssd.Person(personId, [("pers_surname", "First"), .. others]);
        ssd.Referral("R-" + personId, personId, ("cine_close_date", "2026-01-10"), ("cine_close_reason", "RC1"));
        Assessment(ssd, personId, "A" + personId, "2026-01-05");
        ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P" + personId), ("cinp_person_id", personId), ("cinp_referral_id", "R-" + personId), ("cinp_cin_plan_start_date", "2025-07-01"));
        ssd.Insert("ssd_sdq_scores", ("csdq_person_id", personId), ("csdq_sdq_completed_date", "2025-09-01"), ("csdq_sdq_score", "12"));
    }

    private static void Assessment(SsdDatabase ssd, string personId, string id, string start) => ssd.Insert(
        "ssd_cin_assessments", ("cina_assessment_id", id), ("cina_person_id", personId), ("cina_referral_id", "R-" + personId), ("cina_assessment_start_date", start));

    private static void Renumber(SsdDatabase ssd) => ssd.Execute(
        "UPDATE dbo.ssd_cin_assessments SET cina_assessment_id = 'n' || cina_assessment_id, cina_referral_id = 'n' || cina_referral_id; "
        + "UPDATE dbo.ssd_cin_plans SET cinp_cin_plan_id = 'n' || cinp_cin_plan_id, cinp_referral_id = 'n' || cinp_referral_id; "
        + "UPDATE dbo.ssd_cin_episodes SET cine_referral_id = 'n' || cine_referral_id");

    private static Action<SsdDatabase> Do(string sql) => ssd => ssd.Execute(sql);
}
