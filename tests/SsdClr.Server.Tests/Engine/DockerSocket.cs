using System.IO.Pipes;
using System.Net.Sockets;

namespace SsdClr.Server.Tests.Engine;

/// <summary>Whether Docker answers at once on this machine.</summary>
internal static class DockerSocket
{
    private const string UnixSocket = "/var/run/docker.sock";
    private const string WindowsPipe = "docker_engine";
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    /// <summary>True where a daemon answers a ping within half a second.</summary>
    public static bool Answers()
    {
        try
        {
            using var patience = new CancellationTokenSource(s_patience);
            return PingAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException or TimeoutException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task<bool> PingAsync(CancellationToken cancellation)
    {
        await using var stream = await ConnectAsync(cancellation).ConfigureAwait(false);
        if (stream is null)
        {
            return false;
        }

        await stream.WriteAsync("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer, cancellation).ConfigureAwait(false);
        return answer.AsSpan().EndsWith(" 200"u8);
    }

    private static async Task<Stream?> ConnectAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            var pipe = new NamedPipeClientStream(".", WindowsPipe, PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(cancellation).ConfigureAwait(false);
            return pipe;
        }

        if (!File.Exists(UnixSocket))
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(UnixSocket), cancellation).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
