using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SsdClr.Build.Model;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;

namespace SsdClr.Database.Tests.Model;

/// <summary>A sample of the whole SSD without mess, held against every fact of the model.</summary>
[TestClass]
public sealed class WholeSampleTests
{
    private const int Children = 1000;

    private static readonly SsdModel s_model = SsdModelReader.Read(CheckedOut.Repository);
    private static readonly HashSet<string> s_flow = [.. SsdClr.Payload.Reading.ChildQuery.Tables];
    private static readonly LocalDatabase s_sample = Sample(new SampleOptions(Children, Seed: 42, SampleOptions.DefaultAsOf, MessPercent: 0, SampleTables.All));

    [ClassCleanup]
    public static void CloseSample() => s_sample.Dispose();

    [TestMethod]
    public void Every_table_has_rows() => NoFaults(s_model.Objects.Where(table => Count($"SELECT COUNT(*) FROM dbo.[{table.Name}]") == 0).Select(table => table.Name));

    [TestMethod]
    public void Every_foreign_key_leads_to_a_row() => NoFaults(s_model.References
        .Select(reference => (reference, Orphans: Count($"""
            SELECT COUNT(*) FROM dbo.[{reference.Child.Name}] AS c
            WHERE c.[{reference.Field.Name}] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dbo.[{reference.Parent.Name}] AS p WHERE p.[{reference.Key.Name}] = c.[{reference.Field.Name}])
            """)))
        .Where(found => found.Orphans > 0)
        .Select(found => $"{found.reference.Child.Name}.{found.reference.Field.Name}: {found.Orphans}"));

    [TestMethod]
    public void Every_foreign_key_is_used() => NoFaults(s_model.References
        .Where(reference => Count($"SELECT COUNT([{reference.Field.Name}]) FROM dbo.[{reference.Child.Name}]") == 0)
        .Select(reference => $"{reference.Child.Name}.{reference.Field.Name}"));

    [TestMethod]
    public void Every_required_field_is_filled() => NoFaults(Fields(field => field.Validators.IsRequired || field.IsPrimaryKey || !field.IsNullable)
        .SelectMany(column => Faults(column, value => string.IsNullOrWhiteSpace(value))));

    [TestMethod]
    public void Every_unique_value_occurs_once() => NoFaults(Fields(field => field.Validators.IsUnique)
        .Where(column => Count($"SELECT COUNT([{column.Field.Name}]) - COUNT(DISTINCT [{column.Field.Name}]) FROM dbo.[{column.Table}]") > 0)
        .Select(column => $"{column.Table}.{column.Field.Name}"));

    [TestMethod]
    public void Every_coded_value_is_in_its_list() => NoFaults(Fields(field => field.Validators.OneOf is not null).SelectMany(column =>
    {
        var codes = s_model.Categories.Single(category => category.Name == column.Field.Category).Codes.Select(code => code.Value).ToHashSet(StringComparer.Ordinal);
        return Faults(column, value => value is not null && !InList(value, column.Field.Validators.OneOf!, codes));
    }));

    [TestMethod]
    public void Every_text_fits() => NoFaults(Fields(field => field.Type is "nvarchar" or "nchar" or "varchar")
        .SelectMany(column => Faults(column, value => value?.Length > Longest(column.Field))));

    [TestMethod]
    public void Every_binary_value_fits() => NoFaults(Fields(field => field.Type is "binary")
        .Where(column => Count($"SELECT COUNT(*) FROM dbo.[{column.Table}] WHERE length([{column.Field.Name}]) <> {column.Field.Length}") > 0)
        .Select(column => column.Field.Name));

    [TestMethod]
    public void Every_value_has_its_pattern() => NoFaults(Fields(field => field.Validators.Pattern is not null).SelectMany(column =>
    {
        var pattern = new Regex(column.Field.Validators.Pattern!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return Faults(column, value => value is not null && !pattern.IsMatch(value));
    }));

    [TestMethod]
    public void Every_number_is_in_its_range() => NoFaults(Fields(field => field.Validators.Range is not null).SelectMany(column => Faults(
        column,
        value => value is not null && double.Parse(value, CultureInfo.InvariantCulture) is var number && (number < column.Field.Validators.Range!.Value.Least || number > column.Field.Validators.Range.Value.Greatest))));

    [TestMethod]
    public void Every_date_is_in_order() => NoFaults(Fields(field => field.Validators.DateOrder is not null)
        .Select(column => (column, Wrong: Count($"SELECT COUNT(*) FROM dbo.[{column.Table}] WHERE date([{column.Field.Name}]) < date([{column.Field.Validators.DateOrder}])")))
        .Where(found => found.Wrong > 0)
        .Select(found => $"{found.column.Table}.{found.column.Field.Name}: {found.Wrong}"));

    [TestMethod]
    public void Every_record_is_of_the_childs_lifetime() => NoFaults(
        from reference in s_model.References
        where !s_flow.Contains(reference.Child.Name) && reference.Child.Subject != "administration" && reference.Parent.Name == "ssd_person"
        from field in reference.Child.Fields
        // What is due lies ahead.
        where field.Type is "datetime" or "date" && !field.Name.EndsWith("_due", StringComparison.Ordinal) && !field.Name.EndsWith("_due_date", StringComparison.Ordinal)
        let wrong = Count($"""
            SELECT COUNT(*) FROM dbo.[{reference.Child.Name}] JOIN dbo.[ssd_person] ON pers_person_id = [{reference.Field.Name}]
            WHERE date([{field.Name}]) < date(COALESCE(pers_dob, date(pers_expected_dob, '-280 days'))) OR date([{field.Name}]) > COALESCE(date(pers_death_date), '2026-03-31')
            """)
        where wrong > 0
        select $"{reference.Child.Name}.{field.Name}: {wrong}");

    [TestMethod]
    public void Every_plan_follows_its_request() => Assert.AreEqual(0, Count("""
        SELECT COUNT(*) FROM dbo.ssd_send JOIN dbo.ssd_person ON pers_person_id = send_person_id
        JOIN dbo.ssd_ehcp_requests ON ehcr_send_table_id = send_table_id
        JOIN dbo.ssd_ehcp_assessment ON ehca_ehcp_request_id = ehcr_ehcp_request_id
        JOIN dbo.ssd_ehcp_named_plan ON ehcn_ehcp_asmt_id = ehca_ehcp_assessment_id
        WHERE NOT (date(pers_dob) < ehcr_ehcp_req_date AND ehcr_ehcp_req_outcome_date < ehca_ehcp_assessment_outcome_date
            AND ehca_ehcp_assessment_outcome_date < ehcn_named_plan_start_date AND ehcn_named_plan_start_date <= '2026-03-31')
        """));

    [TestMethod]
    public void No_mother_is_under_fourteen() => Assert.AreEqual(0, Count("""
        SELECT COUNT(*) FROM dbo.ssd_mother JOIN dbo.ssd_person AS m ON m.pers_person_id = moth_person_id JOIN dbo.ssd_person AS c ON c.pers_person_id = moth_childs_person_id
        WHERE date(c.pers_dob) < date(m.pers_dob, '+14 years') OR m.pers_sex <> 'F' OR date(c.pers_dob) <> date(moth_childs_dob)
        """));

    [TestMethod]
    // Those of docs/sample-data.md, with room for chance.
    [DataRow("contacts a child", 2.0, 3.0, "SELECT COUNT(*) FROM dbo.ssd_contacts", "SELECT COUNT(*) FROM dbo.ssd_person")]
    [DataRow("children with early help", 0.22, 0.33, "SELECT COUNT(DISTINCT earl_person_id) FROM dbo.ssd_early_help_episodes", "SELECT COUNT(*) FROM dbo.ssd_person")]
    [DataRow("children with siblings", 0.65, 0.75, "SELECT SUM(n) FROM (SELECT COUNT(*) AS n FROM dbo.ssd_family GROUP BY fami_family_id HAVING n > 1)", "SELECT COUNT(*) FROM dbo.ssd_person")]
    [DataRow("children known to special educational needs services", 0.18, 0.27, "SELECT COUNT(*) FROM dbo.ssd_send", "SELECT COUNT(*) FROM dbo.ssd_person")]
    [DataRow("children with a plan for special educational needs", 0.13, 0.21, "SELECT COUNT(*) FROM dbo.ssd_ehcp_active_plans", "SELECT COUNT(*) FROM dbo.ssd_person")]
    [DataRow("visits a protection plan", 22.0, 38.0, "SELECT COUNT(*) FROM dbo.ssd_cp_visits", "SELECT COUNT(*) FROM dbo.ssd_cp_plans")]
    [DataRow("visits a period of care", 6.0, 13.0, "SELECT COUNT(*) FROM dbo.ssd_cla_visits", "SELECT COUNT(DISTINCT clae_cla_id) FROM dbo.ssd_cla_episodes")]
    [DataRow("reviews a period of care", 2.5, 4.5, "SELECT COUNT(*) FROM dbo.ssd_cla_reviews", "SELECT COUNT(DISTINCT clae_cla_id) FROM dbo.ssd_cla_episodes")]
    [DataRow("looked-after children with immunisations up to date", 0.72, 0.92, "SELECT COUNT(*) FROM dbo.ssd_cla_immunisations WHERE clai_immunisations_status = 'Y'", "SELECT COUNT(*) FROM dbo.ssd_cla_immunisations")]
    [DataRow("looked-after children who were missing", 0.03, 0.15, "SELECT COUNT(DISTINCT miss_person_id) FROM dbo.ssd_missing", "SELECT COUNT(*) FROM dbo.ssd_cla_immunisations")]
    [DataRow("children with pre-proceedings", 0.05, 0.1, "SELECT COUNT(*) FROM dbo.ssd_pre_proceedings", "SELECT COUNT(*) FROM dbo.ssd_person")]
    public void Proportions_are_those_that_are_documented(string what, double least, double most, string some, string all) =>
        Assert.IsInRange(least, most, (double)Count(some) / Count(all), what);

    private static LocalDatabase Sample(SampleOptions options)
    {
        var database = LocalDatabase.OpenInMemory();
        using var output = SqliteSampleOutput.Begin(database, replace: true);
        new SampleGenerator(options).Write(output, new Progress<double>());
        output.Complete();
        return database;
    }

    private static bool InList(string value, string form, HashSet<string> codes) => form switch
    {
        "exact" => codes.Contains(value),
        "leading" => codes.Contains(value) || codes.Any(code => value.StartsWith(code, StringComparison.Ordinal) && !char.IsLetterOrDigit(value[code.Length])),
        _ => JsonSerializer.Deserialize<string[]>(value)!.All(codes.Contains),
    };

    private static int Longest(SsdField field) => Math.Min(
        field.Length is null or SsdField.MaximumLength ? int.MaxValue : field.Length.Value,
        field.Validators.MaximumLength ?? int.MaxValue);

    private static IEnumerable<(string Table, SsdField Field)> Fields(Func<SsdField, bool> wanted) =>
        s_model.Objects.SelectMany(table => table.Fields.Where(wanted).Select(field => (table.Name, field)));

    private static IEnumerable<string> Faults((string Table, SsdField Field) column, Func<string?, bool> isFault)
    {
        using var command = s_sample.Connection.CreateCommand();
        command.CommandText = $"SELECT [{column.Field.Name}], COUNT(*) FROM dbo.[{column.Table}] GROUP BY 1";
        using var reader = command.ExecuteReader();
        var faults = 0L;
        while (reader.Read())
        {
            faults += isFault(reader.IsDBNull(0) ? null : reader.GetString(0)) ? reader.GetInt64(1) : 0;
        }

        return faults == 0 ? [] : [$"{column.Table}.{column.Field.Name}: {faults}"];
    }

    private static void NoFaults(IEnumerable<string> faults) => Assert.AreEqual(string.Empty, string.Join('\n', faults));

    private static long Count(string sql)
    {
        using var command = s_sample.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
