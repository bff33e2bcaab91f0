using System.Globalization;
using Microsoft.Data.SqlClient;

namespace SsdClr.Server.Tests.Engine;

/// <summary>Statements on an open connection, without a time limit.</summary>
internal static class Statements
{
    /// <summary>Runs statements.</summary>
    public static void Run(this SqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>The first value as text; null where there is none.</summary>
    public static string? Value(this SqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command.ExecuteScalar() is { } value and not DBNull ? Text(value) : null;
    }

    /// <summary>Every row as one text.</summary>
    public static List<string> Rows(this System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "NULL" : Text(reader.GetValue(column)))));
        }

        return rows;
    }

    // SQLite has no type for dates and truth.
    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        bool flag => flag ? "1" : "0",
        DateTime date => date.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
