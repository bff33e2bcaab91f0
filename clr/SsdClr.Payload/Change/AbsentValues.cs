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
            if (Owner(payload, steps) is { } owner && !Holds(owner, steps[steps.Length - 1]) && !absent.Contains(path))
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

    /// <summary>
    /// A baseline with some value at each of those paths that is absent from the current payload, so that comparing finds it cleared: also in a record
    /// that has another id by now, for it is the one the receiver knows.
    /// </summary>
    internal static JsonValue AddTo(JsonValue baseline, JsonValue current, IReadOnlyList<string> paths)
    {
        JsonValue added = baseline;
        foreach (string path in paths)
        {
            string[] steps = path.Split('.');
            if (Owner(current, steps) is not { } owner || !Holds(owner, steps[steps.Length - 1]))
            {
                added = Add(PayloadShape.Child, added, steps, step: 1);
            }
        }

        return added;
    }

    /// <summary>
    /// Those paths through records that have other ids in the current payload than in the baseline, as they lead in the current payload; for payloads
    /// that are the same but for ids of records. Where several records cannot be told apart, the paths through each of them.
    /// </summary>
    internal static List<string> Renumbered(JsonValue baseline, JsonValue current, IReadOnlyList<string> paths)
    {
        var renumbered = new List<string>();
        foreach (string path in paths)
        {
            AddRenumbered(PayloadShape.Child, baseline, current, path.Split('.'), step: 1, "$", renumbered);
        }

        return renumbered;
    }

    private static void AddRenumbered(ObjectShape shape, JsonValue baseline, JsonValue current, string[] steps, int step, string path, List<string> renumbered)
    {
        if (step == steps.Length - 1)
        {
            string found = path + "." + steps[step];
            if (!string.Equals(found, string.Join(".", steps), StringComparison.Ordinal) && !renumbered.Contains(found))
            {
                renumbered.Add(found);
            }

            return;
        }

        KeyShape key = shape.Find(Name(steps[step]));
        if (baseline.Find(key.Name) is not { } before || current.Find(key.Name) is not { } now)
        {
            return;
        }

        if (key.Kind != KeyKind.Records)
        {
            AddRenumbered(key.Content, before, now, steps, step + 1, PayloadPath.Member(path, key), renumbered);
        }
        else if (key.Content.FindRecord(before, Id(steps[step])) is { } record)
        {
            foreach (JsonValue same in SameButForIds(key.Content, record, before, now))
            {
                AddRenumbered(key.Content, record, same, steps, step + 1, PayloadPath.Record(path, key, key.Content.IdOf(same)), renumbered);
            }
        }
    }

    /// <summary>The current record of the same id, where it is the same; if not, those that are the same and were not under their own id before.</summary>
    private static List<JsonValue> SameButForIds(ObjectShape shape, JsonValue record, JsonValue before, JsonValue now)
    {
        var same = new List<JsonValue>();
        foreach (JsonValue candidate in now.Items)
        {
            if (ComparisonForm.AreSameRecord(shape, record, candidate))
            {
                string id = shape.IdOf(candidate);
                if (string.Equals(id, shape.IdOf(record), StringComparison.Ordinal))
                {
                    return new List<JsonValue> { candidate };
                }

                if (shape.FindRecord(before, id) is not { } own || !ComparisonForm.AreSameRecord(shape, own, candidate))
                {
                    same.Add(candidate);
                }
            }
        }

        return same;
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

    /// <summary>The object that the value at a path is a member of; null where it is not there.</summary>
    private static JsonValue? Owner(JsonValue payload, string[] steps)
    {
        JsonValue? owner = payload;
        for (int step = 1; owner is not null && step < steps.Length - 1; step++)
        {
            owner = Step(owner, steps[step]);
        }

        return owner;
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
