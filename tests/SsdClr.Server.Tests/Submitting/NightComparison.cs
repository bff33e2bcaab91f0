using SsdClr.Local.Runs;
using SsdClr.Local.SampleData;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Submitting;

/// <summary>The same nights on the server and on SQLite, each to a receiver of its own; after each, both sides must be alike.</summary>
internal static class NightComparison
{
    /// <summary>Runs a first night and so many nights of changes.</summary>
    /// <param name="scene">Both databases.</param>
    /// <param name="nights">Nights after the first.</param>
    /// <param name="added">Children that are new each night: their ids are as the sample has them.</param>
    /// <param name="laChildIdColumn">Column that is sent as la_child_id.</param>
    public static async Task RunAsync(CompanionScene scene, int nights, int added = 1, string laChildIdColumn = "pers_person_id")
    {
        await using var ofServer = await NightRun.StartAsync(laChildIdColumn);
        await using var ofSqlite = await NightRun.StartAsync(laChildIdColumn);
        for (var night = 0; night <= nights; night++)
        {
            if (night > 0)
            {
                new SampleChanges(scene.Local, scene.Options).Apply(new SampleChangePlan(night, Changed: 4, Deleted: 1, Added: added), ChildAgreement.Accepted(scene.Local));
                scene.Reconnect();
                scene.Copy();
            }

            var got = ofServer.Run(scene.Server, scene.Options.AsOf, takesLock: true);
            var wanted = ofSqlite.Run(scene.Local, scene.Options.AsOf, takesLock: false);
            Assert.IsGreaterThan(0, got.Submission!.Accepted, $"Night {night} sent nothing.");
            Assert.AreEqual($"{wanted.Refresh!.PersonsRead} {wanted.Submission!.Sent}", $"{got.Refresh!.PersonsRead} {got.Submission!.Sent}", $"Night {night}: counts.");
            Same(StagingRows.OfStaging(scene.Local), StagingRows.OfStaging(scene.Server), $"Night {night}: staging.");
            Same(StagingRows.OfLogs(scene.Local), StagingRows.OfLogs(scene.Server), $"Night {night}: logs.");
            Same(ofSqlite.Held, ofServer.Held, $"Night {night}: what the receiver holds.");
        }
    }

    // The first line that differs says more than two texts of a hundred kilobytes. The children are synthetic.
    private static void Same(string wanted, string got, string what)
    {
        if (wanted == got)
        {
            return;
        }

        var wantedLines = wanted.Split('\n');
        var gotLines = got.Split('\n');
        var line = Enumerable.Range(0, Math.Max(wantedLines.Length, gotLines.Length)).First(index => wantedLines.ElementAtOrDefault(index) != gotLines.ElementAtOrDefault(index));
        Assert.Fail($"{what} {wantedLines.Length} and {gotLines.Length} lines; line {line}:\nSQLite {wantedLines.ElementAtOrDefault(line)}\nserver {gotLines.ElementAtOrDefault(line)}");
    }
}
