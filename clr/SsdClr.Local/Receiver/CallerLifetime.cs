using Microsoft.Extensions.Hosting;

namespace SsdClr.Local.Receiver;

/// <summary>Ties the server to whoever started it: it listens to no signal of the process and ends when it is stopped.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    /// <summary>Nothing to wait for.</summary>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Nothing to undo.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
