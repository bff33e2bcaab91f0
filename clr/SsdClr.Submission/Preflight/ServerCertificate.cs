using System;

namespace SsdClr.Submission.Preflight;

/// <summary>What a TLS connection showed of the server.</summary>
internal sealed class ServerCertificate(string protocol, string subject, string issuer, DateTime goodUntil)
{
    /// <summary>The TLS version; where the platform does not tell, which it must be.</summary>
    internal string Protocol { get; } = protocol;

    /// <summary>Whose certificate it is; empty where the platform does not tell.</summary>
    internal string Subject { get; } = subject;

    /// <summary>Who issued it: behind TLS inspection, somebody of one's own network.</summary>
    internal string Issuer { get; } = issuer;

    /// <summary>Its last moment, in UTC.</summary>
    internal DateTime GoodUntil { get; } = goodUntil;
}
