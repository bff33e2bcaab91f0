using System;
using System.Net;

namespace SsdClr.Submission.Http;

/// <summary>
/// Troubles of the network in one clause a person can act on. Made from the kind of trouble only: the texts of exceptions
/// follow the machine's language and may repeat addresses and what a proxy said.
/// </summary>
internal static class NetworkFault
{
    /// <summary>
    /// What a SecurityException on the way out means: SQL Server gives code with EXTERNAL_ACCESS no access to the outside under a SQL login, sysadmin or not.
    /// </summary>
    internal const string NoWayOut =
        "SQL Server gives this login no way out: under a SQL login, sa included, an EXTERNAL_ACCESS assembly reaches no network (run it as a Windows login, or from a job of "
        + "SQL Server Agent whose owner is sysadmin)";

    /// <summary>What a SecurityException at the choice of a proxy means.</summary>
    internal const string NoChoiceOfProxy =
        "proxy_address asks for a proxy, which an assembly with EXTERNAL_ACCESS may not choose (ALTER ASSEMBLY [SsdClr.Submission] WITH PERMISSION_SET = UNSAFE, "
        + "or empty proxy_address and have the proxy set in machine.config or for the service account)";

    /// <summary>The trouble in words.</summary>
    internal static string Describe(WebException exception, string host)
    {
        if (IsTrustTrouble(exception))
        {
            return "the certificate of " + host + " was not accepted, or no TLS 1.2 or 1.3 connection could be agreed (expired, another name, an unknown issuer, or TLS inspection on the way)";
        }

        return Status(exception) switch
        {
#if NETFRAMEWORK
            // The name of a proxy that HTTPS goes through is told as if it were the host's.
            WebExceptionStatus.NameResolutionFailure => "the name " + host + ", or that of a proxy on the way to it, could not be resolved (DNS)",
#else
            WebExceptionStatus.NameResolutionFailure => "the name " + host + " could not be resolved (DNS)",
#endif
            WebExceptionStatus.ProxyNameResolutionFailure => "the name of the proxy could not be resolved (DNS)",
            WebExceptionStatus.ConnectFailure => "no connection to " + host + " (firewall, proxy, or nothing listens there)",
            WebExceptionStatus.SecureChannelFailure => "the connection to " + host + " was lost while TLS was being agreed",
            WebExceptionStatus.Timeout => host + " did not answer in time",
            WebExceptionStatus.RequestProhibitedByProxy => "the proxy does not allow requests to " + host,
            _ => "the connection to " + host + " was lost before an answer came",
        };
    }

#if !NETFRAMEWORK
    /// <summary>True where the trouble came before the first byte of a body could leave: .NET connects only when the answer is asked for.</summary>
    internal static bool IsBeforeSending(WebException exception) => IsTrustTrouble(exception)
        || Status(exception) is WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure
            or WebExceptionStatus.ConnectFailure
            or WebExceptionStatus.SecureChannelFailure
            or WebExceptionStatus.RequestProhibitedByProxy;
#endif

    /// <summary>True where the trouble stays until somebody changes something.</summary>
    internal static bool IsConfiguration(WebException exception) =>
        IsTrustTrouble(exception) || Status(exception) is WebExceptionStatus.RequestProhibitedByProxy;

    /// <summary>
    /// True where this machine and the other end could not agree on TLS or its certificate was not accepted. A connection that is cut
    /// during the handshake is something else: that passes.
    /// </summary>
    private static bool IsTrustTrouble(WebException exception)
    {
        if (exception.Status is WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure)
        {
            return true;
        }

        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is System.Security.Authentication.AuthenticationException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a proxy answered that was to connect to the host: nothing was sent, and the server does not know of it.</summary>
    internal static HttpAnswer OfProxy(int status, string host)
    {
        string number = " (status " + status.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")";
        return status switch
        {
            407 => HttpAnswer.NotSent(
                "the proxy asks for credentials" + number + "; check proxy_address, proxy_credentials, proxy_user and proxy_password, or ask the network team how this server reaches " + host,
                isConfiguration: true),
            408 or 429 or >= 500 => HttpAnswer.NotSent("the proxy did not reach " + host + number),
            _ => HttpAnswer.NotSent("the proxy, and not " + host + ", refused the connection" + number + "; ask the network team to allow it", isConfiguration: true),
        };
    }

    private static WebExceptionStatus Status(WebException exception)
    {
#if !NETFRAMEWORK
        // .NET says UnknownError for most troubles and names them in the exception beneath.
        if (exception.InnerException is System.Net.Http.HttpRequestException beneath)
        {
            return beneath.HttpRequestError switch
            {
                System.Net.Http.HttpRequestError.NameResolutionError => WebExceptionStatus.NameResolutionFailure,
                System.Net.Http.HttpRequestError.ConnectionError => WebExceptionStatus.ConnectFailure,
                System.Net.Http.HttpRequestError.SecureConnectionError => WebExceptionStatus.SecureChannelFailure,
                System.Net.Http.HttpRequestError.ProxyTunnelError => WebExceptionStatus.RequestProhibitedByProxy,
                _ => IsReadTimeout(beneath) ? WebExceptionStatus.Timeout : exception.Status,
            };
        }
#endif
        return exception.Status;
    }

#if !NETFRAMEWORK
    /// <summary>The status with which a proxy refused to connect; null where none did.</summary>
    internal static int? StatusOfProxy(WebException exception) =>
        exception.InnerException is System.Net.Http.HttpRequestException { HttpRequestError: System.Net.Http.HttpRequestError.ProxyTunnelError, StatusCode: { } status }
            ? (int)status
            : null;

    /// <summary>The time allowed for the request ends for its socket too, and either may notice first.</summary>
    private static bool IsReadTimeout(Exception exception)
    {
        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.TimedOut })
            {
                return true;
            }
        }

        return false;
    }
#endif
}
