using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Holding;

/// <summary>
/// Values that a receiver which merges may still have because bodies left them out (rule cleared_value_not_sent), by their paths:
/// <c>$.child_details.postcode</c>, <c>$.social_care_episodes[id=R1].closure_date</c>.
/// </summary>
internal static class ClearedValues
{
    private const string IdMark = "[id=";

    /// <summary>
    /// The paths of all values that the receiver may have although the current payload lacks them. Their object is in the payload: what goes as a whole is
    /// removed, not cleared.
    /// </summary>
    /// <param name="held">What is known of what the receiver has.</param>
    /// <param name="current">The current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    /// <param name="ignoresRecordIds">Setting change_detection is ignore_record_ids: a value of a renumbered record is listed under the id that SSD has now.</param>
    internal static List<string> Find(Held held, ChildPayload current, RecordInventory inventory, bool ignoresRecordIds)
    {
        var paths = new List<string>();
        if (held.Known is not { } known)
        {
            return paths;
        }

        paths.AddRange(LeftOut(known, current));

        // A child that differs in anything else is sent with the records of the old ids named as gone, and their values go with them.
        if (ignoresRecordIds && held is { IsCertain: true, Acknowledged: { } acknowledged } && ComparisonForm.AreSame(Baseline.Of(acknowledged.Root, current, inventory), current.Root))
        {
            foreach (string path in Renumbered(acknowledged.Root, current.Root, LeftOut(known, acknowledged)))
            {
                if (!paths.Contains(path))
                {
                    paths.Add(path);
                }
            }
        }

        return paths;
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
    /// Those paths through records that have other ids in the current payload than in the baseline, as they lead in the current payload; for payloads
    /// that are the same but for ids of records. Where several records cannot be told apart, the paths through each of them.
    /// </summary>
    private static List<string> Renumbered(JsonValue baseline, JsonValue current, IReadOnlyList<string> paths)
    {
        var renumbered = new List<string>();
        foreach (string path in paths)
        {
            AddRenumbered(PayloadShape.Child, baseline, current, path.Split('.'), step: 1, "$", renumbered);
        }

        return renumbered;
    }

    private static IReadOnlyList<string> LeftOut(JsonValue known, ChildPayload payload) =>
        BodyWriter.Full(payload, Baseline.Of(known, payload, new RecordInventory()), new BodySettings()).ClearedValuesNotSent;

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
            AddRenumbered(key.Content, before, now, steps, step + 1, key.PathIn(path), renumbered);
        }
        else if (key.Content.FindRecord(before, Id(steps[step])) is { } record)
        {
            foreach (JsonValue same in SameButForIds(key.Content, record, before, now))
            {
                AddRenumbered(key.Content, record, same, steps, step + 1, key.PathIn(path, key.Content.IdOf(same)), renumbered);
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
