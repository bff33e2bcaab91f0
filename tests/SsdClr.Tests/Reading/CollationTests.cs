using System.Globalization;
using SsdClr.Payload.Reading;
using SsdClr.Runs;
using SsdClr.Tests.Refreshing;

namespace SsdClr.Tests.Reading;

/// <summary>Ids under the collations an authority may have: only the order of ids and the ids a collation calls equal may depend on it.</summary>
[TestClass]
public sealed class CollationTests
{
    private const string IgnoreCase = "ignore_case";
    private const string IgnoreHyphens = "ignore_hyphens";
    private const string Reversed = "reversed";
    private const string Binary = "binary_order";

    // Distinct under every collation here.
    private static readonly string[] s_distinct = ["B-1", "b2", "B_3", "a10", "A-9", "a11", "10", "9", "-7", "Z", "z-z", "0x1", "m", "N", "o-"];

    [TestMethod]
    [DataRow(Binary)]
    [DataRow(IgnoreCase)]
    [DataRow(Reversed)]
    [DataRow(IgnoreHyphens)]
    public void Ranges_hold_everybody_exactly_once(string collation)
    {
        using SsdDatabase ssd = Database(collation);
        string[] personIds = [.. s_distinct, "same", "SAME", "sa-me", "s-ame"];
        foreach (string personId in personIds)
        {
            ssd.Person(personId);
        }

        for (int personsPerRange = 1; personsPerRange <= personIds.Length + 1; personsPerRange++)
        {
            List<PersonRange> ranges = PersonRange.ReadAll(ssd.Context, "[dbo]", personsPerRange);

            CollectionAssert.AreEquivalent(personIds, ranges.SelectMany(range => ssd.Read(range)).Select(child => child.Person.PersonId).ToList(), personsPerRange.ToString(CultureInfo.InvariantCulture));
        }
    }

    [TestMethod]
    [DataRow(IgnoreCase)]
    [DataRow(Reversed)]
    [DataRow(IgnoreHyphens)]
    public void Payloads_are_those_of_a_binary_collation(string collation)
    {
        using SsdDatabase binary = Populated(Binary);
        using SsdDatabase other = Populated(collation);

        Assert.AreEqual(Payloads(binary), Payloads(other));
    }

    [TestMethod]
    public void Payloads_of_a_UTF8_database_are_those_of_another()
    {
        using SsdDatabase utf8 = Populated(Binary);
        using SsdDatabase other = Populated(Binary);
        string expected = Payloads(other);
        LimitCharToAscii(utf8);

        Assert.AreEqual(expected, Payloads(utf8));
    }

    [TestMethod]
    public void Two_legacy_ids_that_differ_by_a_hard_blank_are_withheld_in_a_UTF8_database()
    {
        using var scene = new RefreshScene();
        LimitCharToAscii(scene.Ssd);
        scene["la_child_id_column"] = "pers_legacy_id";
        scene.Ssd.ChildInCohort("1", ("pers_legacy_id", "L"));
        scene.Ssd.ChildInCohort("2", ("pers_legacy_id", "\u00a0L"));
        scene.Ssd.ChildInCohort("3", ("pers_legacy_id", "M"));

        scene.Refresh();

        Assert.AreEqual("withheld new, withheld new, pending new", string.Join(", ", new[] { "1", "2", "3" }.Select(scene.State)));
    }

    [TestMethod]
    public void Records_that_spell_an_id_otherwise_belong_to_the_child_where_the_collation_says_so()
    {
        using SsdDatabase ssd = Database(IgnoreCase);
        ssd.Person("abc");
        ssd.Referral("r1", "ABC");
        ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "a1"), ("cina_referral_id", "R1"), ("cina_person_id", "Abc"), ("cina_assessment_start_date", "2025-07-01"));
        ssd.Insert("ssd_assessment_factors", ("cinf_assessment_id", "A1"), ("cinf_assessment_factors_json", "[\"1A\"]"));
        ssd.Insert("ssd_cla_episodes", ("clae_person_id", "aBC"), ("clae_cla_id", "p1"), ("clae_referral_id", "R1"), ("clae_cla_placement_id", "pl1"), ("clae_cla_episode_start_reason", "S"));
        ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "PL1"), ("clap_cla_id", "P1"), ("clap_person_id", "abC"), ("clap_cla_placement_start_date", "2025-08-01"));
        ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "c1"), ("cinp_person_id", "ABC"), ("cinp_referral_id", "R1"), ("cinp_cin_plan_start_date", "2025-07-01"));

        string payload = ssd.Payload("abc")!;

        foreach (string part in new[] { "\"factors\":[\"1A\"]", "\"child_looked_after_placement_id\":\"PL1\"", "\"start_reason\":\"S\"", "\"child_in_need_plan_id\":\"c1\"" })
        {
            StringAssert.Contains(payload, part, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("cross_person_link", ssd.Issues("abc"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(IgnoreCase, "abc", "ABC", "pers_person_id")]
    [DataRow(IgnoreCase, "abc", "ABC", "pers_legacy_id")]
    [DataRow(IgnoreHyphens, "a-1", "a1", "pers_person_id")]
    [DataRow(IgnoreHyphens, "a-1", "a1", "pers_legacy_id")]
    public void Persons_whose_ids_only_the_collation_calls_equal_are_withheld_whatever_id_is_sent(string collation, string first, string second, string childIdColumn)
    {
        // Both would get the records of both.
        using SsdDatabase ssd = Database(collation);
        ssd.ChildInCohort(first, ("pers_legacy_id", "L1"));
        ssd.ChildInCohort(second, ("pers_legacy_id", "L2"));
        using var scene = new RefreshScene(ssd);
        scene["la_child_id_column"] = childIdColumn;

        scene.Refresh();

        Assert.AreEqual("withheld new, withheld new", scene.State(first) + ", " + scene.State(second));
        Assert.AreEqual("id_not_unique", ssd.Issues(first, ("la_child_id_column", childIdColumn)).Split(' ')[0]);
    }

    [TestMethod]
    [DataRow(Binary)]
    [DataRow(IgnoreCase)]
    [DataRow(Reversed)]
    [DataRow(IgnoreHyphens)]
    public void Children_who_are_gone_are_found_between_and_beyond_the_ranges_and_nobody_else_is(string collation)
    {
        using var scene = new RefreshScene(Database(collation));
        scene["persons_per_range"] = "100";
        string[] personIds = [.. s_distinct, .. Enumerable.Range(0, 250).Select(number => "n" + number.ToString("D3", CultureInfo.InvariantCulture))];
        foreach (string personId in personIds)
        {
            scene.Ssd.ChildInCohort(personId);
        }

        scene.Refresh();
        scene.Ssd.Execute("UPDATE csc.staging SET held = payload");
        string[] gone = ["9", "Z", "-7", "a10", "n000", "n100", "n101", "n249"];
        foreach (string personId in gone)
        {
            scene.Ssd.Execute($"DELETE FROM dbo.ssd_person WHERE pers_person_id = '{personId}'");
        }

        scene.ConfirmDeletions = gone.Length;

        RefreshCounts summary = scene.Refresh();

        Assert.AreEqual(gone.Length, summary.Deleted);
        CollectionAssert.AreEqual(Array.ConvertAll(gone, _ => "pending purge"), Array.ConvertAll(gone, scene.State));
    }

    [TestMethod]
    public void An_id_spelled_anew_is_another_child_and_the_old_one_is_gone()
    {
        // The new spelling has no row of its own in staging: only the collation takes it for the old one.
        using var scene = new RefreshScene(Database(IgnoreCase));
        scene.Ssd.ChildInCohort("abc");
        scene.Refresh();
        scene.Accept();
        scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_person_id = 'ABC'");
        scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes");

        scene.Refresh();

        Assert.AreEqual("pending purge", scene.State("abc"));
    }

    [TestMethod]
    public void Two_persons_whose_ids_differ_by_blanks_alone_are_withheld()
    {
        // The ids are sent without outer blanks, and kept without trailing ones, which SQL Server takes no notice of.
        using var scene = new RefreshScene();
        scene.Ssd.ChildInCohort("1");
        scene.Ssd.ChildInCohort(" 1");
        scene.Ssd.ChildInCohort("2 ");

        scene.Refresh();

        Assert.AreEqual("withheld new, withheld new, pending new", string.Join(", ", new[] { "1", " 1", "2" }.Select(scene.State)));
    }

    [TestMethod]
    public void An_id_that_gained_or_lost_trailing_blanks_is_the_same_child_where_the_database_says_so()
    {
        // As when SSD is loaded anew with another type of column.
        using var scene = new RefreshScene(SsdDatabase.WithPaddedEquality());
        scene.Ssd.ChildInCohort("1   ");
        scene.Ssd.ChildInCohort("2");
        scene.Refresh();
        scene.Accept();
        scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_person_id = CASE pers_person_id WHEN '2' THEN '2   ' ELSE '1' END");

        RefreshCounts summary = scene.Refresh();

        Assert.AreEqual((2, 0, 0), (summary.Unchanged, summary.Deleted, summary.RowsWritten));
    }

    [TestMethod]
    public void Two_persons_whom_trailing_blanks_alone_tell_apart_are_withheld_and_stop_nothing()
    {
        using var scene = new RefreshScene(SsdDatabase.WithPaddedEquality());
        scene.Ssd.ChildInCohort("1");
        scene.Ssd.ChildInCohort("1 ");
        scene.Ssd.ChildInCohort("2");

        scene.Refresh();

        Assert.AreEqual("withheld new, pending new", scene.State("1") + ", " + scene.State("2"));
    }

    [TestMethod]
    public void Two_legacy_ids_that_differ_by_blanks_alone_are_withheld_where_they_are_sent()
    {
        using var scene = new RefreshScene();
        scene["la_child_id_column"] = "pers_legacy_id";
        scene.Ssd.ChildInCohort("1", ("pers_legacy_id", "L"));
        scene.Ssd.ChildInCohort("2", ("pers_legacy_id", " L"));
        scene.Ssd.ChildInCohort("3", ("pers_legacy_id", "M"));

        scene.Refresh();

        Assert.AreEqual("withheld new, withheld new, pending new", string.Join(", ", new[] { "1", "2", "3" }.Select(scene.State)));
    }

    [TestMethod]
    [DataRow(Binary)]
    [DataRow(IgnoreCase)]
    [DataRow(Reversed)]
    [DataRow(IgnoreHyphens)]
    public void Of_children_with_every_kind_of_record_no_row_is_an_orphan_until_they_are_gone(string collation)
    {
        using SsdDatabase ssd = Populated(collation);
        var orphans = new OrphanedRows("[dbo]", "pers_person_id");
        Assert.IsEmpty(orphans.Count(ssd.Context));

        ssd.Execute("DELETE FROM dbo.ssd_person");

        Assert.AreEqual(
            string.Join(' ', ChildQuery.Tables.Except(["ssd_person", "ssd_professionals"]).Select(table => table + ":" + s_distinct.Length)),
            string.Join(' ', orphans.Count(ssd.Context).Select(count => count.Key + ":" + count.Value)));
    }

    [TestMethod]
    [DataRow("ssd_cin_episodes", "ssd_assessment_factors")]
    [DataRow("ssd_cin_assessments", "ssd_assessment_factors")]
    [DataRow("ssd_s47_enquiry", "")]
    [DataRow("ssd_cla_episodes", "")]
    [DataRow("ssd_professionals", "")]
    public void Rows_that_no_child_reads_are_orphans(string parent, string expected)
    {
        using SsdDatabase ssd = Populated(Binary);

        ssd.Execute($"DELETE FROM dbo.{parent}");

        Assert.AreEqual(expected, string.Join(' ', new OrphanedRows("[dbo]", "pers_person_id").Count(ssd.Context).Select(count => count.Key)));
    }

    [TestMethod]
    [DataRow(Binary, "abc", "ABC", 1)]
    [DataRow(Reversed, "abc", "ABC", 1)]
    [DataRow(IgnoreCase, "abc", "ABC", 0)]
    [DataRow(Binary, "a-1", "a1", 1)]
    [DataRow(IgnoreHyphens, "a-1", "a1", 0)]
    public void A_row_whose_person_id_the_collation_calls_equal_is_no_orphan(string collation, string personId, string spelling, int expected)
    {
        using SsdDatabase ssd = Database(collation);
        ssd.Person(personId);
        ssd.Insert("ssd_address", ("addr_person_id", spelling));

        Assert.AreEqual(expected, (int)new OrphanedRows("[dbo]", "pers_person_id").Count(ssd.Context).Sum(count => count.Value));
    }

    // As CHAR is in a database of SQL Server whose default collation is a UTF-8 one: what is no single byte there is NULL.
    private static void LimitCharToAscii(SsdDatabase ssd) =>
        ssd.Connection.CreateFunction("CHAR", (long code) => code > 127 ? null : ((char)code).ToString());

    private static SsdDatabase Database(string collation) => SsdDatabase.WithIdsUnder(collation, collation switch
    {
        IgnoreCase => (left, right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
        Reversed => (left, right) => string.CompareOrdinal(right, left),
        IgnoreHyphens => (left, right) => string.CompareOrdinal(WithoutHyphens(left), WithoutHyphens(right)),
        _ => string.CompareOrdinal,
    });

    private static string WithoutHyphens(string text) => text.Replace("-", string.Empty, StringComparison.Ordinal);

    // Every kind of record for every child, ids spelled one way.
    private static SsdDatabase Populated(string collation)
    {
        SsdDatabase ssd = Database(collation);
        foreach (string id in s_distinct)
        {
            ssd.ChildInCohort(id, ("pers_dob", "2007-01-01"), ("pers_legacy_id", "L-" + id));
            ssd.Insert("ssd_linked_identifiers", ("link_person_id", id), ("link_identifier_type", "Former Unique Pupil Number"), ("link_identifier_value", "A123456789012"));
            ssd.Insert("ssd_disability", ("disa_person_id", id), ("disa_disability_code", "HAND"));
            ssd.Insert("ssd_address", ("addr_table_id", "ad-" + id), ("addr_person_id", id), ("addr_address_postcode", "AB1 2CD"));
            ssd.Insert("ssd_immigration_status", ("immi_immigration_status_id", "im-" + id), ("immi_person_id", id), ("immi_immigration_status", "UASC"));
            ssd.Insert("ssd_sdq_scores", ("csdq_person_id", id), ("csdq_sdq_completed_date", "2025-05-01"), ("csdq_sdq_score", 12));
            ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A-" + id), ("cina_referral_id", "R-" + id), ("cina_person_id", id), ("cina_assessment_start_date", "2025-07-01"));
            ssd.Insert("ssd_assessment_factors", ("cinf_table_id", "F-" + id), ("cinf_assessment_id", "A-" + id), ("cinf_assessment_factors_json", "[\"1A\"]"));
            ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "C-" + id), ("cinp_person_id", id), ("cinp_referral_id", "R-" + id), ("cinp_cin_plan_start_date", "2025-07-01"));
            ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S-" + id), ("s47e_referral_id", "R-" + id), ("s47e_person_id", id), ("s47e_s47_start_date", "2025-07-01"));
            ssd.Insert("ssd_initial_cp_conference", ("icpc_icpc_id", "I-" + id), ("icpc_s47_enquiry_id", "S-" + id), ("icpc_person_id", id), ("icpc_icpc_date", "2025-07-20"));
            ssd.Insert("ssd_cp_plans", ("cppl_cp_plan_id", "P-" + id), ("cppl_person_id", id), ("cppl_referral_id", "R-" + id), ("cppl_cp_plan_start_date", "2025-07-21"));
            ssd.Insert("ssd_cla_episodes", ("clae_cla_episode_id", "E-" + id), ("clae_person_id", id), ("clae_cla_id", "K-" + id), ("clae_referral_id", "R-" + id), ("clae_cla_placement_id", "N-" + id), ("clae_cla_episode_start_reason", "S"));
            ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "N-" + id), ("clap_cla_id", "K-" + id), ("clap_person_id", id), ("clap_cla_placement_start_date", "2025-08-01"));
            ssd.Insert("ssd_permanence", ("perm_table_id", "D-" + id), ("perm_cla_id", "K-" + id), ("perm_person_id", id), ("perm_matched_date", "2025-09-01"));
            ssd.Insert("ssd_care_leavers", ("clea_table_id", "V-" + id), ("clea_person_id", id), ("clea_care_leaver_latest_contact", "2025-09-01"));
            ssd.Insert("ssd_professionals", ("prof_professional_id", "W-" + id), ("prof_social_worker_registration_no", "SW123"));
            ssd.Insert("ssd_involvements", ("invo_involvements_id", "V-" + id), ("invo_professional_id", "W-" + id), ("invo_referral_id", "R-" + id), ("invo_person_id", id), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", "2024-01-01"));
        }

        return ssd;
    }

    private static string Payloads(SsdDatabase ssd) => string.Join('\n', ssd.Preview().Payloads(new PersonRange(after: null, upTo: null))
        .OrderBy(preview => preview.PersonId, StringComparer.Ordinal)
        .Select(preview => preview.Text()));
}
