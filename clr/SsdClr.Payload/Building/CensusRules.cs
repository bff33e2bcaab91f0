using System;
using System.Collections.Generic;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>
/// What rules of the children in need census would find in what is sent (setting census_rules): those that fit these fields, by the numbers the
/// Department publishes. Rule 8869, about factors, is with the factors.
/// </summary>
internal sealed class CensusRules(FieldWriter fields, Window window, EpisodeChoice choice)
{
    private const int LongestPregnancyDays = 280;

    /// <summary>The letters that a unique pupil number may begin with, and a temporary one end with. I, O and S are not among them: they look like digits.</summary>
    internal const string CheckLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private readonly PayloadIssues _issues = fields.Issues;
    private readonly Window _window = window;
    private readonly CodeMap _codeMap = fields.CodeMap;
    private readonly EpisodeChoice _choice = choice;

    /// <summary>Lists what is found in a child; <see cref="EpisodeChoice"/> has chosen among its episodes.</summary>
    internal void List(ChildRecords child)
    {
        Birth birth = Birth.Of(child.Person, _window.AsOf);
        ListPerson(child.Person, birth);
        int open = 0;
        foreach (CinEpisode episode in _choice.Chosen)
        {
            if (_choice.Sends(episode.ReferralId))
            {
                ListEpisode(child, episode, birth);
                open += IsOpenCase(episode) ? 1 : 0;
            }
        }

        if (open > 1)
        {
            Add(PayloadRule.Census8815, "ssd_cin_episodes.cine_close_date", recordId: null);
        }
    }

    /// <summary>True where the first letter of a unique pupil number of 13 characters is the one its other characters ask for.</summary>
    internal static bool HasCheckLetter(string number) => CheckLetter(number) == char.ToUpperInvariant(number[0]);

    /// <summary>The letter that the characters of a unique pupil number behind its first ask for; null where they are none of a number.</summary>
    internal static char? CheckLetter(string number)
    {
        int sum = 0;
        for (int index = 1; index < number.Length; index++)
        {
            char character = char.ToUpperInvariant(number[index]);
            int value = character is >= '0' and <= '9' ? character - '0' : index == number.Length - 1 ? CheckLetters.IndexOf(character) : -1;
            if (value < 0)
            {
                return null;
            }

            sum += value * (index + 1);
        }

        return CheckLetters[sum % CheckLetters.Length];
    }

    private void ListPerson(Person person, Birth birth)
    {
        if (person.UniquePupilNumber is { } number && ChildDetails.IsUniquePupilNumber(number))
        {
            if (!HasCheckLetter(number))
            {
                Add(PayloadRule.Census1510, "ssd_person.pers_upn", recordId: null);
            }

            if (person.SharesItsUniquePupilNumber)
            {
                Add(PayloadRule.Census1520, "ssd_person.pers_upn", recordId: null);
            }
        }

        if (birth.Date is null
            && birth.Expected is not null
            && person.Sex is { } sex
            && CodedField.Sex.Find(sex, _codeMap, out _) is "M" or "F")
        {
            Add(PayloadRule.Census8750, "ssd_person.pers_sex", recordId: null);
        }
    }

    private void ListEpisode(ChildRecords child, CinEpisode episode, Birth birth)
    {
        if (IsLongBefore(episode.ReferralDate, birth.Date) || IsLongBefore(episode.ReferralDate, birth.Expected))
        {
            Add(PayloadRule.Census8606, "ssd_cin_episodes.cine_referral_date", episode.ReferralId);
        }

        bool hasReason = episode.CloseReason is { } reason && CodedField.ClosureReason.Find(reason, _codeMap, out _) is not null;
        if (episode.CloseDate is not null && !hasReason)
        {
            Add(PayloadRule.Census8805, "ssd_cin_episodes.cine_close_reason", episode.ReferralId);
        }
        else if (episode.CloseDate is null && hasReason)
        {
            Add(PayloadRule.Census8810, "ssd_cin_episodes.cine_close_date", episode.ReferralId);
        }

        if (StartsWithinAnother(episode))
        {
            Add(PayloadRule.Census8820, "ssd_cin_episodes.cine_referral_date", episode.ReferralId);
        }

        foreach (CinAssessment assessment in child.Assessments)
        {
            if (!assessment.CrossesPersons
                && IsOf(assessment.ReferralId, episode)
                && assessment.Start < episode.ReferralDate
                && (_window.Contains(assessment.Start) || _window.Contains(assessment.Authorised)))
            {
                Add(PayloadRule.Census1103, "ssd_cin_assessments.cina_assessment_start_date", assessment.AssessmentId);
            }
        }

        ListPlans(child, episode);
    }

    private void ListPlans(ChildRecords child, CinEpisode episode)
    {
        int open = 0;
        foreach (Plan plan in child.CinPlans)
        {
            if (!IsSent(plan, episode))
            {
                continue;
            }

            open += plan.End is null ? 1 : 0;
            if (plan.Start < episode.ReferralDate)
            {
                Add(PayloadRule.Census4015, "ssd_cin_plans.cinp_cin_plan_start_date", plan.PlanId);
            }

            if (StartsWithin(plan, child.ChildProtectionPlans, episode))
            {
                Add(PayloadRule.Census4016, "ssd_cin_plans.cinp_cin_plan_start_date", plan.PlanId);
            }
        }

        if (open > 1)
        {
            Add(PayloadRule.Census4004, "ssd_cin_plans.cinp_cin_plan_end_date", episode.ReferralId);
        }
    }

    // A plan that starts on the day on which the other ends follows it.
    private bool StartsWithin(Plan plan, List<Plan> protectionPlans, CinEpisode episode)
    {
        foreach (Plan other in protectionPlans)
        {
            if (IsSent(other, episode) && plan.Start >= other.Start && (other.End is null || plan.Start < other.End))
            {
                return true;
            }
        }

        return false;
    }

    private bool StartsWithinAnother(CinEpisode episode)
    {
        foreach (CinEpisode other in _choice.Chosen)
        {
            if (!ReferenceEquals(other, episode)
                && _choice.Sends(other.ReferralId)
                && episode.ReferralDate >= other.ReferralDate
                && (other.CloseDate is { } end ? episode.ReferralDate < end : IsOpenCase(other)))
            {
                return true;
            }
        }

        return false;
    }

    // A referral that led to no further action is no case.
    private static bool IsOpenCase(CinEpisode episode) => episode.CloseDate is null && YesNo.Parse(episode.NoFurtherAction) != true;

    private bool IsSent(Plan plan, CinEpisode episode) =>
        !plan.CrossesPersons && IsOf(plan.ReferralId, episode) && _window.Overlaps(plan.Start, plan.End);

    private static bool IsOf(string? referralId, CinEpisode episode) =>
        referralId is not null && string.Equals(referralId, episode.ReferralId, StringComparison.Ordinal);

    private static bool IsLongBefore(DateTime? referral, DateTime? birth) =>
        referral is { } from && birth is { } to && (to - from).TotalDays > LongestPregnancyDays;

    private void Add(PayloadRule rule, string source, string? recordId) => _issues.AddRecord(rule, IssueOutcome.Sent, name: null, source, recordId?.Trim());
}
