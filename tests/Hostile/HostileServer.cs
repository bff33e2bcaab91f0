using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SsdClr.Local.Receiver;

namespace SsdClr.Hostile;

/// <summary>A server on loopback that does with every connection what it is told, down to the bytes.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = LoopbackCertificate.Create();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _conversations = [];
    private readonly Func<Conversation, Task> _serve;
    private readonly Task _work;

    private HostileServer(Func<Conversation, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _work = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The SHA-256 of its certificate.</summary>
    internal string CertificateSha256 => _certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Starts a server.</summary>
    internal static HostileServer Start(Func<Conversation, Task> serve) => new(serve);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        await Task.WhenAll(_conversations);
        _listener.Dispose();
        _certificate.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _conversations.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var conversation = new Conversation(client, _certificate, _end.Token);
        try
        {
            await _serve(conversation);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException or System.Security.Authentication.AuthenticationException or System.ComponentModel.Win32Exception)
        {
            // The sender has gone: that is for it to say.
        }
    }
}
