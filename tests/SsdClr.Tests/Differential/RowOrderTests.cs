using System.Globalization;
using System.Text;
using SsdClr.Local.Database;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Differential;

/// <summary>The same rows in any order give the same bytes, reasons and findings.</summary>
[TestClass]
public sealed class RowOrderTests
{
    private const string DatabasesVariable = "SSDCLR_HOSTILE_DATABASES";
    private const int UsualDatabases = 200;
    private const int Orders = 3;

    [TestMethod]
    public void Same_rows_in_any_order_give_the_same()
    {
        using var database = new HostileDatabase();
        for (var seed = 3_000_000; seed < 3_000_000 + Databases(); seed++)
        {
            var drawn = new HostileCase(seed);
            var rows = new HostileRows(seed, drawn.AsOf, drawn.MonthsBack).Draw(database.Tables);
            database.Hold(rows);
            var expected = Told(database, drawn);
            var random = new Random(seed);
            for (var order = 0; order < Orders; order++)
            {
                database.Hold(Shuffled(rows, random));
                Assert.AreEqual(expected, Told(database, drawn), $"Seed {seed}, {drawn}");
            }
        }
    }

    private static int Databases() =>
        int.TryParse(Environment.GetEnvironmentVariable(DatabasesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var databases) ? databases : UsualDatabases;

    private static Dictionary<SsdTable, List<object?[]>> Shuffled(Dictionary<SsdTable, List<object?[]>> rows, Random random) => rows.ToDictionary(
        pair => pair.Key,
        pair =>
        {
            var shuffled = pair.Value.ToArray();
            random.Shuffle(shuffled);
            return shuffled.ToList();
        });

    private static string Told(HostileDatabase database, HostileCase drawn)
    {
        var reader = new PreviewReader(database.Context, drawn.Settings, drawn.AsOf.ToDateTime(TimeOnly.MinValue));
        var everybody = new PersonRange(after: null, upTo: null);
        return string.Join(Environment.NewLine, [
            .. reader.Payloads(everybody).Select(preview => $"{preview.PersonId} {Encoding.UTF8.GetString(preview.Payload)}").Order(StringComparer.Ordinal),
            .. reader.Cohort(everybody).Select(person => $"{person.PersonId} {person.Reason}").Order(StringComparer.Ordinal),
            .. reader.Issues(everybody).Select(found => $"{found.PersonId} {found.Issue.Rule.Name} {found.Issue.Source}").Order(StringComparer.Ordinal),
        ]);
    }
}
