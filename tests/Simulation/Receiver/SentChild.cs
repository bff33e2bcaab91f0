namespace SsdClr.Simulation.Receiver;

/// <summary>One child of a POST.</summary>
/// <param name="ChildId">Its la_child_id.</param>
/// <param name="Json">Its text, byte for byte.</param>
internal sealed record SentChild(string ChildId, string Json);
