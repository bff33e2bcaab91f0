using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>
/// Turns the records of one child in the cohort into the canonical payload (docs/payload.md, section 7) and says what is wrong with
/// it (section 10). Makes nothing but the JSON text: the same records in any order give the same bytes.
/// </summary>
internal sealed class PayloadBuilder
{
    private readonly FieldWriter _fields;
    private readonly PayloadSettings _settings;
    private readonly ChildDetails _childDetails;
    private readonly HealthAndWellbeing _healthAndWellbeing;
    private readonly EpisodeArray _episodes;
    private readonly GroupRecords _groups;

    internal PayloadBuilder(Window window, PayloadSettings settings, CodeMap codeMap, PayloadIssues issues)
    {
        _fields = new FieldWriter(window, codeMap, issues);
        _groups = new GroupRecords(window);
        _settings = settings;
        _childDetails = new ChildDetails(_fields, window, settings);
        _healthAndWellbeing = new HealthAndWellbeing(_fields, window);
        _episodes = new EpisodeArray(_fields, window, settings);
    }

    /// <summary>What the rules found in the child built last.</summary>
    internal PayloadIssues Issues => _fields.Issues;

    /// <summary>The id the receiver knows the child by; null where there is none.</summary>
    internal string? ChildId(Person person) => _settings.ChildIdIsLegacyId ? person.LegacyId : person.PersonId.Trim() is { Length: > 0 } id ? id : null;

    /// <summary>True where csc.staging cannot hold the person id, so that the child has to be left out.</summary>
    internal static bool IsTooLongToStage(Person person) => person.PersonId.Length > DeclaredLength.PersonId;

    /// <summary>The child's id in the case-management system as it is sent; null where there is none, or none that can be sent.</summary>
    internal static string? MisChildId(Person person) =>
        RecordId.Fault(person.LegacyId, RecordId.MaximumLength) is null ? person.LegacyId : null;

    /// <summary>Builds the payload. The writer returned holds it until the next call.</summary>
    /// <param name="child">The child.</param>
    /// <param name="groups">The groups by which the child is in the cohort.</param>
    /// <param name="lostByEnds">The groups by which a child that was sent would be in, if no record ended before it starts: it is withheld.</param>
    internal JsonWriter Build(ChildRecords child, CohortGroups groups, CohortGroups lostByEnds = CohortGroups.None)
    {
        Issues.Reset();
        JsonWriter json = _fields.Json;
        json.Reset();
        json.StartObject();
        foreach ((RowNoteKind kind, string column, string? recordId) in child.Notes)
        {
            Issues.AddRecord(RuleOf(kind), OutcomeOf(kind), name: null, column, recordId);
        }

        WriteIds(child.Person);
        _fields.NotPurged();
        _childDetails.Write(child);
        _healthAndWellbeing.Write(child.SdqScores);
        _episodes.Write(child);
        ListGroups(child, groups, lostByEnds);
        json.EndObject();
        return json;
    }

    /// <summary>The records by which the child built last is in a group, in words.</summary>
    internal string Words(ChildRecords child, CohortGroups group) => _groups.Words(group, child, _episodes.Choice);

    // An unknown end would go out as an open record: better nothing than something wrong.
    private static PayloadRule RuleOf(RowNoteKind kind) => kind switch
    {
        RowNoteKind.UnreadableDate => PayloadRule.DateUnreadable,
        RowNoteKind.SentinelDate => PayloadRule.SentinelDate,
        RowNoteKind.SentinelId => PayloadRule.SentinelId,
        _ => PayloadRule.NullWord,
    };

    private static IssueOutcome OutcomeOf(RowNoteKind kind) => kind == RowNoteKind.UnreadableDate ? IssueOutcome.ChildWithheld : IssueOutcome.CountsAsAbsent;

    private void ListGroups(ChildRecords child, CohortGroups groups, CohortGroups lostByEnds)
    {
        for (int bit = 1; bit <= (int)CohortGroups.Disability; bit <<= 1)
        {
            var group = (CohortGroups)bit;
            if ((groups & group) != CohortGroups.None && !_groups.AnySent(group, child, _episodes.Choice))
            {
                Issues.Add(PayloadRule.GroupWithoutRecord, IssueOutcome.ChildSent, name: null, CohortRules.SourceOf(group));
            }

            if ((lostByEnds & group) != CohortGroups.None)
            {
                Issues.Add(PayloadRule.LeavesByAnEnd, IssueOutcome.ChildWithheld, name: null, CohortRules.SourceOf(group));
            }
        }
    }

    private void WriteIds(Person person)
    {
        string source = _settings.ChildIdIsLegacyId ? "ssd_person.pers_legacy_id" : "ssd_person.pers_person_id";
        string? childId = ChildId(person);
        PayloadRule? fault = childId is null ? PayloadRule.ChildIdMissing
            : childId.Length > RecordId.MaximumChildLength ? PayloadRule.ChildIdTooLong
            : !RecordId.HasOnlyAllowedCharacters(childId) ? PayloadRule.ChildIdCharacters
            : person.SharesItsId ? PayloadRule.ChildIdNotUnique
            : null;
        if (fault is not null)
        {
            Issues.Add(fault, IssueOutcome.ChildWithheld, PayloadNames.LaChildId, source);
        }

        if (IsTooLongToStage(person))
        {
            Issues.Add(PayloadRule.PersonIdTooLong, IssueOutcome.ChildWithheld, name: null, "ssd_person.pers_person_id");
        }

        if (childId is not null)
        {
            _fields.Id(PayloadNames.LaChildId, childId, source);
        }

        if (person.LegacyId is not null)
        {
            WriteMisChildId(person.LegacyId);
        }
    }

    private void WriteMisChildId(string legacyId)
    {
        if (RecordId.Fault(legacyId, RecordId.MaximumLength) is not null)
        {
            Issues.Add(PayloadRule.MisChildIdUnusable, IssueOutcome.LeftOut, PayloadNames.MisChildId, "ssd_person.pers_legacy_id");
            return;
        }

        _fields.Id(PayloadNames.MisChildId, legacyId, "ssd_person.pers_legacy_id");
    }
}
