using System.Data.Common;
using Microsoft.Data.Sqlite;
using SsdClr.Local.DataQuality;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Reading;
using SsdClr.Settings;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.DataQuality;

[TestClass]
public sealed class DataQualityCheckTests : IDisposable
{
    // A test fills the tables that it is about.
    private static readonly SettingValues s_mayBeEmpty = new([new("empty_tables", string.Join(';', ChildQuery.Tables))]);

    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void Tables_as_they_are_published_pass_every_check() =>
        Assert.AreEqual("51 ok", string.Join(", ", All(_ssd).GroupBy(finding => finding.Severity).Select(group => $"{group.Count()} {group.Key}")));

    [TestMethod]
    public void A_clean_sample_has_no_error()
    {
        using LocalDatabase database = LocalDatabase.OpenInMemory();
        using (SqliteSampleOutput output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(new SampleOptions(300, 7, SampleOptions.DefaultAsOf, MessPercent: 0)).Write(output, new Progress<double>());
            output.Complete();
        }

        Assert.AreEqual("", string.Join("; ", All(database.Context, database.Connection).Where(finding => finding.Severity == "error").Select(Text)));
    }

    [TestMethod]
    public void A_missing_table_of_the_payload_is_an_error_and_another_a_warning()
    {
        _ssd.Execute("DROP TABLE dbo.ssd_sdq_scores; DROP TABLE dbo.ssd_version_log");
        Assert.AreEqual("error table; warning table", Checks("ssd_sdq_scores") + "; " + Checks("ssd_version_log"));
    }

    [TestMethod]
    public void Other_tables_are_checked_where_one_is_missing()
    {
        _ssd.Execute("DROP TABLE dbo.ssd_sdq_scores");
        Assert.AreEqual("ssd_sdq_scores", string.Join(", ", All(_ssd).Where(finding => finding.Severity != "ok").Select(finding => finding.Table)));
    }

    [TestMethod]
    public void A_missing_column_of_the_payload_is_an_error_and_another_a_warning()
    {
        _ssd.Execute("ALTER TABLE dbo.ssd_person RENAME COLUMN pers_forename TO other; ALTER TABLE dbo.ssd_person RENAME COLUMN pers_nationality TO another");
        Assert.AreEqual("error pers_forename column; warning pers_nationality column", Checks("ssd_person"));
    }

    [TestMethod]
    public void Columns_that_are_there_are_checked_where_one_is_missing()
    {
        _ssd.Person("P1", ("pers_upn", "A1"));
        _ssd.Execute("ALTER TABLE dbo.ssd_person RENAME COLUMN pers_forename TO other");
        Assert.AreEqual("error pers_forename column; warning pers_upn pattern 1 [P1]", Checks("ssd_person"));
    }

    [TestMethod]
    public void A_type_that_holds_another_kind_of_value_is_named()
    {
        _ssd.Execute("DROP TABLE dbo.ssd_sdq_scores; CREATE TABLE dbo.ssd_sdq_scores (csdq_table_id int, csdq_person_id nvarchar(48), csdq_sdq_completed_date int, csdq_sdq_score nvarchar(9), csdq_sdq_reason nvarchar(100))");
        Assert.AreEqual("error csdq_sdq_completed_date type; error csdq_sdq_score type", Checks("ssd_sdq_scores"));
    }

    [TestMethod]
    [DataRow("nvarchar(48)", "Text")]
    [DataRow("NCHAR(1)", "Text")]
    [DataRow("datetime2(7)", "Date")]
    [DataRow("INTEGER", "Number")]
    [DataRow("bit", "Number")]
    [DataRow("varbinary", "Binary")]
    [DataRow("uniqueidentifier", "Identifier")]
    [DataRow("geography", "Other")]
    public void A_declared_type_is_of_a_family(string type, string family) =>
        Assert.AreEqual(Enum.Parse<ColumnFamily>(family), new CatalogueColumn(type, collation: null, isIndexed: false).Family);

    [TestMethod]
    public void A_text_that_is_no_date_is_an_error()
    {
        _ssd.Referral("R1", personId: null, ("cine_referral_date", "01/02/2025"));
        Assert.Contains("error cine_referral_date value_type 1 [R1]", Checks("ssd_cin_episodes"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_text_that_is_no_number_is_an_error()
    {
        _ssd.Person("P1");
        _ssd.Insert("ssd_sdq_scores", ("csdq_table_id", "S1"), ("csdq_person_id", "P1"), ("csdq_sdq_score", "high"));
        Assert.AreEqual("error csdq_sdq_score value_type 1 [S1]", Checks("ssd_sdq_scores"));
    }

    [TestMethod]
    public void NULL_and_empty_and_blanks_are_all_blank()
    {
        _ssd.Referral("R1", personId: null);
        _ssd.Referral("R2", string.Empty);
        _ssd.Referral("R3", "   ");
        Assert.AreEqual("error cine_person_id required 3 [R1, R2, R3]", Checks("ssd_cin_episodes"));
    }

    [TestMethod]
    public void A_reference_to_no_row_is_an_orphan()
    {
        _ssd.Person("P1");
        _ssd.Referral("R1", "P1");
        _ssd.Referral("R2", "P2");
        Assert.AreEqual("error cine_person_id orphan 1 [R2]", Checks("ssd_cin_episodes"));
    }

    [TestMethod]
    [DataRow(true, "")]
    [DataRow(false, "error cine_person_id orphan 1 [R1]")]
    public void Keys_are_equal_where_the_database_calls_them_equal(bool ignoresCase, string expected)
    {
        using SsdDatabase ssd = IdsUnder(ignoresCase);
        ssd.Person("P1");
        ssd.Referral("R1", "p1");
        Assert.AreEqual(expected, Checks("ssd_cin_episodes", ssd));
    }

    [TestMethod]
    public void Trailing_blanks_make_no_orphan_where_the_database_takes_no_notice_of_them()
    {
        using SsdDatabase ssd = SsdDatabase.WithPaddedEquality();
        ssd.Person("P1");
        ssd.Referral("R1", "P1  ");
        Assert.AreEqual("", Checks("ssd_cin_episodes", ssd));
    }

    [TestMethod]
    [DataRow(true, "error pers_person_id duplicate 2 [P1, p1]")]
    [DataRow(false, "")]
    public void Two_keys_that_the_database_calls_equal_are_duplicates(bool ignoresCase, string expected)
    {
        using SsdDatabase ssd = IdsUnder(ignoresCase);
        ssd.Person("P1");
        ssd.Person("p1");
        Assert.AreEqual(expected, Checks("ssd_person", ssd));
    }

    [TestMethod]
    public void Every_row_of_a_repeated_key_counts_and_blank_keys_are_no_duplicates()
    {
        using SsdDatabase ssd = IdsUnder(ignoresCase: false);
        foreach (string id in (string[])["P1", "P1", "P1", "P2", " ", " "])
        {
            ssd.Person(id);
        }

        Assert.AreEqual("error pers_person_id duplicate 3 [P1]; error pers_person_id required 2 []", Checks("ssd_person", ssd));
    }

    [TestMethod]
    [DataRow("RC1", true)]
    [DataRow(" RC1 - adopted", true)]
    [DataRow("RC11", false)]
    [DataRow("rc1", true)]
    [DataRow("Adopted", true)]
    [DataRow("R", false)]
    [DataRow("Closed RC1", false)]
    public void A_coded_field_is_judged_as_the_payload_finds_its_code(string value, bool isRight) =>
        Assert.AreEqual(isRight ? "" : "warning cine_close_reason code 1 [R1]", WithReferral(("cine_close_reason", value)));

    [TestMethod]
    [DataRow("Y", true)]
    [DataRow("Y    ", true)]
    [DataRow("y", false)]
    [DataRow("Yes", false)]
    public void A_code_that_has_to_be_the_whole_value_has_nothing_behind_it(string value, bool isRight)
    {
        _ssd.Person("P1");
        _ssd.Insert("ssd_cla_immunisations", ("clai_person_id", "P1"), ("clai_immunisations_status", value));
        Assert.AreEqual(isRight ? "" : "warning clai_immunisations_status code 1 [P1]", Checks("ssd_cla_immunisations"));
    }

    [TestMethod]
    [DataRow("[\"1A\", \"2B\"]", true)]
    [DataRow("[]", true)]
    [DataRow("[\"1A\", \"ZZ\"]", false)]
    [DataRow("{\"1A\": 1}", false)]
    [DataRow("1A", false)]
    public void Codes_in_JSON_are_read(string value, bool isRight)
    {
        _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A1"));
        _ssd.Insert("ssd_assessment_factors", ("cinf_table_id", "F1"), ("cinf_assessment_id", "A1"), ("cinf_assessment_factors_json", value));
        Assert.AreEqual(isRight ? "" : "warning cinf_assessment_factors_json code 1 [F1]", Checks("ssd_assessment_factors"));
    }

    [TestMethod]
    public void A_value_longer_than_the_model_takes_is_a_warning()
    {
        _ssd.Person(new string('1', 36));
        _ssd.Person(new string('2', 37));
        Assert.AreEqual($"warning pers_person_id max_length 1 [{new string('2', 37)}]", Checks("ssd_person"));
    }

    [TestMethod]
    public void A_value_without_its_pattern_is_a_warning()
    {
        _ssd.Person("P1", ("pers_upn", "A123456789012"));
        _ssd.Person("P2", ("pers_upn", "A12345678901"));
        Assert.AreEqual("warning pers_upn pattern 1 [P2]", Checks("ssd_person"));
    }

    [TestMethod]
    [DataRow(-1, false)]
    [DataRow(0, true)]
    [DataRow(40, true)]
    [DataRow(41, false)]
    public void A_number_outside_its_range_is_a_warning(int score, bool isRight)
    {
        _ssd.Person("P1");
        _ssd.Insert("ssd_sdq_scores", ("csdq_table_id", "S1"), ("csdq_person_id", "P1"), ("csdq_sdq_score", score));
        Assert.AreEqual(isRight ? "" : "warning csdq_sdq_score range 1 [S1]", Checks("ssd_sdq_scores"));
    }

    [TestMethod]
    [DataRow("2025-05-31", false)]
    [DataRow("2025-06-01 00:00:00", true)]
    [DataRow("2025-06-02", true)]
    [DataRow("1900-01-01", true)]
    [DataRow(null, true)]
    public void A_day_before_the_one_it_has_to_follow_is_a_warning(string? closed, bool isRight) =>
        Assert.AreEqual(isRight ? "" : "warning cine_close_date date_order 1 [R1]", WithReferral(("cine_close_date", closed)));

    [TestMethod]
    public void A_day_that_stands_for_none_has_an_order_if_the_payload_sends_it()
    {
        _ssd.Person("P1");
        _ssd.Referral("R1", "P1", ("cine_close_date", "1900-01-01"));

        var check = new DataQualityCheck(_ssd.Context, new SqliteCatalogue(_ssd.Connection), new SettingValues([new("sentinel_dates", "0")]), new CodeMap());

        Assert.AreEqual("warning cine_close_date date_order 1 [R1]", string.Join("; ", check.Check(TableRules.Find("ssd_cin_episodes")!).Select(Text)));
    }

    [TestMethod]
    [DataRow("ssd_sdq_scores", "warning empty", "The table is empty, and payloads are made from it. A refresh takes the SSD for half-loaded: load it, or name a table that your SSD never fills in setting empty_tables.")]
    [DataRow("ssd_version_log", "ok all 0 []", "The table is empty: there was no row to check.")]
    public void An_empty_table_says_so(string table, string expected, string detail)
    {
        DataQualityFinding finding = new DataQualityCheck(_ssd.Context, new SqliteCatalogue(_ssd.Connection), new SettingValues([]), new CodeMap()).Check(TableRules.Find(table)!).Single();

        Assert.AreEqual((expected, detail, 0L), (Text(finding), finding.Detail, finding.Rows));
    }

    [TestMethod]
    public void An_empty_table_that_may_be_empty_is_no_warning() => Assert.AreEqual("The table is empty: there was no row to check.", Check("ssd_sdq_scores", _ssd).Single().Detail);

    [TestMethod]
    [DataRow("0", true)]
    [DataRow("1", true)]
    [DataRow("Y", true)]
    [DataRow("2", false)]
    public void A_mother_is_told_by_the_published_code_or_by_that_of_the_extracts(string value, bool isRight)
    {
        _ssd.Person("P1", ("pers_is_mother", value));
        Assert.AreEqual(isRight ? "" : "warning pers_is_mother pattern 1 [P1]", Checks("ssd_person"));
    }

    [TestMethod]
    [DataRow("Neglect", true)]
    [DataRow("physical abuse - of a sibling", true)]
    [DataRow("MUL", true)]
    [DataRow("SAB", true)]
    [DataRow("Neglected", false)]
    [DataRow("Other", false)]
    public void A_category_of_abuse_is_a_published_word_or_a_census_code(string value, bool isRight)
    {
        _ssd.Person("P1");
        _ssd.Insert("ssd_cp_plans", ("cppl_cp_plan_id", "C1"), ("cppl_person_id", "P1"), ("cppl_cp_plan_initial_category", value), ("cppl_cp_plan_latest_category", value));
        Assert.AreEqual(isRight ? "" : "warning cppl_cp_plan_initial_category pattern 1 [C1]; warning cppl_cp_plan_latest_category pattern 1 [C1]", Checks("ssd_cp_plans"));
    }

    [TestMethod]
    public void Examples_are_the_first_five_keys_in_ordinal_order()
    {
        for (int number = 9; number > 0; number--)
        {
            _ssd.Referral("R" + number, personId: null);
        }

        Assert.AreEqual("error cine_person_id required 9 [R1, R2, R3, R4, R5]", Checks("ssd_cin_episodes"));
    }

    [TestMethod]
    public void A_table_without_a_key_gives_counts_alone()
    {
        _ssd.Insert("ssd_pre_cla_care_plan", ("dim_person_id", "P9"));
        Assert.AreEqual("error dim_person_id orphan 1 []", Checks("ssd_pre_cla_care_plan"));
    }

    [TestMethod]
    public void Rows_of_a_table_whose_key_is_missing_are_counted()
    {
        _ssd.Referral("R1", personId: null);
        _ssd.Execute("ALTER TABLE dbo.ssd_cin_episodes RENAME COLUMN cine_referral_id TO other");
        Assert.AreEqual("error cine_referral_id column; error cine_person_id required 1 []", Checks("ssd_cin_episodes"));
    }

    [TestMethod]
    public void No_value_but_the_key_is_shown()
    {
        _ssd.Person("P1", ("pers_upn", "Marked1"), ("pers_sex", "Marked2"), ("pers_ethnicity", "Marked3"), ("pers_dob", "Marked4"), ("pers_upn_unknown", "Mark5"));
        List<DataQualityFinding> findings = Check("ssd_person", _ssd);
        Assert.HasCount(5, findings);
        Assert.DoesNotContain("Mark", string.Concat(findings.Select(finding => finding.Detail + finding.ExampleKeys)), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Findings_tell_how_many_rows_the_table_has()
    {
        _ssd.Referral("R1", personId: null);
        _ssd.Person("P1");
        _ssd.Referral("R2", "P1");
        Assert.AreEqual(2L, Check("ssd_cin_episodes", _ssd).Single().Rows);
    }

    [TestMethod]
    public void A_reference_to_a_missing_table_is_not_checked_and_says_so()
    {
        _ssd.Person("P1");
        _ssd.Referral("R1", "P1");
        _ssd.Execute("DROP TABLE dbo.ssd_person");
        DataQualityFinding finding = Check("ssd_cin_episodes", _ssd).Single();
        Assert.AreEqual(("warning", "Not checked: ssd_person.pers_person_id is not there, or may not be read."), (finding.Severity, finding.Detail));
    }

    [TestMethod]
    public void A_reference_that_does_not_join_for_its_type_is_not_checked_and_says_so()
    {
        _ssd.Execute("DROP TABLE dbo.ssd_sdq_scores; CREATE TABLE dbo.ssd_sdq_scores (csdq_table_id nvarchar(48), csdq_person_id int, csdq_sdq_completed_date datetime, csdq_sdq_score int, csdq_sdq_reason nvarchar(100))");
        Assert.AreEqual(
            "Not checked: type or collation differ from those of ssd_person.pers_person_id (int, nvarchar), so the two do not join.",
            Check("ssd_sdq_scores", _ssd).Single().Detail);
    }

    [TestMethod]
    public void Columns_of_two_collations_do_not_join() => Assert.IsFalse(
        new CatalogueColumn("nvarchar", "Latin1_General_CI_AS", isIndexed: true).Joins(new CatalogueColumn("nvarchar", "Latin1_General_BIN2", isIndexed: true)));

    [TestMethod]
    public void A_table_that_may_not_be_read_is_named()
    {
        DataQualityFinding finding = new DataQualityCheck(_ssd.Context, new Unreadable(new SqliteCatalogue(_ssd.Connection), "ssd_person"), s_mayBeEmpty, new CodeMap())
            .Check(TableRules.Find("ssd_person")!).Single();
        Assert.AreEqual(("error", "permission"), (finding.Severity, finding.Check));
    }

    private static SsdDatabase IdsUnder(bool ignoresCase) => ignoresCase
        ? SsdDatabase.WithIdsUnder("CASELESS", (left, right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase))
        : SsdDatabase.WithIdsUnder("EXACT", string.CompareOrdinal);

    private static List<DataQualityFinding> Check(string table, SsdDatabase ssd) =>
        new DataQualityCheck(ssd.Context, new SqliteCatalogue(ssd.Connection), s_mayBeEmpty, new CodeMap()).Check(TableRules.Find(table)!);

    private static List<DataQualityFinding> All(SsdDatabase ssd) => All(ssd.Context, ssd.Connection);

    private static List<DataQualityFinding> All(DbConnection context, SqliteConnection connection)
    {
        var check = new DataQualityCheck(context, new SqliteCatalogue(connection), s_mayBeEmpty, new CodeMap());
        return [.. TableRules.All.SelectMany(check.Check)];
    }

    private static string Text(DataQualityFinding finding) => string.Join(
        ' ',
        ((string?[])[finding.Severity, finding.Column, finding.Check, finding.Found is null ? null : $"{finding.Found} [{finding.ExampleKeys}]"]).OfType<string>());

    private static string Checks(string table, SsdDatabase ssd) =>
        string.Join("; ", Check(table, ssd).Where(finding => finding.Severity != "ok").Select(Text));

    private string Checks(string table) => Checks(table, _ssd);

    private string WithReferral(params (string Column, object? Value)[] values)
    {
        _ssd.Person("P1");
        _ssd.Referral("R1", "P1", values);
        return Checks("ssd_cin_episodes");
    }

    private sealed class Unreadable(ISsdCatalogue catalogue, string table) : ISsdCatalogue
    {
        public Dictionary<string, CatalogueColumn> Columns(string name, IReadOnlyList<string> columns) => catalogue.Columns(name, columns);

        public bool IsSynonym(string name) => catalogue.IsSynonym(name);

        public bool MaySelect(string name) => name != table;
    }
}
