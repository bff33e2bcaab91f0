using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Change;

/// <summary>
/// Values that a receiver which merges may still hold because bodies left them out (rule cleared_value_not_sent), by their paths:
/// <c>$.child_details.postcode</c>, <c>$.social_care_episodes[id=R1].closure_date</c>.
/// </summary>
internal static class AbsentValues
{
    private const string IdMark = "[id=";

    /// <summary>Those paths whose object is in a payload and whose value is not; each once, in the order given.</summary>
    internal static List<string> Of(JsonValue payload, IReadOnlyList<string> paths)
    {
        var absent = new List<string>();
        foreach (string path in paths)
        {
            string[] steps = path.Split('.');
            JsonValue? owner = payload;
            for (int step = 1; owner is not null && step < steps.Length - 1; step++)
            {
                owner = Step(owner, steps[step]);
            }

            if (owner is not null && !Holds(owner, steps[steps.Length - 1]) && !absent.Contains(path))
            {
                absent.Add(path);
            }
        }

        return absent;
    }

    /// <summary>The column of SSD that the value at a path comes from, table.column.</summary>
    internal static string Source(string path)
    {
        string[] steps = path.Split('.');
        ObjectShape shape = PayloadShape.Child;
        for (int step = 1; step < steps.Length - 1; step++)
        {
            shape = shape.Find(Name(steps[step])).Content;
        }

        return shape.Find(steps[steps.Length - 1]).Source ?? string.Empty;
    }

    /// <summary>A baseline with some value at each of those paths that is absent from the current payload, so that comparing finds it cleared.</summary>
    internal static JsonValue AddTo(JsonValue baseline, JsonValue current, IReadOnlyList<string> paths)
    {
        JsonValue added = baseline;
        foreach (string path in Of(current, paths))
        {
            added = Add(PayloadShape.Child, added, path.Split('.'), step: 1);
        }

        return added;
    }

    private static JsonValue Add(ObjectShape shape, JsonValue value, string[] steps, int step)
    {
        var members = new List<JsonMember>();
        foreach (KeyShape key in shape.Keys)
        {
            JsonValue? held = value.Find(key.Name);
            if (string.Equals(key.Name.Text, Name(steps[step]), StringComparison.Ordinal))
            {
                held = step == steps.Length - 1 ? held ?? JsonValue.Placeholder : held is null ? null : AddWithin(key, held, steps, step);
            }

            if (held is not null)
            {
                members.Add(new JsonMember(key.Name.Text, held));
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue AddWithin(KeyShape key, JsonValue held, string[] steps, int step)
    {
        if (key.Kind != KeyKind.Records)
        {
            return Add(key.Content, held, steps, step + 1);
        }

        string id = Id(steps[step]);
        var records = new List<JsonValue>(held.Items.Count);
        foreach (JsonValue record in held.Items)
        {
            records.Add(string.Equals(key.Content.IdOf(record), id, StringComparison.Ordinal) ? Add(key.Content, record, steps, step + 1) : record);
        }

        return JsonValue.Array(records);
    }

    private static JsonValue? Step(JsonValue owner, string step)
    {
        foreach (JsonMember member in owner.Members)
        {
            if (string.Equals(member.Name, Name(step), StringComparison.Ordinal))
            {
                return step.IndexOf(IdMark, StringComparison.Ordinal) < 0 ? member.Value : Record(member.Value, Id(step));
            }
        }

        return null;
    }

    // The id stands first in every record.
    private static JsonValue? Record(JsonValue array, string id)
    {
        foreach (JsonValue record in array.Items)
        {
            if (string.Equals(record.Members[0].Value.Text, id, StringComparison.Ordinal))
            {
                return record;
            }
        }

        return null;
    }

    private static bool Holds(JsonValue owner, string name)
    {
        foreach (JsonMember member in owner.Members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Name(string step)
    {
        int mark = step.IndexOf(IdMark, StringComparison.Ordinal);
        return mark < 0 ? step : step.Substring(0, mark);
    }

    private static string Id(string step)
    {
        int start = step.IndexOf(IdMark, StringComparison.Ordinal) + IdMark.Length;
        return step.Substring(start, step.Length - start - 1);
    }
}
