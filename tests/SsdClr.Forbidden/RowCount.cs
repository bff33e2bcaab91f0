using System;
using System.Data.Common;

namespace SsdClr.Forbidden;

/// <summary>Counts that a statement reports: -1 under SET NOCOUNT ON.</summary>
[Breaks("RowCount")]
public static class RowCount
{
    public static bool IsClaimed(DbCommand update, int children) => update.ExecuteNonQuery() == children;

    public static Func<int> Later(DbCommand update) => update.ExecuteNonQuery;

    public static int Records(DbDataReader reader) => reader.RecordsAffected;
}
