using System;
using System.Collections.Generic;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>
/// Lists each record of a child that is not sent although its own dates would have it sent, and says why: it hangs on another child's record, its
/// referral is not there, its episode is not sent, it has no date, or it starts in the window and ends before that. A record that its own dates leave out is not listed; what is wrong with an id is
/// listed where the record would be sent.
/// </summary>
internal sealed class UnsentRecords(PayloadIssues issues, Window window, CareWorkerArray careWorkers, EpisodeChoice choice)
{
    // The columns, table.column, that a finding about a record that is not sent points at.
    private static readonly (string Person, string Referral, string Start, string End) s_assessment =
        ("ssd_cin_assessments.cina_person_id", "ssd_cin_assessments.cina_referral_id", "ssd_cin_assessments.cina_assessment_start_date", "ssd_cin_assessments.cina_assessment_auth_date");

    private static readonly (string Person, string Referral, string Start, string End) s_cinPlan =
        ("ssd_cin_plans.cinp_person_id", "ssd_cin_plans.cinp_referral_id", "ssd_cin_plans.cinp_cin_plan_start_date", "ssd_cin_plans.cinp_cin_plan_end_date");

    private static readonly (string Person, string Referral, string Start, string End) s_section47 =
        ("ssd_s47_enquiry.s47e_person_id", "ssd_s47_enquiry.s47e_referral_id", "ssd_s47_enquiry.s47e_s47_start_date", "ssd_s47_enquiry.s47e_s47_end_date");

    private static readonly (string Person, string Referral, string Start, string End) s_protectionPlan =
        ("ssd_cp_plans.cppl_person_id", "ssd_cp_plans.cppl_referral_id", "ssd_cp_plans.cppl_cp_plan_start_date", "ssd_cp_plans.cppl_cp_plan_end_date");

    private static readonly (string Person, string Referral, string Start, string End) s_placement =
        ("ssd_cla_placement.clap_person_id", "ssd_cla_episodes.clae_referral_id", "ssd_cla_placement.clap_cla_placement_start_date", "ssd_cla_placement.clap_cla_placement_end_date");

    private static readonly (string Person, string Referral, string Start, string End) s_involvement =
        ("ssd_involvements.invo_person_id", "ssd_involvements.invo_referral_id", "ssd_involvements.invo_involvement_start_date", "ssd_involvements.invo_involvement_end_date");

    private readonly PayloadIssues _issues = issues;
    private readonly Window _window = window;
    private readonly EpisodeChoice _choice = choice;
    private readonly CareWorkerArray _careWorkers = careWorkers;

    /// <summary>Lists those of a child; <see cref="EpisodeChoice"/> has chosen among its episodes.</summary>
    internal void List(ChildRecords child)
    {
        ListEpisodes(child.CinEpisodes);
        foreach (CinAssessment assessment in child.Assessments)
        {
            bool hasNoDate = assessment.Start is null && assessment.Authorised is null;
            if (hasNoDate || _window.Contains(assessment.Start) || _window.Contains(assessment.Authorised))
            {
                List(assessment.CrossesPersons, assessment.ReferralId, hasNoDate ? PayloadRule.DateMissing : null, s_assessment, assessment.AssessmentId);
            }
        }

        ListPlans(child.CinPlans, s_cinPlan);
        ListPlans(child.ChildProtectionPlans, s_protectionPlan);
        ListEnquiries(child);
        ListConferences(child.InitialConferences);
        ListCareEpisodes(child);
        ListPlacements(child);
        ListPermanences(child);
        ListInvolvements(child);
    }

    private void ListEpisodes(List<CinEpisode> episodes)
    {
        foreach (CinEpisode episode in episodes)
        {
            if (MayOverlap(episode.ReferralDate, episode.CloseDate) && !_choice.Chosen.Contains(episode))
            {
                Add(PayloadRule.DateMissing, "ssd_cin_episodes.cine_referral_date", episode.ReferralId);
            }
            else if (_window.LosesByItsEnd(episode.ReferralDate, episode.CloseDate) && !_choice.Chosen.Contains(episode))
            {
                Add(PayloadRule.ClosedBeforeReferral, "ssd_cin_episodes.cine_close_date", episode.ReferralId);
            }
        }
    }

    private void ListPlans(List<Plan> plans, (string Person, string Referral, string Start, string End) columns)
    {
        foreach (Plan plan in plans)
        {
            PayloadRule? fault = FaultOf(plan.Start, plan.End);
            if (fault is not null || _window.Overlaps(plan.Start, plan.End))
            {
                List(plan.CrossesPersons, plan.ReferralId, fault, columns, plan.PlanId);
            }
        }
    }

    private void ListEnquiries(ChildRecords child)
    {
        foreach (Section47Enquiry enquiry in child.Section47Enquiries)
        {
            bool isInWindow = _window.Overlaps(enquiry.Start, enquiry.End)
                || _window.Contains(Section47Array.ConferenceDate(child.InitialConferences, enquiry));
            PayloadRule? fault = isInWindow ? null : FaultOf(enquiry.Start, enquiry.End);
            if (isInWindow || fault is not null)
            {
                List(enquiry.CrossesPersons, enquiry.ReferralId, fault, s_section47, enquiry.EnquiryId);
            }
        }
    }

    private void ListConferences(List<InitialConference> conferences)
    {
        foreach (InitialConference conference in conferences)
        {
            if (conference.EnquiryId is null && _window.Contains(conference.Date))
            {
                if (conference.CrossesPersons)
                {
                    Add(PayloadRule.CrossPersonLink, "ssd_initial_cp_conference.icpc_person_id", conference.ConferenceId);
                }
                else
                {
                    Add(PayloadRule.ConferenceWithoutEnquiry, "ssd_initial_cp_conference.icpc_s47_enquiry_id", conference.ConferenceId);
                }
            }
        }
    }

    // A care episode is not sent itself, but without its referral no placement of it can be; nor one that it names, where that is in no period of care.
    private void ListCareEpisodes(ChildRecords child)
    {
        foreach (CareEpisode careEpisode in child.CareEpisodes)
        {
            if (!_window.Overlaps(careEpisode.Start, careEpisode.Ceased) && FaultOf(careEpisode.Start, careEpisode.Ceased) is null)
            {
                continue;
            }

            if (careEpisode.CrossesPersons || careEpisode.ReferralId is null)
            {
                Add(careEpisode.CrossesPersons ? PayloadRule.CrossPersonLink : PayloadRule.RecordWithoutEpisode, "ssd_cla_episodes.clae_referral_id", careEpisode.EpisodeId);
            }

            if (child.LacksPlacementOf(careEpisode))
            {
                Add(PayloadRule.PlacementWithoutPeriod, "ssd_cla_episodes.clae_cla_placement_id", careEpisode.EpisodeId);
            }
        }
    }

    private void ListPlacements(ChildRecords child)
    {
        foreach (Placement placement in child.Placements)
        {
            bool hasNoDate = MayOverlap(placement.Start, placement.EndAsSent);
            if (!hasNoDate && !_window.Overlaps(placement.Start, placement.EndAsSent))
            {
                continue;
            }

            if (placement.CrossesPersons)
            {
                Add(PayloadRule.CrossPersonLink, s_placement.Person, placement.PlacementId);
            }
            else if (placement.PeriodKey is not null && !child.HoldsPeriod(placement.PeriodKey))
            {
                Add(PayloadRule.CrossPersonLink, "ssd_cla_placement.clap_cla_id", placement.PlacementId);
            }
            else
            {
                ListPlacement(child.CareEpisodes, placement, hasNoDate);
            }
        }
    }

    private void ListPlacement(List<CareEpisode> careEpisodes, Placement placement, bool hasNoDate)
    {
        bool hasReferral = false;
        bool isSent = false;
        foreach (CareEpisode careEpisode in careEpisodes)
        {
            if (!careEpisode.CrossesPersons && careEpisode.ReferralId is not null && PlacementArray.InPeriod(careEpisode, placement))
            {
                hasReferral = true;
                isSent |= _choice.Sends(careEpisode.ReferralId);
            }
        }

        if (!hasReferral)
        {
            Add(PayloadRule.PlacementWithoutReferral, s_placement.Referral, placement.PlacementId);
        }
        else if (hasNoDate)
        {
            Add(PayloadRule.DateMissing, s_placement.Start, placement.PlacementId);
        }
        else if (!isSent)
        {
            Add(PayloadRule.EpisodeNotSent, s_placement.Referral, placement.PlacementId);
        }
    }

    private void ListPermanences(ChildRecords child)
    {
        foreach (Permanence permanence in child.Permanences)
        {
            if (!Adoption.IsInWindow(permanence, _window))
            {
                continue;
            }

            if (permanence.IsAmbiguous)
            {
                Add(PayloadRule.AdoptionAmbiguous, permanence.PeriodKey is null ? "ssd_permanence.perm_person_id" : "ssd_permanence.perm_cla_id", permanence.RowId);
            }
            else if (permanence.PeriodKey is not null && !child.HoldsPeriod(permanence.PeriodKey))
            {
                Add(PayloadRule.CrossPersonLink, "ssd_permanence.perm_cla_id", permanence.RowId);
            }
        }
    }

    // Care workers are asked for where the referral has a CIN plan in the window, and nowhere else.
    private void ListInvolvements(ChildRecords child)
    {
        foreach (Involvement involvement in child.Involvements)
        {
            PayloadRule? fault = _careWorkers.LacksDate(involvement) ? PayloadRule.DateMissing
                : _careWorkers.LosesByItsEnd(involvement) ? PayloadRule.EndBeforeStart
                : null;
            if ((fault is not null || _careWorkers.Asks(involvement))
                && (involvement.CrossesPersons || involvement.ReferralId is null || CareWorkerArray.HasPlan(child.CinPlans, involvement.ReferralId, _window)))
            {
                List(involvement.CrossesPersons, involvement.ReferralId, fault, s_involvement, involvement.InvolvementId);
            }
        }
    }

    private void List(bool crossesPersons, string? referralId, PayloadRule? fault, (string Person, string Referral, string Start, string End) columns, string? recordId)
    {
        if (crossesPersons)
        {
            Add(PayloadRule.CrossPersonLink, columns.Person, recordId);
        }
        else if (referralId is null)
        {
            Add(PayloadRule.RecordWithoutEpisode, columns.Referral, recordId);
        }
        else if (fault is not null)
        {
            Add(fault, fault == PayloadRule.DateMissing ? columns.Start : columns.End, recordId);
        }
        else if (!_choice.Sends(referralId))
        {
            Add(PayloadRule.EpisodeNotSent, columns.Referral, recordId);
        }
    }

    private void Add(PayloadRule rule, string source, string? recordId) =>
        _issues.AddRecord(rule, IssueOutcome.RecordLeftOut, name: null, source, recordId?.Trim());

    // What keeps a period out of the window that may belong there.
    private PayloadRule? FaultOf(DateTime? start, DateTime? end) =>
        MayOverlap(start, end) ? PayloadRule.DateMissing
        : _window.LosesByItsEnd(start, end) ? PayloadRule.EndBeforeStart
        : null;

    // Without a start nothing overlaps; nobody can say that the record is outside the window either.
    private bool MayOverlap(DateTime? start, DateTime? end) => start is null && (end is null || end >= _window.Start);
}
