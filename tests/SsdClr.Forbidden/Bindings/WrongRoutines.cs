using System.Collections;
using System.Collections.Generic;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;

namespace SsdClr.Forbidden.Bindings;

/// <summary>Entry points that no declaration fits, or that SQL Server fails at run time.</summary>
public static class WrongRoutines
{
    public static void WithoutAttribute()
    {
    }

    [SqlProcedure]
    public static SqlString ReturnsText() => SqlString.Null;

    [SqlProcedure]
    public static void Overloaded()
    {
    }

    public static void Overloaded(SqlInt32 number)
    {
    }

    [SqlFunction]
    public static SqlString LargeText(SqlString json) => json;

    [SqlFunction]
    public static SqlInt32 ReadsWithoutAccess() => Rows().Count;

    [SqlFunction(FillRowMethodName = nameof(FillNumber))]
    public static List<int> ReturnsList() => [];

    [SqlFunction(DataAccess = DataAccessKind.Read, FillRowMethodName = nameof(FillNumber))]
    public static IEnumerable ReadsWhileStreaming()
    {
        using var connection = new SqlConnection("context connection=true");
        connection.Open();
        using var command = new SqlCommand("SELECT 1", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader.GetInt32(0);
        }
    }

    [SqlFunction(FillRowMethodName = "Nowhere")]
    public static IEnumerable WithoutFillRow() => new List<int>();

    [SqlFunction(FillRowMethodName = nameof(FillFromDatabase))]
    public static IEnumerable FillsFromDatabase() => new List<int>();

    [SqlFunction(FillRowMethodName = nameof(FillNumber), TableDefinition = "number bigint")]
    public static IEnumerable DescribesAnotherTable() => new List<int>();

    [SqlFunction(FillRowMethodName = nameof(FillByValue))]
    public static IEnumerable FillsByValue() => new List<int>();

    [SqlFunction(FillRowMethodName = nameof(FillPair))]
    public static IEnumerable Pairs() => new List<int>();

    public static void FillNumber(object row, out SqlInt32 number) => number = (int)row;

    public static void FillByValue(object row, ref SqlInt32 number) => number = (int)row;

    public static void FillPair(object row, out SqlInt32 first, out SqlInt32 second) => first = second = (int)row;

    public static void FillFromDatabase(object row, out SqlInt32 number) => number = Rows().Count;

    private static List<int> Rows()
    {
        using var connection = new SqlConnection("context connection=true");
        return [connection.State == System.Data.ConnectionState.Open ? 1 : 0];
    }
}
