using System;
using System.Collections.Generic;

namespace SsdClr.Submission.Http;

/// <summary>A POST to make.</summary>
internal sealed class HttpPost
{
    internal HttpPost(Uri address, string contentType, string userAgent, byte[] body, TimeSpan timeout)
    {
        Address = address;
        ContentType = contentType;
        UserAgent = userAgent;
        Body = body;
        Timeout = timeout;
    }

    /// <summary>Where to; https.</summary>
    internal Uri Address { get; }

    /// <summary>The Content-Type header.</summary>
    internal string ContentType { get; }

    /// <summary>The User-Agent header.</summary>
    internal string UserAgent { get; }

    /// <summary>The body's bytes.</summary>
    internal byte[] Body { get; }

    /// <summary>How long the whole exchange may take.</summary>
    internal TimeSpan Timeout { get; }

    /// <summary>Further headers: names and values of visible ASCII.</summary>
    internal List<KeyValuePair<string, string>> Headers { get; } = new();
}
