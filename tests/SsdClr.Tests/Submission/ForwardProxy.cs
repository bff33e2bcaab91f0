using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SsdClr.Tests.Submission;

/// <summary>
/// A forward proxy on loopback (RFC 9110 section 9.3.6): it takes CONNECT alone, asks for Basic credentials where it has some, and
/// reaches every name on this machine, as a name that only the proxy can resolve.
/// </summary>
internal sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _connected = [];
    private readonly string? _authorization;
    private readonly int _refusal;
    private readonly Task _work;

    private ForwardProxy(string? user, string? password, int refusal)
    {
        _authorization = user is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password));
        _refusal = refusal;
        _listener.Start();
        _work = AcceptAsync();
    }

    internal string Address => "http://localhost:" + Port;

    /// <summary>What connections were made to, host:port.</summary>
    internal IReadOnlyList<string> Connected
    {
        get
        {
            lock (_connected)
            {
                return [.. _connected];
            }
        }
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal static ForwardProxy Start() => new(user: null, password: null, refusal: 0);

    internal static ForwardProxy Start(string user, string password) => new(user, password, refusal: 0);

    /// <summary>A proxy that answers every CONNECT with a status.</summary>
    internal static ForwardProxy Refusing(int status) => new(user: null, password: null, status);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await AnswerAsync(stream))
                {
                    // Refused with 407: the client may try again on this connection.
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // Either end has hung up.
            }
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream client)
    {
        string[] head = (await ReadHeadAsync(client)).Split("\r\n");
        if (head[0].Length == 0)
        {
            return false;
        }

        string[] request = head[0].Split(' ');
        if (request[0] != "CONNECT")
        {
            await WriteAsync(client, "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return false;
        }

        if (_refusal != 0)
        {
            await WriteAsync(client, $"HTTP/1.1 {_refusal} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return false;
        }

        if (_authorization is not null && !head.Contains("Proxy-Authorization: " + _authorization, StringComparer.OrdinalIgnoreCase))
        {
            await WriteAsync(client, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
            return true;
        }

        lock (_connected)
        {
            _connected.Add(request[1]);
        }

        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, int.Parse(request[1].Split(':')[1], System.Globalization.CultureInfo.InvariantCulture), _end.Token);
        await WriteAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        await Task.WhenAny(client.CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(client, _end.Token));
        return false;
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(next, _end.Token) == 1)
        {
            head.Append((char)next[0]);
        }

        return head.ToString();
    }

    private Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token).AsTask();
}
