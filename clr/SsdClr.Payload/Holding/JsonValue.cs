using System;
using System.Collections.Generic;
using SsdClr.Json;

namespace SsdClr.Payload.Holding;

/// <summary>
/// A JSON value as a tree that never changes. Numbers keep their literal and members their order, so a canonical text read
/// and written again is the same text.
/// </summary>
internal sealed class JsonValue
{
    /// <summary>Stands for a value of which all that counts is that it may be there.</summary>
    internal static readonly JsonValue Mark = new(JsonTokenType.Null, string.Empty, [], []);

    private readonly string _text;
    private readonly List<JsonMember> _members;
    private readonly List<JsonValue> _items;

    private JsonValue(JsonTokenType type, string text, List<JsonMember> members, List<JsonValue> items)
    {
        Type = type;
        _text = text;
        _members = members;
        _items = items;
    }

    /// <summary>What it is: the token it starts with.</summary>
    internal JsonTokenType Type { get; }

    /// <summary>A string without quotes and escapes, or a number as written; empty for all else.</summary>
    internal string Text => _text;

    /// <summary>Members of an object, in their order; empty for all else.</summary>
    internal IReadOnlyList<JsonMember> Members => _members;

    /// <summary>Items of an array; empty for all else.</summary>
    internal IReadOnlyList<JsonValue> Items => _items;

    /// <summary>Reads a whole JSON text.</summary>
    /// <exception cref="JsonFormatException">It is not JSON.</exception>
    internal static JsonValue Parse(string text)
    {
        var reader = new JsonReader(text, JsonWriter.MaximumDepth);
        reader.Read();
        JsonValue value = Read(reader);
        reader.Read();
        return value;
    }

    /// <summary>A text.</summary>
    internal static JsonValue String(string text) => new(JsonTokenType.String, text, [], []);

    /// <summary>An object of these members; it takes the list over.</summary>
    internal static JsonValue Object(List<JsonMember> members) => new(JsonTokenType.StartObject, string.Empty, members, []);

    /// <summary>An array of these items; it takes the list over.</summary>
    internal static JsonValue Array(List<JsonValue> items) => new(JsonTokenType.StartArray, string.Empty, [], items);

    /// <summary>True where both are absent, or both are there and the same.</summary>
    internal static bool Same(JsonValue? left, JsonValue? right) =>
        left is null ? right is null : right is not null && left.IsSameAs(right);

    /// <summary>True where one of the values is the same as another.</summary>
    internal static bool IsAmong(IReadOnlyList<JsonValue> values, JsonValue other)
    {
        foreach (JsonValue value in values)
        {
            if (value.IsSameAs(other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value of the member of that exact name; null where there is none.</summary>
    internal JsonValue? Find(JsonName name)
    {
        foreach (JsonMember member in _members)
        {
            if (string.Equals(member.Name, name.Text, StringComparison.Ordinal))
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>Writes the value.</summary>
    internal void Write(JsonWriter json)
    {
        switch (Type)
        {
            case JsonTokenType.StartObject:
                json.StartObject();
                foreach (JsonMember member in _members)
                {
                    json.Name(member.Name);
                    member.Value.Write(json);
                }

                json.EndObject();
                break;
            case JsonTokenType.StartArray:
                json.StartArray();
                foreach (JsonValue item in _items)
                {
                    item.Write(json);
                }

                json.EndArray();
                break;
            case JsonTokenType.String:
                json.Text(_text);
                break;
            case JsonTokenType.Number:
                json.NumberLiteral(_text);
                break;
            case JsonTokenType.Null:
                json.Null();
                break;
            default:
                json.Flag(Type == JsonTokenType.True);
                break;
        }
    }

    /// <summary>The value as canonical JSON text.</summary>
    internal string ToText()
    {
        var json = new JsonWriter();
        Write(json);
        return json.ToText();
    }

    /// <summary>True where both are written the same: members and items in the same order, numbers with the same literal.</summary>
    internal bool IsSameAs(JsonValue other)
    {
        if (Type != other.Type
            || _members.Count != other._members.Count
            || _items.Count != other._items.Count
            || !string.Equals(_text, other._text, StringComparison.Ordinal))
        {
            return false;
        }

        for (int index = 0; index < _members.Count; index++)
        {
            if (!string.Equals(_members[index].Name, other._members[index].Name, StringComparison.Ordinal)
                || !_members[index].Value.IsSameAs(other._members[index].Value))
            {
                return false;
            }
        }

        for (int index = 0; index < _items.Count; index++)
        {
            if (!_items[index].IsSameAs(other._items[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static JsonValue Read(JsonReader reader)
    {
        JsonTokenType type = reader.TokenType;
        if (type == JsonTokenType.StartObject)
        {
            var members = new List<JsonMember>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.Text;
                reader.Read();
                members.Add(new JsonMember(name, Read(reader)));
            }

            return Object(members);
        }

        if (type == JsonTokenType.StartArray)
        {
            var items = new List<JsonValue>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Read(reader));
            }

            return Array(items);
        }

        return new JsonValue(type, reader.Text, [], []);
    }
}
