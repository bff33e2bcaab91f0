using System.Net.Security;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.Payload.Ssd;
using SsdClr.Payload.Staging;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>
/// What <c>EXEC csc.run</c> does in SQL Server, on a local database: log the start, refresh, submit, log the end. A refresh that
/// fails never leads to a submission. The caller holds the run lock.
/// </summary>
internal sealed class CompanionRun(LocalDatabase database, IClock clock)
{
    /// <summary>Runs once.</summary>
    /// <param name="asOf">The run date.</param>
    /// <param name="settings">Settings that go before those of the database, by name.</param>
    /// <param name="secrets">client_secret and supplier_key; they are not written anywhere.</param>
    /// <param name="certificateSha256">The one certificate to accept, in hexadecimal; null: as the platform validates.</param>
    /// <param name="confirmations">What somebody has confirmed.</param>
    /// <param name="progress">Told how far the run is, 0 to 1: the refresh is the first half.</param>
    /// <exception cref="CompanionException">The run failed; csc.run_log says the same.</exception>
    public CompanionRunResult Run(
        DateOnly asOf,
        IReadOnlyDictionary<string, string> settings,
        IReadOnlyDictionary<string, string> secrets,
        string? certificateSha256,
        RunConfirmations confirmations,
        IProgress<double> progress)
    {
        var connection = database.Connection;
        var date = asOf.ToDateTime(TimeOnly.MinValue);
        var runId = RunLog.Start(connection, clock, RunOperation.Run, date, new RunOrigin(Environment.MachineName, Environment.UserName, agentJob: null));
        try
        {
            var values = SettingValues.Read(connection, settings);
            LocalEnvironment.Note(database, clock.UtcNow);
            var refresh = new StagingRefresh(connection, clock, values, new RefreshHalf(progress)).Run(runId, date, confirmations.Deletions, confirmations.Removals);
            var secretValues = new SecretValues(secrets);
            var network = NetworkSettings.Read(values, secretValues);
            var transport = certificateSha256 is null ? new HttpWebRequestTransport(clock, network) : new HttpWebRequestTransport(clock, network, Pin(certificateSha256));
            var bounds = new SubmissionBounds(AllowedHosts.Read(connection).AndLoopback(), LocalEnvironment.Of(database));
            var counts = SubmissionRun.Execute(connection, transport, clock, new Random(), values, secretValues, bounds, runId, confirmations.FirstRun, new SubmissionHalf(progress));
            RunLog.Complete(connection, clock, runId, RunVerdict.Succeeded, counts.Rejected == 0 ? null : CompanionRunResult.Refused(counts.Rejected));
            return new CompanionRunResult(runId, refresh, counts);
        }
        catch (Exception exception)
        {
            var message = Message(exception);
            RunLog.Complete(connection, clock, runId, RunVerdict.Failed, message);
            if (exception is SettingException or SsdReadException or RefreshRefusedException or SubmissionException)
            {
                throw new CompanionException(message);
            }

            throw;
        }
    }

    // Messages of our own exceptions hold neither personal data nor secrets; of others nobody knows.
    private static string Message(Exception exception) => exception switch
    {
        SettingException or SsdReadException or RefreshRefusedException or SubmissionException or CompanionException => exception.Message,
        SqliteException sqlite => $"SQLite refused (error {sqlite.SqliteErrorCode}.{sqlite.SqliteExtendedErrorCode}).",
        _ => $"Unexpected {exception.GetType().Name}.",
    };

    /// <summary>Accepts one certificate, whatever name it has.</summary>
    internal static RemoteCertificateValidationCallback Pin(string sha256) => (_, certificate, _, _) =>
        certificate is not null
        && string.Equals(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), sha256, StringComparison.OrdinalIgnoreCase);

    private sealed class RefreshHalf(IProgress<double> whole) : IProgress<RefreshProgress>
    {
        public void Report(RefreshProgress value) => whole.Report(0.5 * value.RangesDone / value.Ranges);
    }

    private sealed class SubmissionHalf(IProgress<double> whole) : ISubmissionProgress
    {
        public void Report(SubmissionCounts counts) => whole.Report(counts.Pending == 0 ? 1 : 0.5 + (0.5 * Math.Min(counts.Accepted, counts.Pending) / counts.Pending));

        public void ReportWait(string trouble, TimeSpan duration)
        {
            // A bar has no place for words; the ledger keeps them.
        }
    }
}
