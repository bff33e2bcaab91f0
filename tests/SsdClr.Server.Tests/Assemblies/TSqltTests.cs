using System.Text.RegularExpressions;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>The suite of tests/tSQLt, with the tSQLt whose install script SSDCLR_TEST_TSQLT names.</summary>
[TestClass]
[OnServer(Need.ExternalAccess)]
[OnServer(Need.TSqlt)]
public sealed partial class TSqltTests
{
    [TestMethod]
    public void Every_test_of_the_suite_passes()
    {
        Assert.IsEmpty(ServerTrust.Trust(withSubmission: true).Errors);
        using var database = ScratchDatabase.Create();
        database.RunScript(Product.Script("SsdClr.install.sql"));
        var script = TestServer.TSqltScript!;
        var prepare = Path.Join(Path.GetDirectoryName(script), "PrepareServer.sql");
        if (File.Exists(prepare))
        {
            database.RunScript(File.ReadAllText(prepare));
        }

        database.RunScript(File.ReadAllText(script));
        using var connection = database.Open();
        var window = QueryWindow.Run(connection, Suite());

        var results = connection.Rows("SELECT [Result], [Class], [TestCase], [Msg] FROM [tSQLt].[TestResult]");
        var failed = results.Where(row => !row.StartsWith("Success|", StringComparison.Ordinal)).ToList();
        Assert.IsEmpty(failed, string.Join('\n', [.. failed, .. window.Errors]));
        Assert.IsGreaterThan(100, results.Count);
    }

    // run.sql is for sqlcmd: :r takes another file in, :on error says when to stop.
    private static string Suite()
    {
        var folder = Path.Join(Product.Repository.Root, "tests", "tSQLt");
        var runner = File.ReadAllText(Path.Join(folder, "run.sql"));
        return OnError().Replace(Include().Replace(runner, match => File.ReadAllText(Path.Join(folder, match.Groups["file"].Value))), string.Empty);
    }

    [GeneratedRegex(@"^:r (?<file>[\w.]+)\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Include();

    [GeneratedRegex(@"^:on error \w+\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OnError();
}
