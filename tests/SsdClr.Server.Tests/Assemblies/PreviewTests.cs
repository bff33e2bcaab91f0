using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Local.Server;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Server.Tests.Engine;
using SsdClr.Settings;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>Previews through the functions of the SAFE assembly, on Windows and Linux: they must equal what ssdclr shows of the same children.</summary>
[TestClass]
[OnServer(Need.Assemblies)]
public sealed class PreviewTests
{
    private static readonly SampleOptions s_options = new(Children: 60, Seed: 42, SampleOptions.DefaultAsOf);
    private static readonly PersonRange s_everybody = new(after: null, upTo: null);
    private static ScratchDatabase s_database = null!;
    private static LocalDatabase s_local = null!;

    [ClassInitialize]
    public static void Initialize(TestContext context)
    {
        Assert.IsEmpty(ServerTrust.Trust(withSubmission: false).Errors);
        s_database = ScratchDatabase.Create();
        s_database.RunScript(Product.Script("SsdClr.payload-only.install.sql"));
        s_local = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(s_local, replace: true))
        {
            new SampleGenerator(s_options).Write(output, new Progress<double>());
            output.Complete();
        }

        using var server = ServerDatabase.Open(s_database.ConnectionString, new Dictionary<string, string>(StringComparer.Ordinal));
        new TestDatabase(server, _ => { }).Replace(s_local, [.. s_local.SsdTables().Select(table => table.Name)], new Progress<double>());
    }

    [ClassCleanup]
    public static void Cleanup()
    {
        s_local?.Dispose();
        s_database?.Dispose();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("SET ROWCOUNT 1000000; SET DATEFORMAT dmy; SET LANGUAGE British;")]
    [DataRow("SET ANSI_WARNINGS OFF; SET NOCOUNT ON; SET LOCK_TIMEOUT 0;")]
    public void Payloads_equal_those_of_ssdclr(string options)
    {
        var wanted = Preview().Payloads(s_everybody)
            .Select(payload => $"{payload.PersonId}|{payload.LaChildId ?? "NULL"}|{payload.MisChildId ?? "NULL"}|{payload.Text()}|{Convert.ToHexString(payload.Hash)}|{payload.Payload.Length}|{payload.Errors}|{payload.Warnings}");

        Same(wanted, $"{options} SELECT [person_id], [la_child_id], [mis_child_id], [payload], [payload_hash], [payload_bytes], [error_count], [warning_count] FROM [csc].[payloads]('{s_options.AsOf:yyyyMMdd}', NULL)");
    }

    [TestMethod]
    public void The_cohort_equals_that_of_ssdclr() => Same(
        Preview().Cohort(s_everybody).Select(person => $"{person.PersonId}|{(person.Verdict.IsIn ? 1 : 0)}|{person.Reason}"),
        $"SELECT [person_id], [in_cohort], [reason] FROM [csc].[cohort]('{s_options.AsOf:yyyyMMdd}', NULL)");

    [TestMethod]
    public void Findings_equal_those_of_ssdclr() => Same(
        Preview().Issues(s_everybody).Select(found => $"{found.PersonId}|{found.Issue.Rule.Name}|{(found.Issue.Rule.IsError ? "error" : "warning")}|{found.Issue.Source}"),
        $"SELECT [person_id], [rule_name], [severity], [source] FROM [csc].[payload_issues]('{s_options.AsOf:yyyyMMdd}', NULL)");

    [TestMethod]
    public void The_package_of_previews_publishes_over_the_script_and_over_itself()
    {
        var before = InstalledObjects.Of(s_database);
        Publishing.Publish(s_database, "SsdClr.payload-only.dacpac");
        Publishing.Publish(s_database, "SsdClr.payload-only.dacpac");

        Assert.AreEqual(before, InstalledObjects.Of(s_database));
    }

    private static PreviewReader Preview() => new(s_local.Connection, new SettingValues([]), s_options.AsOf.ToDateTime(TimeOnly.MinValue));

    private static void Same(IEnumerable<string> wanted, string query)
    {
        using var connection = s_database.Open();
        CollectionAssert.AreEqual(wanted.Order(StringComparer.Ordinal).ToList(), connection.Rows(query).Order(StringComparer.Ordinal).ToList());
    }
}
