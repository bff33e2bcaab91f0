using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SsdClr.Hostile;

/// <summary>One connection, byte by byte, from the server's side.</summary>
internal sealed class Conversation(TcpClient client, X509Certificate2 certificate, CancellationToken end) : IAsyncDisposable
{
    /// <summary>How long a dripping server waits from one piece to the next.</summary>
    private static readonly TimeSpan s_betweenPieces = TimeSpan.FromMilliseconds(40);

    private SslStream? _tls;

    /// <summary>Ends when the server stops.</summary>
    internal CancellationToken End => end;

    /// <summary>The bytes beneath TLS.</summary>
    internal NetworkStream Wire => client.GetStream();

    /// <summary>Agrees on TLS.</summary>
    internal async Task SecureAsync()
    {
        _tls = new SslStream(Wire, leaveInnerStreamOpen: true);
        await _tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, end);
    }

    /// <summary>Reads one request with its body.</summary>
    internal async Task ReadRequestAsync() => await ReadAsync(await ReadHeadAsync());

    /// <summary>Reads so many bytes of a body.</summary>
    internal async Task ReadAsync(int bytes)
    {
        var buffer = new byte[bytes];
        await Tls().ReadExactlyAsync(buffer, end);
    }

    /// <summary>Reads the head of a request.</summary>
    /// <returns>The length of the body that follows.</returns>
    internal async Task<int> ReadHeadAsync()
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!EndsWithBlankLine(head))
        {
            await Tls().ReadExactlyAsync(next, end);
            head.Append((char)next[0]);
        }

        const string Name = "content-length:";
        var text = head.ToString();
        var start = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(text[(start + Name.Length)..text.IndexOf('\r', start)], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Sends text as Latin-1, so that any byte can be written.</summary>
    internal Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    internal async Task SendAsync(byte[] bytes)
    {
        await Tls().WriteAsync(bytes, end);
        await Tls().FlushAsync(end);
    }

    /// <summary>Sends a piece again and again, until the other side goes.</summary>
    internal async Task DripAsync(params string[] pieces)
    {
        for (var index = 0; ; index++)
        {
            await SendAsync(pieces[index % pieces.Length]);
            await Task.Delay(s_betweenPieces, end);
        }
    }

    /// <summary>Says nothing more.</summary>
    internal Task StayAsync() => Task.Delay(Timeout.Infinite, end);

    /// <summary>Ends the connection with a reset.</summary>
    internal void Reset()
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }

    /// <summary>Ends the connection without TLS's own goodbye.</summary>
    internal void Cut() => client.Close();

    /// <summary>Says goodbye and waits until the other side has gone, so that nothing on its way is lost.</summary>
    internal async Task FinishAsync()
    {
        if (_tls is not null)
        {
            await _tls.ShutdownAsync();
        }

        client.Client.Shutdown(SocketShutdown.Send);
        var rest = new byte[4096];
        while (await Wire.ReadAsync(rest, end) > 0)
        {
            // What the other side still sends is no matter.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_tls is not null)
        {
            await _tls.DisposeAsync();
        }

        client.Dispose();
    }

    private SslStream Tls() => _tls ?? throw new InvalidOperationException("TLS has not been agreed yet.");

    private static bool EndsWithBlankLine(StringBuilder head) =>
        head.Length >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}
