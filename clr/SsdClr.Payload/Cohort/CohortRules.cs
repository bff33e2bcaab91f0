using System;
using System.Collections.Generic;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload.Cohort;

/// <summary>Who is in the cohort (payload section 2): the age gate and at least one group.</summary>
internal sealed class CohortRules
{
    private readonly Window _window;
    private readonly CohortGroups _counted;

    internal CohortRules(Window window, CohortSettings settings)
    {
        _window = window;
        _counted = settings.Groups;
    }

    /// <summary>The verdict on one child. The deceased stay in.</summary>
    internal CohortVerdict Judge(ChildRecords child) => new(Age(child.Person), Groups(child), _counted);

    private AgeGate Age(Person person)
    {
        if (person.DateOfBirth is { } dateOfBirth)
        {
            return dateOfBirth > _window.End ? AgeGate.BornAfterWindow
                : Window.Birthday(dateOfBirth, 26) > _window.Start ? AgeGate.Open
                : AgeGate.TooOld;
        }

        // No upper bound: a child due in the future belongs.
        return person.ExpectedDateOfBirth is not { } expected ? AgeGate.NoDate
            : expected >= _window.Start ? AgeGate.Open
            : AgeGate.ExpectedBeforeWindow;
    }

    private CohortGroups Groups(ChildRecords child) =>
        (HasActiveReferral(child) ? CohortGroups.ActiveReferral : CohortGroups.None)
        | (WaitsForAssessment(child) ? CohortGroups.WaitingAssessment : CohortGroups.None)
        | (AnyPlanOverlaps(child.CinPlans) ? CohortGroups.CinPlan : CohortGroups.None)
        | (IsLookedAfter(child) ? CohortGroups.LookedAfter : CohortGroups.None)
        | (IsCareLeaver(child) ? CohortGroups.CareLeaver : CohortGroups.None)
        | (AnyPlanOverlaps(child.ChildProtectionPlans) ? CohortGroups.ChildProtectionPlan : CohortGroups.None)
        | (child.DisabilityCodes.Count > 0 ? CohortGroups.Disability : CohortGroups.None);

    private bool HasActiveReferral(ChildRecords child)
    {
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (_window.Overlaps(episode.ReferralDate, episode.CloseDate))
            {
                return true;
            }
        }

        return false;
    }

    // No window test: a referral that has waited for years waits still.
    private static bool WaitsForAssessment(ChildRecords child)
    {
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (episode.CloseDate is null && !HasStartedAssessment(child, episode))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasStartedAssessment(ChildRecords child, CinEpisode episode)
    {
        foreach (CinAssessment assessment in child.Assessments)
        {
            if (assessment.Start is not null
                && !assessment.CrossesPersons
                && string.Equals(assessment.ReferralId, episode.ReferralId, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private bool AnyPlanOverlaps(List<Plan> plans)
    {
        foreach (Plan plan in plans)
        {
            if (plan.NamesPerson && !plan.CrossesPersons && _window.Overlaps(plan.Start, plan.End))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsLookedAfter(ChildRecords child)
    {
        foreach (Placement placement in child.Placements)
        {
            if (child.Holds(placement) && _window.Overlaps(placement.Start, placement.End))
            {
                return true;
            }
        }

        foreach (CareEpisode careEpisode in child.CareEpisodes)
        {
            if (careEpisode.ReferralId is not null && !careEpisode.CrossesPersons && ReferralOverlaps(child, careEpisode.ReferralId))
            {
                return true;
            }
        }

        return false;
    }

    private bool ReferralOverlaps(ChildRecords child, string referralId)
    {
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (string.Equals(episode.ReferralId, referralId, StringComparison.Ordinal) && _window.Overlaps(episode.ReferralDate, episode.CloseDate))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsCareLeaver(ChildRecords child) =>
        child.Person.DateOfBirth is { } dateOfBirth
        && Window.Birthday(dateOfBirth, 16) < _window.End
        && Window.Birthday(dateOfBirth, 26) >= _window.Start
        && WasInTouch(child)
        && HasOpenEpisode(child);

    private bool WasInTouch(ChildRecords child)
    {
        foreach (CareLeaver careLeaver in child.CareLeavers)
        {
            // Here alone the last day of the window does not count.
            if (careLeaver.LatestContact >= _window.Start && careLeaver.LatestContact < _window.End)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasOpenEpisode(ChildRecords child)
    {
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (episode.CloseDate is null && episode.ReferralDate <= _window.End)
            {
                return true;
            }
        }

        return false;
    }
}
