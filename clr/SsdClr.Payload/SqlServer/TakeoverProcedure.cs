using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Payload.Building;
using SsdClr.Time;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.take_over_children, which csc.take_over_d2i_staging calls under the run lock.</summary>
public static class TakeoverProcedure
{
    /// <summary>Takes over what the national tool's table says was sent.</summary>
    /// <exception cref="DatabaseFaultException">SQL Server refused a statement.</exception>
    [SqlProcedure]
    public static void TakeOverChildren(SqlString tableName, SqlString sentTo, SqlBoolean confirmWhole, SqlBoolean confirmApart, out SqlString summary)
    {
        using SqlConnection connection = ContextConnection.Open();
        try
        {
            summary = new SqlString(
                TakeoverFunction.Takeover(connection, tableName, confirmWhole, confirmApart).Apply(new SystemClock(), sentTo.IsNull ? null : sentTo.Value));
        }
        catch (SqlException exception)
        {
            throw new DatabaseFaultException(exception.Number);
        }

        SqlContext.Pipe?.Send(summary.Value);
    }
}
