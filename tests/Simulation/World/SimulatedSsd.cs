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
    internal bool HadAgedOut(string path) => path.Split('/').Any(_agedAway.Contains);

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
            var plan = NewRecord(child, "n", child.Referrals[0]);
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

        var kind = random.Below(13);
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
        referral => Overlaps(referral.Start, referral.End, asOf) || referral.Plans.Exists(plan => Overlaps(plan.Start, plan.End, asOf)));

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

        foreach (var referral in child.Referrals.Where(referral => Overlaps(referral.Start, referral.End, asOf)))
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
        }

        return content;
    }

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
            "child_in_need_plans" => referral.Plans,
            "child_and_family_assessments" => referral.Assessments,
            _ => [],
        }).Exists(record => record.Id == parts[3]));
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

        child.Referrals.Add(referral);
        return referral;
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
        foreach (var referral in child.Referrals)
        {
            Note(referral.Id, Overlaps(referral.Start, referral.End, AsOf));
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
    }

    private void Delete(WorldChild child)
    {
        child.IsInSsd = false;
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
