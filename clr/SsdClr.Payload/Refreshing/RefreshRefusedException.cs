using System;

namespace SsdClr.Payload.Refreshing;

/// <summary>A guard stopped the refresh, so nothing is submitted. The message says what was found and what to do, with counts and no child.</summary>
internal sealed class RefreshRefusedException(string message) : Exception(message);
