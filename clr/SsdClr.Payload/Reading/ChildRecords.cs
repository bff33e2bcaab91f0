using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Reading;

/// <summary>
/// Everything SSD holds about one child that the payload looks at, as fetched: no rule has been applied. One object may serve
/// child after child (<see cref="ChildrenInRange.Read"/>).
/// </summary>
internal sealed class ChildRecords
{
    private Person? _person;

    /// <summary>The person; there is none before the records of one are read.</summary>
    internal Person Person => _person!;

    /// <summary>Values that are held and count as absent: why, their column, table.column, and the id of their row, null where it has none.</summary>
    internal List<(RowNoteKind Kind, string Column, string? RecordId)> Notes { get; } = [];

    /// <summary>The first column, table.column, that holds something else where a date belongs: what it says of the child is not known. Null where there is none.</summary>
    internal string? UnreadableDate
    {
        get
        {
            foreach ((RowNoteKind kind, string column, _) in Notes)
            {
                if (kind == RowNoteKind.UnreadableDate)
                {
                    return column;
                }
            }

            return null;
        }
    }

    internal List<LinkedIdentifier> LinkedIdentifiers { get; } = [];

    internal List<string> DisabilityCodes { get; } = [];

    internal List<Address> Addresses { get; } = [];

    internal List<ImmigrationStatus> ImmigrationStatuses { get; } = [];

    internal List<SdqScore> SdqScores { get; } = [];

    internal List<CinEpisode> CinEpisodes { get; } = [];

    internal List<CinAssessment> Assessments { get; } = [];

    internal List<AssessmentFactors> AssessmentFactors { get; } = [];

    internal List<Plan> CinPlans { get; } = [];

    internal List<Section47Enquiry> Section47Enquiries { get; } = [];

    internal List<InitialConference> InitialConferences { get; } = [];

    internal List<Plan> ChildProtectionPlans { get; } = [];

    internal List<CareEpisode> CareEpisodes { get; } = [];

    internal List<Placement> Placements { get; } = [];

    internal List<Permanence> Permanences { get; } = [];

    internal List<CareLeaver> CareLeavers { get; } = [];

    internal List<Involvement> Involvements { get; } = [];

    /// <summary>Forgets the child it holds, and starts on another.</summary>
    internal void Start(Person person)
    {
        _person = person;
        Notes.Clear();
        LinkedIdentifiers.Clear();
        DisabilityCodes.Clear();
        Addresses.Clear();
        ImmigrationStatuses.Clear();
        SdqScores.Clear();
        CinEpisodes.Clear();
        Assessments.Clear();
        AssessmentFactors.Clear();
        CinPlans.Clear();
        Section47Enquiries.Clear();
        InitialConferences.Clear();
        ChildProtectionPlans.Clear();
        CareEpisodes.Clear();
        Placements.Clear();
        Permanences.Clear();
        CareLeavers.Clear();
        Involvements.Clear();
    }

    /// <summary>Adds a record of a kind other than a person.</summary>
    internal void Add(RecordKind kind, SsdRow row)
    {
        switch (kind)
        {
            case RecordKind.LinkedIdentifier:
                LinkedIdentifiers.Add(new LinkedIdentifier(row));
                break;
            case RecordKind.Disability:
                if (Disability.Code(row) is { } code)
                {
                    DisabilityCodes.Add(code);
                }

                break;
            case RecordKind.Address:
                Addresses.Add(new Address(row));
                break;
            case RecordKind.ImmigrationStatus:
                ImmigrationStatuses.Add(new ImmigrationStatus(row));
                break;
            case RecordKind.SdqScore:
                SdqScores.Add(new SdqScore(row));
                break;
            case RecordKind.CinEpisode:
                CinEpisodes.Add(new CinEpisode(row));
                break;
            case RecordKind.CinAssessment:
                Assessments.Add(new CinAssessment(row));
                break;
            case RecordKind.AssessmentFactors:
                AssessmentFactors.Add(new AssessmentFactors(row));
                break;
            case RecordKind.CinPlan:
                CinPlans.Add(new Plan(row, Plan.Columns.ChildInNeed));
                break;
            case RecordKind.Section47Enquiry:
                Section47Enquiries.Add(new Section47Enquiry(row));
                break;
            case RecordKind.InitialConference:
                InitialConferences.Add(new InitialConference(row));
                break;
            case RecordKind.ChildProtectionPlan:
                ChildProtectionPlans.Add(new Plan(row, Plan.Columns.ChildProtection));
                break;
            case RecordKind.CareEpisode:
                CareEpisodes.Add(new CareEpisode(row));
                break;
            case RecordKind.Placement:
                Placements.Add(new Placement(row));
                break;
            case RecordKind.Permanence:
                Permanences.Add(new Permanence(row));
                break;
            case RecordKind.CareLeaver:
                CareLeavers.Add(new CareLeaver(row));
                break;
            default:
                Involvements.Add(new Involvement(row));
                break;
        }
    }

    /// <summary>True where a placement is this child's by its row, though no period of care may lead to it any more.</summary>
    internal bool HoldsRow(Placement placement) => !placement.CrossesPersons && (placement.PeriodKey is null || HoldsPeriod(placement.PeriodKey));

    /// <summary>True where a placement is this child's: the row itself, and its period of care.</summary>
    internal bool Holds(Placement placement) => !placement.CrossesPersons && HoldsPeriod(placement.PeriodKey);

    /// <summary>True where a care episode of this child names a placement that neither a period of care nor the placement itself makes this child's.</summary>
    internal bool LacksPlacementOf(CareEpisode careEpisode)
    {
        if (careEpisode.CrossesPersons || careEpisode.PlacementId is null)
        {
            return false;
        }

        foreach (Placement placement in Placements)
        {
            if (string.Equals(placement.PlacementId, careEpisode.PlacementId, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where a care episode of that period of care is this child's and nobody else's.</summary>
    internal bool HoldsPeriod(string? periodKey)
    {
        if (periodKey is null)
        {
            return false;
        }

        foreach (CareEpisode careEpisode in CareEpisodes)
        {
            if (!careEpisode.CrossesPersons && string.Equals(careEpisode.PeriodKey, periodKey, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
