using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SsdClr.Database.Tests.Model;

/// <summary>SQLite in memory with the generated script in it, attached as <c>dbo</c> and <c>csc</c>.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteDatabase()
    {
        _connection.Open();
        Execute("ATTACH ':memory:' AS dbo; ATTACH ':memory:' AS csc;");
        Execute(File.ReadAllText(CheckedOut.Repository.SqliteScript));
    }

    public void Dispose() => _connection.Dispose();

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>All rows, each with its values joined by <c>|</c> and NULL as an empty text.</summary>
    public string[] Rows(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return [.. rows];
    }

    /// <summary>One value read as a date and time.</summary>
    public DateTime Moment(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetDateTime(0);
    }
}
