using System.Globalization;

namespace SsdClr.Tests.Differential;

/// <summary>
/// The product and the naive implementation agree on thousands of small databases in which everything goes wrong. A failure prints the seed and the
/// fewest rows that show it. <c>SSDCLR_HOSTILE_DATABASES</c> sets how many databases each test takes.
/// </summary>
[TestClass]
public sealed class HostileDifferentialTests
{
    private const string DatabasesVariable = "SSDCLR_HOSTILE_DATABASES";
    private const int UsualDatabases = 1_000;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1_000_000)]
    [DataRow(2_000_000)]
    public void Product_and_naive_implementation_agree_on_hostile_rows(int firstSeed)
    {
        using var database = new HostileDatabase();
        for (var seed = firstSeed; seed < firstSeed + Databases(); seed++)
        {
            var drawn = new HostileCase(seed);
            var rows = new HostileRows(seed, drawn.AsOf, drawn.MonthsBack).Draw(database.Tables);
            database.Hold(rows);
            List<string> Find() => Differences.Find(database.Context, database.Connection, drawn.Settings, drawn.AsOf);
            if (Find().Count > 0)
            {
                var smallest = database.Smallest(rows, () => Find().Count > 0);
                Assert.Fail($"Seed {seed}, {drawn}:{Environment.NewLine}{smallest}{Environment.NewLine}{Find()[0]}");
            }
        }
    }

    private static int Databases() =>
        int.TryParse(Environment.GetEnvironmentVariable(DatabasesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var databases) ? databases : UsualDatabases;
}
