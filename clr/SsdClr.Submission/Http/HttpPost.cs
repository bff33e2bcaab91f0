using System;
using System.Collections.Generic;

namespace SsdClr.Submission.Http;

/// <summary>A POST to make.</summary>
internal sealed class HttpPost(Uri address, string contentType, string userAgent, byte[] body, TimeSpan timeout)
{
    /// <summary>Where to; https.</summary>
    internal Uri Address { get; } = address;

    /// <summary>The Content-Type header.</summary>
    internal string ContentType { get; } = contentType;

    /// <summary>The User-Agent header.</summary>
    internal string UserAgent { get; } = userAgent;

    /// <summary>The body's bytes.</summary>
    internal byte[] Body { get; } = body;

    /// <summary>How long the whole exchange may take.</summary>
    internal TimeSpan Timeout { get; } = timeout;

    /// <summary>Further headers: names and values of visible ASCII.</summary>
    internal List<KeyValuePair<string, string>> Headers { get; } = new();
}
