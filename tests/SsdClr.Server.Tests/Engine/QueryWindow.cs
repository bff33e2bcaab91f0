using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace SsdClr.Server.Tests.Engine;

/// <summary>Runs a script as a query window does: batch by batch, going on after one that failed.</summary>
internal sealed partial class QueryWindow
{
    private QueryWindow(IReadOnlyList<string> errors, IReadOnlyList<string> messages, IReadOnlyList<IReadOnlyList<string>> results) =>
        (Errors, Messages, Results) = (errors, messages, results);

    /// <summary>Errors in their order.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>What was printed.</summary>
    public IReadOnlyList<string> Messages { get; }

    /// <summary>Rows of each result, a text a row with columns parted by |.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Results { get; }

    /// <summary>Runs a script.</summary>
    public static QueryWindow Run(SqlConnection connection, string script)
    {
        var errors = new List<string>();
        var messages = new List<string>();
        var results = new List<IReadOnlyList<string>>();
        void Take(object sender, SqlInfoMessageEventArgs told) => messages.Add(told.Message);
        connection.InfoMessage += Take;
        foreach (var batch in Go().Split(EngineDifferences.Script(script)).Where(batch => !string.IsNullOrWhiteSpace(batch)))
        {
            try
            {
                using var command = connection.CreateCommand();
                command.CommandText = batch;
                command.CommandTimeout = 0;
                using var reader = command.ExecuteReader();
                do
                {
                    var rows = new List<string>();
                    while (reader.Read())
                    {
                        rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture))));
                    }

                    if (reader.FieldCount > 0)
                    {
                        results.Add(rows);
                    }
                }
                while (reader.NextResult());
            }
            catch (SqlException exception)
            {
                errors.Add($"{exception.Number}: {exception.Message} (batch: {First(batch)})");
            }
        }

        connection.InfoMessage -= Take;
        return new QueryWindow(errors, messages, results);
    }

    private static string First(string batch) => batch.TrimStart().Split('\n')[0].TrimEnd();

    [GeneratedRegex(@"^GO\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Go();
}
