using System.Collections.Generic;

namespace SsdClr.Payload.Change;

/// <summary>What is to be sent of a child that was sent before, if anything: settings mode, change_detection and clear_with_null applied.</summary>
internal sealed class BodyChoice
{
    /// <summary>Separates the paths in <see cref="ValuesNotCleared"/>; ids hold no line feed.</summary>
    private const char PathSeparator = '\n';

    /// <summary>Before paths for which the body that goes with them sends null; csc.staging forgets them when that body is acknowledged.</summary>
    private const string ClearedByBody = "~";

    private BodyChoice(string? body, string? wholeBody, bool isSettled, RecordTally? removed, string? valuesNotCleared, string? perhapsHeld)
    {
        Body = body;
        WholeBody = wholeBody;
        IsSettled = isSettled;
        Removed = removed;
        ValuesNotCleared = valuesNotCleared;
        PerhapsHeld = perhapsHeld;
    }

    /// <summary>For a child that was never sent: the payload is the body.</summary>
    internal static BodyChoice Payload { get; } = new(body: null, wholeBody: null, isSettled: false, removed: null, valuesNotCleared: null, perhapsHeld: null);

    /// <summary>The body; null where it is the payload itself, and where nothing is to be sent.</summary>
    internal string? Body { get; }

    /// <summary>What is sent instead when the child goes a second time; null where that is no other body, which it is only for a partial one.</summary>
    internal string? WholeBody { get; }

    /// <summary>True where nothing is to be sent, though the payload differs from the acknowledged one.</summary>
    internal bool IsSettled { get; }

    /// <summary>Nested records that the receiver is told to remove; null for none.</summary>
    internal RecordTally? Removed { get; }

    /// <summary>
    /// Paths of values that bodies left out, so that the receiver may still hold them, as csc.staging.not_cleared keeps them; null for none. Some may be in the
    /// payload again, or their record gone from it: that counts when the receiver has confirmed it.
    /// </summary>
    internal string? ValuesNotCleared { get; }

    /// <summary>What the receiver may hold besides the acknowledged payload: all that was sent since without being confirmed; null where it is certain what it holds.</summary>
    internal string? PerhapsHeld { get; }

    /// <param name="held">What csc.staging knows of what the receiver holds.</param>
    /// <param name="isCertain">True where the receiver is known to hold the acknowledged payload.</param>
    /// <param name="payload">The current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    /// <param name="settings">The settings in force.</param>
    internal static BodyChoice Of(HeldTexts held, bool isCertain, string payload, RecordInventory inventory, BodySettings settings)
    {
        string? perhapsHeld = isCertain ? null : held.Unconfirmed();
        ChildDifference? difference = isCertain
            ? ChildDifference.Between(held.Acknowledged, payload, inventory)
            : ChildDifference.AfterUnknownOutcome(held.Acknowledged, perhapsHeld, payload, inventory);
        if (difference is null)
        {
            return new BodyChoice(body: null, wholeBody: null, isSettled: false, removed: null, Remembered(Paths(held.ValuesNotCleared), mark: string.Empty), perhapsHeld);
        }

        // What is staged may never leave, so a value that is back, or whose record is gone, is forgotten no sooner than the receiver confirmed that. What
        // a payload after the acknowledged one cleared is found by comparing.
        List<string> earlier = Paths(held.ValuesNotCleared);
        if (isCertain)
        {
            earlier = difference.LeftOut(earlier);
        }

        if (settings.ClearsWithNull)
        {
            difference = difference.WithValuesAt(earlier);
        }

        if (isCertain && (settings.IgnoresRecordIds ? difference.IsSettledButForRecordIds : difference.IsSettled))
        {
            // The receiver keeps the ids it was sent, and a person looks under those that SSD has now.
            earlier.AddRange(difference.Renumbered(earlier));
            return new BodyChoice(body: null, wholeBody: null, isSettled: true, removed: null, Remembered(earlier, mark: string.Empty), perhapsHeld);
        }

        ChildBody full = difference.Full(settings);
        foreach (string path in full.ClearedValuesNotSent)
        {
            if (!earlier.Contains(path))
            {
                earlier.Add(path);
            }
        }

        string? remembered = Remembered(earlier, settings.ClearsWithNull ? ClearedByBody : string.Empty);
        RecordTally removed = settings.IgnoresRecordIds ? difference.Fewer() : difference.Removed();
        RecordTally? anyRemoved = removed.Total == 0 ? null : removed;
        return isCertain && settings.SendsPartial
            ? new BodyChoice(difference.Partial(settings).Text, full.Text ?? payload, isSettled: false, anyRemoved, remembered, perhapsHeld)
            : new BodyChoice(full.Text, wholeBody: null, isSettled: false, anyRemoved, remembered, perhapsHeld);
    }

    /// <summary>The paths in a value of csc.staging.not_cleared, whether or not the staged body sends null for them.</summary>
    internal static List<string> Paths(string? valuesNotCleared)
    {
        var paths = new List<string>();
        if (!string.IsNullOrEmpty(valuesNotCleared))
        {
            paths.AddRange((AreClearedByBody(valuesNotCleared) ? valuesNotCleared!.Substring(ClearedByBody.Length) : valuesNotCleared!).Split(PathSeparator));
        }

        return paths;
    }

    /// <summary>True where the staged body sends null for the values.</summary>
    internal static bool AreClearedByBody(string? valuesNotCleared) =>
        valuesNotCleared is not null && valuesNotCleared.StartsWith(ClearedByBody, System.StringComparison.Ordinal);

    private static string? Remembered(List<string> paths, string mark) =>
        paths.Count == 0 ? null : mark + string.Join(PathSeparator.ToString(), paths);
}
