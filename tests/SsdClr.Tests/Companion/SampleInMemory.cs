using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;

namespace SsdClr.Tests.Companion;

/// <summary>Makes samples, and reads them.</summary>
internal static class SampleInMemory
{
    /// <summary>A sample in a database of its own; the caller disposes it.</summary>
    internal static LocalDatabase Of(SampleOptions options)
    {
        var database = LocalDatabase.OpenInMemory();
        using var output = SqliteSampleOutput.Begin(database, replace: true);
        new SampleGenerator(options).Write(output, new Progress<double>());
        output.Complete();
        return database;
    }

    /// <summary>The same as CSV files.</summary>
    internal static void WriteCsv(string folder, SampleOptions options, IReadOnlyList<SsdTable> tables)
    {
        using var output = CsvSampleOutput.Begin(folder, tables);
        new SampleGenerator(options).Write(output, new Progress<double>());
        output.Complete();
    }

    /// <summary>Each row of a table as one text, in order of the texts.</summary>
    internal static string[] Rows(LocalDatabase database, SsdTable table) =>
        Strings(database, $"SELECT {string.Join(" || '|' || ", table.Columns.Select(column => $"quote([{column.Name}])"))} FROM dbo.[{table.Name}] ORDER BY 1");

    /// <summary>The first column of what a query gives.</summary>
    internal static string[] Strings(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }

    /// <summary>The number that a query gives.</summary>
    internal static int Count(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
