using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.setting_definitions and csc.setting_fault: T-SQL asks the one list there is.</summary>
public static class SettingFunction
{
    /// <summary>Every setting and secret.</summary>
    [SqlFunction(
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "name nvarchar(64), is_secret bit, default_value nvarchar(4000), meaning nvarchar(400), valid_values nvarchar(1000)")]
    public static IEnumerable SettingDefinitions() => SettingCatalogue.All;

    /// <summary>One row.</summary>
    public static void FillRow(object row, out SqlString name, out SqlBoolean isSecret, out SqlString defaultValue, out SqlString meaning, out SqlString validValues)
    {
        var definition = (SettingDefinition)row;
        name = new SqlString(definition.Name);
        isSecret = definition.IsSecret;
        defaultValue = new SqlString(definition.DefaultValue);
        meaning = new SqlString(definition.Meaning);
        validValues = new SqlString(definition.ValidValues);
    }

    /// <summary>What is wrong with a setting's value; NULL when it is right. Never repeats the value.</summary>
    [SqlFunction(DataAccess = DataAccessKind.Read)]
    public static SqlString SettingFault(SqlString name, SqlString value)
    {
        if (name.IsNull)
        {
            return new SqlString("The name of the setting is NULL.");
        }

        SettingDefinition? definition = SettingCatalogue.Find(name.Value);
        if (definition is null)
        {
            return new SqlString("There is no setting of that name. Names are case-sensitive: SELECT name FROM csc.setting_definitions().");
        }

        string? fault = value.IsNull ? null : definition.Fault(value.Value);
        if (fault is null && !value.IsNull && definition.Kind == SettingKind.HttpsAddress)
        {
            using SqlConnection connection = ContextConnection.Open();
            fault = AllowedHosts.Read(connection).Fault(definition.Name, value.Value);
        }

        return PreviewArguments.Text(fault);
    }

    /// <summary>What is wrong with a host for csc.allowed_host; NULL when it is right. Never repeats it.</summary>
    [SqlFunction(IsDeterministic = true)]
    public static SqlString HostFault(SqlString host) =>
        host.IsNull ? new SqlString("The host is NULL.") : PreviewArguments.Text(AllowedHosts.EntryFault(host.Value));
}
