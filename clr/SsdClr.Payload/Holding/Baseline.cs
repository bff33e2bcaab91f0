using System.Collections.Generic;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>
/// What the current payload is compared with: the acknowledged payload less what has aged out (docs/change.md), that is, was
/// acknowledged, is no longer sent, and has its source row still in SSD.
/// </summary>
/// <remarks>
/// An episode is decided before what is in it. A record that is now sent under another episode has not aged out of the one it
/// left: it is gone from there. A care leaver block never ages out, for it is sent whatever its date.
/// </remarks>
internal sealed class Baseline
{
    private readonly RecordInventory _inventory;
    private readonly RecordInventory _sent;

    private Baseline(RecordInventory inventory, RecordInventory sent)
    {
        _inventory = inventory;
        _sent = sent;
    }

    /// <summary>The baseline of a child.</summary>
    internal static JsonValue Of(JsonValue known, ChildPayload current, RecordInventory inventory) =>
        new Baseline(inventory, RecordInventory.OfSent(current)).Child(known, current.Root);

    private JsonValue Child(JsonValue held, JsonValue current)
    {
        var members = new List<JsonMember>();
        foreach (JsonMember member in held.Members)
        {
            KeyShape key = PayloadShape.Child.Find(member.Name);
            JsonValue? kept = key.Kind switch
            {
                KeyKind.Block => HealthAndWellbeing(member.Value, current.Find(key.Name)),
                KeyKind.Records => Episodes(key, member.Value, current.Find(key.Name)),
                _ => member.Value,
            };
            Keep(members, member, kept);
        }

        return JsonValue.Object(members);
    }

    private JsonValue? HealthAndWellbeing(JsonValue held, JsonValue? current)
    {
        var members = new List<JsonMember>();
        JsonValue? items = null;
        foreach (JsonMember member in held.Members)
        {
            bool isItems = PayloadShape.HealthAndWellbeing.Find(member.Name).Kind == KeyKind.Items;
            JsonValue? kept = isItems ? Items(member.Value, current?.Find(PayloadNames.SdqAssessments), episodeId: null) : member.Value;
            items = isItems ? kept : items;
            Keep(members, member, kept);
        }

        return items is null ? null : JsonValue.Object(members);
    }

    private JsonValue? Episodes(KeyShape key, JsonValue held, JsonValue? current)
    {
        var episodes = new List<JsonValue>();
        foreach (JsonValue episode in held.Items)
        {
            string id = PayloadShape.Episode.IdOf(episode);
            JsonValue? now = key.Content.FindRecord(current, id);
            if (now is not null)
            {
                episodes.Add(Episode(episode, now, id));
            }
            else if (!_inventory.Holds(PayloadBlock.Episode, id))
            {
                episodes.Add(episode);
            }
        }

        return episodes.Count == 0 ? null : JsonValue.Array(episodes);
    }

    private JsonValue Episode(JsonValue held, JsonValue current, string episodeId)
    {
        var members = new List<JsonMember>();
        foreach (JsonMember member in held.Members)
        {
            KeyShape key = PayloadShape.Episode.Find(member.Name);
            JsonValue? now = current.Find(key.Name);
            JsonValue? kept = key.Kind switch
            {
                KeyKind.Records => Records(key, member.Value, now),
                KeyKind.Items => Items(member.Value, now, episodeId),
                KeyKind.Block when key.IsOneRow => OneRow(key.Content, member.Value, now),
                _ => member.Value,
            };
            Keep(members, member, kept);
        }

        return JsonValue.Object(members);
    }

    // Of several rows that may be behind what is held, those that have aged out are left out of account.
    private JsonValue? OneRow(ObjectShape shape, JsonValue held, JsonValue? current)
    {
        JsonValue? kept = null;
        foreach (JsonValue row in PayloadUnion.Rows(held))
        {
            if (current is not null || !_inventory.HoldsAdoption(row))
            {
                kept = kept is null ? row : PayloadUnion.Of(shape, kept, row);
            }
        }

        return kept;
    }

    private JsonValue? Records(KeyShape key, JsonValue held, JsonValue? current)
    {
        var records = new List<JsonValue>();
        foreach (JsonValue record in held.Items)
        {
            string id = key.Content.IdOf(record);
            if (key.Content.FindRecord(current, id) is not null
                || _sent.Holds(key.Content.Block, id)
                || !_inventory.Holds(key.Content.Block, id))
            {
                records.Add(record);
            }
        }

        return records.Count == 0 ? null : JsonValue.Array(records);
    }

    // Of an episode: care workers; of none: questionnaires.
    private JsonValue? Items(JsonValue held, JsonValue? current, string? episodeId)
    {
        var items = new List<JsonValue>();
        foreach (JsonValue item in held.Items)
        {
            bool hasRow = episodeId is null ? _inventory.HoldsSdqAssessment(item) : _inventory.HoldsCareWorker(episodeId, item);
            if (!hasRow || (current is not null && JsonValue.IsAmong(current.Items, item)))
            {
                items.Add(item);
            }
        }

        return items.Count == 0 ? null : JsonValue.Array(items);
    }

    private static void Keep(List<JsonMember> members, JsonMember member, JsonValue? kept)
    {
        if (kept is not null)
        {
            members.Add(ReferenceEquals(kept, member.Value) ? member : new JsonMember(member.Name, kept));
        }
    }
}
