using System;
using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Takeover;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.children_to_take_over.</summary>
public static class TakeoverFunction
{
    /// <summary>The children in the national tool's table, and what csc.take_over_d2i_staging makes of each.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        SystemDataAccess = SystemDataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "person_id nvarchar(48), la_child_id nvarchar(48), table_rows int, verdict nvarchar(16), reason nvarchar(32), meaning nvarchar(400), receipt nvarchar(100), acknowledged_at datetime")]
    public static IEnumerable ChildrenToTakeOver(SqlString tableName, SqlBoolean confirmWhole, SqlBoolean confirmApart)
    {
        using SqlConnection connection = ContextConnection.Open();
        return Takeover(connection, tableName, confirmWhole, confirmApart).Judge();
    }

    /// <summary>One row.</summary>
    public static void FillRow(
        object row,
        out SqlString personId,
        out SqlString laChildId,
        out SqlInt32 tableRows,
        out SqlString verdict,
        out SqlString reason,
        out SqlString meaning,
        out SqlString receipt,
        out SqlDateTime acknowledgedAt)
    {
        var child = (TakeoverCandidate)row;
        personId = PreviewArguments.Id(child.PersonId);
        laChildId = PreviewArguments.Id(child.LaChildId);
        tableRows = child.Rows;
        verdict = new SqlString(child.Reason.Verdict);
        reason = new SqlString(child.Reason.Name);
        meaning = new SqlString(child.Reason.Meaning);
        receipt = PreviewArguments.Text(child.IsAcknowledged ? child.Receipt!.Text : null);
        acknowledgedAt = child.IsAcknowledged ? new SqlDateTime(child.Receipt!.Moment) : SqlDateTime.Null;
    }

    /// <summary>The takeover from a table, as this database's settings have it.</summary>
    /// <exception cref="WrongArgumentException">An argument is NULL.</exception>
    internal static StagingTakeover Takeover(SqlConnection connection, SqlString tableName, SqlBoolean confirmWhole, SqlBoolean confirmApart)
    {
        if (tableName.IsNull)
        {
            throw new WrongArgumentException("Pass @table_name, the name of the table beside the SSD tables, such as ssd_api_data_staging.");
        }

        SettingValues settings = SettingValues.Read(connection);
        return new StagingTakeover(connection, settings, new SqlServerCatalogue(connection, settings.SchemaName("ssd_schema")), tableName.Value, confirmWhole.IsTrue, confirmApart.IsTrue);
    }
}
