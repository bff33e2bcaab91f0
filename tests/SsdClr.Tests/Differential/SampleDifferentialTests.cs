using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Settings;

namespace SsdClr.Tests.Differential;

/// <summary>
/// The product and the naive implementation agree on every generated child: who is in, every group, every byte. The normal run takes 4,000
/// children; <c>SSDCLR_DIFFERENTIAL_CHILDREN=20000 dotnet test tests/SsdClr.Tests --filter SampleDifferentialTests</c> takes as many as it says.
/// </summary>
[TestClass]
public sealed class SampleDifferentialTests
{
    private const string ChildrenVariable = "SSDCLR_DIFFERENTIAL_CHILDREN";
    private const int UsualChildren = 4_000;

    // Each of the samples holds its share of the children.
    private static readonly (int Seed, int Mess)[] s_samples = [(1, 5), (2, 60), (3, 5), (4, 60)];

    [TestMethod]
    [DataRow(0, "default")]
    [DataRow(1, "default")]
    [DataRow(2, "default")]
    [DataRow(3, "every group, all care workers")]
    public void Product_and_naive_implementation_agree_on_generated_children(int sample, string settings)
    {
        var (seed, mess) = s_samples[sample];
        var options = new SampleOptions(Children() / s_samples.Length, seed, SampleOptions.DefaultAsOf, mess);
        using var database = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(options).Write(output, new Progress<double>());
            output.Complete();
        }

        var differences = Differences.Find(database.Context, database.Connection, Settings(settings), options.AsOf);

        Assert.IsEmpty(differences, $"{differences.Count} children, the first: {differences.FirstOrDefault()}");
    }

    private static SettingValues Settings(string name) => new(name switch
    {
        "default" => new Dictionary<string, string>(StringComparer.Ordinal),
        _ => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["include_cp_plan"] = "1",
            ["include_disability"] = "1",
            ["care_worker_scope"] = "all",
        },
    });

    private static int Children() =>
        int.TryParse(Environment.GetEnvironmentVariable(ChildrenVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var children) ? children : UsualChildren;
}
