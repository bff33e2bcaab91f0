using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Submission.Configuration;

/// <summary>The secrets of the receiver: client_secret and supplier_key. They leave in requests only.</summary>
internal sealed class SecretValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    internal SecretValues(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (KeyValuePair<string, string> pair in values)
        {
            _values[pair.Key] = pair.Value;
        }
    }

    /// <summary>Reads csc.secret.</summary>
    internal static SecretValues Read(DbConnection connection)
    {
        var values = new List<KeyValuePair<string, string>>();
        using DbCommand command = connection.Command("SELECT [name], [value] FROM [csc].[secret]");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            values.Add(new KeyValuePair<string, string>(reader.GetString(0), reader.GetString(1)));
        }

        return new SecretValues(values);
    }

    /// <summary>The secret of that exact name; empty where it is not set.</summary>
    internal string Text(string name) => _values.TryGetValue(name, out string? value) ? value : string.Empty;
}
