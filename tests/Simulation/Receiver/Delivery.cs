namespace SsdClr.Simulation.Receiver;

/// <summary>A POST of children that left, and what truly became of it.</summary>
internal sealed class Delivery
{
    /// <summary>Where it was posted to.</summary>
    internal required string Address { get; init; }

    /// <summary>Its batch in csc.batch_log.</summary>
    internal long BatchId { get; set; }

    /// <summary>The children, in order.</summary>
    internal required IReadOnlyList<SentChild> Children { get; init; }

    /// <summary>The receiver took them all.</summary>
    internal bool IsProcessed { get; set; }

    /// <summary>The receiver said so, in full.</summary>
    internal bool IsConfirmed { get; set; }

    /// <summary>The receiver refused it for its content.</summary>
    internal bool IsRefused { get; set; }

    /// <summary>The size was too large for the receiver.</summary>
    internal bool IsTooLarge { get; set; }
}
