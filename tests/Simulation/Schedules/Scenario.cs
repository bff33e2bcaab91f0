using SsdClr.Runs;
using SsdClr.Simulation.Receiver;

namespace SsdClr.Simulation.Schedules;

/// <summary>A fixed situation, and the run in it that is interrupted wherever it can be.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Prepare">Brings the world into the situation.</param>
/// <param name="Confirms">Somebody confirms what the last run asked about.</param>
internal sealed record Scenario(string Name, Action<SimulatedWorld> Prepare, bool Confirms = false)
{
    private const int Children = 4;

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Scenario> All { get; } =
    [
        new("first night", _ => { }),
        new("an ordinary night", world =>
        {
            FirstNight(world);
            Change(world);
        }),
        new("nothing to do", FirstNight),
        new("a child that is refused", world =>
        {
            world.Internet.Troubles.Refused.Add("p2");
            world.Internet.Troubles.Style = RefusalStyle.NoPlace;
        }),
        new("a child that is refused by its place, when something else of it is held", world =>
        {
            FirstNight(world);
            Change(world);
            world.Internet.Troubles.Refused.Add("p1");
            world.Internet.Troubles.Style = RefusalStyle.Places;
        }),
        new("bodies that are too large", world => world.Internet.Troubles.MaximumBytes = 1500),
        new("a token that the receiver forgets", world => world.Internet.Script.Enqueue(SimulatedFault.TokenRefused)),
        new("an answer that is lost", world => world.Internet.Script.Enqueue(SimulatedFault.CutAfter)),
        new("an answer that is garbage", world => world.Internet.Script.Enqueue(SimulatedFault.GarbageAfter)),
        new("a run before that was killed with its POST on the way", world =>
        {
            world.Internet.Script.Enqueue(SimulatedFault.CutAfter);
            world.Run(RunOperation.Run);
            Change(world);
        }),
        new("an ordinary night, sent in part where the receiver merges", world =>
        {
            world.Settings["mode"] = world.Internet.Merges ? "partial" : "full";
            FirstNight(world);
            Change(world);
        }),
        new("ids that other children have now", world =>
        {
            world.Settings["la_child_id_column"] = "pers_legacy_id";
            FirstNight(world);
            world.Ssd.ExchangeLegacyIds(world.Ssd.Children[0], world.Ssd.Children[1]);
            world.Ssd.Rename(world.Ssd.Children[2]);
        }),
        new("more removals than the guard allows, confirmed", world =>
        {
            world.Ssd.AddManyPlans();
            FirstNight(world);
            world.Settings["max_removal_percent"] = "5";
            world.Ssd.RenumberPlans(world.Ssd.Children[0]);
            world.Run(RunOperation.Run);
        }, Confirms: true),
        new("another receiver", world =>
        {
            FirstNight(world);
            world.Settings["base_url"] = "https://receiver-b.test/1";
        }),
        new("more deletions than the guard allows", MassDeletion),
        new("more deletions than the guard allows, confirmed", world =>
        {
            MassDeletion(world);
            world.Run(RunOperation.Run);
        }, Confirms: true),
    ];

    /// <summary>A world in this situation.</summary>
    internal SimulatedWorld Build(Database.Store store, bool merges)
    {
        var world = new SimulatedWorld(store, new SimulationRandom(1), merges);
        world.Settings["batch_size"] = "3";
        world.Ssd.Begin(Children);
        foreach (var child in world.Ssd.Children.Where(child => !child.IsInSsd).ToList())
        {
            world.Ssd.Return(child);
        }

        Prepare(world);
        return !Confirms || world.ToConfirm is not null ? world : throw new InvalidOperationException("No guard asks for a confirmation here.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static void FirstNight(SimulatedWorld world) => world.Run(RunOperation.Run);

    // Somebody is renamed, somebody gone, somebody has a record more, somebody records of other ids.
    private static void Change(SimulatedWorld world)
    {
        var children = world.Ssd.Children;
        world.Ssd.Rename(children[0]);
        world.Ssd.Remove(children[1]);
        world.Ssd.AddPlan(children[2]);
        world.Ssd.RenumberPlans(children[2]);
        world.AsOf = world.AsOf.AddDays(1);
    }

    private static void MassDeletion(SimulatedWorld world)
    {
        FirstNight(world);
        world.Settings["max_deletion_percent"] = "1";
        foreach (var child in world.Ssd.Children.ToList())
        {
            world.Ssd.Remove(child);
        }
    }
}
