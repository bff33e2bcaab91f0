using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Payload.Building;

/// <summary>The codes that the authority itself gives to values its systems hold (csc.code_map), by field. Case and outer blanks do not matter.</summary>
internal sealed class CodeMap
{
    /// <summary>Most characters of a held value that count; a longer one is known by these.</summary>
    internal const int LongestValue = 400;

    private readonly Dictionary<string, Dictionary<string, string>> _fields = new(StringComparer.Ordinal);

    /// <summary>True where the authority gave no code to any value.</summary>
    internal bool IsEmpty => _fields.Count == 0;

    /// <summary>Reads csc.code_map.</summary>
    internal static CodeMap Read(DbConnection connection)
    {
        var map = new CodeMap();
        using DbCommand command = connection.Command("SELECT [field], [held_value], [code] FROM [csc].[code_map]");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            map.Add(reader.GetString(0), reader.GetString(1), reader.GetString(2));
        }

        return map;
    }

    /// <summary>Gives a value of a field a code.</summary>
    internal void Add(string field, string heldValue, string code)
    {
        if (!_fields.TryGetValue(field, out Dictionary<string, string>? values))
        {
            values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            _fields.Add(field, values);
        }

        values[Key(heldValue)] = code;
    }

    /// <summary>The code of a value; null where the authority gave it none.</summary>
    internal string? Find(string field, string heldValue) =>
        !IsEmpty && _fields.TryGetValue(field, out Dictionary<string, string>? values) && values.TryGetValue(Key(heldValue), out string? code) ? code : null;

    /// <summary>What a held value is known by.</summary>
    internal static string Key(string heldValue)
    {
        string trimmed = heldValue.Trim();
        return trimmed.Length > LongestValue ? trimmed.Substring(0, LongestValue).TrimEnd() : trimmed;
    }
}
