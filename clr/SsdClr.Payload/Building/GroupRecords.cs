using System;
using System.Collections.Generic;
using System.Text;
using SsdClr.Data;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>The records by which a child matches an inclusion group, and whether any of them is sent.</summary>
internal sealed class GroupRecords(Window window)
{
    private readonly Window _window = window;
    private readonly List<GroupRecord> _records = [];

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
        Find(group, child, choice);
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
            words.Append(", and ").Append(InvariantText.Of(_records.Count - 1)).Append(" more");
        }

        // One that is sent is told before all others.
        if (!shown.IsSent)
        {
            words.Append("; none of its records is sent");
        }

        return words.Append(')').ToString();
    }

    private static void AppendDates(StringBuilder words, GroupRecord record)
    {
        if (record.IsPeriod)
        {
            words.Append(record.Start is null ? " without a start date" : " from " + InvariantText.Of(record.Start.Value));
            words.Append(record.End is null ? ", open" : " to " + InvariantText.Of(record.End.Value));
        }
        else if (record.Start is { } day)
        {
            words.Append(" of ").Append(InvariantText.Of(day));
        }
    }

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
            if (CohortRules.Counts(plan, _window))
            {
                _records.Add(GroupRecord.Period(what, plan.PlanId, plan.Start, plan.End, HasId(plan.PlanId) && choice.Sends(plan.ReferralId)));
            }
        }
    }

    private void FindPlacements(ChildRecords child, EpisodeChoice choice)
    {
        foreach (Placement placement in child.Placements)
        {
            if (CohortRules.Counts(child, placement, _window))
            {
                _records.Add(GroupRecord.Period("placement", placement.PlacementId, placement.Start, placement.EndAsSent, HasId(placement.PlacementId) && IsUnderSent(placement, child, choice)));
            }
        }
    }

    private static bool IsUnderSent(Placement placement, ChildRecords child, EpisodeChoice choice)
    {
        foreach (CareEpisode careEpisode in child.CareEpisodes)
        {
            if (!careEpisode.CrossesPersons && PlacementArray.InPeriod(careEpisode, placement) && choice.Sends(careEpisode.ReferralId))
            {
                return true;
            }
        }

        return false;
    }

    private void FindCareEpisodes(ChildRecords child, EpisodeChoice choice)
    {
        foreach (CareEpisode careEpisode in child.CareEpisodes)
        {
            if (CohortRules.Counts(child, careEpisode, _window))
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

    /// <summary>A record by which a child matches an inclusion group.</summary>
    private readonly struct GroupRecord
    {
        private GroupRecord(string what, string? id, bool isPeriod, DateTime? start, DateTime? end, bool isSent)
        {
            What = what;
            Id = id;
            IsPeriod = isPeriod;
            Start = start;
            End = end;
            IsSent = isSent;
        }

        /// <summary>What kind of record, in words.</summary>
        internal string What { get; }

        /// <summary>Its id, as held; null where it has none.</summary>
        internal string? Id { get; }

        /// <summary>True where start and end say when it was; else the start is its one day, if it has one.</summary>
        internal bool IsPeriod { get; }

        /// <summary>Its start.</summary>
        internal DateTime? Start { get; }

        /// <summary>Its end; null where it goes on.</summary>
        internal DateTime? End { get; }

        /// <summary>True where it is sent.</summary>
        internal bool IsSent { get; }

        /// <summary>
        /// True where this record says better than another why a child is in: one that is sent, then the later start, then the one that goes on or ends later,
        /// then the greater id. The order of the rows must not matter.
        /// </summary>
        internal bool IsToldBefore(GroupRecord other)
        {
            if (IsSent != other.IsSent)
            {
                return IsSent;
            }

            if (Start != other.Start)
            {
                return other.Start is null || Start > other.Start;
            }

            return End != other.End
                ? End is null || End > other.End
                : string.CompareOrdinal(What + Id, other.What + other.Id) > 0;
        }

        /// <summary>A record that goes on for a time.</summary>
        internal static GroupRecord Period(string what, string? id, DateTime? start, DateTime? end, bool isSent) =>
            new(what, id, isPeriod: true, start, end, isSent);

        /// <summary>A record of one day, or of none.</summary>
        internal static GroupRecord OneDay(string what, DateTime? day, bool isSent) => new(what, id: null, isPeriod: false, day, end: null, isSent);
    }
}
