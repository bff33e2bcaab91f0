using System;
using System.Globalization;

namespace SsdClr.Settings;

/// <summary>
/// An https address whose host is what it looks like. Two readers of an address must never see two hosts in it, so nothing is
/// taken but https://, a plain host name or IPv4 address, perhaps a port, and a path, all in printable ASCII: no user name, query,
/// fragment, backslash or escaped host, no name in other scripts, no number in another notation than four decimals (RFC 3986 section 3.2).
/// </summary>
internal sealed class HttpsAddress
{
    private const string Scheme = "https://";
    private const int HttpsPort = 443;
    private const int LongestHost = 253;
    private const int LongestLabel = 63;

    private HttpsAddress(Uri uri, string host, int port)
    {
        Uri = uri;
        Host = host;
        Port = port;
    }

    /// <summary>The address.</summary>
    internal Uri Uri { get; }

    /// <summary>The host in lower case, without a dot at the end.</summary>
    internal string Host { get; }

    /// <summary>The port; 443 where the address names none.</summary>
    internal int Port { get; }

    /// <summary>Reads an address; null where it is none of this kind.</summary>
    internal static HttpsAddress? Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !IsPlain(text))
        {
            return null;
        }

        int end = text.IndexOf('/', Scheme.Length);
        string authority = end < 0 ? text.Substring(Scheme.Length) : text.Substring(Scheme.Length, end - Scheme.Length);
        int colon = authority.IndexOf(':');
        string host = (colon < 0 ? authority : authority.Substring(0, colon)).ToLowerInvariant();
        int port = colon < 0 ? HttpsPort : ReadPort(authority.Substring(colon + 1));

        // .NET has to read the same host and port: it is .NET that connects.
        return port > 0
            && IsHostName(host)
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && string.Equals(uri.Host, host, StringComparison.OrdinalIgnoreCase)
            && uri.Port == port
                ? new HttpsAddress(uri, host, port)
                : null;
    }

    /// <summary>True for labels of letters, digits and inner hyphens, joined by dots: at most 253 characters, 63 a label (RFC 1123 section 2.1).</summary>
    internal static bool IsHostName(string text)
    {
        if (text.Length is 0 or > LongestHost)
        {
            return false;
        }

        foreach (string label in text.Split('.'))
        {
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[label.Length - 1] == '-')
            {
                return false;
            }

            foreach (char character in label)
            {
                if (character is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>A port as digits without a zero before them, 1 to 65535; 0 for anything else.</summary>
    internal static int ReadPort(string text) =>
        text.Length is > 0 and <= 5 && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535 ? port : 0;

    private static bool IsPlain(string text)
    {
        foreach (char character in text)
        {
            if (character is <= ' ' or > '~' or '\\' or '?' or '#' or '@')
            {
                return false;
            }
        }

        return true;
    }
}
