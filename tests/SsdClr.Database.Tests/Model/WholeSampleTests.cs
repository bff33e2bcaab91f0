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
        .Select(column => (column, Wrong: Count($"SELECT COUNT(*) FROM dbo.[{column.Table}] WHERE datetime([{column.Field.Name}]) < datetime([{column.Field.Validators.DateOrder}])")))
        .Where(found => found.Wrong > 0)
        .Select(found => $"{found.column.Table}.{found.column.Field.Name}: {found.Wrong}"));

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
