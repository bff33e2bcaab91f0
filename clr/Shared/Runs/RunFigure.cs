using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Data;

namespace SsdClr.Runs;

/// <summary>A figure of a run, as csc.run_figure holds it.</summary>
internal readonly struct RunFigure(string kind, string name, long amount, long? total = null)
{
    /// <summary>Children in the cohort by a group of it.</summary>
    internal const string Group = "group";

    /// <summary>Children in the cohort by age.</summary>
    internal const string Age = "age";

    /// <summary>Findings of a rule that withholds; the total is the children they are about.</summary>
    internal const string Error = "error";

    /// <summary>Findings of a rule that lists; the total is the children they are about.</summary>
    internal const string Warning = "warning";

    /// <summary>Findings whose value comes from a table of the SSD; the total is its rows.</summary>
    internal const string Table = "table";

    /// <summary>What a guard counted; the total is the most that it lets pass.</summary>
    internal const string Guard = "guard";

    private const int RowsPerStatement = 64;

    /// <summary>One of the kinds above.</summary>
    internal string Kind { get; } = kind;

    /// <summary>What was counted.</summary>
    internal string Name { get; } = name;

    /// <summary>How many there were.</summary>
    internal long Amount { get; } = amount;

    /// <summary>What it is compared with; null for nothing.</summary>
    internal long? Total { get; } = total;

    /// <summary>Records the figures of a run, in place of any it has.</summary>
    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="runId">The run.</param>
    /// <param name="figures">The figures; no two of one kind and name.</param>
    internal static void Record(DbConnection connection, long runId, IReadOnlyList<RunFigure> figures)
    {
        using DbTransaction transaction = connection.BeginTransaction();
        using (DbCommand delete = connection.Command("DELETE FROM [csc].[run_figure] WHERE [run_id] = @run_id", transaction))
        {
            delete.AddLong("@run_id", runId);
            delete.Execute();
        }

        for (int start = 0; start < figures.Count; start += RowsPerStatement)
        {
            using DbCommand insert = connection.Command(string.Empty, transaction);
            insert.AddLong("@run_id", runId);
            var sql = new StringBuilder("INSERT INTO [csc].[run_figure] ([run_id], [kind], [name], [amount], [of_total]) VALUES ");
            for (int index = start; index < Math.Min(start + RowsPerStatement, figures.Count); index++)
            {
                string number = InvariantText.Of(index);
                sql.Append(index == start ? "(@run_id, @k" : ", (@run_id, @k").Append(number).Append(", @n").Append(number).Append(", @a").Append(number).Append(", @t").Append(number).Append(')');
                insert.AddText("@k" + number, figures[index].Kind);
                insert.AddText("@n" + number, figures[index].Name);
                insert.AddLong("@a" + number, figures[index].Amount);
                insert.AddLong("@t" + number, figures[index].Total);
            }

            insert.CommandText = sql.ToString();
            insert.Execute();
        }

        transaction.Commit();
    }

    /// <summary>The figures of a run, by kind and name.</summary>
    internal static List<RunFigure> ReadAll(DbConnection connection, long runId)
    {
        using DbCommand command = connection.Command(
            "SELECT f.[kind], f.[name], f.[amount], f.[of_total] FROM [csc].[run_figure] AS f WHERE f.[run_id] = @run_id ORDER BY f.[kind], f.[name]");
        command.AddLong("@run_id", runId);
        using DbDataReader reader = command.ExecuteReader();
        var figures = new List<RunFigure>();
        while (reader.Read())
        {
            figures.Add(new RunFigure(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3)));
        }

        return figures;
    }

    /// <summary>The newest run that has figures of a kind; null for none.</summary>
    internal static long? Newest(DbConnection connection, string kind)
    {
        using DbCommand command = connection.Command("SELECT MAX(f.[run_id]) FROM [csc].[run_figure] AS f WHERE f.[kind] = @kind");
        command.AddText("@kind", kind);
        object? runId = command.Scalar();
        return runId is null ? null : Convert.ToInt64(runId, CultureInfo.InvariantCulture);
    }
}
