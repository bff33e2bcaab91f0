using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Tests.Companion;

/// <summary>Samples of every table; what the model asks of them is tested with the model.</summary>
[TestClass]
public sealed class WholeSampleDataTests : IDisposable
{
    private static readonly SampleOptions s_options = new(Children: 400, Seed: 42, SampleOptions.DefaultAsOf, Tables: SampleTables.All);
    private static readonly LocalDatabase s_sample = SampleInMemory.Of(s_options);

    // The rarest faults need more children and more mess.
    private static readonly LocalDatabase s_messySample = SampleInMemory.Of(s_options with { Children = 2000, MessPercent = 30 });

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
        WriteCsv("one");
        WriteCsv("two");
        foreach (var table in s_sample.SsdTables())
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(_folder[$"one/{table.Name}.csv"]), File.ReadAllBytes(_folder[$"two/{table.Name}.csv"]), table.Name);
        }
    }

    [TestMethod]
    public void CSV_files_load_as_the_rows_a_database_gets()
    {
        WriteCsv("csv");
        using var loaded = LocalDatabase.OpenInMemory();
        new CsvLoad(loaded, CsvOptions.Standard, new Progress<double>()).Load(_folder["csv"]);
        foreach (var table in loaded.SsdTables())
        {
            CollectionAssert.AreEqual(SampleInMemory.Rows(s_sample, table), SampleInMemory.Rows(loaded, table), table.Name);
        }
    }

    [TestMethod]
    public void A_larger_sample_begins_with_the_smaller_ones_children()
    {
        using var larger = SampleInMemory.Of(s_options with { Children = 420 });
        const string Contacts = "SELECT quote(cont_contact_id) || quote(cont_person_id) || quote(cont_contact_date) || quote(cont_contact_outcome_json) FROM dbo.ssd_contacts WHERE substr(cont_contact_id, 4, 8) < '00000400' ORDER BY 1";

        CollectionAssert.AreEqual(SampleInMemory.Strings(s_sample, Contacts), SampleInMemory.Strings(larger, Contacts));
    }

    [TestMethod]
    public void Payloads_are_those_of_the_flow_alone()
    {
        using var flow = SampleInMemory.Of(s_options with { Tables = SampleTables.Flow });

        CollectionAssert.AreEqual(Payloads(flow), Payloads(s_sample));
    }

    [TestMethod]
    [DataRow("blank that is required", "SELECT COUNT(*) FROM dbo.ssd_contacts WHERE cont_person_id IS NULL")]
    [DataRow("code outside its list", "SELECT COUNT(*) FROM dbo.ssd_legal_status WHERE lega_legal_status = 'ZZZZ'")]
    [DataRow("answer in lower case", "SELECT COUNT(*) FROM dbo.ssd_cin_visits WHERE cinv_cin_visit_seen = 'y'")]
    [DataRow("plan that is nowhere", "SELECT COUNT(*) FROM dbo.ssd_cp_visits WHERE cppv_cp_plan_id NOT IN (SELECT cppl_cp_plan_id FROM dbo.ssd_cp_plans)")]
    [DataRow("child that is nowhere", "SELECT COUNT(*) FROM dbo.ssd_family WHERE fami_person_id NOT IN (SELECT pers_person_id FROM dbo.ssd_person)")]
    [DataRow("request that is nowhere", "SELECT COUNT(*) FROM dbo.ssd_ehcp_assessment WHERE ehca_ehcp_request_id NOT IN (SELECT ehcr_ehcp_request_id FROM dbo.ssd_ehcp_requests)")]
    [DataRow("end before its start", "SELECT COUNT(*) FROM dbo.ssd_early_help_episodes WHERE earl_episode_end_date < earl_episode_start_date")]
    [DataRow("Excel's day zero", "SELECT COUNT(*) FROM dbo.ssd_cla_visits WHERE clav_cla_visit_date LIKE '1899%'")]
    [DataRow("text that is no JSON", "SELECT COUNT(*) FROM dbo.ssd_contacts WHERE NOT json_valid(cont_contact_outcome_json)")]
    [DataRow("number out of range", "SELECT COUNT(*) FROM dbo.ssd_pre_proceedings WHERE prep_cp_plans_referral_period > 99")]
    [DataRow("date of another shape", "SELECT COUNT(*) FROM dbo.ssd_cla_previous_permanence WHERE lapp_previous_permanence_order_date LIKE '____-__-__'")]
    [DataRow("team that is nowhere", "SELECT COUNT(*) FROM dbo.ssd_cin_episodes WHERE cine_referral_team NOT IN (SELECT dept_team_id FROM dbo.ssd_department)")]
    public void Faults_as_systems_have_them_occur(string what, string count) => Assert.IsGreaterThan(0, SampleInMemory.Count(s_messySample, count), what);

    [TestMethod]
    public void All_mess_is_still_a_sample()
    {
        using var messy = SampleInMemory.Of(s_options with { Children = 200, MessPercent = 100 });
        Assert.AreEqual(200, SampleInMemory.Count(messy, "SELECT COUNT(*) FROM dbo.ssd_cohort"));
    }

    [TestMethod]
    [DataRow("2024-02-29")]
    [DataRow("2025-04-01")]
    [DataRow("1999-12-31")]
    public void Any_day_can_be_the_samples_day(string asOf)
    {
        using var sample = SampleInMemory.Of(s_options with { Children = 100, AsOf = DateOnly.Parse(asOf, CultureInfo.InvariantCulture) });
        Assert.AreEqual(1, SampleInMemory.Count(sample, $"SELECT COUNT(*) FROM dbo.ssd_dim_date WHERE full_date = '{asOf}'"));
    }

    [TestMethod]
    public void The_calendar_has_every_day_once() => Assert.AreEqual(0, SampleInMemory.Count(s_sample, """
        SELECT COUNT(*) FROM dbo.ssd_dim_date AS d
        WHERE date_key <> CAST(strftime('%Y%m%d', full_date) AS INTEGER)
           OR day_of_week_monday1 <> ((strftime('%w', full_date) + 6) % 7) + 1
           OR fiscal_year_start_date <> CASE WHEN strftime('%m', full_date) >= '04' THEN strftime('%Y-04-01', full_date) ELSE date(strftime('%Y-04-01', full_date), '-1 year') END
           OR fiscal_quarter <> ((strftime('%m', full_date) + 8) % 12) / 3 + 1
           OR full_date NOT BETWEEN quarter_start_date AND quarter_end_date
           OR (date(full_date, '+1 day') <= (SELECT MAX(full_date) FROM dbo.ssd_dim_date) AND NOT EXISTS (SELECT 1 FROM dbo.ssd_dim_date AS n WHERE n.full_date = date(d.full_date, '+1 day')))
        """));

    private void WriteCsv(string folder) => SampleInMemory.WriteCsv(_folder[folder], s_options, s_sample.SsdTables());

    private static string[] Payloads(LocalDatabase database) =>
        [.. new PreviewReader(database.Context, new SettingValues([]), s_options.AsOf.ToDateTime(TimeOnly.MinValue)).Payloads(new PersonRange(after: null, upTo: null)).Select(child => child.Text())];
}
