using System.Net.Security;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>
/// What <c>EXEC csc.run</c> and <c>EXEC csc.refresh</c> do in SQL Server, from outside of it. The caller holds the run lock.
/// </summary>
internal sealed class CompanionRun(CompanionDatabase database, IClock clock)
{
    /// <summary>Told why a submission waits, and for how long; null for nobody.</summary>
    public Action<string>? OnWait { get; init; }

    /// <summary>Runs once.</summary>
    /// <param name="asOf">The run date.</param>
    /// <param name="settings">Settings that go before those of the database, by name.</param>
    /// <param name="secrets">client_secret, supplier_key and, with setting scramble, scrambling_key; they are not written anywhere.</param>
    /// <param name="certificateSha256">The one certificate to accept, in hexadecimal; null: as the platform validates.</param>
    /// <param name="confirmations">What a person has confirmed.</param>
    /// <param name="progress">Told how far the run is, 0 to 1: the refresh is the first half.</param>
    /// <exception cref="CompanionException">The run failed; csc.run_log says the same.</exception>
    public PerformedRun Run(
        DateOnly asOf,
        IReadOnlyDictionary<string, string> settings,
        IReadOnlyDictionary<string, string> secrets,
        string? certificateSha256,
        RunConfirmations confirmations,
        IProgress<double> progress)
    {
        var frame = Frame(certificateSha256, new Reporting<double>(value => progress.Report(0.5 * value)), new SubmissionHalf(progress, OnWait));
        return Told(() => frame.Perform(RunOperation.Run, asOf, settings, new SecretValues(secrets), confirmations));
    }

    /// <summary>Refreshes once and sends nothing.</summary>
    /// <param name="asOf">The run date.</param>
    /// <param name="settings">Settings that go before those of the database, by name.</param>
    /// <param name="secrets">With setting scramble, scrambling_key; it is not written anywhere.</param>
    /// <param name="confirmations">What a person has confirmed.</param>
    /// <param name="progress">Told how far the refresh is, 0 to 1.</param>
    /// <exception cref="CompanionException">The refresh failed; csc.run_log says the same.</exception>
    public PerformedRun Refresh(
        DateOnly asOf, IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string> secrets, RunConfirmations confirmations, IProgress<double> progress)
    {
        var frame = Frame(certificateSha256: null, progress, submission: null);
        return Told(() => frame.Perform(RunOperation.Refresh, asOf, settings, new SecretValues(secrets), confirmations));
    }

    private RunFrame Frame(string? certificateSha256, IProgress<double> refresh, ISubmissionProgress? submission) => new(
        database.Connection,
        clock,
        new Random(),
        (values, secretValues) => Transport(NetworkSettings.Read(values, secretValues), certificateSha256),
        () => new SubmissionBounds(AllowedHosts.Read(database.Connection).AndLoopback(), database.Environment))
    {
        Origin = database.Origin,
        OnStarted = () => database.NoteEnvironment(clock.UtcNow),
        RefreshProgress = refresh,
        SubmissionProgress = submission,
    };

    private static PerformedRun Told(Func<PerformedRun> perform)
    {
        try
        {
            return perform();
        }
        catch (Exception exception) when (exception is not CompanionException && LoggedRun.IsOurs(exception))
        {
            throw new CompanionException(exception.Message);
        }
    }

    private HttpWebRequestTransport Transport(NetworkSettings network, string? certificateSha256) =>
        certificateSha256 is null ? new HttpWebRequestTransport(clock, network) : new HttpWebRequestTransport(clock, network, Pin(certificateSha256));

    /// <summary>Accepts one certificate, whatever name it has.</summary>
    internal static RemoteCertificateValidationCallback Pin(string sha256) => (_, certificate, _, _) =>
        certificate is not null
        && string.Equals(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), sha256, StringComparison.OrdinalIgnoreCase);

    /// <summary>The second half of a run's progress, and its waits in words.</summary>
    internal sealed class SubmissionHalf(IProgress<double> whole, Action<string>? onWait) : ISubmissionProgress
    {
        public void Report(SubmissionCounts counts) => whole.Report(counts.Pending == 0 ? 1 : 0.5 + (0.5 * Math.Min(counts.Accepted, counts.Pending) / counts.Pending));

        public void ReportWait(string trouble, TimeSpan duration) => onWait?.Invoke(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Waiting {Math.Max(0.1, duration.TotalSeconds):0.#} s, then trying again: {trouble}"));
    }
}
