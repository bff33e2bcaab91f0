using SsdClr.Simulation.Receiver;

namespace SsdClr.Simulation.Checks;

/// <summary>The law: whatever a receiver has of a child, whether it replaces or merges, is within what csc.staging says that it may have.</summary>
/// <param name="seen">What to look at.</param>
internal sealed class HeldChecks(Observed seen)
{
    /// <summary>Looks at every child that a receiver has.</summary>
    internal void CheckLaw()
    {
        foreach (var (receiverId, address) in seen.Receivers)
        {
            foreach (var (childId, received) in seen.Internet.ReceiverAt(address).Held)
            {
                CheckLaw(receiverId, childId, received);
            }
        }
    }

    /// <summary>Looks at the child of a row.</summary>
    internal void CheckLaw(StagingRow row)
    {
        if (row.ChildId is not null && seen.Internet.ReceiverAt(seen.Receivers[row.ReceiverId]).Held.TryGetValue(row.ChildId, out var received))
        {
            CheckLaw(row.ReceiverId, row.ChildId, received);
        }
    }

    private void CheckLaw(int receiverId, string childId, ChildContent received)
    {
        if (!seen.Held.TryGetValue((receiverId, childId), out var row))
        {
            throw seen.Violation($"the receiver holds {childId}, and nothing is known of it");
        }

        seen.Demand(HeldContent.Of(row.HeldText!).FirstBeyond(received) is { } path ? $"the receiver has {path}, and held says that it cannot" : null, row);
    }
}
