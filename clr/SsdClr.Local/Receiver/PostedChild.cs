namespace SsdClr.Local.Receiver;

/// <summary>One child of a POST that passed every check.</summary>
/// <param name="LaChildId">Its <c>la_child_id</c>.</param>
/// <param name="Json">Its bytes as they came, in memory of its own.</param>
/// <param name="IsDeletion">Whether it asks for the child to be removed.</param>
internal sealed record PostedChild(string LaChildId, byte[] Json, bool IsDeletion);
