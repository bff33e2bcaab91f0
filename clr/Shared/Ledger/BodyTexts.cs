using System;

namespace SsdClr.Ledger;

/// <summary>What is sent of a child, as csc.staging has it, and what the receiver may have then.</summary>
internal sealed class BodyTexts(string? whole, string? partial, string? heldIfSent, string? heldIfAccepted)
{
    /// <summary>The payload is the body, and what the receiver has then.</summary>
    internal static BodyTexts None { get; } = new(whole: null, partial: null, heldIfSent: null, heldIfAccepted: null);

    /// <summary>The whole body; null where it is the payload itself.</summary>
    internal string? Whole { get; } = whole;

    /// <summary>What is sent instead, once, where it is certain what the receiver has; null where the whole body is.</summary>
    internal string? Partial { get; } = partial;

    /// <summary>What the receiver may have once the body has left; null where that is the payload.</summary>
    internal string? HeldIfSent { get; } = heldIfSent;

    /// <summary>What the receiver may have once it has accepted the body; null where that is exactly the payload.</summary>
    internal string? HeldIfAccepted { get; } = heldIfAccepted;

    /// <summary>
    /// True where that body is staged already, and what the receiver may have then is covered. Both trees stay right while the body does, so only whether they
    /// are there is asked: in a row that was accepted since, they are not. One that is not needed any more, as when the whole body follows a part, is right too.
    /// </summary>
    internal bool IsStagedAs(BodyTexts other) =>
        string.Equals(Whole, other.Whole, StringComparison.Ordinal)
        && string.Equals(Partial, other.Partial, StringComparison.Ordinal)
        && (other.HeldIfSent is null || HeldIfSent is not null)
        && (other.HeldIfAccepted is null || HeldIfAccepted is not null);
}
