using System;

namespace SsdClr.Submission.OAuth;

/// <summary>The token endpoint gave no token for a reason that may pass by itself. The message is one clause for an operator, free of secrets.</summary>
internal sealed class TokenUnavailableException : Exception
{
    internal TokenUnavailableException(string message, string? retryAfter)
        : base(message) => RetryAfter = retryAfter;

    /// <summary>The Retry-After header as it came; null where there was none.</summary>
    internal string? RetryAfter { get; }
}
