using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_person.</summary>
internal sealed class Person
{
    internal static readonly RecordLayout Layout = new(
        RecordKind.Person,
        "ssd_person",
        "p",
        """
          FROM {ssd}.[ssd_person] AS p
         WHERE {range}
         ORDER BY p.[pers_person_id]
        """);

    private static readonly TextColumn s_legacyId = Layout.Text("pers_legacy_id");
    private static readonly TextColumn s_uniquePupilNumber = Layout.Text("pers_upn");
    private static readonly TextColumn s_uniquePupilNumberUnknown = Layout.Text("pers_upn_unknown");
    private static readonly TextColumn s_forename = Layout.Text("pers_forename");
    private static readonly TextColumn s_surname = Layout.Text("pers_surname");
    private static readonly DateColumn s_dateOfBirth = Layout.Date("pers_dob");
    private static readonly DateColumn s_expectedDateOfBirth = Layout.Date("pers_expected_dob");
    private static readonly TextColumn s_sex = Layout.Text("pers_sex");
    private static readonly TextColumn s_ethnicity = Layout.Text("pers_ethnicity");
    private static readonly FlagColumn s_isListed = Layout.FlagOf("is_listed", "CASE WHEN {listed} THEN 1 ELSE 0 END");

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
        LegacyId = row.TrimmedId(s_legacyId);
        UniquePupilNumber = row.Trimmed(s_uniquePupilNumber);
        UniquePupilNumberUnknown = row.Trimmed(s_uniquePupilNumberUnknown);
        Forename = row.Verbatim(s_forename);
        Surname = row.Verbatim(s_surname);
        DateOfBirth = row.Date(s_dateOfBirth);
        ExpectedDateOfBirth = row.Date(s_expectedDateOfBirth);
        Sex = row.Trimmed(s_sex);
        Ethnicity = row.Trimmed(s_ethnicity);
        IsListed = row.Flag(s_isListed);
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
