using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using SsdClr.Local.Receiver;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Tests.Submission;

/// <summary>A real HTTPS server on loopback that answers as one test says.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly WebApplication _server;

    private LoopbackServer(RequestDelegate answer, X509Certificate2 certificate)
    {
        _certificate = certificate;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _server = builder.Build();
        _server.Run(answer);
    }

    internal Uri Address => new(_server.Services.GetService(typeof(IServer)) is IServer server
        ? server.Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
        : throw new InvalidOperationException("The server has not started."));

    /// <summary>The settings of no proxy.</summary>
    internal static NetworkSettings Direct => NetworkSettings.Read(TestSettings.Complete(), TestSettings.Secrets());

    /// <summary>A transport as it runs in SQL Server: the platform judges certificates.</summary>
    internal static HttpWebRequestTransport Validating() => new(new SystemClock(), Direct);

    internal static async Task<LoopbackServer> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var server = new LoopbackServer(answer, certificate ?? LoopbackCertificate.Create());
        await server._server.StartAsync();
        return server;
    }

    /// <summary>A transport that trusts this server's certificate and no other.</summary>
    internal HttpWebRequestTransport Transport(IClock? clock = null, NetworkSettings? network = null) =>
        Pinned(_certificate.GetCertHashString(HashAlgorithmName.SHA256), clock, network);

    /// <summary>A transport that trusts one certificate, whatever name it has.</summary>
    internal static HttpWebRequestTransport Pinned(string sha256, IClock? clock = null, NetworkSettings? network = null) => new(
        clock ?? new SystemClock(),
        network ?? Direct,
        (_, certificate, _, _) => certificate!.GetCertHashString(HashAlgorithmName.SHA256) == sha256);

    internal HttpPost Post(byte[]? body = null, TimeSpan? timeout = null) =>
        new(new Uri(Address, "/children"), "application/json", "SsdClr/test", body ?? "[]"u8.ToArray(), timeout ?? TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }
}
