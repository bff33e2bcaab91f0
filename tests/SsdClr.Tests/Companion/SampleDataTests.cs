using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class SampleDataTests : IDisposable
{
    private const int Children = 1000;

    private static readonly SampleOptions s_options = new(Children, Seed: 42, SampleOptions.DefaultAsOf);
    private static readonly LocalDatabase s_sample = SampleInMemory.Of(s_options);

    // The rarest faults need more children and more mess.
    private static readonly LocalDatabase s_messySample = SampleInMemory.Of(s_options with { Children = 4000, MessPercent = 10 });

    private readonly TemporaryFolder _folder = new();

    [ClassCleanup]
    public static void CloseSamples()
    {
        s_sample.Dispose();
        s_messySample.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_same_seed_gives_the_same_bytes()
    {
        WriteCsv("one", s_options);
        WriteCsv("two", s_options);
        AssertSameFiles("one", "two");
    }

    [TestMethod]
    public void Another_seed_gives_other_children()
    {
        WriteCsv("one", s_options with { Children = 20 });
        WriteCsv("two", s_options with { Children = 20, Seed = 43 });
        Assert.IsFalse(File.ReadAllBytes(_folder["one/ssd_person.csv"]).SequenceEqual(File.ReadAllBytes(_folder["two/ssd_person.csv"])));
    }

    [TestMethod]
    public void A_larger_sample_begins_with_the_smaller_ones_children()
    {
        WriteCsv("small", s_options with { Children = 50 });
        WriteCsv("large", s_options with { Children = 60 });
        Assert.StartsWith(File.ReadAllText(_folder["small/ssd_cin_episodes.csv"])[..2000], File.ReadAllText(_folder["large/ssd_cin_episodes.csv"]), StringComparison.Ordinal);
    }

    [TestMethod]
    public void CSV_files_load_as_the_rows_a_database_gets()
    {
        WriteCsv("csv", s_options);
        using var loaded = LocalDatabase.OpenInMemory();
        new CsvLoad(loaded, CsvOptions.Standard, new Progress<double>()).Load(_folder["csv"]);
        foreach (var table in loaded.SsdTables())
        {
            CollectionAssert.AreEqual(SampleInMemory.Rows(s_sample, table), SampleInMemory.Rows(loaded, table), table.Name);
        }
    }

    [TestMethod]
    public void Each_of_the_nineteen_tables_that_the_flow_reads_has_rows()
    {
        var filled = s_sample.SsdTables().Where(table => Count($"SELECT COUNT(*) FROM dbo.{table.Name}") > 0);

        Assert.HasCount(19, filled);
    }

    [TestMethod]
    public void There_are_as_many_children_as_asked_for() => Assert.AreEqual(Children, Count("SELECT COUNT(*) FROM dbo.ssd_person"));

    [TestMethod]
    public void There_are_about_fourteen_rows_a_child()
    {
        var rows = s_sample.SsdTables().Sum(table => Count($"SELECT COUNT(*) FROM dbo.{table.Name}"));
        Assert.IsInRange(10.0, 20.0, (double)rows / Children);
    }

    [TestMethod]
    public void About_sixty_in_a_hundred_belong_to_the_cohort() => Assert.IsInRange(55.0, 65.0, 100.0 * Cohort(s_sample).Length / Children);

    [TestMethod]
    public void Without_mess_the_product_finds_the_cohort_that_plain_SQL_finds()
    {
        using var clean = SampleInMemory.Of(s_options with { MessPercent = 0 });
        var product = new PreviewReader(clean.Context, new SettingValues([]), s_options.AsOf.ToDateTime(TimeOnly.MinValue))
            .Cohort(new PersonRange(after: null, upTo: null))
            .Where(person => person.Verdict.IsIn)
            .Select(person => person.PersonId);
        CollectionAssert.AreEquivalent(Cohort(clean), product.ToArray());
    }

    [TestMethod]
    public void Every_ethnicity_occurs() => AssertCodes(20, "ssd_person", "pers_ethnicity", CodeList.Ethnicity.Codes);

    [TestMethod]
    public void Every_referral_source_occurs() => AssertCodes(22, "ssd_cin_episodes", "cine_referral_source_code", CodeList.ReferralSource.Codes);

    [TestMethod]
    public void Every_reason_for_closure_occurs() => AssertCodes(9, "ssd_cin_episodes", "cine_close_reason", CodeList.ClosureReason.Codes);

    [TestMethod]
    public void Every_disability_occurs() => AssertCodes(12, "ssd_disability", "disa_disability_code", [.. CodeList.Disability.Codes.Where(code => code != "NONE")]);

    [TestMethod]
    // What the payload's rules meet: each query counts children or rows that show one of them.
    [DataRow("unborn with an expected date", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_dob IS NULL AND pers_expected_dob > '2026-04-01'")]
    [DataRow("several episodes", "SELECT COUNT(*) FROM (SELECT 1 FROM dbo.ssd_cin_episodes GROUP BY cine_person_id HAVING COUNT(*) > 2)")]
    [DataRow("two factors rows", "SELECT COUNT(*) FROM (SELECT 1 FROM dbo.ssd_assessment_factors GROUP BY cinf_assessment_id HAVING COUNT(*) > 1)")]
    [DataRow("factors not JSON", "SELECT COUNT(*) FROM dbo.ssd_assessment_factors WHERE NOT json_valid(cinf_assessment_factors_json)")]
    [DataRow("more than 41 factors", "SELECT COUNT(*) FROM dbo.ssd_assessment_factors WHERE length(cinf_assessment_factors_json) > 205")]
    [DataRow("outcome of enquiry not JSON", "SELECT COUNT(*) FROM dbo.ssd_s47_enquiry WHERE NOT json_valid(s47e_s47_outcome_json)")]
    [DataRow("the other name of the conference flag", "SELECT COUNT(*) FROM dbo.ssd_s47_enquiry WHERE s47e_s47_outcome_json LIKE '%\"OUTCOME_CP_CONFERENCE_FLAG\"%'")]
    [DataRow("a UN code in the UPN column", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_upn LIKE 'UN%'")]
    [DataRow("UPN and reason both", "SELECT COUNT(*) FROM dbo.ssd_person WHERE length(pers_upn) = 13 AND pers_upn_unknown LIKE 'UN%'")]
    [DataRow("neither UPN nor reason", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_upn IS NULL AND pers_upn_unknown IS NULL")]
    [DataRow("former UPN of another length", "SELECT COUNT(*) FROM dbo.ssd_linked_identifiers WHERE link_identifier_type = 'Former Unique Pupil Number' AND length(link_identifier_value) <> 13")]
    [DataRow("blank postcode", "SELECT COUNT(*) FROM dbo.ssd_address WHERE trim(addr_address_postcode) = ''")]
    [DataRow("lower-case code", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_ethnicity <> '' AND pers_ethnicity = lower(pers_ethnicity)")]
    [DataRow("code with trailing blanks", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_ethnicity LIKE '_% '")]
    [DataRow("code with its meaning", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_ethnicity LIKE '% - %'")]
    [DataRow("code outside its list", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_ethnicity = 'ZZZZ'")]
    [DataRow("unaccompanied, short status", "SELECT COUNT(*) FROM dbo.ssd_immigration_status WHERE immi_immigration_status = 'U'")]
    [DataRow("unaccompanied, status in words", "SELECT COUNT(*) FROM dbo.ssd_immigration_status WHERE immi_immigration_status LIKE 'Unaccompanied%'")]
    [DataRow("period with several care episodes", "SELECT COUNT(*) FROM (SELECT 1 FROM dbo.ssd_cla_episodes GROUP BY clae_cla_id HAVING COUNT(*) > 2)")]
    [DataRow("placement that no episode names", "SELECT COUNT(*) FROM dbo.ssd_cla_placement WHERE clap_cla_placement_id NOT IN (SELECT clae_cla_placement_id FROM dbo.ssd_cla_episodes WHERE clae_cla_placement_id IS NOT NULL)")]
    [DataRow("placement without referral", "SELECT COUNT(*) FROM dbo.ssd_cla_episodes WHERE clae_referral_id IS NULL")]
    [DataRow("adoption by period of care", "SELECT COUNT(*) FROM dbo.ssd_permanence WHERE perm_cla_id IS NOT NULL")]
    [DataRow("adoption by person", "SELECT COUNT(*) FROM dbo.ssd_permanence WHERE perm_cla_id IS NULL AND perm_person_id IS NOT NULL")]
    [DataRow("SDQ score out of range", "SELECT COUNT(*) FROM dbo.ssd_sdq_scores WHERE csdq_sdq_score NOT BETWEEN 0 AND 40")]
    [DataRow("case worker over 31 March", "SELECT COUNT(*) FROM dbo.ssd_involvements WHERE invo_professional_role_id = 'CW' AND invo_involvement_start_date <= '2025-03-31' AND (invo_involvement_end_date IS NULL OR invo_involvement_end_date >= '2025-03-31')")]
    [DataRow("case worker not over any 31 March", "SELECT COUNT(*) FROM dbo.ssd_involvements WHERE invo_professional_role_id = 'CW' AND invo_involvement_start_date > '2025-03-31' AND invo_involvement_end_date < '2026-03-31'")]
    [DataRow("professional without number", "SELECT COUNT(*) FROM dbo.ssd_professionals WHERE trim(coalesce(prof_social_worker_registration_no, '')) = ''")]
    [DataRow("id that a firewall refuses", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_person_id LIKE '%0x%'")]
    [DataRow("id that is too long", "SELECT COUNT(*) FROM dbo.ssd_person WHERE length(pers_person_id) > 36")]
    [DataRow("time of day", "SELECT COUNT(*) FROM dbo.ssd_cin_episodes WHERE length(cine_referral_date) > 10")]
    [DataRow("name with an apostrophe", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_surname LIKE '%''%'")]
    [DataRow("name with quotes", "SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_surname LIKE '%\"%'")]
    [DataRow("name beyond the basic plane", "SELECT COUNT(*) FROM dbo.ssd_person WHERE instr(pers_forename, char(129490)) > 0")]
    [DataRow("record that points at another child", "SELECT COUNT(*) FROM dbo.ssd_involvements JOIN dbo.ssd_cin_episodes ON cine_referral_id = invo_referral_id WHERE invo_person_id <> cine_person_id")]
    public void What_the_rules_must_meet_occurs(string what, string count) => Assert.IsGreaterThan(0, SampleInMemory.Count(s_messySample, count), what);

    [TestMethod]
    public void Without_mess_every_ethnicity_is_in_its_list()
    {
        using var clean = SampleInMemory.Of(s_options with { MessPercent = 0 });
        var list = string.Join(',', CodeList.Ethnicity.Codes.Select(code => $"'{code}'"));
        Assert.AreEqual(0, SampleInMemory.Count(clean, $"SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_ethnicity IS NULL OR pers_ethnicity NOT IN ({list})"));
    }

    [TestMethod]
    [DataRow("ssd_person", "pers_dob")]
    [DataRow("ssd_address", "addr_address_start_date")]
    [DataRow("ssd_cin_episodes", "cine_referral_date")]
    [DataRow("ssd_cin_assessments", "cina_assessment_start_date")]
    [DataRow("ssd_cin_plans", "cinp_cin_plan_start_date")]
    [DataRow("ssd_s47_enquiry", "s47e_s47_start_date")]
    [DataRow("ssd_cp_plans", "cppl_cp_plan_start_date")]
    [DataRow("ssd_cla_placement", "clap_cla_placement_start_date")]
    [DataRow("ssd_involvements", "invo_involvement_start_date")]
    public void Without_mess_nothing_begins_after_the_samples_day(string table, string column)
    {
        using var clean = SampleInMemory.Of(s_options with { MessPercent = 0 });
        Assert.AreEqual(0, SampleInMemory.Count(clean, $"SELECT COUNT(*) FROM dbo.{table} WHERE date({column}) > '2026-03-31'"));
    }

    [TestMethod]
    public void All_mess_is_still_a_sample()
    {
        using var messy = SampleInMemory.Of(s_options with { Children = 200, MessPercent = 100 });
        Assert.AreEqual(200, SampleInMemory.Count(messy, "SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    [TestMethod]
    [DataRow("2024-02-29")]
    [DataRow("2025-04-01")]
    [DataRow("1999-12-31")]
    public void Any_day_can_be_the_samples_day(string asOf)
    {
        using var sample = SampleInMemory.Of(s_options with { Children = 100, AsOf = DateOnly.Parse(asOf, CultureInfo.InvariantCulture) });
        Assert.AreEqual(100, SampleInMemory.Count(sample, "SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    private void WriteCsv(string folder, SampleOptions options) => SampleInMemory.WriteCsv(_folder[folder], options, s_sample.SsdTables());

    private void AssertSameFiles(string one, string other)
    {
        var names = Directory.GetFiles(_folder[one]).Select(Path.GetFileName).ToList();
        Assert.HasCount(51, names);
        foreach (var name in names)
        {
            Assert.IsTrue(File.ReadAllBytes(Path.Join(_folder[one], name)).SequenceEqual(File.ReadAllBytes(Path.Join(_folder[other], name))), name);
        }
    }

    private static void AssertCodes(int expected, string table, string column, IReadOnlyList<string> codes)
    {
        var list = string.Join(',', codes.Select(code => $"'{code}'"));
        Assert.AreEqual(expected, Count($"SELECT COUNT(DISTINCT {column}) FROM dbo.{table} WHERE {column} IN ({list})"));
    }

    /// <summary>Section 2 of the payload's specification in SQL, for the sample's default day: the groups that are on by default.</summary>
    private static string[] Cohort(LocalDatabase database) => SampleInMemory.Strings(database, """
        WITH person AS (
            SELECT pers_person_id AS id FROM dbo.ssd_person
            WHERE (date(pers_dob) <= '2026-04-01' AND date(pers_dob, '+26 years') > '2023-04-01')
               OR (pers_dob IS NULL AND date(pers_expected_dob) >= '2023-04-01')),
        episode AS (
            SELECT *, date(cine_referral_date) <= '2026-04-01' AND (cine_close_date IS NULL OR date(cine_close_date) >= '2023-04-01') AS overlaps FROM dbo.ssd_cin_episodes)
        SELECT id FROM person
        WHERE id IN (SELECT cine_person_id FROM episode WHERE overlaps)
           OR id IN (SELECT cine_person_id FROM episode WHERE cine_close_date IS NULL AND NOT EXISTS (
                SELECT 1 FROM dbo.ssd_cin_assessments WHERE cina_referral_id = cine_referral_id AND cina_assessment_start_date IS NOT NULL))
           OR id IN (SELECT cinp_person_id FROM dbo.ssd_cin_plans
                WHERE date(cinp_cin_plan_start_date) <= '2026-04-01' AND (cinp_cin_plan_end_date IS NULL OR date(cinp_cin_plan_end_date) >= '2023-04-01'))
           OR id IN (SELECT clae_person_id FROM dbo.ssd_cla_episodes JOIN dbo.ssd_cla_placement ON clap_cla_id = clae_cla_id
                WHERE date(clap_cla_placement_start_date) <= '2026-04-01' AND (clap_cla_placement_end_date IS NULL OR date(clap_cla_placement_end_date) >= '2023-04-01'))
        """);

    private static int Count(string sql) => SampleInMemory.Count(s_sample, sql);
}
