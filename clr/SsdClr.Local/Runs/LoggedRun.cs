using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SsdClr.Ledger;
using SsdClr.Local.Database;
using SsdClr.Local.Server;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Payload.Takeover;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>Work that csc.run_log tells of: when it began, how it ended and why. The caller holds the run lock.</summary>
internal static class LoggedRun
{
    /// <summary>Does the work. What it throws is in csc.run_log too, unless the database is out of reach.</summary>
    /// <param name="connection">Open connection without a transaction.</param>
    /// <param name="clock">The time.</param>
    /// <param name="operation">What the work is.</param>
    /// <param name="asOf">The run date of a refresh; null for other work.</param>
    /// <param name="origin">Who starts it, and where.</param>
    /// <param name="work">Takes the run's id, gives its result and what the log says of it.</param>
    public static TResult Perform<TResult>(
        DbConnection connection, IClock clock, RunOperation operation, DateTime? asOf, RunOrigin origin, Func<long, (TResult Result, string? Message)> work)
    {
        var runId = RunLog.Start(connection, clock, operation, asOf, origin);
        try
        {
            var (result, message) = work(runId);
            RunLog.Complete(connection, clock, runId, RunVerdict.Succeeded, message);
            return result;
        }
        catch (Exception exception)
        {
            RunLog.Complete(connection, clock, runId, RunVerdict.Failed, Message(exception));
            throw;
        }
    }

    /// <summary>The same for work that is over in one go and gives the words of the log alone.</summary>
    public static string Perform(CompanionDatabase database, IClock clock, RunOperation operation, Func<string> work) =>
        Perform(database.Connection, clock, operation, asOf: null, database.Origin, _ => ResultAndMessage(work()));

    /// <summary>True for what a person can act on: its message holds neither personal data nor secrets.</summary>
    public static bool IsOurs(Exception exception) => exception
        is SettingException or SsdReadException or StagingException or RefreshRefusedException or SubmissionException or TakeoverRefusedException or CompanionException;

    // Messages of our own may be shown; of others nobody knows what they hold.
    private static string Message(Exception exception) => exception switch
    {
        _ when IsOurs(exception) => exception.Message,
        SqlException server => ServerFault.Describe(server),
        SqliteException sqlite => $"SQLite refused (error {sqlite.SqliteErrorCode}.{sqlite.SqliteExtendedErrorCode}).",
        _ => $"Unexpected {exception.GetType().Name}.",
    };

    private static (string Result, string? Message) ResultAndMessage(string words) => (words, words);
}
