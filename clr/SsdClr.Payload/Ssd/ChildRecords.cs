using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Ssd;

/// <summary>Everything SSD holds about one child that the payload looks at, as fetched: no rule has been applied.</summary>
internal sealed class ChildRecords
{
    internal ChildRecords(Person person) => Person = person;

    internal Person Person { get; }

    /// <summary>Columns, table.column, that hold something else where a date belongs: what they say of the child is not known.</summary>
    internal List<string> UnreadableDates { get; } = [];

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

    /// <summary>True where a placement is this child's: the row itself, and its period of care.</summary>
    internal bool Holds(Placement placement) => !placement.CrossesPersons && HoldsPeriod(placement.PeriodKey);

    /// <summary>True where a care episode of that period of care is this child's and nobody else's.</summary>
    internal bool HoldsPeriod(string periodKey)
    {
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
