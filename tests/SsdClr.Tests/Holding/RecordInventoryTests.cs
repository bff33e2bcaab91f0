using SsdClr.Local.SampleData;
using SsdClr.Payload.Holding;

namespace SsdClr.Tests.Holding;

/// <summary>What is gone and what has aged out, from rows as they are fetched.</summary>
[TestClass]
public sealed class RecordInventoryTests
{
    private static readonly DateOnly s_asOf = SampleOptions.DefaultAsOf;

    [TestMethod]
    [DataRow(12)]
    [DataRow(25)]
    [DataRow(60)]
    public void Time_alone_removes_nothing(int months)
    {
        using var database = SsdSnapshot.Sample();
        var children = SsdSnapshot.Read(database, s_asOf).Until(SsdSnapshot.Read(database, s_asOf.AddMonths(months))).ToList();

        Assert.IsNotEmpty(children);
        Assert.IsTrue(children.Exists(child => child.Difference.Changes().Any(change => change.Reason == ChangeReason.AgedOut)));
        Assert.IsEmpty(Removed(children).Counts);
    }

    [TestMethod]
    [DataRow("ssd_cin_assessments", PayloadBlock.Assessment)]
    [DataRow("ssd_cin_plans", PayloadBlock.CinPlan)]
    [DataRow("ssd_s47_enquiry", PayloadBlock.Section47)]
    [DataRow("ssd_cp_plans", PayloadBlock.CpPlan)]
    [DataRow("ssd_cla_placement", PayloadBlock.Placement)]
    [DataRow("ssd_sdq_scores", PayloadBlock.HealthAndWellbeing)]
    [DataRow("ssd_permanence", PayloadBlock.Adoption)]
    [DataRow("ssd_care_leavers", PayloadBlock.CareLeavers)]
    [DataRow("ssd_involvements", PayloadBlock.CareWorkers)]
    public void What_stood_in_rows_that_were_deleted_is_gone_and_nothing_else(string table, string block)
    {
        using var database = SsdSnapshot.Sample();
        var before = SsdSnapshot.Read(database, s_asOf);
        SsdSnapshot.Execute(database, $"DELETE FROM [dbo].[{table}]");
        var children = before.Until(SsdSnapshot.Read(database, s_asOf)).ToList();

        Assert.AreEqual($"{block} {Held(children).Of(block)}", Line(Removed(children)));
    }

    [TestMethod]
    public void A_plan_that_now_names_another_child_is_gone()
    {
        using var database = SsdSnapshot.Sample();
        var before = SsdSnapshot.Read(database, s_asOf);
        SsdSnapshot.Execute(database, "UPDATE [dbo].[ssd_cin_plans] SET [cinp_person_id] = (SELECT MIN([pers_person_id]) FROM [dbo].[ssd_person] WHERE [pers_person_id] IS NOT [cinp_person_id])");
        var children = before.Until(SsdSnapshot.Read(database, s_asOf)).ToList();

        Assert.AreEqual($"cin_plan {Held(children).Of(PayloadBlock.CinPlan)}", Line(Removed(children)));
    }

    [TestMethod]
    [DataRow("UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_id] = NULL", DisplayName = "The placement names the child")]
    [DataRow("UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_id] = 'unknown'", DisplayName = "The period is not known")]
    [DataRow("DELETE FROM [dbo].[ssd_cla_episodes]", DisplayName = "The care episodes of the period are missing")]
    public void A_placement_that_lost_its_period_of_care_is_still_there(string sql)
    {
        using var database = SsdSnapshot.Sample();
        SsdSnapshot.Execute(database, "UPDATE [dbo].[ssd_cla_placement] SET [clap_person_id] = (SELECT MIN([clae_person_id]) FROM [dbo].[ssd_cla_episodes] WHERE [clae_cla_id] = [clap_cla_id])");
        var before = SsdSnapshot.Read(database, s_asOf);
        SsdSnapshot.Execute(database, sql);
        var children = before.Until(SsdSnapshot.Read(database, s_asOf)).ToList();

        Assert.AreNotEqual(0, Held(children).Of(PayloadBlock.Placement));
        Assert.AreEqual(0, Removed(children).Of(PayloadBlock.Placement));
    }

    [TestMethod]
    public void A_placement_that_a_care_episode_names_is_still_there()
    {
        using var database = SsdSnapshot.Sample();
        SsdSnapshot.Execute(database, "UPDATE [dbo].[ssd_cla_episodes] SET [clae_cla_placement_id] = (SELECT MIN([clap_cla_placement_id]) FROM [dbo].[ssd_cla_placement] WHERE [clap_cla_id] = [clae_cla_id])");
        SsdSnapshot.Execute(database, "DELETE FROM [dbo].[ssd_cla_placement] WHERE [clap_cla_placement_id] NOT IN (SELECT [clae_cla_placement_id] FROM [dbo].[ssd_cla_episodes] WHERE [clae_cla_placement_id] IS NOT NULL)");
        var before = SsdSnapshot.Read(database, s_asOf);
        SsdSnapshot.Execute(database, "UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_id] = NULL, [clap_person_id] = NULL");
        var children = before.Until(SsdSnapshot.Read(database, s_asOf)).ToList();

        Assert.AreNotEqual(0, Held(children).Of(PayloadBlock.Placement));
        Assert.AreEqual(0, Removed(children).Of(PayloadBlock.Placement));
    }

    [TestMethod]
    public void A_placement_that_now_names_another_child_is_gone()
    {
        using var database = SsdSnapshot.Sample();
        var before = SsdSnapshot.Read(database, s_asOf);
        SsdSnapshot.Execute(database, "UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_id] = NULL, [clap_person_id] = 'another'");
        var children = before.Until(SsdSnapshot.Read(database, s_asOf)).ToList();

        Assert.AreEqual($"placement {Held(children).Of(PayloadBlock.Placement)}", Line(Removed(children)));
    }

    [TestMethod]
    public void Ids_are_the_same_when_trimmed_and_differ_by_case()
    {
        var inventory = new RecordInventory();
        inventory.Add(PayloadBlock.Placement, " p1 ");
        inventory.Add(PayloadBlock.Placement, "  ");

        Assert.IsTrue(inventory.Holds(PayloadBlock.Placement, "p1"));
        Assert.IsFalse(inventory.Holds(PayloadBlock.Placement, "P1"));
        Assert.IsFalse(inventory.Holds(PayloadBlock.Placement, ""));
        Assert.IsFalse(inventory.Holds(PayloadBlock.CinPlan, "p1"));
    }

    private static RecordTally Removed(IEnumerable<(ChildPayload Payload, ChildDifference Difference)> children)
    {
        var tally = new RecordTally();
        foreach (var child in children)
        {
            tally.Add(child.Difference.Removed());
        }

        return tally;
    }

    private static RecordTally Held(IEnumerable<(ChildPayload Payload, ChildDifference Difference)> children)
    {
        var tally = new RecordTally();
        foreach (var child in children)
        {
            tally.Add(RecordTally.Of(child.Payload.Root));
        }

        return tally;
    }

    private static string Line(RecordTally tally) => string.Join(", ", tally.Counts.Select(count => $"{count.Key} {count.Value}"));
}
