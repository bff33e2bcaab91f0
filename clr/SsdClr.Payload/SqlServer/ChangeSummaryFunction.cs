using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Payload.Preview;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.change_summary.</summary>
public static class ChangeSummaryFunction
{
    /// <summary>What changes in children who are pending or await confirmation as updated, counted by block and reason.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "block nvarchar(64), reason nvarchar(64), children bigint, changes bigint")]
    public static IEnumerable ChangeSummary()
    {
        using SqlConnection connection = ContextConnection.Open();
        return new ChangeReader(connection, SettingValues.Read(connection)).Summarise(progress: null).Counts;
    }

    /// <summary>One row.</summary>
    public static void FillRow(object row, out SqlString block, out SqlString reason, out SqlInt64 children, out SqlInt64 changes)
    {
        var count = (ChangeCount)row;
        block = new SqlString(count.Block);
        reason = new SqlString(count.Reason);
        children = count.Children;
        changes = count.Changes;
    }
}
