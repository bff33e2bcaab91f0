using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Refreshing;

/// <summary>The lengths that the tables of csc declare. SQL Server refuses a longer text; SQLite takes it, so a test has to look.</summary>
internal static partial class DeclaredLengths
{
    /// <summary>Every limited text column: table, column and length.</summary>
    internal static List<(string Table, string Column, int Length)> All() =>
    [
        .. from statement in SchemaScript.Read()
           where statement is { Schema: "csc", Kind: "TABLE" }
           from Match column in LimitedText().Matches(statement.Sql)
           select (statement.Name, column.Groups["name"].Value, int.Parse(column.Groups["length"].Value, CultureInfo.InvariantCulture)),
    ];

    /// <summary>The columns that hold a longer text than they declare, or none.</summary>
    internal static string Faults(SqliteConnection connection) => string.Join(
        ", ", All().Where(column => Longest(connection, column.Table, column.Column) > column.Length).Select(column => column.Table + "." + column.Column));

    private static long Longest(SqliteConnection connection, string table, string column)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT COALESCE(MAX(LENGTH([{column}])), 0) FROM [csc].[{table}]";
        return (long)command.ExecuteScalar()!;
    }

    [GeneratedRegex(@"\[(?<name>\w+)\] nvarchar\((?<length>\d+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LimitedText();
}
