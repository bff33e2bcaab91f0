namespace SsdClr.Payload.Holding;

/// <summary>One difference between the acknowledged payload and the current one.</summary>
internal sealed class PayloadChange(string path, string? oldValue, string? newValue, string block, string reason)
{
    /// <summary>Where: <c>$.social_care_episodes[id=R1].child_in_need_plans[id=P2].end_date</c>.</summary>
    internal string Path { get; } = path;

    /// <summary>The acknowledged value as JSON text; null where there was none.</summary>
    internal string? OldValue { get; } = oldValue;

    /// <summary>The current value as JSON text; null where there is none.</summary>
    internal string? NewValue { get; } = newValue;

    /// <summary>The part of the payload: one of <see cref="PayloadBlock"/>.</summary>
    internal string Block { get; } = block;

    /// <summary>One of <see cref="ChangeReason"/>.</summary>
    internal string Reason { get; } = reason;
}
