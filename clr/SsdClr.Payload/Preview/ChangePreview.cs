using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Preview;

/// <summary>A difference between what is staged of a child and what the receiver has acknowledged.</summary>
internal sealed class ChangePreview(string personId, PayloadChange change)
{
    /// <summary>The person, as csc.staging spells the id.</summary>
    internal string PersonId { get; } = personId;

    internal PayloadChange Change { get; } = change;
}
