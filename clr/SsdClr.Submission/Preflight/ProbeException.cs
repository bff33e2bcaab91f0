using System;

namespace SsdClr.Submission.Preflight;

/// <summary>A step on the way to a host failed. The message is one clause without a full stop, free of secrets.</summary>
internal sealed class ProbeException(string message) : Exception(message);
