using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload;

/// <summary>The records by which a child matches an inclusion group, and whether any of them is sent.</summary>
internal sealed class GroupRecords
{
    private readonly Window _window;
    private readonly List<GroupRecord> _records = [];

    internal GroupRecords(Window window) => _window = window;

    /// <summary>True where a record is sent by which the child matches the group.</summary>
    internal bool AnySent(CohortGroups group, ChildRecords child, EpisodeChoice choice)
    {
        Find(group, child, choice);
        foreach (GroupRecord record in _records)
        {
            if (record.IsSent)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The records of a group in words: the latest that is sent, else the latest, with its dates; how many more there are, and that none is sent where none is.</summary>
    internal string Words(CohortGroups group, ChildRecords child, EpisodeChoice choice)
    {
        bool anySent = AnySent(group, child, choice);
        if (_records.Count == 0)
        {
            return string.Empty;
        }

        GroupRecord shown = _records[0];
        foreach (GroupRecord record in _records)
        {
            shown = record.IsToldBefore(shown) ? record : shown;
        }

        var words = new StringBuilder(" (").Append(shown.What);
        if (shown.Id is not null)
        {
            words.Append(' ').Append(shown.Id.Trim());
        }

        AppendDates(words, shown);
        if (_records.Count > 1)
        {
            words.Append(", and ").Append((_records.Count - 1).ToString(CultureInfo.InvariantCulture)).Append(" more");
        }

        if (!anySent)
        {
            words.Append("; none of its records is sent");
        }

        return words.Append(')').ToString();
    }

    private static void AppendDates(StringBuilder words, GroupRecord record)
    {
        if (record.IsPeriod)
        {
            words.Append(record.Start is null ? " without a start date" : " from " + Iso(record.Start.Value));
            words.Append(record.End is null ? ", open" : " to " + Iso(record.End.Value));
        }
        else if (record.Start is { } day)
        {
            words.Append(" of ").Append(Iso(day));
        }
    }

    private static string Iso(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Find(CohortGroups group, ChildRecords child, EpisodeChoice choice)
    {
        _records.Clear();
        switch (group)
        {
            case CohortGroups.ActiveReferral:
                FindEpisodes(child, choice, waiting: false);
                break;
            case CohortGroups.WaitingAssessment:
                FindEpisodes(child, choice, waiting: true);
                break;
            case CohortGroups.CinPlan:
                FindPlans(child.CinPlans, "CIN plan", choice);
                break;
            case CohortGroups.ChildProtectionPlan:
                FindPlans(child.ChildProtectionPlans, "plan", choice);
                break;
            case CohortGroups.LookedAfter:
                FindPlacements(child, choice);
                FindCareEpisodes(child, choice);
                break;
            case CohortGroups.CareLeaver:
                FindCareLeavers(child, choice);
                break;
            default:
                // Disabilities are sent with the child.
                _records.Add(GroupRecord.OneDay("a disability code", day: null, isSent: true));
                break;
        }
    }

    private void FindEpisodes(ChildRecords child, EpisodeChoice choice, bool waiting)
    {
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (waiting ? CohortRules.Waits(child, episode) : _window.Overlaps(episode.ReferralDate, episode.CloseDate))
            {
                _records.Add(GroupRecord.Period("referral", episode.ReferralId, episode.ReferralDate, episode.CloseDate, choice.Sends(episode.ReferralId)));
            }
        }
    }

    private void FindPlans(List<Plan> plans, string what, EpisodeChoice choice)
    {
        foreach (Plan plan in plans)
        {
            if (plan.NamesPerson && !plan.CrossesPersons && _window.Overlaps(plan.Start, plan.End))
            {
                _records.Add(GroupRecord.Period(what, plan.PlanId, plan.Start, plan.End, HasId(plan.PlanId) && choice.Sends(plan.ReferralId)));
            }
        }
    }

    private void FindPlacements(ChildRecords child, EpisodeChoice choice)
    {
        foreach (Placement placement in child.Placements)
        {
            if (child.Holds(placement) && _window.Overlaps(placement.Start, placement.End))
            {
                bool isSent = false;
                foreach (CinEpisode episode in choice.Chosen)
                {
                    isSent |= episode.ReferralId is not null
                        && HasId(placement.PlacementId)
                        && choice.Sends(episode.ReferralId)
                        && PlacementArray.BelongsTo(placement, child.CareEpisodes, episode.ReferralId);
                }

                _records.Add(GroupRecord.Period("placement", placement.PlacementId, placement.Start, placement.End, isSent));
            }
        }
    }

    private void FindCareEpisodes(ChildRecords child, EpisodeChoice choice)
    {
        foreach (CareEpisode careEpisode in child.CareEpisodes)
        {
            if (careEpisode.ReferralId is not null && !careEpisode.CrossesPersons && CohortRules.ReferralOverlaps(child, careEpisode.ReferralId, _window))
            {
                _records.Add(GroupRecord.Period("care episode", careEpisode.EpisodeId, careEpisode.Start, careEpisode.Ceased, choice.Sends(careEpisode.ReferralId)));
            }
        }
    }

    private void FindCareLeavers(ChildRecords child, EpisodeChoice choice)
    {
        foreach (CareLeaver careLeaver in child.CareLeavers)
        {
            if (CohortRules.IsInTouch(careLeaver, _window))
            {
                _records.Add(GroupRecord.OneDay("contact", careLeaver.LatestContact, choice.SendsAny()));
            }
        }
    }

    private static bool HasId(string? id) => RecordId.Fault(id?.Trim(), RecordId.MaximumLength) is null;
}
