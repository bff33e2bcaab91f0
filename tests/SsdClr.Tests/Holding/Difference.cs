using SsdClr.Payload.Holding;

namespace SsdClr.Tests.Holding;

/// <summary>Compares texts as a refresh does, with what a claim would have written to csc.staging.held.</summary>
internal static class Difference
{
    /// <summary>The receiver confirmed the last POST, and has exactly that.</summary>
    public static ChildDifference? Between(string? acknowledged, string current, RecordInventory inventory) =>
        ChildPayload.TryRead(current) is { } payload
            ? ChildDifference.Between(Held.Read(acknowledged, held: null, isCertain: true, payload.LaChildId), payload, inventory)
            : null;

    /// <summary>The receiver confirmed the last POST, and may have what was sent before, too.</summary>
    public static ChildDifference BesideWhatMayBeHeld(string acknowledged, string sentBefore, string current)
    {
        var held = HeldTree.Union(HeldTree.Of(ChildPayload.TryRead(acknowledged)!.Root), HeldTree.Of(ChildPayload.TryRead(sentBefore)!.Root));
        var payload = ChildPayload.TryRead(current)!;
        return ChildDifference.Between(Held.Read(acknowledged, held.ToText(), isCertain: true, payload.LaChildId), payload, new RecordInventory())!;
    }

    /// <summary>Something was sent since, and its outcome is unknown.</summary>
    public static ChildDifference? AfterUnknownOutcome(string? acknowledged, string? unconfirmed, string current, RecordInventory inventory)
    {
        var sent = ChildPayload.TryRead(unconfirmed);
        var before = ChildPayload.TryRead(acknowledged);
        var held = sent is null ? null : before is null ? HeldTree.Of(sent.Root) : HeldTree.Union(HeldTree.Of(sent.Root), HeldTree.Of(before.Root));
        var payload = ChildPayload.TryRead(current)!;
        return ChildDifference.Between(Held.Read(acknowledged, held?.ToText(), isCertain: false, payload.LaChildId), payload, inventory);
    }

    /// <summary>Nothing was confirmed yet, and two bodies were sent whose outcome is unknown.</summary>
    public static ChildDifference? AfterUnknownOutcomes(string first, string second, string current, RecordInventory inventory)
    {
        var held = HeldTree.Union(HeldTree.Of(ChildPayload.TryRead(second)!.Root), HeldTree.Of(ChildPayload.TryRead(first)!.Root));
        var payload = ChildPayload.TryRead(current)!;
        return ChildDifference.Between(Held.Read(acknowledged: null, held.ToText(), isCertain: false, payload.LaChildId), payload, inventory);
    }
}
