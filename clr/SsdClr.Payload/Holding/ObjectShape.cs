using System;
using System.Collections.Generic;
using SsdClr.Json;

namespace SsdClr.Payload.Holding;

/// <summary>An object of the payload: its keys in their order.</summary>
internal sealed class ObjectShape
{
    private readonly KeyShape[] _keys;

    /// <param name="block">The part of the payload it is.</param>
    /// <param name="date">The key of the date that an array of such objects is ordered by; null where there is no such array.</param>
    /// <param name="keys">The keys in payload order.</param>
    internal ObjectShape(string block, JsonName? date, params KeyShape[] keys)
    {
        Block = block;
        Date = date;
        _keys = keys;
    }

    /// <summary>The part of the payload: one of <see cref="PayloadBlock"/>.</summary>
    internal string Block { get; }

    /// <summary>The key of the date that an array of such objects is ordered by.</summary>
    internal JsonName? Date { get; }

    /// <summary>The keys, in the order of the payload.</summary>
    internal IReadOnlyList<KeyShape> Keys => _keys;

    /// <summary>The key of the id.</summary>
    /// <exception cref="InvalidOperationException">Objects of this shape have no id.</exception>
    internal JsonName IdName => _keys[0].Kind == KeyKind.Id
        ? _keys[0].Name
        : throw new InvalidOperationException("Objects of " + Block + " have no id.");

    /// <summary>The id of an object of this shape.</summary>
    internal string IdOf(JsonValue value) => value.Find(IdName)!.Text;

    /// <summary>The object of an array that has that id; null where there is none.</summary>
    internal JsonValue? FindRecord(JsonValue? array, string id)
    {
        if (array is not null)
        {
            foreach (JsonValue record in array.Items)
            {
                if (string.Equals(IdOf(record), id, StringComparison.Ordinal))
                {
                    return record;
                }
            }
        }

        return null;
    }

    /// <summary>The key of that exact name.</summary>
    /// <exception cref="InvalidOperationException">There is none: the value does not fit.</exception>
    internal KeyShape Find(string name)
    {
        int position = PositionOf(name);
        return position >= 0 ? _keys[position] : throw new InvalidOperationException("Objects of " + Block + " have no key " + name + ".");
    }

    /// <summary>
    /// True where the value is an object of these keys only, in this order, each of its kind, and every record has an id of
    /// its own within its array.
    /// </summary>
    internal bool Fits(JsonValue value) => Fits(value, isHeld: false);

    /// <summary>The same for a tree of what may be held, in which a mark may stand for a scalar: see <see cref="HeldTree"/>.</summary>
    internal bool FitsHeld(JsonValue value) => Fits(value, isHeld: true);

    private bool Fits(JsonValue value, bool isHeld)
    {
        if (value.Type != JsonTokenType.StartObject)
        {
            return false;
        }

        int last = -1;
        foreach (JsonMember member in value.Members)
        {
            int position = PositionOf(member.Name);
            if (position <= last || !Fits(_keys[position], member.Value, isHeld))
            {
                return false;
            }

            last = position;
        }

        return _keys[0].Kind != KeyKind.Id || value.Find(IdName) is not null;
    }

    private static bool Fits(KeyShape key, JsonValue value, bool isHeld)
    {
        switch (key.Kind)
        {
            case KeyKind.Id:
                return value.Type == JsonTokenType.String && value.Text.Length > 0;
            case KeyKind.Scalar:
                return IsScalar(value) || (isHeld && value.Type == JsonTokenType.Null);
            case KeyKind.Codes:
                return value.Type == JsonTokenType.StartArray && AreScalars(value);
            case KeyKind.Purge:
                return value.Type == JsonTokenType.False;
            case KeyKind.Block when key.IsOneRow && value.Type == JsonTokenType.StartArray:
                // Several of which it is not known which one is held: see PayloadUnion.
                return value.Items.Count > 1 && AreRecords(key, value, isHeld);
            case KeyKind.Details:
            case KeyKind.Block:
                return key.Content.Fits(value, isHeld);
            default:
                return value.Type == JsonTokenType.StartArray && value.Items.Count > 0 && AreRecords(key, value, isHeld);
        }
    }

    private static bool IsScalar(JsonValue value) =>
        value.Type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;

    private static bool AreScalars(JsonValue array)
    {
        foreach (JsonValue item in array.Items)
        {
            if (!IsScalar(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreRecords(KeyShape key, JsonValue array, bool isHeld)
    {
        foreach (JsonValue item in array.Items)
        {
            if (!key.Content.Fits(item, isHeld))
            {
                return false;
            }

            // The first of that id is another one: two records of one id.
            if (key.Kind == KeyKind.Records && !ReferenceEquals(key.Content.FindRecord(array, key.Content.IdOf(item)), item))
            {
                return false;
            }
        }

        return true;
    }

    private int PositionOf(string name)
    {
        for (int position = 0; position < _keys.Length; position++)
        {
            if (string.Equals(_keys[position].Name.Text, name, StringComparison.Ordinal))
            {
                return position;
            }
        }

        return -1;
    }
}
