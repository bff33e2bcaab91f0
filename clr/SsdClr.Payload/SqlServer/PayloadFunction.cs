using System;
using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Scrambling;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.payloads_in_range.</summary>
public static class PayloadFunction
{
    /// <summary>What would be sent for the children of a range that are in the cohort. All is read before the first row leaves.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "person_id nvarchar(48), la_child_id nvarchar(48), mis_child_id nvarchar(48), payload nvarchar(max), payload_hash varbinary(32), payload_bytes int, error_count int, warning_count int")]
    public static IEnumerable PayloadsInRange(DateTime? asOf, SqlString personId, SqlString afterPersonId, SqlString upToPersonId)
    {
        using SqlConnection connection = ContextConnection.Open();
        return new PreviewReader(connection, SettingValues.Read(connection), PreviewArguments.AsOf(asOf))
            .Payloads(PreviewArguments.Range(personId, afterPersonId, upToPersonId));
    }

    /// <summary>The same scrambled.</summary>
    /// <exception cref="SettingException">There is no key.</exception>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "person_id nvarchar(48), la_child_id nvarchar(48), mis_child_id nvarchar(48), payload nvarchar(max), payload_hash varbinary(32), payload_bytes int, error_count int, warning_count int")]
    public static IEnumerable ScrambledPayloadsInRange(DateTime? asOf, SqlString personId, SqlString afterPersonId, SqlString upToPersonId, SqlString scramblingKey)
    {
        using SqlConnection connection = ContextConnection.Open();
        SettingValues settings = SettingValues.Read(connection);
        ScramblingKey key = scramblingKey.IsNull
            ? throw new SettingException("There is no scrambling key, or it cannot be read. Step Key of the secrets of csc.preflight tells which. Where there is none, a database owner makes one: EXEC csc.renew_scrambling_key.")
            : new ScramblingKey(scramblingKey.Value);
        return new PreviewReader(connection, settings, PreviewArguments.AsOf(asOf), scrambler: new PayloadScrambler(key, settings))
            .Payloads(PreviewArguments.Range(personId, afterPersonId, upToPersonId));
    }

    /// <summary>One row.</summary>
    public static void FillRow(
        object row,
        out SqlString personId,
        out SqlString laChildId,
        out SqlString misChildId,
        out SqlChars payload,
        out SqlBinary payloadHash,
        out SqlInt32 payloadBytes,
        out SqlInt32 errorCount,
        out SqlInt32 warningCount)
    {
        var preview = (PayloadPreview)row;
        personId = PreviewArguments.Id(preview.PersonId);
        laChildId = PreviewArguments.Id(preview.LaChildId);
        misChildId = PreviewArguments.Text(preview.MisChildId);
        payload = new SqlChars(preview.Characters());
        payloadHash = new SqlBinary(preview.Hash);
        payloadBytes = preview.Payload.Length;
        errorCount = preview.Errors;
        warningCount = preview.Warnings;
    }
}
