using System.Text;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Runs;
using SsdClr.Server.Tests.Engine;
using SsdClr.Time;

namespace SsdClr.Server.Tests.Submitting;

/// <summary>Runs a night from one database to a rehearsal receiver of its own, under the run lock.</summary>
internal sealed class NightRun : IAsyncDisposable
{
    private readonly ReceiverOptions _options;
    private readonly RehearsalReceiver _receiver;

    private readonly string _laChildIdColumn;

    private NightRun(ReceiverOptions options, RehearsalReceiver receiver, string laChildIdColumn) =>
        (_options, _receiver, _laChildIdColumn) = (options, receiver, laChildIdColumn);

    /// <summary>What the receiver holds, by la_child_id in order.</summary>
    public string Held => string.Join('\n', _receiver.State.Held
        .OrderBy(child => child.Key, StringComparer.Ordinal)
        .Select(child => child.Key + " " + Encoding.UTF8.GetString(child.Value.Json.Span)));

    /// <summary>Starts a receiver.</summary>
    /// <param name="laChildIdColumn">Column that is sent as la_child_id.</param>
    public static async Task<NightRun> StartAsync(string laChildIdColumn)
    {
        var options = new ReceiverOptions();
        return new NightRun(options, await RehearsalReceiver.StartAsync(options, TimeProvider.System), laChildIdColumn);
    }

    /// <summary>Refreshes and submits.</summary>
    /// <param name="database">Where from.</param>
    /// <param name="asOf">The run date.</param>
    /// <param name="takesLock">False for a database in memory, which nobody shares.</param>
    public PerformedRun Run(CompanionDatabase database, DateOnly asOf, bool takesLock)
    {
        using var runLock = takesLock ? EngineDifferences.Lock(database) : null;
        return new CompanionRun(database, new SystemClock()).Run(
            asOf,
            Settings,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["client_secret"] = _options.ClientSecret, ["supplier_key"] = _options.SupplierKey },
            _receiver.CertificateSha256,
            new RunConfirmations(FirstRun: true),
            new Progress<double>());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private Dictionary<string, string> Settings => new(CompanionScene.Settings(), StringComparer.Ordinal)
    {
        ["base_url"] = _receiver.BaseUrl.ToString(),
        ["la_code"] = _options.LaCode,
        ["la_child_id_column"] = _laChildIdColumn,
        ["token_endpoint"] = _receiver.TokenEndpoint.ToString(),
        ["client_id"] = _options.ClientId,
        ["scope"] = _options.Scope,
        ["min_interval_ms"] = "0",
        ["max_as_of_days"] = "36500",
        ["max_table_drop_percent"] = "100",
        ["max_deletion_percent"] = "100",
        ["max_removal_percent"] = "100",
    };
}
