using System.Net;

namespace SsdClr.Forbidden;

/// <summary>Choosing a proxy for a request demands unrestricted WebPermission.</summary>
[Breaks("BodyDemand", "OutsideSafe")]
public static class ProxyOfRequest
{
    public static void Bypass(HttpWebRequest request) => request.Proxy = new WebProxy();
}
