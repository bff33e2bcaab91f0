using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>The block adoption (fields 47 to 49), the same under every episode sent.</summary>
internal sealed class Adoption(FieldWriter fields, Window window)
{
    private readonly FieldWriter _fields = fields;
    private readonly Window _window = window;

    /// <summary>Writes the block; nothing where no adoption date is in the window.</summary>
    internal void Write(ChildRecords child)
    {
        Permanence? latest = null;
        foreach (Permanence permanence in child.Permanences)
        {
            if (!permanence.IsAmbiguous && (permanence.PeriodKey is null || child.HoldsPeriod(permanence.PeriodKey)) && IsInWindow(permanence, _window) && (latest is null || IsLater(permanence, latest)))
            {
                latest = permanence;
            }
        }

        if (latest is null)
        {
            return;
        }

        JsonWriter json = _fields.Json;
        json.Name(PayloadNames.Adoption);
        json.StartObject();
        _fields.Issues.Enter(PayloadNames.Adoption, -1, latest.RowId);
        _fields.Date(PayloadNames.InitialDecisionDate, latest.Decision, "ssd_permanence.perm_adm_decision_date");
        _fields.Date(PayloadNames.MatchedDate, latest.Matched, "ssd_permanence.perm_matched_date");
        _fields.Date(PayloadNames.PlacedDate, latest.Placed, "ssd_permanence.perm_placed_for_adoption_date");
        _fields.NotPurged();
        _fields.Issues.Leave();
        json.EndObject();
    }

    /// <summary>True where any date of the row is in the window.</summary>
    internal static bool IsInWindow(Permanence permanence, Window window) =>
        window.Contains(permanence.Decision) || window.Contains(permanence.Matched) || window.Contains(permanence.Placed);

    // The latest by placed, else matched, else decision; of equals, the first by the bytes of the block.
    private static bool IsLater(Permanence candidate, Permanence latest)
    {
        DateTime? date = candidate.Placed ?? candidate.Matched ?? candidate.Decision;
        DateTime? latestDate = latest.Placed ?? latest.Matched ?? latest.Decision;
        if (date != latestDate)
        {
            return date > latestDate;
        }

        int order = CompareKeys(candidate.Decision, latest.Decision);
        order = order != 0 ? order : CompareKeys(candidate.Matched, latest.Matched);
        order = order != 0 ? order : CompareKeys(candidate.Placed, latest.Placed);
        return order < 0;
    }

    // An absent key brings the next one forward, and the keys of the block sort initial_, matched_, placed_, purge.
    private static int CompareKeys(DateTime? left, DateTime? right) =>
        left is null ? (right is null ? 0 : 1)
        : right is null ? -1
        : left.Value.CompareTo(right.Value);
}
