using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preflight;
using SsdClr.Preflight;
using SsdClr.Payload.DataQuality;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.preflight_ssd_steps.</summary>
public static class PreflightFunction
{
    /// <summary>Looks at the SSD tables; one row a step, in their order. Writes nothing.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        SystemDataAccess = SystemDataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "step nvarchar(64), verdict nvarchar(8), detail nvarchar(4000), remedy nvarchar(1000)")]
    public static IEnumerable PreflightSsdSteps()
    {
        using SqlConnection connection = ContextConnection.Open();
        SettingValues settings = SettingValues.Read(connection);
        var preflight = new SsdPreflight(connection, new SqlServerCatalogue(connection, settings.SchemaName("ssd_schema")), settings, CodeMap.Read(connection));
        try
        {
            return preflight.Run();
        }
        catch (SqlException exception)
        {
            // The words of an error may quote a value, its number cannot.
            return preflight.Refused(exception.Number);
        }
    }

    /// <summary>One row.</summary>
    public static void FillRow(object row, out SqlString step, out SqlString verdict, out SqlString detail, out SqlString remedy)
    {
        var found = (PreflightStep)row;
        step = new SqlString(found.Name);
        verdict = new SqlString(found.Verdict);
        detail = PreviewArguments.Text(found.Detail, 4000);
        remedy = PreviewArguments.Text(found.Remedy, 1000);
    }
}
