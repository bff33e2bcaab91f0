using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SsdClr.Local.DataQuality;
using SsdClr.Payload.Takeover;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;
using SsdClr.Tests.Refreshing;

namespace SsdClr.Tests.Takeover;

/// <summary>SSD, our staging, and the national tool's table as its builds and senders leave it.</summary>
internal sealed class TakeoverScene : IDisposable
{
    internal const string SentTo = "https://receiver.test";
    internal const string Built = "2026-02-01 07:00:00";
    internal const string Taken = "2026-02-01 09:04:19.87";

    private readonly string _legacyColumn;
    private readonly bool _hasPayloadColumns;
    private readonly RefreshScene? _own;
    private int _rows;

    /// <param name="legacyColumn">legacy_id, mis_child_id or nothing.</param>
    /// <param name="hasPayloadColumns">True for the variant with previous_json_payload and partial_json_payload.</param>
    /// <param name="scene">SSD and staging of a test that has them already.</param>
    internal TakeoverScene(string legacyColumn = "", bool hasPayloadColumns = false, RefreshScene? scene = null)
    {
        _legacyColumn = legacyColumn;
        _hasPayloadColumns = hasPayloadColumns;
        _own = scene is null ? new RefreshScene() : null;
        Scene = scene ?? _own!;
        string legacy = legacyColumn.Length == 0 ? string.Empty : $"{legacyColumn} TEXT NULL,";
        string payloads = hasPayloadColumns ? "previous_json_payload TEXT NULL, partial_json_payload TEXT NULL," : string.Empty;
        Scene.Ssd.Execute(
            $"""
            DROP TABLE dbo.ssd_api_data_staging;
            CREATE TABLE dbo.ssd_api_data_staging (id INTEGER PRIMARY KEY, person_id TEXT NULL, {legacy} json_payload TEXT NULL, {payloads}
                current_hash BLOB NULL, previous_hash BLOB NULL, submission_status TEXT NULL, submission_timestamp TEXT NULL, api_response TEXT NULL, row_state TEXT NULL, last_updated TEXT NULL);
            """);
    }

    internal RefreshScene Scene { get; }

    internal static string Uuid(int number) => string.Create(CultureInfo.InvariantCulture, $"62268a7d-e34f-4de0-8eef-{number:x12}");

    /// <summary>A small payload as the tool spells it.</summary>
    internal static string Payload(string laChildId) =>
        $$"""{ "la_child_id": "{{laChildId}}", "child_details": { "first_name": "Given", "postcode": null, "purge": false }, "purge": false }""";

    /// <summary>A child sent and confirmed; columns named take other values, as SQL.</summary>
    internal void Sent(string? personId, string payload, params (string Column, string Value)[] other)
    {
        _rows++;
        string hash = Hash(payload);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = _rows.ToString(CultureInfo.InvariantCulture),
            ["person_id"] = personId is null ? "NULL" : Quoted(personId),
            ["json_payload"] = Quoted(payload),
            ["current_hash"] = hash,
            ["previous_hash"] = hash,
            ["submission_status"] = "'sent'",
            ["submission_timestamp"] = Quoted(Taken),
            ["api_response"] = Quoted(Uuid(_rows)),
            ["row_state"] = "'unchanged'",
            ["last_updated"] = Quoted(Built),
        };
        if (_legacyColumn.Length > 0)
        {
            columns[_legacyColumn] = "'L-7'";
        }

        if (_hasPayloadColumns)
        {
            columns["previous_json_payload"] = Quoted(payload);
        }

        foreach ((string column, string value) in other)
        {
            columns[column] = value;
        }

        Scene.Ssd.Execute($"INSERT INTO dbo.ssd_api_data_staging ({string.Join(", ", columns.Keys)}) VALUES ({string.Join(", ", columns.Values)})");
    }

    /// <summary>What SSD says of a child now, in the order, spelling and surplus of another tool.</summary>
    internal string AsTheToolSpells(string personId)
    {
        PayloadPreview preview = new PreviewReader(Scene.Ssd.Context, Scene.Settings, SsdDatabase.AsOf).Payloads(PersonRange.Of(personId)).Single();
        return Turned(JsonNode.Parse(preview.Text())!).ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    internal StagingTakeover Takeover(bool whole = true, bool apart = false) =>
        new(Scene.Ssd.Context, Scene.Settings, new SqliteCatalogue(Scene.Ssd.Connection), "ssd_api_data_staging", whole, apart);

    /// <summary>Person and reason of every child, in order.</summary>
    internal string Judged(bool whole = true, bool apart = false) =>
        string.Join(", ", Takeover(whole, apart).Judge().Select(child => child.PersonId + " " + child.Reason.Name));

    internal string Apply(bool whole = true) => Takeover(whole).Apply(Scene.Clock, SentTo);

    public void Dispose() => _own?.Dispose();

    internal static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    internal static string Hash(string text) => "x'" + Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(text))) + "'";

    // Keys and items back to front, and nulls and empty arrays that say nothing.
    private static JsonNode Turned(JsonNode node)
    {
        switch (node)
        {
            case JsonObject item:
                var turned = new JsonObject();
                foreach (KeyValuePair<string, JsonNode?> member in item.Reverse())
                {
                    turned[member.Key] = Turned(member.Value!);
                }

                turned["surplus"] = null;
                return turned;
            case JsonArray array when array.All(item => item is JsonObject):
                return new JsonArray([.. array.Reverse().Select(item => Turned(item!))]);
            default:
                return node.DeepClone();
        }
    }
}
