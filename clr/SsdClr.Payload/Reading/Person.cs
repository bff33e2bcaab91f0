using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_person.</summary>
internal sealed class Person
{
    /// <param name="personId">The person id, as held.</param>
    /// <param name="row">The row.</param>
    /// <param name="hasNoId">True where the person id is blank or stands for none.</param>
    /// <param name="sharesItsId">True where another row of ssd_person has the same person id or la_child_id.</param>
    /// <param name="sharesItsUniquePupilNumber">True where another row of ssd_person has the same unique pupil number.</param>
    internal Person(string personId, SsdRow row, bool hasNoId, bool sharesItsId, bool sharesItsUniquePupilNumber)
    {
        HasNoId = hasNoId;
        SharesItsId = sharesItsId;
        SharesItsUniquePupilNumber = sharesItsUniquePupilNumber;
        PersonId = personId;
        LegacyId = row.TrimmedId(1);
        UniquePupilNumber = row.Trimmed(2);
        UniquePupilNumberUnknown = row.Trimmed(3);
        Forename = row.Verbatim(4);
        Surname = row.Verbatim(5);
        DateOfBirth = row.Date(6);
        ExpectedDateOfBirth = row.Date(7);
        Sex = row.Trimmed(8);
        Ethnicity = row.Trimmed(9);
        IsListed = row.Flag(10);
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

    /// <summary>The person id is blank or stands for none, so the person has no records and is in nobody's cohort.</summary>
    internal bool HasNoId { get; }

    /// <summary>Another row of ssd_person has the same unique pupil number. Known only where the census rules are asked for.</summary>
    internal bool SharesItsUniquePupilNumber { get; }

    /// <summary>Another row of ssd_person has the same person id, or would be sent with the same la_child_id: neither can be sent.</summary>
    internal bool SharesItsId { get; }

    /// <summary>True where the cohort table lists this person, and where there is no such table.</summary>
    internal bool IsListed { get; }
}
