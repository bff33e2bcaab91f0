using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_person.</summary>
/// <param name="personId">The person id, as held.</param>
/// <param name="row">The row.</param>
/// <param name="hasNoId">True where the person id is blank or stands for none.</param>
/// <param name="sharesItsId">True where another row of ssd_person has the same person id or la_child_id.</param>
/// <param name="sharesItsUniquePupilNumber">True where another row of ssd_person has the same unique pupil number.</param>
internal sealed class Person(string personId, SsdRow row, bool hasNoId, bool sharesItsId, bool sharesItsUniquePupilNumber)
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

    private static readonly RowColumn<string> s_legacyId = Layout.Text("pers_legacy_id");
    private static readonly RowColumn<string> s_uniquePupilNumber = Layout.Text("pers_upn");
    private static readonly RowColumn<string> s_uniquePupilNumberUnknown = Layout.Text("pers_upn_unknown");
    private static readonly RowColumn<string> s_forename = Layout.Text("pers_forename");
    private static readonly RowColumn<string> s_surname = Layout.Text("pers_surname");
    private static readonly RowColumn<DateTime> s_dateOfBirth = Layout.Date("pers_dob");
    private static readonly RowColumn<DateTime> s_expectedDateOfBirth = Layout.Date("pers_expected_dob");
    private static readonly RowColumn<string> s_sex = Layout.Text("pers_sex");
    private static readonly RowColumn<string> s_ethnicity = Layout.Text("pers_ethnicity");
    private static readonly RowColumn<bool> s_isListed = Layout.FlagOf("is_listed", "CASE WHEN {listed} THEN 1 ELSE 0 END");

    internal string PersonId { get; } = personId;

    internal string? LegacyId { get; } = row.TrimmedId(s_legacyId);

    internal string? UniquePupilNumber { get; } = row.Trimmed(s_uniquePupilNumber);

    internal string? UniquePupilNumberUnknown { get; } = row.Trimmed(s_uniquePupilNumberUnknown);

    internal string? Forename { get; } = row.Verbatim(s_forename);

    internal string? Surname { get; } = row.Verbatim(s_surname);

    internal DateTime? DateOfBirth { get; } = row.Date(s_dateOfBirth);

    internal DateTime? ExpectedDateOfBirth { get; } = row.Date(s_expectedDateOfBirth);

    internal string? Sex { get; } = row.Trimmed(s_sex);

    internal string? Ethnicity { get; } = row.Trimmed(s_ethnicity);

    /// <summary>The person id is blank or stands for none, so the person has no records and is in nobody's cohort.</summary>
    internal bool HasNoId { get; } = hasNoId;

    /// <summary>Another row of ssd_person has the same unique pupil number. Known only where the census rules are asked for.</summary>
    internal bool SharesItsUniquePupilNumber { get; } = sharesItsUniquePupilNumber;

    /// <summary>Another row of ssd_person has the same person id, or would be sent with the same la_child_id: neither can be sent.</summary>
    internal bool SharesItsId { get; } = sharesItsId;

    /// <summary>True where the cohort table lists this person, and where there is no such table.</summary>
    internal bool IsListed { get; } = row.Flag(s_isListed);
}
