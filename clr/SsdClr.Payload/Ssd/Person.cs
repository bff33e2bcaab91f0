using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_person.</summary>
internal sealed class Person
{
    internal Person(SsdRow row)
    {
        PersonId = row.PersonId;
        LegacyId = row.Trimmed(1);
        UniquePupilNumber = row.Trimmed(2);
        UniquePupilNumberUnknown = row.Trimmed(3);
        Forename = row.Text(4);
        Surname = row.Text(5);
        DateOfBirth = row.Date(6);
        ExpectedDateOfBirth = row.Date(7);
        Sex = row.Trimmed(8);
        Ethnicity = row.Trimmed(9);
        PersonsWithThisId = row.Count(10);
        IsListed = row.Flag(11);
    }

    internal string PersonId { get; }

    internal string? LegacyId { get; }

    internal string? UniquePupilNumber { get; }

    internal string? UniquePupilNumberUnknown { get; }

    internal string? Forename { get; }

    internal string? Surname { get; }

    internal DateTime? DateOfBirth { get; }

    internal DateTime? ExpectedDateOfBirth { get; }

    internal string? Sex { get; }

    internal string? Ethnicity { get; }

    /// <summary>How many rows of ssd_person carry what would be sent as this child's la_child_id; more than one is an error.</summary>
    internal int PersonsWithThisId { get; }

    /// <summary>True where the cohort table lists this person, and where there is no such table.</summary>
    internal bool IsListed { get; }
}
