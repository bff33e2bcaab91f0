using System;
using System.Collections.Generic;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Cohort;

/// <summary>Who is in the cohort (docs/payload.md, section 2): the age gate and at least one group, within the restrictions.</summary>
internal sealed class CohortRules(Window window, CohortSettings settings)
{
    /// <summary>All groups, one after the other, in the order in which they are shown.</summary>
    internal static readonly CohortGroups[] AllGroups =
    [
        CohortGroups.ActiveReferral,
        CohortGroups.WaitingAssessment,
        CohortGroups.CinPlan,
        CohortGroups.LookedAfter,
        CohortGroups.CareLeaver,
        CohortGroups.ChildProtectionPlan,
        CohortGroups.Disability,
    ];

    private readonly Window _window = window;
    private readonly CohortSettings _settings = settings;

    private readonly CohortGroups _counted = settings.Groups;
    private readonly string[] _pilotPersonIds = settings.PilotPersonIds;

    // The same rules, where every period that starts in the window counts; made for the first child that is in no group.
    private CohortRules? _trusting;

    /// <summary>The verdict on one child. The deceased stay in.</summary>
    internal CohortVerdict Judge(ChildRecords child)
    {
        CohortGroups matched = Groups(child);
        CohortGroups lostByEnds = (matched & _counted) == CohortGroups.None ? (_trusting ??= new CohortRules(_window.TrustingStarts(), _settings)).Groups(child) & _counted : CohortGroups.None;
        return new CohortVerdict(Age(child.Person), matched, _counted, Restrictions(child.Person), lostByEnds);
    }

    /// <summary>What the columns of csc.cohort call a group.</summary>
    internal static string NameOf(CohortGroups group) => group switch
    {
        CohortGroups.ActiveReferral => "active_referral",
        CohortGroups.WaitingAssessment => "waiting_assessment",
        CohortGroups.CinPlan => "cin_plan",
        CohortGroups.LookedAfter => "looked_after",
        CohortGroups.CareLeaver => "care_leaver",
        CohortGroups.ChildProtectionPlan => "cp_plan",
        _ => "disability",
    };

    /// <summary>The column, table.column, whose records make a group.</summary>
    internal static string SourceOf(CohortGroups group) => group switch
    {
        CohortGroups.ActiveReferral or CohortGroups.WaitingAssessment => "ssd_cin_episodes.cine_referral_id",
        CohortGroups.CinPlan => "ssd_cin_plans.cinp_cin_plan_id",
        CohortGroups.LookedAfter => "ssd_cla_placement.clap_cla_placement_id",
        CohortGroups.CareLeaver => "ssd_care_leavers.clea_person_id",
        CohortGroups.ChildProtectionPlan => "ssd_cp_plans.cppl_cp_plan_id",
        _ => "ssd_disability.disa_disability_code",
    };

    /// <summary>True where an episode is open and none of its assessments has started. No window test: a referral that has waited for years waits still.</summary>
    internal static bool Waits(ChildRecords child, CinEpisode episode) => episode.CloseDate is null && !HasStartedAssessment(child, episode);

    /// <summary>True where a plan names the child, and nobody else, and overlaps.</summary>
    internal static bool Counts(Plan plan, Window window) => plan.NamesPerson && !plan.CrossesPersons && window.Overlaps(plan.Start, plan.End);

    /// <summary>True where a placement is the child's and overlaps.</summary>
    internal static bool Counts(ChildRecords child, Placement placement, Window window) => child.Holds(placement) && window.Overlaps(placement.Start, placement.EndAsSent);

    /// <summary>True where a care episode belongs to a referral of the child whose CIN episode overlaps.</summary>
    internal static bool Counts(ChildRecords child, CareEpisode careEpisode, Window window) =>
        careEpisode.ReferralId is not null && !careEpisode.CrossesPersons && ReferralOverlaps(child, careEpisode.ReferralId, window);

    private static bool ReferralOverlaps(ChildRecords child, string referralId, Window window)
    {
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (string.Equals(episode.ReferralId, referralId, StringComparison.Ordinal) && window.Overlaps(episode.ReferralDate, episode.CloseDate))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where the contact of a care leaver is in the window, of which here alone the last day does not count.</summary>
    internal static bool IsInTouch(CareLeaver careLeaver, Window window) =>
        careLeaver.LatestContact >= window.Start && careLeaver.LatestContact < window.End;

    private CohortRestrictions Restrictions(Person person) =>
        (person.IsListed ? CohortRestrictions.None : CohortRestrictions.CohortTable)
        | (_pilotPersonIds.Length == 0 || Array.IndexOf(_pilotPersonIds, person.PersonId) >= 0 ? CohortRestrictions.None : CohortRestrictions.PilotList);

    private AgeGate Age(Person person)
    {
        if (person.HasNoId)
        {
            return AgeGate.NoId;
        }

        Birth birth = Birth.Of(person, _window.AsOf);
        if (birth.Date is { } dateOfBirth)
        {
            return Window.Birthday(dateOfBirth, 26) > _window.Start ? AgeGate.Open : AgeGate.TooOld;
        }

        // Nobody knows how old a child with an impossible date of birth is: its groups decide, and an error withholds it.
        if (birth.IsImpossible)
        {
            return AgeGate.Open;
        }

        // No upper bound: a child due in the future belongs.
        return birth.Expected is not { } expected ? AgeGate.NoDate
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

    private static bool WaitsForAssessment(ChildRecords child)
    {
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (Waits(child, episode))
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
                && assessment.ReferralId is not null
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
            if (Counts(plan, _window))
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
            if (Counts(child, placement, _window))
            {
                return true;
            }
        }

        foreach (CareEpisode careEpisode in child.CareEpisodes)
        {
            if (Counts(child, careEpisode, _window))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsCareLeaver(ChildRecords child) =>
        Birth.Of(child.Person, _window.AsOf).Date is { } dateOfBirth
        && Window.Birthday(dateOfBirth, 16) < _window.End
        && Window.Birthday(dateOfBirth, 26) >= _window.Start
        && WasInTouch(child)
        && HasOpenEpisode(child);

    private bool WasInTouch(ChildRecords child)
    {
        foreach (CareLeaver careLeaver in child.CareLeavers)
        {
            if (IsInTouch(careLeaver, _window))
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
