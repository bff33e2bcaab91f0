namespace SsdClr.Payload.Reading;

/// <summary>
/// What the records that hang on a referral have in common. A record belongs to the child it names; to its referral's child when it names none. Where both
/// name one and they differ it is fetched for both, marked, so that each is told and neither is sent it. Where the child has no such referral, it comes without one.
/// </summary>
internal static class ReferralRecord
{
    /// <summary>The child's own referral, spelled as in ssd_cin_episodes.</summary>
    internal const string Key = "e.[cine_referral_id]";

    /// <summary>The layout of such a record: its table is x, its referral e. The first source has the records that name the child, the second the others.</summary>
    internal static RecordLayout Layout(RecordKind kind, string table, string personColumn, string referralColumn, string join = "") => new(
        kind,
        table,
        "x",
        $$"""
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[{{table}}] AS x ON x.[{{personColumn}}] = p.[pers_person_id]
          LEFT JOIN {ssd}.[ssd_cin_episodes] AS e
            ON e.[cine_referral_id] = x.[{{referralColumn}}] AND e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}{{join}}
         WHERE {range}
        """,
        $$"""
          FROM {ssd}.[ssd_person] AS p
         INNER JOIN {ssd}.[ssd_cin_episodes] AS e ON e.[cine_person_id] = p.[pers_person_id] AND {id:e.[cine_referral_id]}
         INNER JOIN {ssd}.[{{table}}] AS x ON x.[{{referralColumn}}] = e.[cine_referral_id]{{join}}
         WHERE (x.[{{personColumn}}] IS NULL OR x.[{{personColumn}}] <> p.[pers_person_id]) AND {range}
        """);

    /// <summary>The mark, in each source: the record names another child than its referral does, or names none and two children hold the referral.</summary>
    internal static string[] Crosses(string personColumn, string referralColumn) =>
    [
        $$"""
        CASE WHEN e.[cine_referral_id] IS NULL AND EXISTS
                  (SELECT 1 FROM {ssd}.[ssd_cin_episodes] AS o
                    WHERE o.[cine_referral_id] = x.[{{referralColumn}}] AND {id:o.[cine_referral_id]} AND {id:o.[cine_person_id]} AND o.[cine_person_id] <> p.[pers_person_id])
             THEN 1 ELSE 0 END
        """,
        "CASE WHEN {id:x.[" + personColumn + "]} OR {held_by_another} THEN 1 ELSE 0 END",
    ];
}
