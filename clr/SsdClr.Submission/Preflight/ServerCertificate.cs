using System;

namespace SsdClr.Submission.Preflight;

/// <summary>What a TLS connection showed of the server.</summary>
internal sealed class ServerCertificate
{
    internal ServerCertificate(string protocol, string subject, string issuer, DateTime goodUntil)
    {
        Protocol = protocol;
        Subject = subject;
        Issuer = issuer;
        GoodUntil = goodUntil;
    }

    /// <summary>The TLS version; where the platform does not tell, which it must be.</summary>
    internal string Protocol { get; }

    /// <summary>Whose certificate it is; empty where the platform does not tell.</summary>
    internal string Subject { get; }

    /// <summary>Who issued it: behind TLS inspection, somebody of one's own network.</summary>
    internal string Issuer { get; }

    /// <summary>Its last moment, in UTC.</summary>
    internal DateTime GoodUntil { get; }
}
