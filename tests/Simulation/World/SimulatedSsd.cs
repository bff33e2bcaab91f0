using SsdClr.Simulation.Database;

namespace SsdClr.Simulation.World;

/// <summary>The children in SSD, and what happens to them.</summary>
internal sealed class SimulatedSsd
{
    // The run dates are about 1 April 2026, when the window's start goes from 2023 to 2024: ends between those two age out.
    private static readonly DateOnly s_firstStart = new(2021, 6, 1);
    private static readonly DateOnly s_firstEnd = new(2023, 5, 1);
    private const int ManyPlans = 25;
    private static readonly string?[] s_closeReasons = ["RC1", "RC2", null];
    private static readonly string?[] s_placementTypes = ["U1", "U4", "K2", null];
    private static readonly string?[] s_changeReasons = ["PLACE", "CHILD", null];
    private static readonly string?[] s_ceasedReasons = ["E3", "E4A", null];

    private readonly List<WorldChild> _children = [];
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _agedAway = new(StringComparer.Ordinal);
    private readonly HashSet<WorldChild> _changed = [];
    private readonly Dictionary<string, string> _renumbered = new(StringComparer.Ordinal);
    private readonly SimulationRandom _random;
    private readonly SsdRows _rows;
    private int _ids;

    /// <param name="store">The database; its tables are empty.</param>
    /// <param name="random">Draws what happens.</param>
    internal SimulatedSsd(Store store, SimulationRandom random)
    {
        _random = random;
        _rows = new SsdRows(store, OnGone);
    }

    /// <summary>Told what happens, for a person to read; null for nobody.</summary>
    internal Action<string>? Journal { get; set; }

    /// <summary>Every child there ever was.</summary>
    internal IReadOnlyList<WorldChild> Children => _children;

    /// <summary>Changes so far.</summary>
    internal int Version { get; private set; }

    /// <summary>The date by which records age out: that of the last run.</summary>
    internal DateOnly AsOf { get; private set; } = new(2026, 3, 1);

    /// <summary>Forgets which rows came and went: what was there before counts as it is now.</summary>
    internal void StartRun(DateOnly asOf)
    {
        AsOf = asOf;
        _touched.Clear();
        _changed.Clear();
        foreach (var child in _children.Where(child => child.IsInSsd))
        {
            NoteWhatAgedOut(child);
        }
    }

    /// <summary>True where a record of that path had aged out at the time of some run: what became of it and of what is in it nobody looks for any more.</summary>
    internal bool HadAgedOut(string path)
    {
        var parts = path.Split('/');
        return parts.Any(_agedAway.Contains) || (ExpectedContent.IsOfAdoption(parts) && _agedAway.Contains(ExpectedContent.AdoptionOf(parts[1])));
    }

    /// <summary>True where the row is not in SSD, or was not at some moment since <see cref="StartRun"/>.</summary>
    internal bool WasAbsent(string key, bool isThere) => !isThere || _touched.Contains(key);

    /// <summary>The child of that person id; null where there never was one.</summary>
    internal WorldChild? Find(string personId) => _children.Find(child => child.PersonId == personId);

    /// <summary>The id that a record has by now.</summary>
    internal string IdOfNow(string id)
    {
        while (_renumbered.TryGetValue(id, out var next))
        {
            id = next;
        }

        return id;
    }

    /// <summary>A child with so many plans that the guard on removals asks when they are gone.</summary>
    internal void AddManyPlans()
    {
        var child = _children[0];
        while (child.Referrals[0].Plans.Count < ManyPlans)
        {
            var plan = new WorldRecord { Id = NewId(child, "n"), Start = child.Referrals[0].Start };
            child.Referrals[0].Plans.Add(plan);
            if (child.IsInSsd)
            {
                _rows.Insert(child, child.Referrals[0], plan, isPlan: true);
            }
        }
    }

    /// <summary>Makes so many children.</summary>
    internal void Begin(int children)
    {
        for (var number = 1; number <= children; number++)
        {
            var child = new WorldChild(number);
            child.LegacyId = child.FirstLegacyId;
            _children.Add(child);
            for (var count = _random.Between(1, 2); count > 0; count--)
            {
                AddReferral(child);
            }

            if (_random.Percent(30))
            {
                child.Questionnaires.Add(NewRecord(child, "q", null));
            }

            if (_random.Percent(25))
            {
                AddPermanence(child);
            }

            if (_random.Percent(80))
            {
                Insert(child);
            }
        }
    }

    /// <summary>Something happens to some child while a run goes on, which may see what there is for a moment only.</summary>
    internal void ChangeDuringRun()
    {
        var child = Change();
        if (child.IsInSsd)
        {
            NoteWhatAgedOut(child);
        }
    }

    /// <summary>Something happens to some child.</summary>
    /// <returns>The child.</returns>
    internal WorldChild Change()
    {
        Version++;
        var child = _random.Pick(_children);
        _changed.Add(child);
        if (!child.IsInSsd)
        {
            // Back as it was, or with something new.
            if (_random.Percent(50))
            {
                child.NameVersion++;
            }

            Insert(child);
            Journal?.Invoke($"  SSD: {child.PersonId} is there (again)");
            return child;
        }

        var kind = _random.Below(17);
        Journal?.Invoke($"  SSD: change {kind} of {child.PersonId}");
        switch (kind)
        {
            case 0:
                Delete(child);
                break;
            case 1 or 2:
                child.NameVersion++;
                _rows.UpdatePerson(child);
                break;
            case 3:
                // A change taken back.
                child.NameVersion = Math.Max(0, child.NameVersion - 1);
                _rows.UpdatePerson(child);
                break;
            case 4:
                child.IsBirthDateGarbled = !child.IsBirthDateGarbled;
                _rows.UpdatePerson(child);
                break;
            case 5:
                child.LegacyId = child.LegacyId is null ? child.FirstLegacyId : null;
                _rows.UpdatePerson(child);
                break;
            case 6:
                if (child.Referrals.Count < 3)
                {
                    _rows.InsertReferral(child, AddReferral(child));
                }

                break;
            case 7:
                if (child.Referrals.Count > 0)
                {
                    RemoveReferral(child, _random.Pick(child.Referrals));
                }

                break;
            case 8:
                Renumber(child);
                break;
            case 9:
                CloseOrReopen(child);
                break;
            case 10:
                ChangeQuestionnaires(child);
                break;
            case 11:
                PassOnLegacyId(child, _random.Pick(_children));
                break;
            case 12 or 13:
                ChangeCare(child);
                break;
            case 14:
                ChangePermanence(child);
                break;
            default:
                ChangeRecords(child);
                break;
        }

        return child;
    }

    /// <summary>Mends what our own rules find wrong, so that every child can be sent.</summary>
    internal void MendAll()
    {
        foreach (var child in _children)
        {
            if (child.IsBirthDateGarbled || child.LegacyId != child.FirstLegacyId)
            {
                Version++;
                child.IsBirthDateGarbled = false;
                child.LegacyId = child.FirstLegacyId;
                if (child.IsInSsd)
                {
                    _rows.UpdatePerson(child);
                }
            }
        }
    }

    /// <summary>True where one of our rules withholds the child.</summary>
    internal bool IsWithheld(WorldChild child, string column) => child.IsBirthDateGarbled || ExpectedContent.ChildId(child, column) is not { } childId
        || _children.Exists(other => other != child && other.IsInSsd && ExpectedContent.ChildId(other, column) == childId);

    /// <summary>True where somebody who is to be sent carries that id, and did all through the run: nobody else who had it changed either.</summary>
    internal bool IsCarried(string childId, string column) => !_changed.Any(child => child.EverCarried(childId)) && _children.Exists(
        child => child.IsInSsd && ExpectedContent.ChildId(child, column) == childId && ExpectedContent.IsInCohort(child, AsOf) && !IsWithheld(child, column));

    /// <summary>True where anything of the child changed since <see cref="StartRun"/>.</summary>
    internal bool HasChanged(WorldChild child) => _changed.Contains(child);

    private WorldRecord NewRecord(WorldChild child, string kind, WorldReferral? referral)
    {
        var start = referral is null ? s_firstEnd.AddDays(_random.Below(900)) : referral.Start.AddDays(_random.Below(300));
        DateOnly? end = _random.Percent(40) ? null : start.AddDays(_random.Below(700));
        return new WorldRecord { Id = NewId(child, kind), Start = start, End = referral?.End is { } closed && (end is null || end > closed) ? closed : end };
    }

    private string NewId(WorldChild child, string kind) => $"{child.PersonId}-{kind}{++_ids}";

    private WorldReferral AddReferral(WorldChild child)
    {
        var referral = new WorldReferral { Id = NewId(child, "r"), Start = s_firstStart.AddDays(_random.Below(600)), End = RandomEnd() };
        referral.CloseReason = referral.End is null ? null : _random.Pick(s_closeReasons);
        for (var count = _random.Below(3); count > 0; count--)
        {
            referral.Plans.Add(NewRecord(child, "n", referral));
        }

        if (_random.Percent(50))
        {
            referral.Assessments.Add(NewRecord(child, "a", referral));
        }

        if (_random.Percent(40))
        {
            referral.CarePeriods.Add(NewCarePeriod(child, referral));
        }

        child.Referrals.Add(referral);
        return referral;
    }

    private WorldCarePeriod NewCarePeriod(WorldChild child, WorldReferral referral)
    {
        var period = new WorldCarePeriod { EpisodeId = NewId(child, "e"), PeriodId = NewId(child, "c"), Start = referral.Start.AddDays(_random.Below(100)) };
        for (var count = _random.Between(1, 2); count > 0; count--)
        {
            period.Placements.Add(NewPlacement(child, period));
        }

        return period;
    }

    // A placement may well go on after the referral was closed: then it alone makes the child one to be sent.
    private WorldPlacement NewPlacement(WorldChild child, WorldCarePeriod period)
    {
        var start = period.Start.AddDays(_random.Below(300));
        return new WorldPlacement
        {
            Id = NewId(child, "l"),
            Start = start,
            End = _random.Percent(30) ? null : start.AddDays(_random.Below(1200)),
            Type = _random.Pick(s_placementTypes),
            ChangeReason = _random.Pick(s_changeReasons),
        };
    }

    private DateOnly? RandomEnd() => _random.Below(3) switch
    {
        0 => null,
        1 => s_firstEnd.AddDays(_random.Below(330)),
        _ => s_firstEnd.AddDays(400 + _random.Below(500)),
    };

    /// <summary>The child is gone from SSD, with all its records.</summary>
    internal void Remove(WorldChild child)
    {
        Version++;
        _changed.Add(child);
        Delete(child);
    }

    /// <summary>The child is in SSD again, as it was.</summary>
    internal void Return(WorldChild child)
    {
        Version++;
        Insert(child);
    }

    /// <summary>Something of the child is another than before.</summary>
    internal void Rename(WorldChild child)
    {
        Version++;
        child.NameVersion++;
        _rows.UpdatePerson(child);
    }

    /// <summary>The child has one plan more, under its first referral.</summary>
    internal void AddPlan(WorldChild child)
    {
        Version++;
        var referral = child.Referrals[0];
        var plan = new WorldRecord { Id = NewId(child, "n"), Start = referral.Start };
        referral.Plans.Add(plan);
        _rows.Insert(child, referral, plan, isPlan: true);
    }

    /// <summary>Two children have each other's legacy id.</summary>
    internal void ExchangeLegacyIds(WorldChild child, WorldChild other)
    {
        Version++;
        _changed.Add(child);
        _changed.Add(other);
        (child.LegacyId, other.LegacyId) = (other.LegacyId, child.LegacyId);
        _rows.UpdatePerson(child);
        _rows.UpdatePerson(other);
    }

    /// <summary>The child's plans have other ids than before.</summary>
    internal void RenumberPlans(WorldChild child)
    {
        Version++;
        _changed.Add(child);
        Renumber(child);
    }

    private void NoteWhatAgedOut(WorldChild child)
    {
        var sent = ExpectedContent.Sent(child, AsOf);
        foreach (var referral in child.Referrals)
        {
            Note(referral.Id, sent.Contains(referral));
            Note(ExpectedContent.AdoptionOf(referral.Id), child.Permanences.Count == 0 || ExpectedContent.LatestPermanence(child, AsOf) is not null);
            foreach (var placement in referral.Placements)
            {
                Note(placement.Id, ExpectedContent.Overlaps(placement.Start, placement.End, AsOf));
            }

            foreach (var plan in referral.Plans)
            {
                Note(plan.Id, ExpectedContent.Overlaps(plan.Start, plan.End, AsOf));
            }

            foreach (var assessment in referral.Assessments)
            {
                Note(assessment.Id, ExpectedContent.Contains(assessment.Start, AsOf) || ExpectedContent.Contains(assessment.End, AsOf));
            }
        }

        foreach (var score in child.Questionnaires)
        {
            Note(IsoDate.Of(score.Start)!, ExpectedContent.Contains(score.Start, AsOf));
        }
    }

    private void Note(string id, bool isInWindow)
    {
        if (!isInWindow)
        {
            _agedAway.Add(id);
        }
    }

    private void Renumber(WorldChild child)
    {
        foreach (var referral in child.Referrals)
        {
            foreach (var plan in referral.Plans)
            {
                var old = plan.Id;
                plan.Id = NewId(child, "n");
                OnRenumbered(old, plan.Id);
                _rows.RenumberPlan(old, plan.Id);
            }

            foreach (var period in referral.CarePeriods)
            {
                RenumberCare(child, period);
            }
        }
    }

    private void RenumberCare(WorldChild child, WorldCarePeriod period)
    {
        var oldPeriod = period.PeriodId;
        period.PeriodId = NewId(child, "c");
        _rows.RenumberCare(oldPeriod, period.PeriodId);
        foreach (var placement in period.Placements)
        {
            var old = placement.Id;
            placement.Id = NewId(child, "l");
            OnRenumbered(old, placement.Id);
            _rows.RenumberPlacement(old, placement.Id);
        }
    }

    // Two change theirs; or both have one, by mistake.
    private void PassOnLegacyId(WorldChild child, WorldChild other)
    {
        _changed.Add(other);
        var isExchange = _random.Percent(60);
        (child.LegacyId, other.LegacyId) = (other.LegacyId, isExchange ? child.LegacyId : other.LegacyId);
        _rows.UpdatePerson(child);
        _rows.UpdatePerson(other);
        Journal?.Invoke($"  SSD: {child.PersonId} is {child.LegacyId} now, {other.PersonId} is {other.LegacyId}");
    }

    private void CloseOrReopen(WorldChild child)
    {
        if (child.Referrals.Count == 0)
        {
            return;
        }

        var referral = _random.Pick(child.Referrals);
        referral.End = referral.End is null ? RandomEnd() : null;
        referral.CloseReason = referral.End is null ? null : _random.Pick(s_closeReasons);
        _rows.UpdateEnd(referral);
    }

    private void ChangeCare(WorldChild child)
    {
        if (child.Referrals.Count == 0)
        {
            return;
        }

        var referral = _random.Pick(child.Referrals);
        if (referral.CarePeriods.Count == 0 || _random.Percent(10))
        {
            var added = NewCarePeriod(child, referral);
            referral.CarePeriods.Add(added);
            _rows.InsertCare(child, referral, added);
            return;
        }

        var period = _random.Pick(referral.CarePeriods);
        switch (_random.Below(7))
        {
            case 0:
                referral.CarePeriods.Remove(period);
                _rows.DeleteCare(period);
                break;
            case 1:
                period.End = period.End is null ? period.Start.AddDays(_random.Below(1200)) : null;
                period.CeasedReason = period.End is null ? null : _random.Pick(s_ceasedReasons);
                _rows.UpdateEnd(period);
                break;
            case 2:
                var placement = NewPlacement(child, period);
                period.Placements.Add(placement);
                _rows.InsertPlacement(child, period, placement);
                break;
            default:
                ChangePlacement(period);
                break;
        }
    }

    private void ChangePlacement(WorldCarePeriod period)
    {
        if (period.Placements.Count == 0)
        {
            return;
        }

        var placement = _random.Pick(period.Placements);
        if (_random.Percent(30))
        {
            period.Placements.Remove(placement);
            _rows.DeletePlacement(placement);
            return;
        }

        if (_random.Percent(50))
        {
            placement.End = placement.End is null ? placement.Start.AddDays(_random.Below(1200)) : null;
        }
        else
        {
            placement.Type = _random.Pick(s_placementTypes);
            placement.ChangeReason = _random.Pick(s_changeReasons);
        }

        _rows.UpdatePlacement(placement);
    }

    private WorldPermanence? AddPermanence(WorldChild child)
    {
        var decision = s_firstEnd.AddDays(_random.Below(900));
        var added = new WorldPermanence { Id = NewId(child, "o"), Decision = decision, Matched = _random.Percent(50) ? decision.AddDays(_random.Below(200)) : null };
        if (child.Permanences.Exists(other => other.Latest == added.Latest))
        {
            return null;
        }

        child.Permanences.Add(added);
        return added;
    }

    private void ChangePermanence(WorldChild child)
    {
        if (child.Permanences.Count == 0 || (child.Permanences.Count == 1 && _random.Percent(20)))
        {
            if (AddPermanence(child) is { } added)
            {
                _rows.InsertPermanence(child, added);
            }

            return;
        }

        var row = _random.Pick(child.Permanences);
        child.HasLostPermanence = true;
        if (_random.Percent(25))
        {
            child.Permanences.Remove(row);
            _rows.DeletePermanence(row);
            return;
        }

        var (decision, matched, placed) = (row.Decision, row.Matched, row.Placed);
        switch (_random.Below(3))
        {
            case 0:
                row.Decision = row.Decision is null ? s_firstEnd.AddDays(_random.Below(900)) : null;
                break;
            case 1:
                row.Matched = row.Matched is null ? s_firstEnd.AddDays(_random.Below(900)) : null;
                break;
            default:
                row.Placed = row.Placed is null ? s_firstEnd.AddDays(_random.Below(900)) : null;
                break;
        }

        if (child.Permanences.Exists(other => other != row && other.Latest == row.Latest))
        {
            (row.Decision, row.Matched, row.Placed) = (decision, matched, placed);
        }

        _rows.UpdatePermanence(row);
    }

    private void ChangeQuestionnaires(WorldChild child)
    {
        if (child.Questionnaires.Count > 0 && _random.Percent(60))
        {
            var gone = _random.Pick(child.Questionnaires);
            child.Questionnaires.Remove(gone);
            _touched.Add(IsoDate.Of(gone.Start)!);
            _rows.DeleteQuestionnaire(gone);
        }
        else
        {
            var added = NewRecord(child, "q", null);

            // Two of one day would need another order.
            if (!child.Questionnaires.Exists(other => other.Start == added.Start))
            {
                child.Questionnaires.Add(added);
                _rows.InsertQuestionnaire(child, added);
            }
        }
    }

    private void ChangeRecords(WorldChild child)
    {
        if (child.Referrals.Count == 0)
        {
            return;
        }

        var referral = _random.Pick(child.Referrals);
        var isPlan = _random.Percent(60);
        var records = isPlan ? referral.Plans : referral.Assessments;
        if (records.Count > 0 && _random.Percent(60))
        {
            var record = _random.Pick(records);
            if (_random.Percent(60))
            {
                records.Remove(record);
                _rows.Delete(record, isPlan);
            }
            else
            {
                record.End = record.End is null ? record.Start.AddDays(_random.Below(300)) : null;
                _rows.UpdateEnd(record, isPlan);
            }
        }
        else
        {
            var record = NewRecord(child, isPlan ? "n" : "a", referral);
            records.Add(record);
            _rows.Insert(child, referral, record, isPlan);
        }
    }

    private void Insert(WorldChild child)
    {
        child.IsInSsd = true;
        _changed.Add(child);
        _touched.Add(child.PersonId);
        _rows.Insert(child);
    }

    private void Delete(WorldChild child)
    {
        child.IsInSsd = false;
        child.HasLostPermanence = true;
        _touched.Add(child.PersonId);
        _rows.Delete(child);
    }

    private void RemoveReferral(WorldChild child, WorldReferral referral)
    {
        child.Referrals.Remove(referral);
        _rows.DeleteReferral(referral);
    }

    private void OnRenumbered(string old, string now)
    {
        _touched.Add(old);
        _renumbered.Add(old, now);
        Journal?.Invoke($"  SSD: {old} is {now} now");
    }

    private void OnGone(string id)
    {
        _touched.Add(id);
        Journal?.Invoke($"  SSD: {id} is gone");
    }
}
