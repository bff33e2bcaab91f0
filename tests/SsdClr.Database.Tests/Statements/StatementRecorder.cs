using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SsdClr.Database.Tests.Statements;

/// <summary>Every statement that runs on a connection, one of a shape: its values are replaced by one of their type.</summary>
internal sealed partial class StatementRecorder
{
    private readonly SortedSet<string> _shapes = new(StringComparer.Ordinal);

    internal StatementRecorder(SqliteConnection connection) => raw.sqlite3_trace(connection.Handle, Record, null);

    /// <summary>The shapes so far, as T-SQL.</summary>
    internal IReadOnlyCollection<string> Shapes => _shapes;

    private void Record(object userData, string statement)
    {
        if (SchemaName().IsMatch(statement))
        {
            _shapes.Add(Number().Replace(Text().Replace(Binary().Replace(statement, "0x00"), "N''"), "0"));
        }
    }

    [GeneratedRegex(@"\[(dbo|csc)\]\.", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemaName();

    [GeneratedRegex("x'[0-9a-fA-F]*'", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Binary();

    [GeneratedRegex("N?'([^']|'')*'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<![\w\[])-?\d+(?![\w\]])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
