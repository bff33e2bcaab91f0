namespace SsdClr.Local.Receiver;

/// <summary>One child of a body that arrived.</summary>
/// <param name="LaChildId">Its <c>la_child_id</c>; empty where it has none.</param>
/// <param name="Sha256">SHA-256 of its bytes in the body, in upper-case hexadecimal.</param>
internal sealed record DeliveredChild(string LaChildId, string Sha256);
