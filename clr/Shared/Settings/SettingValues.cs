using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Settings;

/// <summary>The settings in force: what csc.setting holds, and the default for the rest.</summary>
internal sealed class SettingValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>All defaults, with some values of one's own.</summary>
    /// <exception cref="SettingException">A name is unknown, a secret's, or a value malformed.</exception>
    internal SettingValues(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (SettingDefinition definition in SettingCatalogue.All)
        {
            _values[definition.Name] = definition.DefaultValue;
        }

        foreach (KeyValuePair<string, string> pair in values)
        {
            SettingDefinition definition = SettingCatalogue.Find(pair.Key)
                ?? throw new SettingException($"Table csc.setting holds the unknown setting {pair.Key}. Remove it by EXEC csc.set_setting @name = N'{pair.Key}', @value = NULL; or deploy the version that knows it.");
            if (definition.IsSecret)
            {
                throw new SettingException(
                    "Table csc.setting holds the secret " + pair.Key + ". Remove it from there, have it replaced by its issuer, and store the new one with EXEC csc.set_secret.");
            }

            string? fault = definition.Fault(pair.Value);
            if (fault is not null)
            {
                throw new SettingException(fault + " Correct it with EXEC csc.set_setting.");
            }

            _values[pair.Key] = pair.Value;
        }
    }

    /// <summary>Reads csc.setting.</summary>
    /// <exception cref="SettingException">A name is unknown or a value malformed.</exception>
    internal static SettingValues Read(DbConnection connection) => Read(connection, []);

    /// <summary>Reads csc.setting; values of one's own go before those of the table.</summary>
    /// <exception cref="SettingException">A name is unknown or a value malformed.</exception>
    internal static SettingValues Read(DbConnection connection, IEnumerable<KeyValuePair<string, string>> overrides)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using DbCommand command = connection.Command("SELECT [name], [value] FROM [csc].[setting]");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            values[reader.GetString(0)] = reader.GetString(1);
        }

        foreach (KeyValuePair<string, string> pair in overrides)
        {
            values[pair.Key] = pair.Value;
        }

        return new SettingValues(values);
    }

    /// <summary>The text of a setting; empty where it has neither value nor default.</summary>
    internal string Text(string name) => _values[name];

    /// <summary>A whole number.</summary>
    internal int WholeNumber(string name) => int.Parse(_values[name], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A flag.</summary>
    internal bool Flag(string name) => string.Equals(_values[name], "1", StringComparison.Ordinal);

    /// <summary>The items of a list, trimmed, blanks left out.</summary>
    internal string[] List(string name) => SettingDefinition.Items(_values[name]);

    /// <summary>The name of a schema.</summary>
    internal SqlName SchemaName(string name) => SettingDefinition.ParseSchema(_values[name]) ?? throw new SettingException("Setting " + name + " is no schema name.");

    /// <summary>A schema as bracketed SQL.</summary>
    internal string Schema(string name) => SchemaName(name).Bracketed;

    /// <summary>A column with its table; null where the setting is empty.</summary>
    internal SqlName? Column(string name) => _values[name].Length == 0
        ? null
        : SettingDefinition.ParseColumn(_values[name]) ?? throw new SettingException("Setting " + name + " is no name of a column.");
}
