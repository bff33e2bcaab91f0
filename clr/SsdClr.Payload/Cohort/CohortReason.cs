using System;
using System.Text;
using SsdClr.Data;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Cohort;

/// <summary>Why a child is in or out, in words an analyst can check: the dates, and what they were compared with.</summary>
internal static class CohortReason
{
    /// <summary>One sentence. It dates birthdays and names records, so it is for the analyst who may see the child, not for a log.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="person">The person.</param>
    /// <param name="window">The window.</param>
    /// <param name="records">The records of each group, in words.</param>
    internal static string Describe(CohortVerdict verdict, Person person, Window window, Func<CohortGroups, string> records)
    {
        switch (verdict.Age)
        {
            case AgeGate.NoId:
                return "Out: the person id is blank or stands for none (-1, 0, NULL).";
            case AgeGate.TooOld:
                return TooOld(Window.Birthday(person.DateOfBirth!.Value, 26), window);
            case AgeGate.ExpectedBeforeWindow:
                return "Out: no date of birth, and was expected on " + InvariantText.Of(person.ExpectedDateOfBirth!.Value) + ", before the window starts on " + InvariantText.Of(window.Start) + ".";
            case AgeGate.NoDate:
                return "Out: neither a date of birth nor an expected date of birth is held.";
            default:
                break;
        }

        if (verdict.Groups != CohortGroups.None)
        {
            return verdict.IsIn
                ? "In: " + Words(verdict.Groups, records) + "." + Caution(person, window)
                : "Out: matches " + Words(verdict.Groups, records) + ", but is " + Words(verdict.ExcludedBy) + ".";
        }

        return verdict.Matched != CohortGroups.None
            ? "Out: matches only what is switched off by setting: " + Words(verdict.Matched, records) + "."
            : "Out: no referral, plan, placement or care-leaver contact overlaps the window, " + InvariantText.Of(window.Start) + " to " + InvariantText.Of(window.End) + ".";
    }

    private static string TooOld(DateTime birthday, Window window) =>
        "Out: turned 26 on " + InvariantText.Of(birthday) + (birthday == window.Start ? ", the day the window starts." : ", before the window starts on " + InvariantText.Of(window.Start) + ".");

    private static string Caution(Person person, Window window)
    {
        Birth birth = Birth.Of(person, window.AsOf);
        return birth.IsImpossible
            ? " The date of birth, " + InvariantText.Of(person.DateOfBirth!.Value) + ", is more than ten months after the run date, " + InvariantText.Of(window.AsOf) + ", or from the expected date, so it counts as unknown and the child is withheld."
            : string.Empty;
    }

    private static string Words(CohortRestrictions excludedBy) => excludedBy switch
    {
        CohortRestrictions.CohortTable => "not listed in the cohort table",
        CohortRestrictions.PilotList => "not on the pilot list",
        _ => "neither listed in the cohort table nor on the pilot list",
    };

    private static string Words(CohortGroups groups, Func<CohortGroups, string> records)
    {
        var words = new StringBuilder();
        Append(words, groups, CohortGroups.ActiveReferral, "active referral", records);
        Append(words, groups, CohortGroups.WaitingAssessment, "waiting for an assessment", records);
        Append(words, groups, CohortGroups.CinPlan, "CIN plan", records);
        Append(words, groups, CohortGroups.LookedAfter, "looked after", records);
        Append(words, groups, CohortGroups.CareLeaver, "care leaver", records);
        Append(words, groups, CohortGroups.ChildProtectionPlan, "child protection plan", records);
        Append(words, groups, CohortGroups.Disability, "disability", records);
        return words.ToString();
    }

    private static void Append(StringBuilder words, CohortGroups groups, CohortGroups group, string word, Func<CohortGroups, string> records)
    {
        if ((groups & group) != CohortGroups.None)
        {
            words.Append(words.Length == 0 ? string.Empty : ", ").Append(word).Append(records(group));
        }
    }
}
