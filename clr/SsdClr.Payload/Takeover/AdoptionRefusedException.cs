using System;

namespace SsdClr.Payload.Takeover;

/// <summary>Nothing was adopted. The message says why and what to do, with counts and no child.</summary>
internal sealed class AdoptionRefusedException : Exception
{
    internal AdoptionRefusedException(string message)
        : base(message)
    {
    }
}
