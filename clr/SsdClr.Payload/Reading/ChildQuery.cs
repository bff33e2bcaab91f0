using System;
using System.Data.Common;
using System.Text;

namespace SsdClr.Payload.Reading;

/// <summary>
/// The SELECTs that fetch everything about a range of children: portable SQL, one result set a kind of record, no rule.
/// </summary>
/// <remarks>
/// Every statement starts from ssd_person and compares the range with <c>pers_person_id</c> only, so one column's collation
/// decides the order, and a collation conflict is an error and never a lost row. Which rows belong together is decided by
/// the joins alone: each row carries the key of the row it hangs on as <em>that</em> row spells it, so the program may
/// compare ordinally whatever the collation. A blank key never joins: two records without an id have nothing in common.
/// </remarks>
internal sealed class ChildQuery
{
    /// <summary>The tables read.</summary>
    internal static readonly string[] Tables =
    [
        "ssd_address",
        "ssd_assessment_factors",
        "ssd_care_leavers",
        "ssd_cin_assessments",
        "ssd_cin_episodes",
        "ssd_cin_plans",
        "ssd_cla_episodes",
        "ssd_cla_placement",
        "ssd_cp_plans",
        "ssd_disability",
        "ssd_immigration_status",
        "ssd_initial_cp_conference",
        "ssd_involvements",
        "ssd_linked_identifiers",
        "ssd_permanence",
        "ssd_person",
        "ssd_professionals",
        "ssd_s47_enquiry",
        "ssd_sdq_scores",
    ];

    /// <summary>The layouts of all kinds of record, in the order of the result sets, which is that of <see cref="RecordKind"/>.</summary>
    internal static readonly RecordLayout[] Layouts =
    [
        Person.Layout,
        LinkedIdentifier.Layout,
        Disability.Layout,
        Address.Layout,
        ImmigrationStatus.Layout,
        SdqScore.Layout,
        CinEpisode.Layout,
        CinAssessment.Layout,
        AssessmentFactors.Layout,
        Plan.Columns.ChildInNeed.Layout,
        Section47Enquiry.Layout,
        InitialConference.Layout,
        Plan.Columns.ChildProtection.Layout,
        CareEpisode.Layout,
        Placement.Layout,
        Permanence.Layout,
        CareLeaver.Layout,
        Involvement.Layout,
    ];

    // The care episodes of a child in one period of care. It is known by two texts: its id in capitals, for MIN may give either of two spellings that the collation
    // calls equal; and the lowest id of its care episodes, for the collation may tell two such spellings apart. Those may be blank or occur twice. A care episode that names no child
    // is its referral's. Of the range's children alone, or every range would group the care episodes of everybody.
    private const string Periods =
        """
        (SELECT c.[person_id], c.[cla_id], MIN(UPPER(LTRIM(RTRIM(c.[cla_id])))) AS [period_key], MIN(c.[episode_id]) AS [first_episode_id]
           FROM (SELECT p.[pers_person_id] AS [person_id], k.[clae_cla_id] AS [cla_id], k.[clae_cla_episode_id] AS [episode_id]
                   FROM {ssd}.[ssd_person] AS p
                  INNER JOIN {ssd}.[ssd_cla_episodes] AS k ON k.[clae_person_id] = p.[pers_person_id]
                  WHERE {id:k.[clae_person_id]} AND {range}
                  UNION ALL
                 SELECT p.[pers_person_id], k.[clae_cla_id], k.[clae_cla_episode_id]
                   FROM {ssd}.[ssd_person] AS p
                  INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
                  INNER JOIN {ssd}.[ssd_cla_episodes] AS k ON k.[clae_referral_id] = e.[cine_referral_id]
                  WHERE {no_id:k.[clae_person_id]} AND {range}) AS c
          WHERE {id:c.[cla_id]}
          GROUP BY c.[person_id], c.[cla_id])
        """;

    // A record that names nobody is its referral's child's; where two children hold the referral, nobody knows whose.
    private const string HeldByAnother =
        """
        EXISTS (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS o
                 WHERE o.[cine_referral_id] = e.[cine_referral_id]
                   AND {id:o.[cine_person_id]} AND o.[cine_person_id] <> p.[pers_person_id])
        """;

    // The same of what a record hangs on by the key of a period of care or of an enquiry: each row of that key is of the child it names, or where it names
    // nobody of its referral's.
    private const string ParentHeldByAnother =
        """
        EXISTS (SELECT 1 FROM {ssd}.[{table}] AS o
                  LEFT JOIN {ssd}.[ssd_cin_episodes] AS r
                    ON r.[cine_referral_id] = o.[{referral}] AND {id:r.[cine_referral_id]} AND {id:r.[cine_person_id]}
                   AND {no_id:o.[{person}]}
                 WHERE o.[{key}] = {value}
                   AND CASE WHEN {id:o.[{person}]} THEN o.[{person}] ELSE r.[cine_person_id] END <> p.[pers_person_id])
        """;

    // Two persons share an id where the collation calls their person ids equal, for then each would get the records of both; or
    // where they would be sent with one la_child_id, which is sent without outer white space. Once for all ranges: the other may be
    // in any of them. Grouped and joined, not counted for each person: the id may have no index.
    private const string SharedPersonIdSelect =
        """
        SELECT p.[pers_person_id]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN (SELECT q.[pers_person_id] AS [shared_id] FROM {ssd}.[ssd_person] AS q
                      GROUP BY q.[pers_person_id] HAVING COUNT(*) > 1) AS s ON s.[shared_id] = p.[pers_person_id]
        """;

    // Texts that several persons have. The census wants each unique pupil number once; that is asked for only where its rules are.
    private const string SharedTextSelect =
        """
        SELECT p.[pers_person_id]
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN (SELECT {trimmed:q} AS [shared_text] FROM {ssd}.[ssd_person] AS q
                      WHERE {id:q.[{column}]}
                      GROUP BY {trimmed:q} HAVING COUNT(*) > 1) AS t ON t.[shared_text] = {trimmed:p}
        """;

    // LTRIM and RTRIM take off blanks alone, so the white space that a file leaves in a column is listed: tab, line ends, a hard blank.
    // That one as itself: in a database whose default collation is a UTF-8 one SQL Server has no CHAR beyond 127 but NULL, and NOT IN is never true of a list with NULL.
    private const string HardBlank = "'\u00a0'";
    private const string NoIds = "('', '-1', '0', 'NULL', 'N/A', '#N/A', '(NULL)', CHAR(9), CHAR(10), CHAR(13), '\r\n', " + HardBlank + ")";

    private readonly string _template;
    private readonly string _ssdSchema;
    private readonly CohortTable? _cohortTable;

    /// <param name="ssdSchema">Schema of the ssd_ tables, bracketed.</param>
    /// <param name="childIdColumn">Column of ssd_person sent as la_child_id.</param>
    /// <param name="permanenceColumn">Column of ssd_person that ssd_permanence.perm_person_id refers to.</param>
    /// <param name="cohortTable">The table of person ids that the cohort is restricted to; null: everybody counts as listed.</param>
    internal ChildQuery(string ssdSchema, string childIdColumn, string permanenceColumn, CohortTable? cohortTable)
    {
        var selects = new string[Layouts.Length];
        for (int index = 0; index < selects.Length; index++)
        {
            selects[index] = Layouts[index].Select();
        }

        _template = WithIds(string.Join(";\n", selects)
            .Replace("{periods}", Periods)
            .Replace("{held_by_another}", HeldByAnother)
            .Replace("{placement_period_held_by_another}", PeriodHeldByAnother("c.[clap_cla_id]"))
            .Replace("{named_placement_period_held_by_another}", PeriodHeldByAnother("n.[clap_cla_id]"))
            .Replace("{assessment_held_by_another}", ParentHeldBy("ssd_cin_assessments", "cina_assessment_id", "cina_person_id", "cina_referral_id", "f.[cinf_assessment_id]"))
            .Replace("{adoption_period_held_by_another}", PeriodHeldByAnother("x.[perm_cla_id]"))
            .Replace("{enquiry_held_by_another}", ParentHeldBy("ssd_s47_enquiry", "s47e_s47_enquiry_id", "s47e_person_id", "s47e_referral_id", "c.[icpc_s47_enquiry_id]"))
            .Replace("{permanence_column}", permanenceColumn)
            .Replace("{ssd}", ssdSchema));
        _ssdSchema = ssdSchema;
        _cohortTable = cohortTable;
        SharedIds = Shared(SharedPersonIdSelect + "\n UNION ALL\n" + SharedTextSelect, childIdColumn);
        SharedUniquePupilNumbers = Shared(SharedTextSelect, "pers_upn");
    }

    /// <summary>Selects the persons whose person id or la_child_id, outer white space aside, is that of another row of ssd_person too.</summary>
    internal string SharedIds { get; }

    /// <summary>Selects the persons whose unique pupil number, outer white space aside, is that of another row of ssd_person too.</summary>
    internal string SharedUniquePupilNumbers { get; }

    /// <summary>Reads which type pers_person_id has.</summary>
    internal KeyColumn Persons(DbConnection connection) => KeyColumn.Read(connection, _ssdSchema + ".[ssd_person]", "[pers_person_id]");

    /// <summary>The condition that the cohort table lists person p.</summary>
    internal string Listed(DbConnection connection, KeyColumn persons) => _cohortTable is null ? "1 = 1" : _cohortTable.Lists(connection, persons);

    /// <summary>The whole batch for a range. Parameters: @after, @up_to, @only_person, those that the range has.</summary>
    /// <param name="range">The range.</param>
    /// <param name="persons">The type of pers_person_id.</param>
    /// <param name="listed">What <see cref="Listed"/> gave.</param>
    internal string Text(PersonRange range, KeyColumn persons, string listed) => _template.Replace("{listed}", listed).Replace("{range}", Condition(range, persons));

    /// <summary>True where the reader reads that column; no two tables of the SSD have a column of one name.</summary>
    internal bool Reads(string column) => _template.IndexOf("[" + column + "]", StringComparison.Ordinal) >= 0;

    /// <summary>True where the reader finds rows by that column: it is compared with another column somewhere, or decides the range.</summary>
    internal bool Joins(string column)
    {
        string reference = ".[" + column + "]";
        for (int at = _template.IndexOf(reference, StringComparison.Ordinal); at > 0; at = _template.IndexOf(reference, at + 1, StringComparison.Ordinal))
        {
            // An alias is one letter: "a.[x] = b.[y]".
            int end = at + reference.Length;
            bool isLeft = end + 5 < _template.Length && string.CompareOrdinal(_template, end, " = ", 0, 3) == 0 && string.CompareOrdinal(_template, end + 4, ".[", 0, 2) == 0;
            bool isRight = at > 4 && string.CompareOrdinal(_template, at - 4, " = ", 0, 3) == 0;
            if (isLeft || isRight)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Spells out <c>{id:x}</c>, the condition that a column holds an id, and <c>{no_id:x}</c>, that it holds none (<see cref="AbsentValue"/>).</summary>
    internal static string WithIds(string template)
    {
        var text = new StringBuilder(template.Length * 2);
        int at = 0;
        while (true)
        {
            int id = template.IndexOf("id:", at, StringComparison.Ordinal);
            if (id < 0)
            {
                return text.Append(template, at, template.Length - at).ToString();
            }

            bool isNone = template[id - 1] == '_';
            int start = isNone ? id - 4 : id - 1;
            int end = template.IndexOf('}', id);
            string column = template.Substring(id + 3, end - id - 3);
            text.Append(template, at, start - at);
            text.Append(isNone ? "(" + column + " IS NULL OR UPPER(LTRIM(RTRIM(" + column + "))) IN " + NoIds + ")" : "UPPER(LTRIM(RTRIM(" + column + "))) NOT IN " + NoIds);
            at = end + 1;
        }
    }

    private static string PeriodHeldByAnother(string value) => ParentHeldBy("ssd_cla_episodes", "clae_cla_id", "clae_person_id", "clae_referral_id", value);

    private static string ParentHeldBy(string table, string key, string person, string referral, string value) => ParentHeldByAnother
        .Replace("{table}", table)
        .Replace("{key}", key)
        .Replace("{person}", person)
        .Replace("{referral}", referral)
        .Replace("{value}", value);

    private string Shared(string template, string column) => WithIds(template
        .Replace("{column}", column)
        .Replace("{trimmed:q}", Trimmed("q.[" + column + "]"))
        .Replace("{trimmed:p}", Trimmed("p.[" + column + "]"))
        .Replace("{ssd}", _ssdSchema));

    // As the builder trims: of white space that files leave in a column, not of blanks alone. LTRIM takes a number too and makes a text of it; REPLACE does not.
    private static string Trimmed(string column) =>
        "LTRIM(RTRIM(REPLACE(REPLACE(REPLACE(REPLACE(LTRIM(" + column + "), CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '), " + HardBlank + ", ' ')))";

    private static string Condition(PersonRange range, KeyColumn persons)
    {
        if (range.OnlyPerson is not null)
        {
            return persons.MayHold(range.OnlyPerson) ? persons.ForEquality("p.[pers_person_id]") + " = @only_person" : "1 = 0";
        }

        string after = range.After is null ? string.Empty : "p.[pers_person_id] > @after";
        string upTo = range.UpTo is null ? string.Empty : "p.[pers_person_id] <= @up_to";
        return after.Length == 0 && upTo.Length == 0 ? "1 = 1"
            : after.Length == 0 ? upTo
            : upTo.Length == 0 ? after
            : after + " AND " + upTo;
    }
}
