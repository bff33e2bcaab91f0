using System;
using System.Collections.Generic;
using System.Net;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;

namespace SsdClr.Submission.Http;

/// <summary>How requests find their way out: the proxy. The same for tokens and for children.</summary>
internal sealed class NetworkSettings
{
    private const string ExplicitCredentials = "explicit";
    private const string DefaultCredentials = "default";

    private readonly string[] _bypass;

    private NetworkSettings(SettingValues settings, WebProxy? proxy)
    {
        Proxy = proxy;
        _bypass = settings.List("proxy_bypass");
    }

    /// <summary>The proxy that the settings name; null: as the platform is configured.</summary>
    internal WebProxy? Proxy { get; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SubmissionException">The proxy is to be given a user name or password that is not set.</exception>
    internal static NetworkSettings Read(SettingValues settings, SecretValues secrets)
    {
        string address = settings.Text("proxy_address");
        if (address.Length == 0)
        {
            return new NetworkSettings(settings, proxy: null);
        }

        var proxy = new WebProxy(new Uri(address));
        switch (settings.Text("proxy_credentials"))
        {
            case DefaultCredentials:
                proxy.UseDefaultCredentials = true;
                break;
            case ExplicitCredentials:
                proxy.Credentials = Credentials(settings.Text("proxy_user"), secrets.Text("proxy_password"));
                break;
        }

        return new NetworkSettings(settings, proxy);
    }

    /// <summary>
    /// Sets the proxy that the settings name, or none for a host that they except. .NET Framework demands unrestricted WebPermission for that, which only UNSAFE
    /// grants; without such a setting the proxy stays the platform's, which every permission set may use.
    /// </summary>
    /// <exception cref="System.Security.SecurityException">The assembly may not choose a proxy.</exception>
    internal void UseProxy(HttpWebRequest request)
    {
        if (Proxy is not null)
        {
            request.Proxy = IsBypassed(request.RequestUri.Host) ? null : Proxy;
        }
    }

    /// <summary>True for a host that is reached without the proxy: it is in the list, or ends in an entry that begins with a dot or with *. .</summary>
    internal bool IsBypassed(string host)
    {
        foreach (string entry in _bypass)
        {
            string suffix = entry[0] == '*' ? entry.Substring(1) : entry;
            if (string.Equals(host, entry, StringComparison.OrdinalIgnoreCase)
                || (suffix[0] == '.' && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static NetworkCredential Credentials(string user, string password)
    {
        var missing = new List<string>();
        if (user.Length == 0)
        {
            missing.Add("setting proxy_user is missing");
        }

        if (password.Length == 0)
        {
            missing.Add("secret proxy_password is missing");
        }

        if (missing.Count > 0)
        {
            throw new SubmissionException(
                "Nothing was sent, because of the configuration: " + string.Join("; ", missing)
                + ". Use EXEC csc.set_setting and EXEC csc.set_secret.");
        }

        int slash = user.IndexOf('\\');
        return slash < 0
            ? new NetworkCredential(user, password)
            : new NetworkCredential(user.Substring(slash + 1), password, user.Substring(0, slash));
    }
}
