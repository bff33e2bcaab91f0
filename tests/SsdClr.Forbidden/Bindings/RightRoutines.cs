using System;
using System.Collections;
using System.Collections.Generic;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;

namespace SsdClr.Forbidden.Bindings;

/// <summary>Entry points as they should be: declarations that fit them have no fault.</summary>
public static class RightRoutines
{
    [SqlProcedure]
    public static void Refresh(SqlInt64 runId, DateTime? asOf, SqlBoolean quiet, out SqlInt32 count, out SqlChars text)
    {
        count = 0;
        text = SqlChars.Null;
    }

    [SqlFunction(IsDeterministic = true)]
    public static SqlChars Pretty(SqlChars json) => json;

    [SqlFunction(DataAccess = DataAccessKind.Read, FillRowMethodName = nameof(FillPayload))]
    public static IEnumerable Payloads(DateTime? asOf, SqlString personId)
    {
        var rows = new List<string>();
        using var connection = new SqlConnection("context connection=true");
        connection.Open();
        using var command = new SqlCommand("SELECT 1", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    public static void FillPayload(object row, out SqlString personId, out SqlChars payload, out SqlBinary payloadHash, out SqlInt32 payloadBytes)
    {
        personId = (string)row;
        payload = SqlChars.Null;
        payloadHash = SqlBinary.Null;
        payloadBytes = 0;
    }

    [SqlFunction(FillRowMethodName = nameof(FillNumber), TableDefinition = "[Number] INT")]
    public static IEnumerable Numbers() => new[] { 1, 2, 3 };

    public static void FillNumber(object row, out SqlInt32 number) => number = (int)row;
}
