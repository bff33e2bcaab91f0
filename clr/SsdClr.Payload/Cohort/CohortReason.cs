using System;
using System.Globalization;
using System.Text;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload.Cohort;

/// <summary>Why a child is in or out, in words an analyst can check.</summary>
internal static class CohortReason
{
    /// <summary>One sentence, under 400 characters. It dates a 26th birthday, so it is for the analyst who may see the child, not for a log.</summary>
    internal static string Describe(CohortVerdict verdict, Person person, Window window)
    {
        switch (verdict.Age)
        {
            case AgeGate.TooOld:
                return "Out: 26 on " + Iso(Window.Birthday(person.DateOfBirth!.Value, 26)) + ", not after the window starts on " + Iso(window.Start) + ".";
            case AgeGate.BornAfterWindow:
                return "Out: born on " + Iso(person.DateOfBirth!.Value) + ", after the window ends on " + Iso(window.End) + ".";
            case AgeGate.ExpectedBeforeWindow:
                return "Out: no date of birth, and expected on " + Iso(person.ExpectedDateOfBirth!.Value) + ", before the window starts on " + Iso(window.Start) + ".";
            case AgeGate.NoDate:
                return "Out: neither a date of birth nor an expected date of birth.";
            default:
                break;
        }

        CohortGroups counted = verdict.Matched & verdict.Counted;
        if (counted != CohortGroups.None)
        {
            return verdict.IsIn ? "In: " + Words(counted) + "." : "Out: matches (" + Words(counted) + "), but is " + Words(verdict.ExcludedBy) + ".";
        }

        return verdict.Matched != CohortGroups.None
            ? "Out: matches only what is switched off by setting: " + Words(verdict.Matched) + "."
            : "Out: no referral, plan, placement or care-leaver contact overlaps the window " + Iso(window.Start) + " to " + Iso(window.End) + ".";
    }

    private static string Words(CohortRestrictions excludedBy) => excludedBy switch
    {
        CohortRestrictions.CohortTable => "not listed in the cohort table",
        CohortRestrictions.PilotList => "not on the pilot list",
        _ => "neither listed in the cohort table nor on the pilot list",
    };

    private static string Words(CohortGroups groups)
    {
        var words = new StringBuilder();
        Append(words, groups, CohortGroups.ActiveReferral, "active referral");
        Append(words, groups, CohortGroups.WaitingAssessment, "waiting for an assessment");
        Append(words, groups, CohortGroups.CinPlan, "CIN plan");
        Append(words, groups, CohortGroups.LookedAfter, "looked after");
        Append(words, groups, CohortGroups.CareLeaver, "care leaver");
        Append(words, groups, CohortGroups.ChildProtectionPlan, "child protection plan");
        Append(words, groups, CohortGroups.Disability, "disability");
        return words.ToString();
    }

    private static void Append(StringBuilder words, CohortGroups groups, CohortGroups group, string word)
    {
        if ((groups & group) != CohortGroups.None)
        {
            words.Append(words.Length == 0 ? string.Empty : ", ").Append(word);
        }
    }

    private static string Iso(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
