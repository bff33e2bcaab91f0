using System;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using System.Globalization;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.refresh_staging, which csc.refresh calls under the run lock.</summary>
public static class RefreshProcedure
{
    /// <summary>Brings csc.staging up to date with SSD.</summary>
    /// <exception cref="DatabaseFaultException">SQL Server refused a statement.</exception>
    [SqlProcedure]
    public static void RefreshStaging(SqlInt64 runId, DateTime? asOf, SqlInt32 confirmDeletions, SqlInt32 confirmRemovals, SqlInt32 confirmChanges, SqlString scramblingKey)
    {
        DateTime date = PreviewArguments.AsOf(asOf);
        using SqlConnection connection = ContextConnection.Open();
        RefreshCounts summary;
        try
        {
            summary = new StagingRefresh(connection, new SystemClock(), SettingValues.Read(connection), progress: null, hasObjectIds: true, scramblingKey.IsNull ? null : scramblingKey.Value)
                .Run(runId.Value, date, (Number(confirmDeletions), Number(confirmRemovals), Number(confirmChanges)));
        }
        catch (SqlException exception)
        {
            throw new DatabaseFaultException(exception.Number);
        }

        SqlContext.Pipe?.Send(string.Format(
            CultureInfo.InvariantCulture,
            "Refreshed as of {0:yyyy-MM-dd}: {1} persons read, {2} in the cohort; {3} new, {4} changed, {5} to be deleted, {6} unchanged, {7} withheld.",
            date,
            summary.PersonsRead,
            summary.InCohort,
            summary.New,
            summary.Updated,
            summary.Deleted,
            summary.Unchanged,
            summary.Withheld));
    }

    private static int? Number(SqlInt32 value) => value.IsNull ? null : value.Value;
}
