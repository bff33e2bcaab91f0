#pragma warning disable SYSLIB0014 // SQL Server's supported libraries hold HttpWebRequest and no HttpClient; one source for both.
using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Security.Authentication;
using SsdClr.Data;

namespace SsdClr.Submission.Preflight;

/// <summary>Looks a step at a time at the way to a host: its name, a connection, TLS. Sends nothing of ours.</summary>
internal sealed class NetworkProbe
{
    private const int Timeout = 10000;

#if !NETFRAMEWORK
    private readonly System.Net.Security.RemoteCertificateValidationCallback? _certificateValidation;

    /// <param name="certificateValidation">For the companion, which pins the certificate of a rehearsal receiver; null: as the platform validates.</param>
    internal NetworkProbe(System.Net.Security.RemoteCertificateValidationCallback? certificateValidation) => _certificateValidation = certificateValidation;

    /// <summary>True where one certificate is accepted and no other: how long it lasts is for whoever chose it.</summary>
    internal bool IsPinned => _certificateValidation is not null;
#else
    private readonly Http.NetworkSettings _network;

    /// <param name="network">The proxy, if any: the probe takes the way that a submission takes.</param>
    internal NetworkProbe(Http.NetworkSettings network) => _network = network;

    /// <summary>True where one certificate is accepted and no other; never in SQL Server.</summary>
#pragma warning disable CA1822 // The companion's is asked.
    internal bool IsPinned => false;
#pragma warning restore CA1822
#endif

    /// <summary>The addresses of a name.</summary>
    /// <exception cref="ProbeException">It has none.</exception>
    internal static IPAddress[] Addresses(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        catch (SocketException exception)
        {
            throw new ProbeException("the name could not be resolved (" + Code(exception) + ")");
        }
        catch (SecurityException)
        {
            throw new ProbeException(Http.NetworkFault.NoWayOut);
        }
    }

    /// <summary>Connects to one of the addresses and lets go again.</summary>
    /// <returns>The address that answered.</returns>
    /// <exception cref="ProbeException">None did within ten seconds each.</exception>
    internal static IPAddress Connect(IPAddress[] addresses, int port)
    {
        string fault = "there is no address to connect to";
        foreach (IPAddress address in addresses)
        {
            try
            {
                using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                if (Answers(socket, new IPEndPoint(address, port)))
                {
                    return address;
                }

                fault = "no answer within ten seconds, or a refusal";
            }
            catch (SocketException exception)
            {
                fault = "no connection (" + Code(exception) + ")";
            }
            catch (SecurityException)
            {
                throw new ProbeException(Http.NetworkFault.NoWayOut);
            }
        }

        throw new ProbeException(fault);
    }

#if NETFRAMEWORK
    /// <summary>Agrees on TLS as a submission does, by asking for the address without sending anything of ours; whatever the answer is.</summary>
    /// <returns>
    /// The TLS version that it must be; whose certificate it is, who issued it (behind TLS inspection, an issuer of the authority's own network), and its last moment in UTC.
    /// </returns>
    /// <exception cref="ProbeException">TLS could not be agreed.</exception>
    internal (string Protocol, string Subject, string Issuer, DateTime GoodUntil) Secure(Uri address)
    {
        try
        {
            var request = (HttpWebRequest)WebRequest.Create(new Uri(address, "/"));
            request.Method = "GET";
            request.Timeout = Timeout;
            request.ReadWriteTimeout = Timeout;
            // A connection that is kept would be given to a POST, however old it is by then.
            request.KeepAlive = false;
            request.AllowAutoRedirect = false;
            UseProxy(request);
            try
            {
                request.GetResponse().Close();
            }
            catch (WebException exception)
            {
                if (exception.Response is null)
                {
                    throw new ProbeException(Http.NetworkFault.Describe(exception, address.Host));
                }

                exception.Response.Close();
            }

            // EXTERNAL_ACCESS shows the certificate and not the version; the assembly speaks no other.
            System.Security.Cryptography.X509Certificates.X509Certificate? certificate = request.ServicePoint.Certificate;
            if (certificate is null)
            {
                throw new ProbeException("the platform shows no certificate of " + address.Host);
            }

            // The text is local time, and says so nowhere.
            return (
                "TLS 1.2 or newer",
                certificate.Subject,
                certificate.Issuer,
                DateTime.Parse(certificate.GetExpirationDateString(), CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal));
        }
        catch (SecurityException)
        {
            throw new ProbeException(Http.NetworkFault.NoWayOut);
        }
    }
#else
    /// <summary>Agrees on TLS as a submission does, and sends nothing.</summary>
    /// <returns>The TLS version; whose certificate it is, who issued it (behind TLS inspection, an issuer of the authority's own network) and its last moment in UTC.</returns>
    /// <exception cref="ProbeException">TLS could not be agreed.</exception>
    internal (string Protocol, string Subject, string Issuer, DateTime GoodUntil) Secure(Uri address)
    {
        try
        {
            using var connection = new TcpClient { ReceiveTimeout = Timeout, SendTimeout = Timeout };
            connection.Connect(address.Host, address.Port);
            using var stream = new System.Net.Security.SslStream(connection.GetStream(), leaveInnerStreamOpen: false, _certificateValidation);
            stream.AuthenticateAsClient(address.Host, clientCertificates: null, SslProtocols.Tls12 | SslProtocols.Tls13, checkCertificateRevocation: false);
            using var certificate = new System.Security.Cryptography.X509Certificates.X509Certificate2(stream.RemoteCertificate!);
            return (stream.SslProtocol.ToString(), certificate.Subject, certificate.Issuer, certificate.NotAfter.ToUniversalTime());
        }
        catch (AuthenticationException)
        {
            throw new ProbeException(
                "the certificate of " + address.Host + " was not accepted, or no TLS 1.2 or 1.3 connection could be agreed (expired, another name, an unknown issuer, or TLS inspection on the way)");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            throw new ProbeException("the connection to " + address.Host + " was lost while TLS was agreed");
        }
        catch (SecurityException)
        {
            throw new ProbeException(Http.NetworkFault.NoWayOut);
        }
    }
#endif

#if NETFRAMEWORK
    private void UseProxy(HttpWebRequest request)
    {
        try
        {
            _network.UseProxy(request);
        }
        catch (SecurityException)
        {
            throw new ProbeException(Http.NetworkFault.NoChoiceOfProxy);
        }
    }
#endif

    private static bool Answers(Socket socket, IPEndPoint end)
    {
        try
        {
            // A blocking connection waits for as long as the platform likes.
            socket.Blocking = false;
            socket.Connect(end);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return socket.Poll(Timeout * 1000, SelectMode.SelectWrite) && Convert.ToInt32(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error), CultureInfo.InvariantCulture) == 0;
        }
    }

    // The number is the same in every language; the text of the platform is not.
    private static string Code(SocketException exception) => "socket error " + InvariantText.Of((int)exception.SocketErrorCode);
}
