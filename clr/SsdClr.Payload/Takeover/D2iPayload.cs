using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Takeover;

/// <summary>
/// A payload of the national tool in our canonical spelling: keys and records in our order, purge flags filled in, and nulls, blank texts and empty
/// arrays left out, as docs/payload.md, section 7 has them. No value is changed, so where the two tools differ in a value the child is sent again.
/// </summary>
internal sealed class D2iPayload
{
    private static readonly JsonValue s_notPurged = JsonValue.Parse("false");

    private bool _isExact = true;

    private D2iPayload(JsonValue source)
    {
        LaChildId = Id(source, PayloadNames.LaChildId);
        MisChildId = Id(source, PayloadNames.MisChildId);
        JsonValue? canonical = LaChildId is null ? null : Object(PayloadShape.Child, source);
        string? text = canonical?.ToText();
        Text = ChildPayload.TryRead(text) is null ? null : text;
        IsExact = _isExact && Text is not null;
    }

    /// <summary>The canonical text of all of it that this version knows; null where that is no payload.</summary>
    internal string? Text { get; }

    /// <summary>True where the text holds all that the payload held.</summary>
    internal bool IsExact { get; }

    /// <summary>la_child_id; null where it is none that can be sent.</summary>
    internal string? LaChildId { get; }

    /// <summary>mis_child_id; null where it is none that can be sent.</summary>
    internal string? MisChildId { get; }

    /// <summary>Reads a payload; null where it is no JSON object.</summary>
    internal static D2iPayload? TryRead(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            JsonValue source = JsonValue.Parse(text!);
            return source.Type == JsonTokenType.StartObject ? new D2iPayload(source) : null;
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 of the canonical text in UTF-8: what csc.staging has of the same payload. Null where there is no text.</summary>
    internal byte[]? Hash()
    {
        if (Text is null)
        {
            return null;
        }

        using SHA256 sha256 = SHA256.Create();
        return sha256.ComputeHash(Encoding.UTF8.GetBytes(Text));
    }

    /// <summary>True where a character is beyond ASCII: one of the senders posts such in another encoding than it says.</summary>
    internal bool HoldsMoreThanAscii()
    {
        foreach (char character in Text ?? string.Empty)
        {
            if (character > '\u007f')
            {
                return true;
            }
        }

        return false;
    }

    private static string? Id(JsonValue source, JsonName name) =>
        source.Find(name) is { Type: JsonTokenType.String } id && RecordId.Fault(id.Text, RecordId.MaximumLength) is null && id.Text.Length > 0 ? id.Text : null;

    // Null where nothing is left of it.
    private JsonValue? Object(ObjectShape shape, JsonValue source)
    {
        if (source.Type != JsonTokenType.StartObject)
        {
            return Inexact();
        }

        FindStrangers(shape, source);
        var members = new List<JsonMember>();
        bool hasContent = false;
        foreach (KeyShape key in shape.Keys)
        {
            JsonValue? kept = Value(key, source.Find(key.Name));
            if (kept is not null)
            {
                members.Add(new JsonMember(key.Name.Text, kept));
                hasContent |= key.Kind != KeyKind.Purge;
            }
            else if (key.Kind == KeyKind.Id && ReferenceEquals(key, shape.Keys[0]))
            {
                return Inexact();
            }
        }

        return hasContent ? JsonValue.Object(members) : null;
    }

    private void FindStrangers(ObjectShape shape, JsonValue source)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (KeyShape key in shape.Keys)
        {
            known[key.Name.Text] = true;
        }

        foreach (JsonMember member in source.Members)
        {
            // Once only: a second member of a name is a stranger too. A purge flag that is off says nothing anywhere.
            bool saysNothing = member.Value.Type == JsonTokenType.Null
                || (member.Value.Type == JsonTokenType.False && string.Equals(member.Name, PayloadNames.Purge.Text, StringComparison.Ordinal));
            if (!known.Remove(member.Name) && !saysNothing)
            {
                _isExact = false;
            }
        }
    }

    private JsonValue? Value(KeyShape key, JsonValue? source)
    {
        if (key.Kind == KeyKind.Purge)
        {
            _isExact &= source is null or { Type: JsonTokenType.Null or JsonTokenType.False };
            return s_notPurged;
        }

        if (source is null or { Type: JsonTokenType.Null } || (source.Type == JsonTokenType.String && source.Text.Trim().Length == 0))
        {
            return null;
        }

        switch (key.Kind)
        {
            case KeyKind.Id:
                return source.Type == JsonTokenType.String ? source : Inexact();
            case KeyKind.Scalar:
                return source.Type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False ? source : Inexact();
            case KeyKind.Codes:
                return source.Type == JsonTokenType.StartArray ? source : Inexact();
            case KeyKind.Details:
            case KeyKind.Block:
                return Object(key.Content, source);
            default:
                return source.Type == JsonTokenType.StartArray ? Array(key, source) : Inexact();
        }
    }

    private JsonValue? Array(KeyShape key, JsonValue source)
    {
        bool isRecords = key.Kind == KeyKind.Records;
        var ids = new Dictionary<string, bool>(StringComparer.Ordinal);
        var entries = new List<D2iArrayEntry>();
        foreach (JsonValue item in source.Items)
        {
            JsonValue? kept = Object(key.Content, item);
            if (kept is null)
            {
                continue;
            }

            if (isRecords && ids.ContainsKey(key.Content.IdOf(kept)))
            {
                _isExact = false;
                continue;
            }

            var entry = new D2iArrayEntry(key.Content, kept);
            ids[entry.Id] = true;
            entries.Add(entry);
        }

        entries.Sort(new D2iArrayOrder(key.Content));
        var items = new List<JsonValue>(entries.Count);
        foreach (D2iArrayEntry entry in entries)
        {
            items.Add(entry.Value);
        }

        return items.Count == 0 ? null : JsonValue.Array(items);
    }

    private JsonValue? Inexact()
    {
        _isExact = false;
        return null;
    }
}
