using System.Data.SqlClient;
using System.Data.SqlTypes;
using System.Globalization;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Submission.Sending;
using SsdClr.Time;

namespace SsdClr.Submission.SqlServer;

/// <summary>Entry point of csc.submit_pending. Append-only: a bound signature never changes.</summary>
public static class SubmitProcedure
{
    /// <summary>Sends what is pending, and says how it goes in messages. The wrapper holds the run lock.</summary>
    /// <param name="runId">The run's row in csc.run_log.</param>
    /// <param name="confirmFirstRun">1: a receiver that holds nothing yet may be sent more than first_run_max children.</param>
    /// <param name="serverName">As csc.read_environment gives it.</param>
    /// <param name="databaseKey">As csc.read_environment gives it.</param>
    /// <param name="clientSecret">client_secret, or NULL.</param>
    /// <param name="supplierKey">supplier_key, or NULL.</param>
    /// <param name="proxyPassword">proxy_password, or NULL.</param>
    /// <exception cref="DatabaseFaultException">SQL Server refused a statement.</exception>
    /// <exception cref="SubmissionException">A transaction is open, the configuration is incomplete, or the receiver did not confirm a batch.</exception>
    [SqlProcedure]
    public static void SubmitPending(
        SqlInt64 runId,
        SqlBoolean confirmFirstRun,
        SqlString serverName,
        SqlString databaseKey,
        SqlString clientSecret,
        SqlString supplierKey,
        SqlString proxyPassword)
    {
        using var connection = new SqlConnection("context connection=true");
        connection.Open();
        try
        {
            Submit(connection, runId.Value, confirmFirstRun.IsTrue, serverName, databaseKey, SecretArguments.Read(clientSecret, supplierKey, proxyPassword));
        }
        catch (SqlException exception)
        {
            throw new DatabaseFaultException(exception.Number);
        }
    }

    private static void Submit(SqlConnection connection, long runId, bool confirmFirstRun, SqlString serverName, SqlString databaseKey, SecretValues secrets)
    {
        RefuseInsideTransaction(connection);
        var clock = new SystemClock();
        var progress = new PipeProgress(SqlContext.Pipe, clock, endOnly: IsAgentJobStep(connection));
        SettingValues settings = SettingValues.Read(connection);
        SubmissionCounts counts = SubmissionRun.Execute(
            connection,
            new HttpWebRequestTransport(clock, NetworkSettings.Read(settings, secrets)),
            clock,
            new System.Random(),
            settings,
            secrets,
            new SubmissionOrder(runId, new SubmissionBounds(AllowedHosts.Read(connection), new EnvironmentKey(serverName.IsNull ? null : serverName.Value, databaseKey.IsNull ? null : databaseKey.Value)), confirmFirstRun, progress));
        progress.Finish(counts);
    }

    private static bool IsAgentJobStep(SqlConnection connection)
    {
        using var command = connection.Command("SELECT APP_NAME()");
        return AgentJobStep.Find(command.Scalar() as string) is not null;
    }

    /// <summary>Within a transaction no claim would be committed before its POST, and a rollback would take back what has left.</summary>
    private static void RefuseInsideTransaction(SqlConnection connection)
    {
        using var command = connection.Command("SELECT @@TRANCOUNT");
        if (System.Convert.ToInt32(command.Scalar(), CultureInfo.InvariantCulture) > 0)
        {
            throw new SubmissionException("Nothing was sent: a transaction is open. Commit it or roll it back, and run again outside of any transaction.");
        }
    }
}
