#pragma warning disable SYSLIB0014 // SQL Server's supported libraries hold HttpWebRequest and no HttpClient; one source for both.
using System;
using System.IO;
using System.Net;
using System.Security;
using SsdClr.Time;

namespace SsdClr.Submission.Http;

/// <summary>
/// Posts over HTTPS with <see cref="HttpWebRequest"/>: TLS 1.2 or 1.3 only, certificates as the platform validates them, no redirects,
/// no <c>Expect: 100-continue</c>, no compression, a connection for each request.
/// </summary>
internal sealed class HttpWebRequestTransport : IHttpTransport
{
    /// <summary>Most bytes read of an answer.</summary>
    internal const int LargestAnswer = 1024 * 1024;

    private const int BlockSize = 16 * 1024;
    private const string TooLate = "the answer took longer than the time allowed";
    private const string BrokeOff = "the answer broke off";

    // SecurityProtocolType.Tls13, which .NET Framework 4.7.2 does not name.
    private const SecurityProtocolType Tls13 = (SecurityProtocolType)12288;

    private readonly IClock _clock;
    private readonly NetworkSettings _network;

#if !NETFRAMEWORK
    private readonly System.Net.Security.RemoteCertificateValidationCallback? _certificateValidation;

    /// <summary>Makes a transport that validates certificates by a rule of the caller's.</summary>
    /// <param name="clock">Bounds the reading of an answer.</param>
    /// <param name="network">The proxy.</param>
    /// <param name="certificateValidation">
    /// For the companion, which pins the certificate of the rehearsal receiver it started. In SQL Server there is no such way:
    /// EXTERNAL_ACCESS does not grant it, and certificates are validated by the platform alone.
    /// </param>
    internal HttpWebRequestTransport(IClock clock, NetworkSettings network, System.Net.Security.RemoteCertificateValidationCallback certificateValidation)
        : this(clock, network) => _certificateValidation = certificateValidation;
#endif

    /// <summary>Makes a transport that validates certificates as the platform does.</summary>
    /// <param name="clock">Bounds the reading of an answer.</param>
    /// <param name="network">The proxy.</param>
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
        bool mayHaveLeft = false;
        try
        {
            return Exchange(post, ref mayHaveLeft);
        }
        catch (WebException exception)
        {
            string fault = NetworkFault.Describe(exception, post.Address.Host);
#if NETFRAMEWORK
            // It has connected before it gives a stream for the body. What fails later may have been sent, even where TLS is agreed anew.
            bool maybeSent = mayHaveLeft;
#else
            bool maybeSent = mayHaveLeft && !NetworkFault.IsBeforeSending(exception);
#endif
            return maybeSent
                ? HttpAnswer.MaybeSent(fault)
                : HttpAnswer.NotSent(fault, NetworkFault.IsConfiguration(exception));
        }
        catch (SecurityException)
        {
            return mayHaveLeft ? HttpAnswer.MaybeSent(NetworkFault.NoWayOut) : HttpAnswer.NotSent(NetworkFault.NoWayOut, isConfiguration: true);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The platform throws what it likes at bytes that it did not expect, and no answer of a server may be a fault of this program.
            return mayHaveLeft
                ? HttpAnswer.MaybeSent("the exchange with " + post.Address.Host + " broke off")
                : HttpAnswer.NotSent("no exchange with " + post.Address.Host + " came about");
        }
    }

    private HttpAnswer Exchange(HttpPost post, ref bool mayHaveLeft)
    {
        TimeSpan deadline = _clock.Elapsed + post.Timeout;
        HttpWebRequest request = Prepare(post);
        try
        {
            _network.UseProxy(request);
        }
        catch (SecurityException)
        {
            return HttpAnswer.NotSent(NetworkFault.NoChoiceOfProxy, isConfiguration: true);
        }

#if !NETFRAMEWORK
        if (_certificateValidation is not null)
        {
            request.ServerCertificateValidationCallback = _certificateValidation;
        }
#endif
        try
        {
            using (Stream body = request.GetRequestStream())
            {
                // .NET Framework is connected here; .NET connects when the answer is asked for.
                mayHaveLeft = true;
                Write(post.Body, body, deadline);
            }

            using var response = (HttpWebResponse)request.GetResponse();
            return Read(request, response, deadline);
        }
        catch (WebException exception) when (exception.Response is HttpWebResponse)
        {
            // Every status from 400 up comes as an exception.
            using var response = (HttpWebResponse)exception.Response;
            return mayHaveLeft ? Read(request, response, deadline) : NetworkFault.OfProxy((int)response.StatusCode, post.Address.Host);
        }
#if !NETFRAMEWORK
        catch (WebException exception) when (NetworkFault.StatusOfProxy(exception) is not null)
        {
            return NetworkFault.OfProxy(NetworkFault.StatusOfProxy(exception)!.Value, post.Address.Host);
        }
#endif
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

    private static HttpWebRequest Prepare(HttpPost post)
    {
        var request = (HttpWebRequest)WebRequest.Create(post.Address);
        request.Method = "POST";
        request.ContentType = post.ContentType;
        request.ContentLength = post.Body.Length;
        request.UserAgent = post.UserAgent;
        request.Accept = "application/json";

        // A connection for each exchange: whatever a server or proxy sends late on the last one cannot be taken for an answer to this one.
        request.KeepAlive = false;
        request.AllowAutoRedirect = false;

        // Packed bytes may go on and on without any of the body, inside one read that nothing here could end.
        request.Headers["Accept-Encoding"] = "identity";
        // One time from the connection to the headers of the answer. .NET Framework reads it once, at GetRequestStream: no part can have a time of its own.
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
#endif
        return request;
    }

    // A server that takes the body a byte at a time is given up at the deadline, where .NET Framework sends while this writes.
    private void Write(byte[] bytes, Stream body, TimeSpan deadline)
    {
        for (int first = 0; first < bytes.Length; first += BlockSize)
        {
            if (_clock.Elapsed > deadline)
            {
                throw new IOException();
            }

            body.Write(bytes, first, Math.Min(BlockSize, bytes.Length - first));
        }
    }

    /// <summary>Reads status and body; a body that breaks off leaves the status known.</summary>
    private HttpAnswer Read(HttpWebRequest request, HttpWebResponse response, TimeSpan deadline)
    {
        int statusCode = (int)response.StatusCode;
        using var body = new MemoryStream();
        string fault;
        string? retryAfter = null;
        try
        {
            retryAfter = response.Headers["Retry-After"];
            string? coding = response.Headers["Content-Encoding"];
            fault = string.IsNullOrEmpty(coding) || string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase)
                ? Copy(response.GetResponseStream(), body, deadline)
                : "the answer is compressed, which it was not asked to be";
            if (fault.Length == 0 && body.Length < response.ContentLength)
            {
                // .NET Framework ends such a body as if it were whole.
                fault = BrokeOff;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // .NET finds control characters in headers only when one is asked for, and a reset of the connection has many names.
            fault = _clock.Elapsed > deadline ? TooLate : BrokeOff;
        }

        if (fault.Length > 0)
        {
            // Closing the answer in peace would read the rest of it.
            request.Abort();
        }

        return HttpAnswer.Answered(statusCode, body.ToArray(), fault.Length == 0, fault, retryAfter);
    }

    private string Copy(Stream source, MemoryStream body, TimeSpan deadline)
    {
        var buffer = new byte[BlockSize];
#if NETFRAMEWORK
        // A silence of ReadWriteTimeout ends a read; .NET Framework has nothing else that EXTERNAL_ACCESS allows.
#else
        // A read goes on for as long as bytes arrive that are none of the body, as in chunk extensions and trailers.
        using var end = new System.Threading.CancellationTokenSource(deadline > _clock.Elapsed ? deadline - _clock.Elapsed : TimeSpan.Zero);
#endif
        while (true)
        {
            if (_clock.Elapsed > deadline)
            {
                return TooLate;
            }

#if NETFRAMEWORK
            int count = source.Read(buffer, 0, buffer.Length);
#else
            int count;
            try
            {
                count = source.ReadAsync(buffer, end.Token).AsTask().GetAwaiter().GetResult();
            }
            catch (Exception) when (end.IsCancellationRequested)
            {
                return TooLate;
            }
#endif
            if (count == 0)
            {
                return string.Empty;
            }

            if (body.Length + count > LargestAnswer)
            {
                return "the answer is larger than 1 MB";
            }

            body.Write(buffer, 0, count);
        }
    }
}
