using System.Data.Common;
using System.Globalization;

namespace SsdClr.StandIn;

/// <summary>SET ROWCOUNT for statements that change rows: triggers that pass over every row beyond the limit.</summary>
internal static class CallerRowCount
{
    /// <summary>Sets the limit; 0 takes it away.</summary>
    internal static void Set(DbConnection sqlite, Declarations declarations, int rows)
    {
        string limit = rows.ToString(CultureInfo.InvariantCulture);
        Declarations.Run(sqlite, "CREATE TEMP TABLE IF NOT EXISTS [caller_rowcount] ([used] int NOT NULL)");
        Start(sqlite);
        foreach ((string schema, string table) in declarations.Tables)
        {
            foreach (string change in new[] { "INSERT", "UPDATE", "DELETE" })
            {
                string name = "rowcount_" + change + "_" + schema + "_" + table;
                Declarations.Run(sqlite, "DROP TRIGGER IF EXISTS temp.[" + name + "]");
                Declarations.Run(sqlite, "DROP TRIGGER IF EXISTS temp.[after_" + name + "]");
                if (rows > 0)
                {
                    string of = change + " ON [" + schema + "].[" + table + "]";
                    Declarations.Run(
                        sqlite,
                        "CREATE TEMP TRIGGER [" + name + "] BEFORE " + of + " WHEN (SELECT [used] FROM [caller_rowcount]) >= " + limit + " BEGIN SELECT RAISE(IGNORE); END");
                    Declarations.Run(sqlite, "CREATE TEMP TRIGGER [after_" + name + "] AFTER " + of + " BEGIN UPDATE [caller_rowcount] SET [used] = [used] + 1; END");
                }
            }
        }
    }

    /// <summary>A statement begins: none of its rows is changed yet.</summary>
    internal static void Start(DbConnection sqlite)
    {
        Declarations.Run(sqlite, "DELETE FROM temp.[caller_rowcount]");
        Declarations.Run(sqlite, "INSERT INTO temp.[caller_rowcount] ([used]) VALUES (0)");
    }
}
