using System;

namespace SsdClr.Payload.Takeover;

/// <summary>Nothing was taken over. The message says why and what to do, with counts and no child.</summary>
internal sealed class TakeoverRefusedException(string message) : Exception(message);
