using System.Net;

namespace SsdClr.Forbidden;

/// <summary>The network is outside SAFE.</summary>
[Breaks("OutsideSafe")]
public static class NetworkInSafe
{
    public static WebRequest Make() => WebRequest.Create("https://receiver.example/");
}
