using Microsoft.Data.Sqlite;
using SsdClr.Payload.Preflight;
using SsdClr.Preflight;
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
public sealed class SsdPreflightTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void Tables_as_they_are_published_have_all_that_is_read() => Assert.AreEqual(PreflightStep.Passed, Step("SSD tables and columns").Verdict);

    [TestMethod]
    public void A_missing_column_is_named_with_the_payload_field_it_feeds()
    {
        _ssd.Execute("ALTER TABLE dbo.ssd_person RENAME COLUMN pers_forename TO other");
        PreflightStep step = Step("SSD tables and columns");
        Assert.AreEqual(
            (PreflightStep.Faulty, "Missing, or not to be seen by this login: ssd_person.pers_forename (for child_details.first_name (6))."),
            (step.Verdict, step.Detail));
    }

    [TestMethod]
    public void Every_missing_table_and_column_is_named()
    {
        _ssd.Execute("DROP TABLE dbo.ssd_sdq_scores; ALTER TABLE dbo.ssd_person RENAME COLUMN pers_sex TO other; ALTER TABLE dbo.ssd_address RENAME COLUMN addr_person_id TO other");
        string detail = Step("SSD tables and columns").Detail;
        foreach (string missing in (string[])["ssd_sdq_scores (the whole table", "ssd_person.pers_sex (for child_details.sex", "ssd_address.addr_person_id (for finding"])
        {
            Assert.Contains(missing, detail, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Other_steps_go_on_after_a_missing_table()
    {
        _ssd.Execute("DROP TABLE dbo.ssd_sdq_scores");
        CollectionAssert.AreEqual(new[] { "SSD tables and columns", "SSD permission", "SSD rows", "SSD orphans", "SSD indexes", "SSD id lengths", "SSD values" }, Steps().Select(step => step.Name).ToArray());
    }

    [TestMethod]
    public void A_role_that_nobody_has_fails_with_the_setting()
    {
        _ssd.Person("1");
        _ssd.Insert("ssd_involvements", ("invo_involvements_id", "I1"), ("invo_person_id", "1"), ("invo_professional_role_id", "Social Worker"));
        PreflightStep step = Step("SSD values");
        Assert.AreEqual(
            (PreflightStep.Faulty, "ssd_involvements.invo_professional_role_id, 1 of 1 rows: No row has a role of setting care_worker_roles (CW;Case Worker), so no care worker of any child is sent. Correct the roles or the setting."),
            (step.Verdict, step.Detail));
    }

    [TestMethod]
    public void Columns_that_look_like_a_failed_extract_are_a_warning()
    {
        for (int number = 0; number < 20; number++)
        {
            _ssd.Person($"P{number}", ("pers_sex", "F"), ("pers_dob", $"{2005 + (number % 9)}-06-{10 + number}"));
        }

        PreflightStep step = Step("SSD values");
        Assert.AreEqual(PreflightStep.Doubtful, step.Verdict);
        Assert.Contains("ssd_person.pers_sex, 20 of 20 rows: Every row that holds a value holds the same", step.Detail, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_sample_without_mess_fails_no_step_about_values()
    {
        using LocalDatabase database = LocalDatabase.OpenInMemory();
        using (SqliteSampleOutput output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(new SampleOptions(300, 7, SampleOptions.DefaultAsOf, MessPercent: 0)).Write(output, new Progress<double>());
            output.Complete();
        }

        PreflightStep step = new SsdPreflight(database.Context, new SqliteCatalogue(database.Connection), new SettingValues([]), new CodeMap()).Run().Single(found => found.Name == "SSD values");
        Assert.AreEqual((PreflightStep.Passed, "No column that payloads are made from looks as if its extract had gone wrong."), (step.Verdict, step.Detail));
    }

    [TestMethod]
    public void An_empty_table_would_stop_a_refresh()
    {
        PreflightStep step = Step("SSD rows");
        Assert.AreEqual((PreflightStep.Faulty, true), (step.Verdict, step.Detail.Contains("ssd_person", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_table_that_may_be_empty_stops_nothing() =>
        Assert.AreEqual(PreflightStep.Passed, Steps(("empty_tables", string.Join(';', ChildQuery.Tables))).Single(step => step.Name == "SSD rows").Verdict);

    [TestMethod]
    public void Rows_that_no_child_reads_are_counted_by_table()
    {
        _ssd.ChildInCohort("1");
        _ssd.Referral("R-gone", "gone");
        _ssd.Insert("ssd_address", ("addr_person_id", null));
        _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A"), ("cina_referral_id", "R-gone"), ("cina_person_id", "gone"));
        _ssd.Insert("ssd_assessment_factors", ("cinf_assessment_id", "A"));
        PreflightStep step = Step("SSD orphans");
        Assert.AreEqual(PreflightStep.Doubtful, step.Verdict);
        Assert.AreEqual(
            "Rows that are read for nobody, because their person or a record they hang on is missing: ssd_address 1; ssd_assessment_factors 1; ssd_cin_assessments 1; ssd_cin_episodes 1.",
            step.Detail);
    }

    [TestMethod]
    public void Orphans_are_not_counted_while_a_column_is_missing()
    {
        _ssd.Execute("ALTER TABLE dbo.ssd_address RENAME COLUMN addr_person_id TO other");
        Assert.AreEqual("They are counted when every table and column is there, is no synonym and may be read.", Step("SSD orphans").Detail);
    }

    [TestMethod]
    public void A_wider_person_id_column_is_a_warning_with_the_number_of_longer_ids()
    {
        _ssd.RedeclarePersonId("nvarchar(100)");
        _ssd.Person(new string('7', 49));
        _ssd.Person(new string('7', 48));
        PreflightStep step = Step("SSD id lengths");
        Assert.AreEqual(PreflightStep.Doubtful, step.Verdict);
        Assert.AreEqual("ssd_person.pers_person_id is declared with 100 characters, and csc.staging holds 48. Persons with a longer id: 1.", step.Detail);
    }

    [TestMethod]
    [DataRow("nvarchar(48)")]
    [DataRow("varchar(20)")]
    [DataRow("bigint")]
    public void A_person_id_column_that_fits_is_well(string type)
    {
        _ssd.RedeclarePersonId(type);
        Assert.AreEqual(PreflightStep.Passed, Step("SSD id lengths").Verdict);
    }

    [TestMethod]
    public void Tables_that_we_make_have_every_index_that_helps() => Assert.AreEqual("Every column that the reader finds rows by begins an index.", Step("SSD indexes").Detail);

    [TestMethod]
    public void A_column_of_a_join_without_an_index_is_named()
    {
        using (SqliteCommand command = _ssd.Connection.CreateCommand())
        {
            command.CommandText = "SELECT 'DROP INDEX dbo.' || name FROM dbo.sqlite_master WHERE type = 'index' AND tbl_name = 'ssd_address' AND sql LIKE '%addr_person_id%'";
            _ssd.Execute((string)command.ExecuteScalar()!);
        }

        PreflightStep step = Step("SSD indexes");
        Assert.AreEqual((PreflightStep.Doubtful, "No index begins with: ssd_address.addr_person_id."), (step.Verdict, step.Detail));
    }

    [TestMethod]
    public void Tables_that_may_not_be_read_are_named()
    {
        List<PreflightStep> steps = new SsdPreflight(_ssd.Context, new Unreadable(new SqliteCatalogue(_ssd.Connection), "ssd_person"), new SettingValues([]), new CodeMap()).Run();
        Assert.AreEqual("This login may not SELECT from: ssd_person.", steps.Single(step => step.Name == "SSD permission").Detail);
    }

    [TestMethod]
    public void Tables_behind_synonyms_are_a_warning_and_nothing_says_that_they_are_missing()
    {
        List<PreflightStep> steps = new SsdPreflight(_ssd.Context, new BehindSynonyms(new SqliteCatalogue(_ssd.Connection), ChildQuery.Tables), new SettingValues([]), new CodeMap()).Run();
        PreflightStep step = steps[0];
        Assert.AreEqual((PreflightStep.Doubtful, "SSD tables and columns"), (step.Verdict, step.Name));
        Assert.StartsWith("Behind a synonym, and so not looked at: ssd_address; ", step.Detail, StringComparison.Ordinal);
        Assert.Contains("name the database and schema that they stand for in setting ssd_schema", step.Remedy!, StringComparison.Ordinal);
        Assert.IsTrue(steps.Skip(1).All(later => later.Verdict == PreflightStep.Omitted));
    }

    [TestMethod]
    public void A_missing_table_fails_beside_synonyms_too()
    {
        _ssd.Execute("DROP TABLE dbo.ssd_sdq_scores");
        PreflightStep step = new SsdPreflight(_ssd.Context, new BehindSynonyms(new SqliteCatalogue(_ssd.Connection), "ssd_person"), new SettingValues([]), new CodeMap()).Run()[0];
        Assert.AreEqual(PreflightStep.Faulty, step.Verdict);
        Assert.DoesNotContain("ssd_person", step.Detail, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(911, "SQL Server refused a statement with error 911: a database is not there.", "Correct setting ssd_schema")]
    [DataRow(916, "SQL Server refused a statement with error 916: this login has no user in a database.", "make a user for this login and grant it SELECT")]
    [DataRow(942, "SQL Server refused a statement with error 942: a database cannot be opened now.", "online")]
    [DataRow(4413, "SQL Server refused a statement with error 4413.", "A view may be broken.")]
    public void What_the_server_refuses_is_one_failed_step_with_its_number_and_a_remedy(int number, string detail, string remedy)
    {
        var preflight = new SsdPreflight(_ssd.Context, new Refusing(new SqliteCatalogue(_ssd.Connection)), new SettingValues([]), new CodeMap());
        Assert.ThrowsExactly<InvalidOperationException>(preflight.Run);
        List<PreflightStep> steps = preflight.Refused(number);
        Assert.AreEqual("SSD tables and columns, SSD", string.Join(", ", steps.Select(step => step.Name)));
        Assert.AreEqual(PreflightStep.Faulty, steps[1].Verdict);
        Assert.StartsWith(detail, steps[1].Detail, StringComparison.Ordinal);
        Assert.Contains(remedy, steps[1].Remedy!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_name_in_the_readers_statements_is_a_column_the_check_looks_for_or_one_of_their_own()
    {
        string[] own = ["person_id", "cla_id", "episode_id", "period_key", "first_episode_id", "is_listed", "crosses", "names_person", "names_a_placement", "names_a_loose_placement", "shares_its_assessment", "ambiguous", "dbo"];
        var query = new ChildQuery("[dbo]", "pers_person_id", "pers_person_id", cohortTable: null);
        var unknown = System.Text.RegularExpressions.Regex.Matches(query.Text(new PersonRange(null, null), KeyColumn.Of("nvarchar"), "1 = 1"), @"\[(?<name>\w+)\]", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal)
            .Where(name => !own.Contains(name) && !ChildQuery.Tables.Contains(name) && SsdModelColumn.All.All(column => column.Name != name));
        Assert.AreEqual("", string.Join(", ", unknown));
    }

    private PreflightStep Step(string name) => Steps().Single(step => step.Name == name);

    private List<PreflightStep> Steps(params (string Name, string Value)[] settings) => new SsdPreflight(
        _ssd.Context, new SqliteCatalogue(_ssd.Connection), new SettingValues(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))), new CodeMap()).Run();

    private sealed class Unreadable(ISsdCatalogue catalogue, string table) : ISsdCatalogue
    {
        public Dictionary<string, CatalogueColumn> Columns(string name, IReadOnlyList<string> columns) => catalogue.Columns(name, columns);

        public bool IsSynonym(string name) => catalogue.IsSynonym(name);

        public bool MaySelect(string name) => name != table;
    }

    private sealed class BehindSynonyms(ISsdCatalogue catalogue, params string[] tables) : ISsdCatalogue
    {
        public Dictionary<string, CatalogueColumn> Columns(string name, IReadOnlyList<string> columns) => tables.Contains(name) ? [] : catalogue.Columns(name, columns);

        public bool IsSynonym(string name) => tables.Contains(name);

        public bool MaySelect(string name) => catalogue.MaySelect(name);
    }

    private sealed class Refusing(ISsdCatalogue catalogue) : ISsdCatalogue
    {
        public Dictionary<string, CatalogueColumn> Columns(string name, IReadOnlyList<string> columns) => catalogue.Columns(name, columns);

        public bool IsSynonym(string name) => catalogue.IsSynonym(name);

        public bool MaySelect(string name) => throw new InvalidOperationException("refused");
    }
}
