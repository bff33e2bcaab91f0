using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.unmapped_values and csc.code_fault.</summary>
public static class CodeMapFunction
{
    /// <summary>Held values of coded fields for which no code is found, most frequent first.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "field nvarchar(64), source nvarchar(200), held_value nvarchar(400), row_count bigint")]
    public static IEnumerable UnmappedValues()
    {
        using SqlConnection connection = ContextConnection.Open();
        return DataQuality.UnmappedValues.Read(connection, new PayloadSettings(SettingValues.Read(connection)).SsdSchema, CodeMap.Read(connection));
    }

    /// <summary>One row.</summary>
    public static void FillRow(object row, out SqlString field, out SqlString source, out SqlString heldValue, out SqlInt64 rowCount)
    {
        var unmapped = (UnmappedValue)row;
        field = new SqlString(unmapped.Field.Name.Text);
        source = new SqlString(unmapped.Field.Source);
        heldValue = new SqlString(unmapped.HeldValue);
        rowCount = unmapped.Rows;
    }

    /// <summary>What is wrong with an entry for csc.code_map; NULL when it is right. Never repeats the held value.</summary>
    [SqlFunction(IsDeterministic = true)]
    public static SqlString CodeFault(SqlString field, SqlString heldValue, SqlString code) =>
        PreviewArguments.Text(CodeEntry.Fault(Value(field), Value(heldValue), Value(code), "@field", "@held_value", "@code"));

    private static string? Value(SqlString text) => text.IsNull ? null : text.Value;
}
