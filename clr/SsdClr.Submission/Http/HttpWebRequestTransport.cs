#pragma warning disable SYSLIB0014 // SQL Server's supported libraries hold HttpWebRequest and no HttpClient; one source for both.
using System;
using System.IO;
using System.Net;
using System.Security;
using SsdClr.Time;

namespace SsdClr.Submission.Http;

/// <summary>
/// Posts over HTTPS with <see cref="HttpWebRequest"/>: TLS 1.2 or 1.3 only, certificates as the platform validates them, no redirects,
/// no <c>Expect: 100-continue</c>, gzip answers accepted, connections kept alive.
/// </summary>
internal sealed class HttpWebRequestTransport : IHttpTransport
{
    /// <summary>Most bytes read of an answer, after decompression.</summary>
    internal const int LargestAnswer = 1024 * 1024;

    // SecurityProtocolType.Tls13, which .NET Framework 4.7.2 does not name.
    private const SecurityProtocolType Tls13 = (SecurityProtocolType)12288;

    private readonly IClock _clock;
    private readonly NetworkSettings _network;

#if !NETFRAMEWORK
    private readonly System.Net.Security.RemoteCertificateValidationCallback? _certificateValidation;

    /// <summary>Makes a transport that validates certificates by a rule of the caller's.</summary>
    /// <param name="clock">Bounds the reading of an answer.</param>
    /// <param name="network">Proxy and time for a connection.</param>
    /// <param name="certificateValidation">
    /// For the companion, which pins the certificate of the rehearsal receiver it started. In SQL Server there is no such way:
    /// EXTERNAL_ACCESS does not grant it, and certificates are validated by the platform alone.
    /// </param>
    internal HttpWebRequestTransport(IClock clock, NetworkSettings network, System.Net.Security.RemoteCertificateValidationCallback certificateValidation)
        : this(clock, network) => _certificateValidation = certificateValidation;
#endif

    /// <summary>Makes a transport that validates certificates as the platform does.</summary>
    /// <param name="clock">Bounds the reading of an answer.</param>
    /// <param name="network">Proxy and time for a connection.</param>
    internal HttpWebRequestTransport(IClock clock, NetworkSettings network)
    {
        _clock = clock;
        _network = network;
        AllowOnlyCurrentTls();

        // For all requests and not by their ServicePoint: touching that makes .NET open a new connection for each request.
        ServicePointManager.Expect100Continue = false;
    }

    /// <inheritdoc/>
    public HttpAnswer Post(HttpPost post)
    {
        DateTime deadline = _clock.UtcNow + post.Timeout;
        HttpWebRequest request;
        try
        {
            request = Prepare(post);
        }
        catch (SecurityException)
        {
            return HttpAnswer.NotSent(NetworkFault.NoWayOut, isConfiguration: true);
        }

        try
        {
            UseProxy(request);
        }
        catch (SecurityException)
        {
            return HttpAnswer.NotSent(
                "proxy_address asks for a proxy, which an assembly with EXTERNAL_ACCESS may not choose (ALTER ASSEMBLY [SsdClr.Submission] WITH PERMISSION_SET = UNSAFE, "
                + "or empty proxy_address and have the proxy set in machine.config or for the service account)",
                isConfiguration: true);
        }

#if !NETFRAMEWORK
        if (_certificateValidation is not null)
        {
            // .NET opens a new connection for each request that has its own rule.
            request.ServerCertificateValidationCallback = _certificateValidation;
        }
#endif
        bool isConnected = false;
        try
        {
#if NETFRAMEWORK
            // It connects before the body is written, and then its time counts anew. .NET does all of it within one time.
            request.Timeout = Math.Min(request.Timeout, (int)_network.ConnectTimeout.TotalMilliseconds);
#endif
            using (Stream body = request.GetRequestStream())
            {
                // .NET Framework is connected here; .NET connects when the answer is asked for.
                isConnected = true;
                body.Write(post.Body, 0, post.Body.Length);
            }

#if NETFRAMEWORK
            request.Timeout = Remaining(deadline);
#endif
            using var response = (HttpWebResponse)request.GetResponse();
            return Read(request, response, deadline);
        }
        catch (WebException exception) when (exception.Response is HttpWebResponse)
        {
            // Every status from 400 up comes as an exception.
            using var response = (HttpWebResponse)exception.Response;
            return Read(request, response, deadline);
        }
        catch (WebException exception)
        {
#if !NETFRAMEWORK
            if (NetworkFault.StatusOfProxy(exception) is { } proxyStatus)
            {
                // As .NET Framework gives it: an answer, though the proxy's.
                return HttpAnswer.Answered(proxyStatus, []);
            }
#endif
            string fault = NetworkFault.Describe(exception, post.Address.Host);
            return isConnected && !NetworkFault.IsBeforeSending(exception)
                ? HttpAnswer.MaybeSent(fault)
                : HttpAnswer.NotSent(fault, NetworkFault.IsConfiguration(exception));
        }
        catch (IOException)
        {
            return HttpAnswer.MaybeSent("the connection to " + post.Address.Host + " was lost while sending");
        }
        catch (SecurityException)
        {
            return isConnected ? HttpAnswer.MaybeSent(NetworkFault.NoWayOut) : HttpAnswer.NotSent(NetworkFault.NoWayOut, isConfiguration: true);
        }
    }

    private static void AllowOnlyCurrentTls()
    {
        try
        {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12 | Tls13;
        }
        catch (NotSupportedException)
        {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        }
    }

    /// <summary>
    /// Sets the proxy that the settings name. .NET Framework demands unrestricted WebPermission for that, which only UNSAFE grants;
    /// without such a setting the proxy stays the platform's, which every permission set may use.
    /// </summary>
    /// <exception cref="SecurityException">The assembly may not choose a proxy.</exception>
    private void UseProxy(HttpWebRequest request)
    {
        if (_network.Proxy is not null)
        {
            request.Proxy = _network.IsBypassed(request.RequestUri.Host) ? null : _network.Proxy;
        }
    }

#if NETFRAMEWORK
    private int Remaining(DateTime deadline) => Math.Max(1, (int)(deadline - _clock.UtcNow).TotalMilliseconds);
#endif

    private static HttpWebRequest Prepare(HttpPost post)
    {
        var request = (HttpWebRequest)WebRequest.Create(post.Address);
        request.Method = "POST";
        request.ContentType = post.ContentType;
        request.ContentLength = post.Body.Length;
        request.UserAgent = post.UserAgent;
        request.Accept = "application/json";
        request.KeepAlive = true;
        request.AllowAutoRedirect = false;
        request.AutomaticDecompression = DecompressionMethods.GZip;
        int timeout = (int)post.Timeout.TotalMilliseconds;
        request.Timeout = timeout;
        request.ReadWriteTimeout = timeout;
        foreach (System.Collections.Generic.KeyValuePair<string, string> header in post.Headers)
        {
            request.Headers[header.Key] = header.Value;
        }

#if NETFRAMEWORK
        // With its own copy of the body .NET Framework repeats a POST by itself when a kept connection turns out closed: an unlogged re-send.
        request.AllowWriteStreamBuffering = false;

        // Idle connections go before a gateway closes them, which would look like a POST whose outcome is unknown.
        request.ServicePoint.MaxIdleTime = 5000;
#endif
        return request;
    }

    /// <summary>Reads status and body; a body that breaks off leaves the status known.</summary>
    private HttpAnswer Read(HttpWebRequest request, HttpWebResponse response, DateTime deadline)
    {
        int statusCode = (int)response.StatusCode;
        using var body = new MemoryStream();
        string fault;
        try
        {
            fault = Copy(response.GetResponseStream(), body, deadline);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or WebException)
        {
            fault = "the answer broke off";
        }

        if (fault.Length > 0)
        {
            // Closing the answer in peace would read the rest of it.
            request.Abort();
        }

        return HttpAnswer.Answered(statusCode, body.ToArray(), fault.Length == 0, fault, response.Headers["Retry-After"]);
    }

    private string Copy(Stream source, MemoryStream body, DateTime deadline)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = source.Read(buffer, 0, buffer.Length)) > 0)
        {
            if (body.Length + count > LargestAnswer)
            {
                return "the answer is larger than 1 MB";
            }

            body.Write(buffer, 0, count);
            if (_clock.UtcNow > deadline)
            {
                return "the answer took longer than the time allowed";
            }
        }

        return string.Empty;
    }
}
