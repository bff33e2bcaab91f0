using System.Data.Common;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>
/// What <c>csc.run</c>, <c>csc.begin_run</c> and <c>csc.end_run</c> do in SQL Server, from outside of it: log the start, refresh, submit, log the end. A refresh that
/// fails never leads to a submission. The caller holds the run lock.
/// </summary>
/// <param name="connection">Open connection without a transaction.</param>
/// <param name="clock">Time and waits.</param>
/// <param name="jitter">Chance in the waits.</param>
/// <param name="transport">Makes the way out, when the settings are known.</param>
/// <param name="bounds">Where a submission may go to and come from, asked when it begins.</param>
internal sealed class RunFrame(DbConnection connection, IClock clock, Random jitter, Func<SettingValues, SecretValues, IHttpTransport> transport, Func<SubmissionBounds> bounds)
{
    /// <summary>Who starts the run, and where.</summary>
    public RunOrigin Origin { get; init; } = new(Environment.MachineName, Environment.UserName, agentJob: null);

    /// <summary>What is done when the run is in the log and the settings are read; null for nothing.</summary>
    public Action? OnStarted { get; init; }

    /// <summary>Told how far the refresh is; null for nobody.</summary>
    public IProgress<double>? RefreshProgress { get; init; }

    /// <summary>Told how far the submission is; null for nobody.</summary>
    public ISubmissionProgress? SubmissionProgress { get; init; }

    /// <summary>Performs an operation. What it throws is in csc.run_log too, unless the database is out of reach.</summary>
    /// <param name="operation">Refresh, submit, or both.</param>
    /// <param name="asOf">The run date.</param>
    /// <param name="settings">Settings that go before those of the database, by name.</param>
    /// <param name="secrets">client_secret and supplier_key; they are not written anywhere.</param>
    /// <param name="confirmations">What a person has confirmed.</param>
    public PerformedRun Perform(
        RunOperation operation,
        DateOnly asOf,
        IReadOnlyDictionary<string, string> settings,
        SecretValues secrets,
        RunConfirmations confirmations)
    {
        var date = asOf.ToDateTime(TimeOnly.MinValue);
        return LoggedRun.Perform(connection, clock, operation, date, Origin, runId =>
        {
            var values = SettingValues.Read(connection, settings);
            OnStarted?.Invoke();
            var refresh = operation == RunOperation.Submit
                ? null
                : new StagingRefresh(connection, clock, values, RefreshProgress, scramblingKey: secrets.Text("scrambling_key"))
                    .Run(runId, date, (confirmations.Deletions, confirmations.Removals, confirmations.Changes));
            var counts = operation == RunOperation.Refresh
                ? null
                : SubmissionRun.Execute(connection, transport(values, secrets), clock, jitter, values, secrets, new SubmissionOrder(runId, bounds(), confirmations.FirstRun, SubmissionProgress));
            var performed = new PerformedRun(runId, refresh, counts);
            return (performed, performed.ToKnow);
        });
    }
}
