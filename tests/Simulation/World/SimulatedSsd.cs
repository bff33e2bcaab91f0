using System.Globalization;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Receiver;

namespace SsdClr.Simulation.World;

/// <summary>The children in SSD: what happens to them, and what has to be sent of them, worked out apart from the product.</summary>
internal sealed class SimulatedSsd(Store store, SimulationRandom random)
{
    // The run dates are about 1 April 2026, when the window's start goes from 2023 to 2024: ends between those two age out.
    private static readonly DateOnly FirstStart = new(2021, 6, 1);
    private static readonly DateOnly FirstEnd = new(2023, 5, 1);
    private const int ManyPlans = 25;
    private static readonly string?[] CloseReasons = ["RC1", "RC2", null];
    private static readonly string?[] PlacementTypes = ["U1", "U4", "K2", null];
    private static readonly string?[] ChangeReasons = ["PLACE", "CHILD", null];
    private static readonly string?[] CeasedReasons = ["E3", "E4A", null];

    private readonly List<WorldChild> _children = [];
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _agedAway = new(StringComparer.Ordinal);
    private readonly HashSet<WorldChild> _changed = [];
    private readonly Dictionary<string, string> _renumbered = new(StringComparer.Ordinal);
    private int _ids;

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
        return parts.Any(_agedAway.Contains) || (IsOfAdoption(parts) && _agedAway.Contains(AdoptionOf(parts[1])));
    }

    /// <summary>True where the path leads to a date of an adoption.</summary>
    internal static bool IsOfAdoption(string[] parts) => parts.Length == 4 && parts[2] == "adoption";

    /// <summary>
    /// True where what is held of an adoption is a row that SSD still holds, while none is to be sent: it aged out. Dates that are listed as not cleared
    /// may be there besides.
    /// </summary>
    internal static bool HasAdoptionAgedOut(WorldChild child, string path, DateOnly asOf, ChildContent held, Func<string, bool> isListed)
    {
        var block = path[..path.LastIndexOf('/')];
        return child.IsInSsd && LatestPermanence(child, asOf) is null && child.Permanences.Exists(
            row => IsHeld("initial_decision_date", row.Decision) && IsHeld("matched_date", row.Matched) && IsHeld("placed_date", row.Placed));

        bool IsHeld(string name, DateOnly? date)
        {
            var text = held.Values.GetValueOrDefault(block + "/" + name);
            return date is null ? text is null || isListed(block + "/" + name) : text == Text(date.Value);
        }
    }

    /// <summary>True where an adoption is to be sent of the child, or was never any other.</summary>
    internal static bool KeepsAdoption(WorldChild child, DateOnly asOf) =>
        child.IsInSsd && child.Permanences.Count > 0 && (LatestPermanence(child, asOf) is not null || !child.HasLostPermanence);

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
                Insert(child, child.Referrals[0], plan, isPlan: true);
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
            for (var count = random.Between(1, 2); count > 0; count--)
            {
                AddReferral(child);
            }

            if (random.Percent(30))
            {
                child.Questionnaires.Add(NewRecord(child, "q", null));
            }

            if (random.Percent(25))
            {
                AddPermanence(child);
            }

            if (random.Percent(80))
            {
                Insert(child);
            }
        }
    }

    /// <summary>Something happens to some child.</summary>
    internal void Change()
    {
        Version++;
        var child = random.Pick(_children);
        _changed.Add(child);
        if (!child.IsInSsd)
        {
            // Back as it was, or with something new.
            if (random.Percent(50))
            {
                child.NameVersion++;
            }

            Insert(child);
            Journal?.Invoke($"  SSD: {child.PersonId} is there (again)");
            return;
        }

        var kind = random.Below(17);
        Journal?.Invoke($"  SSD: change {kind} of {child.PersonId}");
        switch (kind)
        {
            case 0:
                Delete(child);
                break;
            case 1 or 2:
                child.NameVersion++;
                UpdatePerson(child);
                break;
            case 3:
                // A change taken back.
                child.NameVersion = Math.Max(0, child.NameVersion - 1);
                UpdatePerson(child);
                break;
            case 4:
                child.IsBirthDateGarbled = !child.IsBirthDateGarbled;
                UpdatePerson(child);
                break;
            case 5:
                child.LegacyId = child.LegacyId is null ? child.FirstLegacyId : null;
                UpdatePerson(child);
                break;
            case 6:
                if (child.Referrals.Count < 3)
                {
                    InsertReferral(child, AddReferral(child));
                }

                break;
            case 7:
                if (child.Referrals.Count > 0)
                {
                    RemoveReferral(child, random.Pick(child.Referrals));
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
                PassOnLegacyId(child, random.Pick(_children));
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
                    UpdatePerson(child);
                }
            }
        }
    }

    /// <summary>The id a child is sent under; null where it has none.</summary>
    internal static string? ChildId(WorldChild child, string column) => column == "pers_person_id" ? child.PersonId : child.LegacyId;

    /// <summary>True where the child is one to be sent, as of a date.</summary>
    internal static bool IsInCohort(WorldChild child, DateOnly asOf) => child.IsInSsd && child.Referrals.Exists(
        referral => Overlaps(referral.Start, referral.End, asOf) || referral.Plans.Exists(plan => Overlaps(plan.Start, plan.End, asOf)) || CarriesPlacement(referral, asOf));

    /// <summary>True where one of our rules withholds the child.</summary>
    internal bool IsWithheld(WorldChild child, string column) => child.IsBirthDateGarbled || ChildId(child, column) is not { } childId
        || _children.Exists(other => other != child && other.IsInSsd && ChildId(other, column) == childId);

    /// <summary>True where somebody who is to be sent carries that id, and did all through the run.</summary>
    internal bool IsCarried(string childId, string column) => _children.Exists(
        child => child.IsInSsd && ChildId(child, column) == childId && IsInCohort(child, AsOf) && !IsWithheld(child, column) && !HasChanged(child));

    /// <summary>True where anything of the child changed since <see cref="StartRun"/>.</summary>
    internal bool HasChanged(WorldChild child) => _changed.Contains(child);

    /// <summary>What a receiver should hold of a child that is in the cohort and not withheld.</summary>
    internal static ChildContent Expected(WorldChild child, string column, DateOnly asOf)
    {
        var content = Content(child, asOf);
        content.Set("la_child_id", Text(ChildId(child, column)!));
        return content;
    }

    private static ChildContent Content(WorldChild child, DateOnly asOf)
    {
        var content = new ChildContent();
        if (child.LegacyId is not null)
        {
            content.Set("mis_child_id", Text(child.LegacyId));
        }

        content.Set("child_details/surname", Text(child.Surname));
        content.Set("child_details/date_of_birth", Text("2015-01-01"));
        content.Set("child_details/sex", Text("F"));
        content.Set("child_details/disabilities", "[\"NONE\"]");
        content.Set("child_details/uasc_flag", "false");
        foreach (var score in child.Questionnaires.Where(score => Contains(score.Start, asOf)))
        {
            content.Set("health_and_wellbeing/sdq_assessments/" + Iso(score.Start), $"{{\"date\":{Text(score.Start)},\"score\":11}}");
        }

        var adoption = LatestPermanence(child, asOf);
        foreach (var referral in Sent(child, asOf))
        {
            var path = "social_care_episodes/" + referral.Id;
            content.Set(path, string.Empty);
            content.Set(path + "/referral_date", Text(referral.Start));
            SetDate(content, path + "/closure_date", referral.End);
            if (referral.CloseReason is not null)
            {
                content.Set(path + "/closure_reason", Text(referral.CloseReason));
            }

            foreach (var plan in referral.Plans.Where(plan => Overlaps(plan.Start, plan.End, asOf)))
            {
                var planPath = path + "/child_in_need_plans/" + plan.Id;
                content.Set(planPath, string.Empty);
                content.Set(planPath + "/start_date", Text(plan.Start));
                SetDate(content, planPath + "/end_date", plan.End);
            }

            foreach (var assessment in referral.Assessments.Where(assessment => Contains(assessment.Start, asOf) || Contains(assessment.End, asOf)))
            {
                var assessmentPath = path + "/child_and_family_assessments/" + assessment.Id;
                content.Set(assessmentPath, string.Empty);
                content.Set(assessmentPath + "/start_date", Text(assessment.Start));
                SetDate(content, assessmentPath + "/authorisation_date", assessment.End);
                content.Set(assessmentPath + "/factors", "[]");
            }

            SetPlacements(content, path, referral, asOf);
            SetDate(content, path + "/adoption/initial_decision_date", adoption?.Decision);
            SetDate(content, path + "/adoption/matched_date", adoption?.Matched);
            SetDate(content, path + "/adoption/placed_date", adoption?.Placed);
        }

        return content;
    }

    private static void SetPlacements(ChildContent content, string path, WorldReferral referral, DateOnly asOf)
    {
        foreach (var period in referral.CarePeriods)
        {
            foreach (var placement in period.Placements.Where(placement => Overlaps(placement.Start, placement.End, asOf)))
            {
                var placementPath = path + "/child_looked_after_placements/" + placement.Id;
                content.Set(placementPath, string.Empty);
                content.Set(placementPath + "/start_date", Text(placement.Start));
                content.Set(placementPath + "/start_reason", Text("S"));
                SetText(content, placementPath + "/placement_type", placement.Type);
                SetDate(content, placementPath + "/end_date", placement.End);
                SetText(content, placementPath + "/end_reason", period.CeasedReason);
                SetText(content, placementPath + "/change_reason", placement.ChangeReason);
            }
        }
    }

    // A placement alone can admit a child: where no referral is in the window, those that carry one are sent, whatever their dates.
    private static List<WorldReferral> Sent(WorldChild child, DateOnly asOf)
    {
        var sent = child.Referrals.FindAll(referral => Overlaps(referral.Start, referral.End, asOf));
        return sent.Count > 0 ? sent : child.Referrals.FindAll(referral => CarriesPlacement(referral, asOf));
    }

    private static bool CarriesPlacement(WorldReferral referral, DateOnly asOf) => referral.Placements.Any(placement => Overlaps(placement.Start, placement.End, asOf));

    // No two of a child have the same latest date.
    private static WorldPermanence? LatestPermanence(WorldChild child, DateOnly asOf) => child.Permanences
        .Where(row => Contains(row.Decision, asOf) || Contains(row.Matched, asOf) || Contains(row.Placed, asOf))
        .MaxBy(row => row.Latest);

    private static string AdoptionOf(string referralId) => referralId + "/adoption";

    /// <summary>True where SSD holds the row behind a path of a child's content.</summary>
    internal static bool Holds(WorldChild child, string path)
    {
        if (!child.IsInSsd)
        {
            return false;
        }

        var parts = path.Split('/');
        if (parts[0] == "health_and_wellbeing")
        {
            return parts.Length > 2 && child.Questionnaires.Exists(score => Iso(score.Start) == parts[2]);
        }

        var referral = parts.Length > 1 ? child.Referrals.Find(candidate => candidate.Id == parts[1]) : null;
        return referral is not null && (parts.Length < 4 || (parts[2] switch
        {
            "child_looked_after_placements" => referral.Placements.Select(placement => placement.Id),
            "child_in_need_plans" => referral.Plans.Select(plan => plan.Id),
            "child_and_family_assessments" => referral.Assessments.Select(assessment => assessment.Id),
            _ => [],
        }).Contains(parts[3]));
    }

    private static bool Overlaps(DateOnly start, DateOnly? end, DateOnly asOf) => start <= asOf.AddDays(1) && (end is null || end >= WindowStart(asOf));

    private static bool Contains(DateOnly? date, DateOnly asOf) => date is not null && date >= WindowStart(asOf) && date <= asOf.AddDays(1);

    private static DateOnly WindowStart(DateOnly asOf) => new((asOf.Month >= 4 ? asOf.Year : asOf.Year - 1) - 2, 4, 1);

    private static void SetDate(ChildContent content, string path, DateOnly? date)
    {
        if (date is not null)
        {
            content.Set(path, Text(date.Value));
        }
    }

    private static void SetText(ChildContent content, string path, string? text)
    {
        if (text is not null)
        {
            content.Set(path, Text(text));
        }
    }

    private static string Text(string value) => "\"" + value + "\"";

    private static string Text(DateOnly value) => Text(Iso(value)!);

    private static string? Iso(DateOnly? value) => value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private WorldRecord NewRecord(WorldChild child, string kind, WorldReferral? referral)
    {
        var start = referral is null ? FirstEnd.AddDays(random.Below(900)) : referral.Start.AddDays(random.Below(300));
        DateOnly? end = random.Percent(40) ? null : start.AddDays(random.Below(700));
        return new WorldRecord { Id = NewId(child, kind), Start = start, End = referral?.End is { } closed && (end is null || end > closed) ? closed : end };
    }

    private string NewId(WorldChild child, string kind) => $"{child.PersonId}-{kind}{++_ids}";

    private WorldReferral AddReferral(WorldChild child)
    {
        var referral = new WorldReferral { Id = NewId(child, "r"), Start = FirstStart.AddDays(random.Below(600)), End = RandomEnd() };
        referral.CloseReason = referral.End is null ? null : random.Pick(CloseReasons);
        for (var count = random.Below(3); count > 0; count--)
        {
            referral.Plans.Add(NewRecord(child, "n", referral));
        }

        if (random.Percent(50))
        {
            referral.Assessments.Add(NewRecord(child, "a", referral));
        }

        if (random.Percent(40))
        {
            referral.CarePeriods.Add(NewCarePeriod(child, referral));
        }

        child.Referrals.Add(referral);
        return referral;
    }

    private WorldCarePeriod NewCarePeriod(WorldChild child, WorldReferral referral)
    {
        var period = new WorldCarePeriod { EpisodeId = NewId(child, "e"), PeriodId = NewId(child, "c"), Start = referral.Start.AddDays(random.Below(100)) };
        for (var count = random.Between(1, 2); count > 0; count--)
        {
            period.Placements.Add(NewPlacement(child, period));
        }

        return period;
    }

    // A placement may well go on after the referral was closed: then it alone makes the child one to be sent.
    private WorldPlacement NewPlacement(WorldChild child, WorldCarePeriod period)
    {
        var start = period.Start.AddDays(random.Below(300));
        return new WorldPlacement
        {
            Id = NewId(child, "l"),
            Start = start,
            End = random.Percent(30) ? null : start.AddDays(random.Below(1200)),
            Type = random.Pick(PlacementTypes),
            ChangeReason = random.Pick(ChangeReasons),
        };
    }

    private DateOnly? RandomEnd() => random.Below(3) switch
    {
        0 => null,
        1 => FirstEnd.AddDays(random.Below(330)),
        _ => FirstEnd.AddDays(400 + random.Below(500)),
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
        UpdatePerson(child);
    }

    /// <summary>The child has one plan more, under its first referral.</summary>
    internal void AddPlan(WorldChild child)
    {
        Version++;
        var referral = child.Referrals[0];
        var plan = new WorldRecord { Id = NewId(child, "n"), Start = referral.Start };
        referral.Plans.Add(plan);
        Insert(child, referral, plan, isPlan: true);
    }

    /// <summary>Two children have each other's legacy id.</summary>
    internal void ExchangeLegacyIds(WorldChild child, WorldChild other)
    {
        Version++;
        _changed.Add(child);
        _changed.Add(other);
        (child.LegacyId, other.LegacyId) = (other.LegacyId, child.LegacyId);
        UpdatePerson(child);
        UpdatePerson(other);
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
        var sent = Sent(child, AsOf);
        foreach (var referral in child.Referrals)
        {
            Note(referral.Id, sent.Contains(referral));
            Note(AdoptionOf(referral.Id), child.Permanences.Count == 0 || LatestPermanence(child, AsOf) is not null);
            foreach (var placement in referral.Placements)
            {
                Note(placement.Id, Overlaps(placement.Start, placement.End, AsOf));
            }

            foreach (var plan in referral.Plans)
            {
                Note(plan.Id, Overlaps(plan.Start, plan.End, AsOf));
            }

            foreach (var assessment in referral.Assessments)
            {
                Note(assessment.Id, Contains(assessment.Start, AsOf) || Contains(assessment.End, AsOf));
            }
        }

        foreach (var score in child.Questionnaires)
        {
            Note(Iso(score.Start)!, Contains(score.Start, AsOf));
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
                Gone(old);
                _renumbered.Add(old, plan.Id);
                Journal?.Invoke($"  SSD: {old} is {plan.Id} now");
                store.Execute("UPDATE [dbo].[ssd_cin_plans] SET [cinp_cin_plan_id] = @0 WHERE [cinp_cin_plan_id] = @1", plan.Id, old);
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
        store.Execute("UPDATE [dbo].[ssd_cla_episodes] SET [clae_cla_id] = @0 WHERE [clae_cla_id] = @1", period.PeriodId, oldPeriod);
        store.Execute("UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_id] = @0 WHERE [clap_cla_id] = @1", period.PeriodId, oldPeriod);
        foreach (var placement in period.Placements)
        {
            var old = placement.Id;
            placement.Id = NewId(child, "l");
            Gone(old);
            _renumbered.Add(old, placement.Id);
            Journal?.Invoke($"  SSD: {old} is {placement.Id} now");
            store.Execute("UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_placement_id] = @0 WHERE [clap_cla_placement_id] = @1", placement.Id, old);
        }
    }

    // Two change theirs; or both have one, by mistake.
    private void PassOnLegacyId(WorldChild child, WorldChild other)
    {
        _changed.Add(other);
        var isExchange = random.Percent(60);
        (child.LegacyId, other.LegacyId) = (other.LegacyId, isExchange ? child.LegacyId : other.LegacyId);
        UpdatePerson(child);
        UpdatePerson(other);
        Journal?.Invoke($"  SSD: {child.PersonId} is {child.LegacyId} now, {other.PersonId} is {other.LegacyId}");
    }

    private void CloseOrReopen(WorldChild child)
    {
        if (child.Referrals.Count == 0)
        {
            return;
        }

        var referral = random.Pick(child.Referrals);
        referral.End = referral.End is null ? RandomEnd() : null;
        referral.CloseReason = referral.End is null ? null : random.Pick(CloseReasons);
        store.Execute(
            "UPDATE [dbo].[ssd_cin_episodes] SET [cine_close_date] = @0, [cine_close_reason] = @1 WHERE [cine_referral_id] = @2", Iso(referral.End), referral.CloseReason, referral.Id);
    }

    private void ChangeCare(WorldChild child)
    {
        if (child.Referrals.Count == 0)
        {
            return;
        }

        var referral = random.Pick(child.Referrals);
        if (referral.CarePeriods.Count == 0 || random.Percent(10))
        {
            var added = NewCarePeriod(child, referral);
            referral.CarePeriods.Add(added);
            InsertCare(child, referral, added);
            return;
        }

        var period = random.Pick(referral.CarePeriods);
        switch (random.Below(7))
        {
            case 0:
                referral.CarePeriods.Remove(period);
                DeleteCare(period);
                break;
            case 1:
                period.End = period.End is null ? period.Start.AddDays(random.Below(1200)) : null;
                period.CeasedReason = period.End is null ? null : random.Pick(CeasedReasons);
                store.Execute(
                    "UPDATE [dbo].[ssd_cla_episodes] SET [clae_cla_episode_ceased_date] = @0, [clae_cla_episode_ceased_reason] = @1 WHERE [clae_cla_episode_id] = @2",
                    Iso(period.End),
                    period.CeasedReason,
                    period.EpisodeId);
                break;
            case 2:
                var placement = NewPlacement(child, period);
                period.Placements.Add(placement);
                InsertPlacement(child, period, placement);
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

        var placement = random.Pick(period.Placements);
        if (random.Percent(30))
        {
            period.Placements.Remove(placement);
            DeletePlacement(placement);
            return;
        }

        if (random.Percent(50))
        {
            placement.End = placement.End is null ? placement.Start.AddDays(random.Below(1200)) : null;
        }
        else
        {
            placement.Type = random.Pick(PlacementTypes);
            placement.ChangeReason = random.Pick(ChangeReasons);
        }

        store.Execute(
            "UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_placement_end_date] = @0, [clap_cla_placement_type] = @1, [clap_cla_placement_change_reason] = @2 WHERE [clap_cla_placement_id] = @3",
            Iso(placement.End),
            placement.Type,
            placement.ChangeReason,
            placement.Id);
    }

    private WorldPermanence? AddPermanence(WorldChild child)
    {
        var decision = FirstEnd.AddDays(random.Below(900));
        var added = new WorldPermanence { Id = NewId(child, "o"), Decision = decision, Matched = random.Percent(50) ? decision.AddDays(random.Below(200)) : null };
        if (child.Permanences.Exists(other => other.Latest == added.Latest))
        {
            return null;
        }

        child.Permanences.Add(added);
        return added;
    }

    private void ChangePermanence(WorldChild child)
    {
        if (child.Permanences.Count == 0 || (child.Permanences.Count == 1 && random.Percent(20)))
        {
            if (AddPermanence(child) is { } added)
            {
                InsertPermanence(child, added);
            }

            return;
        }

        var row = random.Pick(child.Permanences);
        child.HasLostPermanence = true;
        if (random.Percent(25))
        {
            child.Permanences.Remove(row);
            DeletePermanence(row);
            return;
        }

        var (decision, matched, placed) = (row.Decision, row.Matched, row.Placed);
        switch (random.Below(3))
        {
            case 0:
                row.Decision = row.Decision is null ? FirstEnd.AddDays(random.Below(900)) : null;
                break;
            case 1:
                row.Matched = row.Matched is null ? FirstEnd.AddDays(random.Below(900)) : null;
                break;
            default:
                row.Placed = row.Placed is null ? FirstEnd.AddDays(random.Below(900)) : null;
                break;
        }

        if (child.Permanences.Exists(other => other != row && other.Latest == row.Latest))
        {
            (row.Decision, row.Matched, row.Placed) = (decision, matched, placed);
        }

        store.Execute(
            "UPDATE [dbo].[ssd_permanence] SET [perm_adm_decision_date] = @0, [perm_matched_date] = @1, [perm_placed_for_adoption_date] = @2 WHERE [perm_table_id] = @3",
            Iso(row.Decision),
            Iso(row.Matched),
            Iso(row.Placed),
            row.Id);
    }

    private void InsertPermanence(WorldChild child, WorldPermanence row) => store.Execute(
        "INSERT INTO [dbo].[ssd_permanence] ([perm_table_id], [perm_person_id], [perm_adm_decision_date], [perm_matched_date], [perm_placed_for_adoption_date]) VALUES (@0, @1, @2, @3, @4)",
        row.Id,
        child.PersonId,
        Iso(row.Decision),
        Iso(row.Matched),
        Iso(row.Placed));

    private void DeletePermanence(WorldPermanence row) => store.Execute("DELETE FROM [dbo].[ssd_permanence] WHERE [perm_table_id] = @0", row.Id);

    private void InsertCare(WorldChild child, WorldReferral referral, WorldCarePeriod period)
    {
        store.Execute(
            "INSERT INTO [dbo].[ssd_cla_episodes] ([clae_cla_episode_id], [clae_person_id], [clae_cla_episode_start_date], [clae_cla_episode_start_reason], [clae_cla_episode_ceased_date], [clae_cla_episode_ceased_reason], [clae_cla_id], [clae_referral_id]) "
            + "VALUES (@0, @1, @2, 'S', @3, @4, @5, @6)",
            period.EpisodeId,
            child.PersonId,
            Iso(period.Start),
            Iso(period.End),
            period.CeasedReason,
            period.PeriodId,
            referral.Id);
        foreach (var placement in period.Placements)
        {
            InsertPlacement(child, period, placement);
        }
    }

    private void InsertPlacement(WorldChild child, WorldCarePeriod period, WorldPlacement placement) => store.Execute(
        "INSERT INTO [dbo].[ssd_cla_placement] ([clap_cla_placement_id], [clap_person_id], [clap_cla_id], [clap_cla_placement_start_date], [clap_cla_placement_end_date], [clap_cla_placement_type], [clap_cla_placement_change_reason]) "
        + "VALUES (@0, @1, @2, @3, @4, @5, @6)",
        placement.Id,
        child.PersonId,
        period.PeriodId,
        Iso(placement.Start),
        Iso(placement.End),
        placement.Type,
        placement.ChangeReason);

    private void DeletePlacement(WorldPlacement placement)
    {
        Gone(placement.Id);
        Journal?.Invoke($"  SSD: {placement.Id} is gone");
        store.Execute("DELETE FROM [dbo].[ssd_cla_placement] WHERE [clap_cla_placement_id] = @0", placement.Id);
    }

    private void DeleteCare(WorldCarePeriod period)
    {
        store.Execute("DELETE FROM [dbo].[ssd_cla_episodes] WHERE [clae_cla_episode_id] = @0", period.EpisodeId);
        foreach (var placement in period.Placements)
        {
            DeletePlacement(placement);
        }
    }

    private void ChangeQuestionnaires(WorldChild child)
    {
        if (child.Questionnaires.Count > 0 && random.Percent(60))
        {
            var gone = random.Pick(child.Questionnaires);
            child.Questionnaires.Remove(gone);
            Gone(Iso(gone.Start)!);
            store.Execute("DELETE FROM [dbo].[ssd_sdq_scores] WHERE [csdq_table_id] = @0", gone.Id);
        }
        else
        {
            var added = NewRecord(child, "q", null);

            // Two of one day would need another order.
            if (!child.Questionnaires.Exists(other => other.Start == added.Start))
            {
                child.Questionnaires.Add(added);
                InsertQuestionnaire(child, added);
            }
        }
    }

    private void ChangeRecords(WorldChild child)
    {
        if (child.Referrals.Count == 0)
        {
            return;
        }

        var referral = random.Pick(child.Referrals);
        var isPlan = random.Percent(60);
        var records = isPlan ? referral.Plans : referral.Assessments;
        if (records.Count > 0 && random.Percent(60))
        {
            var record = random.Pick(records);
            if (random.Percent(60))
            {
                records.Remove(record);
                Delete(record, isPlan);
            }
            else
            {
                record.End = record.End is null ? record.Start.AddDays(random.Below(300)) : null;
                store.Execute(
                    isPlan
                        ? "UPDATE [dbo].[ssd_cin_plans] SET [cinp_cin_plan_end_date] = @0 WHERE [cinp_cin_plan_id] = @1"
                        : "UPDATE [dbo].[ssd_cin_assessments] SET [cina_assessment_auth_date] = @0 WHERE [cina_assessment_id] = @1",
                    Iso(record.End),
                    record.Id);
            }
        }
        else
        {
            var record = NewRecord(child, isPlan ? "n" : "a", referral);
            records.Add(record);
            Insert(child, referral, record, isPlan);
        }
    }

    private void Gone(string id)
    {
        _touched.Add(id);
    }

    private void Delete(WorldRecord record, bool isPlan)
    {
        Gone(record.Id);
        Journal?.Invoke($"  SSD: {record.Id} is gone");
        store.Execute(isPlan ? "DELETE FROM [dbo].[ssd_cin_plans] WHERE [cinp_cin_plan_id] = @0" : "DELETE FROM [dbo].[ssd_cin_assessments] WHERE [cina_assessment_id] = @0", record.Id);
    }

    private void Insert(WorldChild child)
    {
        child.IsInSsd = true;
        _changed.Add(child);
        _touched.Add(child.PersonId);
        store.Execute(
            "INSERT INTO [dbo].[ssd_person] ([pers_person_id], [pers_legacy_id], [pers_surname], [pers_dob], [pers_sex]) VALUES (@0, @1, @2, @3, 'F')",
            child.PersonId,
            child.LegacyId,
            child.Surname,
            BirthDate(child));
        foreach (var referral in child.Referrals)
        {
            InsertReferral(child, referral);
        }

        foreach (var score in child.Questionnaires)
        {
            InsertQuestionnaire(child, score);
        }

        foreach (var row in child.Permanences)
        {
            InsertPermanence(child, row);
        }
    }

    private void Delete(WorldChild child)
    {
        child.IsInSsd = false;
        child.HasLostPermanence = true;
        child.Permanences.ForEach(DeletePermanence);
        _touched.Add(child.PersonId);
        store.Execute("DELETE FROM [dbo].[ssd_person] WHERE [pers_person_id] = @0", child.PersonId);
        foreach (var referral in child.Referrals)
        {
            DeleteReferral(referral);
        }

        foreach (var score in child.Questionnaires)
        {
            store.Execute("DELETE FROM [dbo].[ssd_sdq_scores] WHERE [csdq_table_id] = @0", score.Id);
        }
    }

    private void RemoveReferral(WorldChild child, WorldReferral referral)
    {
        child.Referrals.Remove(referral);
        DeleteReferral(referral);
    }

    private void DeleteReferral(WorldReferral referral)
    {
        Gone(referral.Id);
        Journal?.Invoke($"  SSD: {referral.Id} is gone");
        store.Execute("DELETE FROM [dbo].[ssd_cin_episodes] WHERE [cine_referral_id] = @0", referral.Id);
        foreach (var plan in referral.Plans)
        {
            Delete(plan, isPlan: true);
        }

        foreach (var assessment in referral.Assessments)
        {
            Delete(assessment, isPlan: false);
        }

        referral.CarePeriods.ForEach(DeleteCare);
    }

    private void UpdatePerson(WorldChild child) => store.Execute(
        "UPDATE [dbo].[ssd_person] SET [pers_legacy_id] = @0, [pers_surname] = @1, [pers_dob] = @2 WHERE [pers_person_id] = @3",
        child.LegacyId,
        child.Surname,
        BirthDate(child),
        child.PersonId);

    private static string BirthDate(WorldChild child) => child.IsBirthDateGarbled ? "unreadable" : "2015-01-01";

    private void InsertReferral(WorldChild child, WorldReferral referral)
    {
        store.Execute(
            "INSERT INTO [dbo].[ssd_cin_episodes] ([cine_referral_id], [cine_person_id], [cine_referral_date], [cine_close_date], [cine_close_reason]) VALUES (@0, @1, @2, @3, @4)",
            referral.Id,
            child.PersonId,
            Iso(referral.Start),
            Iso(referral.End),
            referral.CloseReason);
        foreach (var plan in referral.Plans)
        {
            Insert(child, referral, plan, isPlan: true);
        }

        foreach (var assessment in referral.Assessments)
        {
            Insert(child, referral, assessment, isPlan: false);
        }

        foreach (var period in referral.CarePeriods)
        {
            InsertCare(child, referral, period);
        }
    }

    private void Insert(WorldChild child, WorldReferral referral, WorldRecord record, bool isPlan) => store.Execute(
        isPlan
            ? "INSERT INTO [dbo].[ssd_cin_plans] ([cinp_cin_plan_id], [cinp_referral_id], [cinp_person_id], [cinp_cin_plan_start_date], [cinp_cin_plan_end_date]) VALUES (@0, @1, @2, @3, @4)"
            : "INSERT INTO [dbo].[ssd_cin_assessments] ([cina_assessment_id], [cina_referral_id], [cina_person_id], [cina_assessment_start_date], [cina_assessment_auth_date]) VALUES (@0, @1, @2, @3, @4)",
        record.Id,
        referral.Id,
        child.PersonId,
        Iso(record.Start),
        Iso(record.End));

    private void InsertQuestionnaire(WorldChild child, WorldRecord score) => store.Execute(
        "INSERT INTO [dbo].[ssd_sdq_scores] ([csdq_table_id], [csdq_person_id], [csdq_sdq_completed_date], [csdq_sdq_score]) VALUES (@0, @1, @2, '11')",
        score.Id,
        child.PersonId,
        Iso(score.Start));
}
