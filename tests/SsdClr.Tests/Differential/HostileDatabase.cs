using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.StandIn;

namespace SsdClr.Tests.Differential;

/// <summary>One database in memory that takes one set of rows after another.</summary>
internal sealed class HostileDatabase : IDisposable
{
    private static readonly string[] s_tables =
    [
        "ssd_address", "ssd_assessment_factors", "ssd_care_leavers", "ssd_cin_assessments", "ssd_cin_episodes", "ssd_cin_plans", "ssd_cla_episodes", "ssd_cla_placement", "ssd_cp_plans", "ssd_disability",
        "ssd_immigration_status", "ssd_initial_cp_conference", "ssd_involvements", "ssd_linked_identifiers", "ssd_permanence", "ssd_person", "ssd_professionals", "ssd_s47_enquiry", "ssd_sdq_scores",
    ];

    // What the authority itself calls a code, in the spelling of no row.
    private static readonly (string Field, string Code)[] s_ownWords =
    [
        ("ethnicity", "OOTH"), ("disabilities", "CON"), ("referral_source", "9"), ("closure_reason", "RC7"), ("start_reason", "B"), ("placement_type", "K3"),
        ("end_reason", "E8"), ("change_reason", "OTHER"), ("activity", "G5"), ("accommodation", "Y"),
    ];

    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();

    public HostileDatabase()
    {
        foreach (var (field, code) in s_ownWords)
        {
            LocalCodeMap.Set(_database, field, "own WORDS", code, DateTime.UnixEpoch);
        }

        LocalCodeMap.Set(_database, "sex", "1", "M", DateTime.UnixEpoch);
    }

    /// <summary>The tables the payload is made from.</summary>
    public IReadOnlyList<SsdTable> Tables => field ??= [.. _database.SsdTables().Where(table => s_tables.Contains(table.Name, StringComparer.Ordinal))];

    /// <summary>SQLite itself.</summary>
    public SqliteConnection Connection => _database.Connection;

    /// <summary>What the product runs on.</summary>
    public ContextConnection Context => _database.Context;

    /// <summary>Replaces all rows by these, in this order.</summary>
    public void Hold(Dictionary<SsdTable, List<object?[]>> rows)
    {
        using var transaction = _database.BeginWrite();
        using var delete = Connection.CreateCommand();
        delete.Transaction = transaction;
        delete.CommandText = string.Concat(Tables.Select(table => $"DELETE FROM [dbo].[{table.Name}];"));
        delete.ExecuteNonQuery();
        foreach (var (table, values) in rows.Where(pair => pair.Value.Count > 0))
        {
            using var writer = TableWriter.Prepare(table, transaction);
            foreach (var row in values)
            {
                writer.Write(row);
            }
        }

        transaction.Commit();
    }

    /// <summary>The fewest rows and values that still show a fault, as readable lines.</summary>
    public string Smallest(Dictionary<SsdTable, List<object?[]>> rows, Func<bool> isFaulty)
    {
        bool StillFaulty()
        {
            Hold(rows);
            return isFaulty();
        }

        foreach (var values in rows.Values)
        {
            for (var index = values.Count - 1; index >= 0; index--)
            {
                var row = values[index];
                values.RemoveAt(index);
                if (!StillFaulty())
                {
                    values.Insert(index, row);
                }
            }
        }

        foreach (var (table, values) in rows)
        {
            foreach (var row in values)
            {
                for (var ordinal = 0; ordinal < row.Length; ordinal++)
                {
                    var value = row[ordinal];
                    row[ordinal] = null;
                    if (value is not null && (table.Columns[ordinal].Required || !StillFaulty()))
                    {
                        row[ordinal] = value;
                    }
                }
            }
        }

        Hold(rows);
        return string.Join(Environment.NewLine, rows.SelectMany(pair => pair.Value.Select(row => $"  {pair.Key.Name}: " + string.Join(", ", pair.Key.Columns.Zip(row).Where(cell => cell.Second is not null).Select(cell => $"{cell.First.Name}='{cell.Second}'")))));
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
