using System;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Runs;
using SsdClr.Time;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.start_run and csc.complete_run: the rows of csc.run_log, for the T-SQL wrappers.</summary>
public static class RunProcedure
{
    /// <summary>Starts a run's row and gives its id.</summary>
    [SqlProcedure]
    public static void StartRun(SqlString operation, DateTime? asOf, SqlString hostName, SqlString loginName, SqlString programName, out SqlInt64 runId)
    {
        RunOperation parsed = operation.Value switch
        {
            "run" => RunOperation.Run,
            "refresh" => RunOperation.Refresh,
            "submit" => RunOperation.Submit,
            "requeue" => RunOperation.Requeue,
            "purge" => RunOperation.Purge,
            "takeover" => RunOperation.Takeover,
            _ => throw new WrongArgumentException("The operation of a run is run, refresh, submit, requeue, purge or takeover."),
        };
        using SqlConnection connection = ContextConnection.Open();
        runId = RunLog.Start(
            connection,
            new SystemClock(),
            parsed,
            asOf,
            new RunOrigin(
                hostName.IsNull ? null : hostName.Value,
                loginName.IsNull ? null : loginName.Value,
                AgentJobStep.Find(programName.IsNull ? null : programName.Value)));
    }

    /// <summary>Completes a run's row.</summary>
    [SqlProcedure]
    public static void CompleteRun(SqlInt64 runId, SqlString verdict, SqlString message)
    {
        RunVerdict parsed = verdict.Value switch
        {
            "succeeded" => RunVerdict.Succeeded,
            "failed" => RunVerdict.Failed,
            _ => throw new WrongArgumentException("The verdict on a run is succeeded or failed."),
        };
        using SqlConnection connection = ContextConnection.Open();
        RunLog.Complete(connection, new SystemClock(), runId.Value, parsed, message.IsNull ? null : message.Value);
    }
}
