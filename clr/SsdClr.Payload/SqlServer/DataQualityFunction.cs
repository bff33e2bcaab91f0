using System;
using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.data_quality_findings, which csc.data_quality calls for one table after the other.</summary>
public static class DataQualityFunction
{
    /// <summary>Checks one table of the SSD; at least one row. All is read before the first row leaves.</summary>
    /// <exception cref="WrongArgumentException">The SSD has no such table.</exception>
    /// <exception cref="SsdReadException">The table is there and could not be read.</exception>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        SystemDataAccess = SystemDataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "object_name nvarchar(128), column_name nvarchar(128), check_name nvarchar(32), severity nvarchar(8), row_count bigint, found bigint, example_keys nvarchar(600), detail nvarchar(1000)")]
    public static IEnumerable DataQualityFindings(SqlString objectName)
    {
        TableRules table = (objectName.IsNull ? null : TableRules.Find(objectName.Value))
            ?? throw new WrongArgumentException("Pass the exact name of a table of the SSD: SELECT object_name FROM csc.model_objects.");
        using SqlConnection connection = ContextConnection.Open();
        SettingValues settings = SettingValues.Read(connection);
        try
        {
            return new DataQualityCheck(connection, new SqlServerCatalogue(connection, settings.SchemaName("ssd_schema")), settings, CodeMap.Read(connection)).Check(table);
        }
        catch (SqlException exception)
        {
            // The words of an error may quote a value, its number cannot.
            throw new SsdReadException("SQL Server refused to read " + table.Name + ", or a table it refers to, with error " + InvariantText.Of(exception.Number) + "; SELECT from them to see why.");
        }
    }

    /// <summary>One row.</summary>
    public static void FillRow(
        object row,
        out SqlString objectName,
        out SqlString columnName,
        out SqlString checkName,
        out SqlString severity,
        out SqlInt64 rowCount,
        out SqlInt64 found,
        out SqlString exampleKeys,
        out SqlString detail)
    {
        var finding = (DataQualityFinding)row;
        objectName = new SqlString(finding.Table);
        columnName = PreviewArguments.Text(finding.Column);
        checkName = new SqlString(finding.Check);
        severity = new SqlString(finding.Severity);
        rowCount = finding.Rows is { } rows ? new SqlInt64(rows) : SqlInt64.Null;
        found = finding.Found is { } count ? new SqlInt64(count) : SqlInt64.Null;
        exampleKeys = PreviewArguments.Text(finding.ExampleKeys);
        detail = PreviewArguments.Text(finding.Detail, 1000);
    }
}
