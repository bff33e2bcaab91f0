using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Payload.Ssd;

/// <summary>Fetches all records of a range of children: one batch, read to its end, grouped by person.</summary>
internal sealed class ChildReader
{
    // In the order of ChildQuery, after the persons.
    private static readonly RecordKind[] RecordKinds =
    [
        RecordKind.LinkedIdentifier,
        RecordKind.Disability,
        RecordKind.Address,
        RecordKind.ImmigrationStatus,
        RecordKind.SdqScore,
        RecordKind.CinEpisode,
        RecordKind.CinAssessment,
        RecordKind.AssessmentFactors,
        RecordKind.CinPlan,
        RecordKind.Section47Enquiry,
        RecordKind.InitialConference,
        RecordKind.ChildProtectionPlan,
        RecordKind.CareEpisode,
        RecordKind.Placement,
        RecordKind.Permanence,
        RecordKind.CareLeaver,
        RecordKind.Involvement,
    ];

    // The table that a kind's dates are in.
    private static readonly string[] Tables =
    [
        "ssd_linked_identifiers",
        "ssd_disability",
        "ssd_address",
        "ssd_immigration_status",
        "ssd_sdq_scores",
        "ssd_cin_episodes",
        "ssd_cin_assessments",
        "ssd_assessment_factors",
        "ssd_cin_plans",
        "ssd_s47_enquiry",
        "ssd_initial_cp_conference",
        "ssd_cp_plans",
        "ssd_cla_episodes",
        "ssd_cla_placement",
        "ssd_permanence",
        "ssd_care_leavers",
        "ssd_involvements",
    ];

    private readonly DbConnection _connection;
    private readonly ChildQuery _query;
    private Dictionary<string, bool>? _sharedIds;

    internal ChildReader(DbConnection connection, ChildQuery query)
    {
        _connection = connection;
        _query = query;
    }

    /// <summary>The children of the range, each person id once, in the order ssd_person gave them; a person without an id has no records.</summary>
    /// <exception cref="SsdReadException">The database gave fewer result sets than were asked for.</exception>
    internal List<ChildRecords> Read(PersonRange range)
    {
        var children = new List<ChildRecords>();
        var byPerson = new Dictionary<string, ChildRecords>(new PersonIdComparer());
        _sharedIds ??= ReadSharedIds();
        using DbCommand command = _connection.Command(_query.Text(range));
        AddBound(command, "@after", range.After);
        AddBound(command, "@up_to", range.UpTo);
        AddBound(command, "@only_person", range.OnlyPerson);
        using DbDataReader reader = command.ExecuteReader();
        var row = new SsdRow(reader);
        while (reader.Read())
        {
            string personId = row.PersonId;
            if (byPerson.ContainsKey(personId))
            {
                continue;
            }

            var child = new ChildRecords(new Person(row, _sharedIds.ContainsKey(personId)));
            NoteUnreadable(child, "ssd_person", row);
            children.Add(child);

            // A record that names nobody is nobody's, so a person without an id has none.
            if (!string.IsNullOrWhiteSpace(personId))
            {
                byPerson.Add(personId, child);
            }
        }

        foreach (RecordKind kind in RecordKinds)
        {
            if (!reader.NextResult())
            {
                throw new SsdReadException("The database returned fewer result sets than were asked for.");
            }

            while (reader.Read())
            {
                // A person may have come in between two SELECTs: there is no such child yet, so the next refresh takes the record.
                if (byPerson.TryGetValue(row.PersonId, out ChildRecords? child))
                {
                    Add(kind, child, row);
                    NoteUnreadable(child, Tables[(int)kind], row);
                }
            }
        }

        return children;
    }

    private enum RecordKind
    {
        LinkedIdentifier,
        Disability,
        Address,
        ImmigrationStatus,
        SdqScore,
        CinEpisode,
        CinAssessment,
        AssessmentFactors,
        CinPlan,
        Section47Enquiry,
        InitialConference,
        ChildProtectionPlan,
        CareEpisode,
        Placement,
        Permanence,
        CareLeaver,
        Involvement,
    }

    private Dictionary<string, bool> ReadSharedIds()
    {
        var shared = new Dictionary<string, bool>(StringComparer.Ordinal);
        using DbCommand command = _connection.Command(_query.SharedIds);
        using DbDataReader reader = command.ExecuteReader();
        var row = new SsdRow(reader);
        while (reader.Read())
        {
            shared[row.PersonId] = true;
        }

        return shared;
    }

    private static void NoteUnreadable(ChildRecords child, string table, SsdRow row)
    {
        if (row.Unreadable.Count > 0)
        {
            foreach (string column in row.Unreadable)
            {
                child.UnreadableDates.Add(table + "." + column);
            }

            row.ForgetUnreadable();
        }
    }

    private static void Add(RecordKind kind, ChildRecords child, SsdRow row)
    {
        switch (kind)
        {
            case RecordKind.LinkedIdentifier:
                child.LinkedIdentifiers.Add(new LinkedIdentifier(row));
                break;
            case RecordKind.Disability:
                if (row.Trimmed(1) is { } code)
                {
                    child.DisabilityCodes.Add(code);
                }

                break;
            case RecordKind.Address:
                child.Addresses.Add(new Address(row));
                break;
            case RecordKind.ImmigrationStatus:
                child.ImmigrationStatuses.Add(new ImmigrationStatus(row));
                break;
            case RecordKind.SdqScore:
                child.SdqScores.Add(new SdqScore(row));
                break;
            case RecordKind.CinEpisode:
                child.CinEpisodes.Add(new CinEpisode(row));
                break;
            case RecordKind.CinAssessment:
                child.Assessments.Add(new CinAssessment(row));
                break;
            case RecordKind.AssessmentFactors:
                child.AssessmentFactors.Add(new AssessmentFactors(row));
                break;
            case RecordKind.CinPlan:
                child.CinPlans.Add(new Plan(row));
                break;
            case RecordKind.Section47Enquiry:
                child.Section47Enquiries.Add(new Section47Enquiry(row));
                break;
            case RecordKind.InitialConference:
                child.InitialConferences.Add(new InitialConference(row));
                break;
            case RecordKind.ChildProtectionPlan:
                child.ChildProtectionPlans.Add(new Plan(row));
                break;
            case RecordKind.CareEpisode:
                child.CareEpisodes.Add(new CareEpisode(row));
                break;
            case RecordKind.Placement:
                child.Placements.Add(new Placement(row));
                break;
            case RecordKind.Permanence:
                child.Permanences.Add(new Permanence(row));
                break;
            case RecordKind.CareLeaver:
                child.CareLeavers.Add(new CareLeaver(row));
                break;
            default:
                child.Involvements.Add(new Involvement(row));
                break;
        }
    }

    private static void AddBound(DbCommand command, string name, string? value)
    {
        if (value is not null)
        {
            command.AddText(name, value);
        }
    }
}
