using System.Net;
using System.Net.Sockets;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Takes one TCP port on 127.0.0.1 and, where the machine has it, on ::1. <c>localhost</c> may mean either, and a
/// client that tries the other first would lose seconds; Kestrel itself cannot take a free port on both.
/// </summary>
internal static class LoopbackSockets
{
    private const int FreePortAttempts = 20;

    /// <summary>Binds the port; the sockets share it and do not listen yet. The caller, or the server it hands them to, disposes them.</summary>
    /// <param name="port">0 to 65535; 0 takes a free port.</param>
    /// <exception cref="IOException">The port is in use or may not be opened.</exception>
    public static IReadOnlyDictionary<EndPoint, Socket> Bind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sockets = new Dictionary<EndPoint, Socket>();
            try
            {
                var first = Bind(IPAddress.Loopback, port);
                sockets.Add(first.LocalEndPoint!, first);
                if (Socket.OSSupportsIPv6)
                {
                    BindSecond(sockets, ((IPEndPoint)first.LocalEndPoint!).Port);
                }

                return sockets;
            }
            catch (SocketException fault)
            {
                foreach (var socket in sockets.Values)
                {
                    socket.Dispose();
                }

                // A port that was free on one address may be taken on the other: another free port will do.
                if (port == 0 && attempt < FreePortAttempts)
                {
                    continue;
                }

                var which = port == 0 ? "No free port could" : $"Port {port} could not";
                throw new IOException($"{which} be opened on loopback ({fault.SocketErrorCode}): stop what uses it, or choose another port.", fault);
            }
        }
    }

    private static void BindSecond(Dictionary<EndPoint, Socket> sockets, int port)
    {
        try
        {
            var second = Bind(IPAddress.IPv6Loopback, port);
            sockets.Add(second.LocalEndPoint!, second);
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // IPv6 is compiled in but no loopback address is configured: 127.0.0.1 is all that localhost can mean here.
        }
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                // Without it another user's process could bind the same port and be sent the children.
                socket.ExclusiveAddressUse = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
