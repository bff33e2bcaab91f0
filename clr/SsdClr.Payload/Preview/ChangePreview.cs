using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Preview;

/// <summary>A difference between what is staged of a child and what the receiver has acknowledged.</summary>
internal sealed class ChangePreview
{
    internal ChangePreview(string personId, PayloadChange change)
    {
        PersonId = personId;
        Change = change;
    }

    /// <summary>The person, as csc.staging spells the id.</summary>
    internal string PersonId { get; }

    internal PayloadChange Change { get; }
}
