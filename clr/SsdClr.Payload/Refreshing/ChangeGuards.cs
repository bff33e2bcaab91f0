using System;
using System.Collections.Generic;
using System.Text;
using SsdClr.Data;
using SsdClr.Payload.Holding;
using SsdClr.Settings;

namespace SsdClr.Payload.Refreshing;

/// <summary>
/// The guards on change: a cohort that shrank or grew, children, fields and names that changed in a number that no night brings, and a run date that is far off.
/// Each is right about a damaged SSD more often than not, and none knows: a person decides.
/// </summary>
/// <param name="settings">The settings in force.</param>
/// <param name="changes">What changes in children who stay.</param>
internal sealed class ChangeGuards(SettingValues settings, ChangeTally changes)
{
    // Where there are few children a share says little.
    private const int AlwaysAllowed = 20;
    private const int MostPlacesNamed = 5;

    private readonly SettingValues _settings = settings;
    private readonly ChangeTally _changes = changes;

    private readonly int _fieldPercent = settings.WholeNumber("max_field_change_percent");
    private readonly List<GuardFinding> _findings = new();

    /// <summary>What each guard found, in the order in which it is told.</summary>
    internal IReadOnlyList<GuardFinding> Findings => _findings;

    /// <summary>The number that confirms all that is held; 0 where nothing is.</summary>
    internal int Held
    {
        get
        {
            int held = 0;
            foreach (GuardFinding finding in _findings)
            {
                held += finding.Holds ? finding.Amount : 0;
            }

            return held;
        }
    }

    /// <summary>Compares the run date with today and with that of the last good refresh.</summary>
    internal void JudgeDate(DateTime asOf, DateTime today, DateTime? lastAsOf)
    {
        int days = Math.Abs((today - asOf).Days);
        Add("as_of_days", days, _settings.WholeNumber("max_as_of_days"), "the run date " + InvariantText.Of(asOf) + " is " + Days(days) + " from today");
        int back = lastAsOf is { } before && before > asOf ? (before - asOf).Days : 0;
        Add("as_of_days_back", back, 0, "the run date " + InvariantText.Of(asOf) + " is " + Days(back) + " before that of the last good run");
    }

    /// <summary>Compares the size of the cohort with that of the last good refresh.</summary>
    internal void JudgeCohort(int inCohort, int? lastInCohort)
    {
        int before = lastInCohort ?? inCohort;
        Add(
            "cohort_change",
            Math.Abs(inCohort - before),
            Share(before, "max_cohort_change_percent"),
            "the cohort " + (inCohort < before ? "fell" : "grew") + " from " + InvariantText.Of(before) + " to " + InvariantText.Of(inCohort) + " children");
    }

    /// <summary>Compares the children that change with all that the receiver acknowledged.</summary>
    internal void JudgeChildren(int acknowledged)
    {
        Add(
            "changed_children",
            _changes.Children,
            Share(acknowledged, "max_changed_percent"),
            InvariantText.Of(_changes.Children) + " of " + InvariantText.Of(acknowledged) + " acknowledged children changed");
        Add(
            "changed_identities",
            _changes.Identities,
            _settings.WholeNumber("max_identity_changes"),
            InvariantText.Of(_changes.Identities) + " children have, under the same id, another first name, date of birth and UPN, or two of these");
    }

    /// <summary>Counts what an acknowledged child holds.</summary>
    internal void AddHolder(JsonValue acknowledged) => _changes.AddHolder(acknowledged);

    /// <summary>True where any field or block is gone or changed, so that those who had it are to be counted.</summary>
    internal bool HasAffected
    {
        get
        {
            foreach (ChangeTally.Place place in _changes.All)
            {
                if (Affected(place) > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Compares, field by field and block by block, the children in whom it is gone or changed with those who had it, once the holders are counted.</summary>
    internal void JudgePlaces()
    {
        ChangeTally.Place? nearest = null;
        var words = new StringBuilder();
        int named = 0;
        string last = ".";
        foreach (ChangeTally.Place place in _changes.All)
        {
            if (nearest is null || (long)Affected(place) * Most(nearest) > (long)Affected(nearest) * Most(place))
            {
                nearest = place;
            }

            // What is in a block that is told is not told again.
            if (IsBeyond(place) && !place.Path.StartsWith(last, StringComparison.Ordinal))
            {
                last = place.Path + ".";
                named++;
                words.Append(named > MostPlacesNamed ? string.Empty : (words.Length == 0 ? string.Empty : ", ") + Describe(place));
            }
        }

        words.Append(named > MostPlacesNamed ? " and " + InvariantText.Of(named - MostPlacesNamed) + " more" : string.Empty);
        Add("changed_field", nearest is null ? 0 : Affected(nearest), nearest is null ? AlwaysAllowed : Most(nearest), "of the fields and blocks, " + words);
    }

    /// <summary>What is odd; called where something is.</summary>
    internal string Refusal()
    {
        var odd = new StringBuilder();
        foreach (GuardFinding finding in _findings)
        {
            odd.Append(!finding.Holds ? string.Empty : odd.Length == 0 ? finding.Words : "; " + finding.Words);
        }

        odd[0] = char.ToUpperInvariant(odd[0]);
        return odd + ": see whether SSD, the settings and the date are right.";
    }

    private static string Describe(ChangeTally.Place place)
    {
        string holders = " of " + InvariantText.Of(place.Holders) + " children who had it";
        return place.Changed == 0 ? place.Path + " is gone from " + InvariantText.Of(place.Lost) + holders
            : place.Lost == 0 ? place.Path + " changed in " + InvariantText.Of(place.Changed) + holders
            : place.Path + " is gone from " + InvariantText.Of(place.Lost) + " and changed in " + InvariantText.Of(place.Changed) + holders;
    }

    private static int Affected(ChangeTally.Place place) => place.Lost + place.Changed;

    private bool IsBeyond(ChangeTally.Place place) => Affected(place) > Most(place);

    private int Most(ChangeTally.Place place) => GuardFinding.Limit(AlwaysAllowed, place.Holders, _fieldPercent);

    private int Share(int all, string setting) => GuardFinding.Limit(AlwaysAllowed, all, _settings.WholeNumber(setting));

    private void Add(string name, int amount, int most, string words) => _findings.Add(new GuardFinding(name, amount, most, words));

    private static string Days(int number) => InvariantText.Of(number) + (number == 1 ? " day" : " days");
}
