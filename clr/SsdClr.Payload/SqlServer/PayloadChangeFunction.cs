using System;
using System.Collections;
using System.Collections.Generic;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Payload.Preview;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.payload_changes.</summary>
public static class PayloadChangeFunction
{
    /// <summary>What changed between what is staged of one child and what the current receiver last acknowledged; no row where nothing is staged.</summary>
    /// <exception cref="WrongArgumentException">The person is NULL.</exception>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "person_id nvarchar(48), json_path nvarchar(400), old_value nvarchar(max), new_value nvarchar(max), block nvarchar(64), reason nvarchar(64)")]
    public static IEnumerable PayloadChanges(SqlString personId)
    {
        if (personId.IsNull)
        {
            throw new WrongArgumentException("Pass @person_id, the id of one child: SELECT person_id FROM csc.staging.");
        }

        using SqlConnection connection = ContextConnection.Open();
        return new ChangeReader(connection, SettingValues.Read(connection)).Find(personId.Value) ?? new List<ChangePreview>();
    }

    /// <summary>One row.</summary>
    public static void FillRow(
        object row,
        out SqlString personId,
        out SqlString jsonPath,
        out SqlChars oldValue,
        out SqlChars newValue,
        out SqlString block,
        out SqlString reason)
    {
        var preview = (ChangePreview)row;
        personId = PreviewArguments.Id(preview.PersonId);
        jsonPath = new SqlString(preview.Change.Path);
        oldValue = Characters(preview.Change.OldValue);
        newValue = Characters(preview.Change.NewValue);
        block = new SqlString(preview.Change.Block);
        reason = new SqlString(preview.Change.Reason);
    }

    private static SqlChars Characters(string? json) => json is null ? SqlChars.Null : new SqlChars(json.ToCharArray());
}
