namespace SsdClr.Simulation.Receiver;

/// <summary>How a receiver words a refusal of children.</summary>
internal enum RefusalStyle
{
    /// <summary>By their place at the start of a path.</summary>
    Places,

    /// <summary>Without any place.</summary>
    NoPlace,

    /// <summary>Every child of the batch.</summary>
    All,

    /// <summary>Places deeper in a path alone, which name no child.</summary>
    DeeperPlaces,

    /// <summary>The place of a child that is in order.</summary>
    WrongPlace,
}
