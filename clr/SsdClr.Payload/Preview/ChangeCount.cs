namespace SsdClr.Payload.Preview;

/// <summary>How often a block changed for a reason.</summary>
internal sealed class ChangeCount(string block, string reason)
{
    /// <summary>The part of the payload.</summary>
    internal string Block { get; } = block;

    /// <summary>Why it is not as it was acknowledged.</summary>
    internal string Reason { get; } = reason;

    /// <summary>Children with at least one such change.</summary>
    internal long Children { get; private set; }

    /// <summary>Changes.</summary>
    internal long Changes { get; private set; }

    internal void Add(bool isFirstOfChild)
    {
        Children += isFirstOfChild ? 1 : 0;
        Changes++;
    }
}
