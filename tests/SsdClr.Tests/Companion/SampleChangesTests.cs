using System.Globalization;
using SsdClr.Local;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class SampleChangesTests : IDisposable
{
    private static readonly SampleOptions s_options = new(Children: 200, Seed: 42, SampleOptions.DefaultAsOf);

    private readonly LocalDatabase _database = Sample();

    public void Dispose() => _database.Dispose();

    [TestMethod]
    public void The_same_plan_makes_the_same_changes()
    {
        using var other = Sample();
        Assert.AreEqual(Ids(Apply(new SampleChangePlan(7, 40, 5, 5))), Ids(new SampleChanges(other, s_options).Apply(new SampleChangePlan(7, 40, 5, 5))));
    }

    [TestMethod]
    public void As_many_children_change_as_planned() => Assert.AreEqual(40, Apply(new SampleChangePlan(7, Changed: 40, Deleted: 0, Added: 0)).Changed);

    [TestMethod]
    public void Every_kind_of_change_is_made()
    {
        var report = Apply(new SampleChangePlan(7, Changed: 60, Deleted: 0, Added: 0));
        Assert.DoesNotContain(0, new[] { report.SurnamesChanged.Count, report.EpisodesClosed.Count, report.AssessmentsAdded.Count, report.PostcodesChanged.Count });
    }

    [TestMethod]
    public void A_changed_surname_differs()
    {
        var before = Surnames();
        var report = Apply(new SampleChangePlan(7, Changed: 60, Deleted: 0, Added: 0));
        var after = Surnames();
        CollectionAssert.AreEquivalent(report.SurnamesChanged.ToArray(), after.Keys.Where(person => after[person] != before[person]).ToArray());
    }

    [TestMethod]
    public void A_deleted_child_has_no_row_anywhere()
    {
        var report = Apply(new SampleChangePlan(7, Changed: 0, Deleted: 10, Added: 0));
        var left = new List<string>();
        foreach (var table in _database.SsdTables())
        {
            foreach (var column in table.Columns.Where(column => column.Name.EndsWith("_person_id", StringComparison.Ordinal)))
            {
                left.AddRange(report.Deleted.Where(person => Count($"SELECT COUNT(*) FROM dbo.{table.Name} WHERE {column.Name} = '{person}'") > 0).Select(_ => table.Name));
            }
        }

        Assert.IsEmpty(left);
    }

    [TestMethod]
    public void Deleting_leaves_no_orphans()
    {
        Apply(new SampleChangePlan(7, Changed: 0, Deleted: 100, Added: 0));
        Assert.AreEqual(0, Count("SELECT (SELECT COUNT(*) FROM dbo.ssd_assessment_factors WHERE cinf_assessment_id NOT IN (SELECT cina_assessment_id FROM dbo.ssd_cin_assessments)) + (SELECT COUNT(*) FROM dbo.ssd_cla_placement WHERE clap_cla_id NOT IN (SELECT clae_cla_id FROM dbo.ssd_cla_episodes))"));
    }

    [TestMethod]
    public void Added_children_are_new()
    {
        var before = Surnames();
        var report = Apply(new SampleChangePlan(7, Changed: 0, Deleted: 0, Added: 10));
        CollectionAssert.AreEquivalent(report.Added.ToArray(), Surnames().Keys.Except(before.Keys).ToArray());
    }

    [TestMethod]
    public void Changes_can_be_made_again_and_again()
    {
        Apply(new SampleChangePlan(7, Changed: 20, Deleted: 3, Added: 5));
        Apply(new SampleChangePlan(8, Changed: 20, Deleted: 3, Added: 5));
        Assert.AreEqual(204, Count("SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void Changes_can_be_made_for_weeks()
    {
        for (var day = 1; day <= 20; day++)
        {
            Apply(new SampleChangePlan(day, Changed: 30, Deleted: 5, Added: 5));
        }

        Assert.AreEqual(200, Count("SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void Children_are_chosen_from_those_given()
    {
        var among = Surnames().Keys.Take(10).ToArray();
        var report = new SampleChanges(_database, s_options).Apply(new SampleChangePlan(7, Changed: 6, Deleted: 4, Added: 0), among);
        CollectionAssert.AreEquivalent(among, report.SurnamesChanged.Concat(report.EpisodesClosed).Concat(report.AssessmentsAdded).Concat(report.PostcodesChanged).Concat(report.Deleted).ToArray());
    }

    [TestMethod]
    public void More_children_than_there_are_is_refused() =>
        Assert.ThrowsExactly<CompanionException>(() => Apply(new SampleChangePlan(7, Changed: 200, Deleted: 1, Added: 0)));

    private SampleChangeReport Apply(SampleChangePlan plan) => new SampleChanges(_database, s_options).Apply(plan);

    private static string Ids(SampleChangeReport report) => string.Join(
        '/',
        new[] { report.SurnamesChanged, report.EpisodesClosed, report.AssessmentsAdded, report.PostcodesChanged, report.Deleted, report.Added }.Select(ids => string.Join(',', ids)));

    private static LocalDatabase Sample()
    {
        var database = LocalDatabase.OpenInMemory();
        using var output = SqliteSampleOutput.Begin(database, replace: true);
        new SampleGenerator(s_options).Write(output, new Progress<double>());
        output.Complete();
        return database;
    }

    private Dictionary<string, string?> Surnames()
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = "SELECT pers_person_id, pers_surname FROM dbo.ssd_person ORDER BY pers_person_id";
        using var reader = command.ExecuteReader();
        var surnames = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (reader.Read())
        {
            surnames.Add(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        return surnames;
    }

    private int Count(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
