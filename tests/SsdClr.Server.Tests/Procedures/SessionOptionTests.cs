using SsdClr.Local.Runs;
using SsdClr.Local.SampleData;
using SsdClr.Local.Server;
using SsdClr.Server.Tests.Engine;
using SsdClr.Time;

namespace SsdClr.Server.Tests.Procedures;

/// <summary>Options that the caller's session has set badly: procedures pin their own, and so does every session of the companion.</summary>
[TestClass]
[OnServer]
public sealed class SessionOptionTests
{
    private static CompanionScene s_scene = null!;
    private static string s_staging = null!;

    private static readonly string[] s_options =
    [
        "SET NOCOUNT OFF",
        "SET NOCOUNT ON",
        "SET ROWCOUNT 5",
        "SET TEXTSIZE 10",
        "SET XACT_ABORT ON",
        "SET IMPLICIT_TRANSACTIONS ON",
        "SET DATEFORMAT dmy",
        "SET DATEFIRST 7",
        "SET LANGUAGE British",
        "SET LANGUAGE Deutsch",
        "SET LOCK_TIMEOUT 0",
        "SET ANSI_WARNINGS OFF",
        "SET ANSI_PADDING OFF",
        "SET ARITHABORT OFF",
        "SET CONCAT_NULL_YIELDS_NULL OFF",
        "SET NUMERIC_ROUNDABORT ON",
        "SET CURSOR_CLOSE_ON_COMMIT ON",
        "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
    ];

    /// <summary>Every option that a procedure pins, set as it should not be; those that the engine does not have are left out.</summary>
    public static IEnumerable<string> Options => s_options.Where(TestServer.Takes);

    [ClassInitialize]
    public static void Initialize(TestContext context)
    {
        s_scene = new CompanionScene(new SampleOptions(Children: 25, Seed: 3, SampleOptions.DefaultAsOf));
        Refresh();
        s_staging = StagingRows.OfStaging(s_scene.Server);
    }

    [ClassCleanup]
    public static void Cleanup() => s_scene?.Dispose();

    [TestMethod]
    [DynamicData(nameof(Options))]
    public void Procedures_do_the_same_under_any_option(string option)
    {
        using var connection = s_scene.Database.Open();
        connection.Run(option);
        connection.Run("EXECUTE [csc].[store_setting] @name = N'batch_size', @value = N'17'");
        connection.Run("EXECUTE [csc].[store_code] @field = N'accommodation', @held_value = N'With nan', @code = N'B'");
        connection.Run("EXECUTE [csc].[note_environment] @server_name = N'a server', @database_key = N'a key'");
        connection.Run("DECLARE @summary nvarchar(1000); EXECUTE [csc].[delete_history] @keep_days = 30000, @summary = @summary OUTPUT; IF @summary NOT LIKE N'0 runs and 0 batches older than 30000 days%' THROW 59999, @summary, 1;");
        connection.Run("SET ROWCOUNT 0; SET TEXTSIZE 2147483647");
        var state = connection.Rows("SELECT (SELECT [value] FROM [csc].[setting] WHERE [name] = N'batch_size'), (SELECT COUNT(*) FROM [csc].[environment] WHERE [server_name] = N'a server')");
        var open = connection.Value("SELECT @@TRANCOUNT");
        connection.Run("SET IMPLICIT_TRANSACTIONS OFF; WHILE @@TRANCOUNT > 0 COMMIT TRANSACTION; DELETE FROM [csc].[setting]; DELETE FROM [csc].[environment]");

        Assert.AreEqual("17|1", state[0]);

        // SELECT opened the one of IMPLICIT_TRANSACTIONS, after the procedures.
        Assert.AreEqual(option.Contains("IMPLICIT", StringComparison.Ordinal) ? "1" : "0", open);
    }

    [TestMethod]
    [DynamicData(nameof(Options))]
    public void A_refresh_is_the_same_when_the_options_are_pinned(string option)
    {
        s_scene.Forget();
        s_scene.Reconnect();
        s_scene.Server.Connection.Run(option);
        s_scene.Server.Connection.Run(SessionOptions.OfProcedures);
        Refresh();

        Assert.AreEqual(s_staging, StagingRows.OfStaging(s_scene.Server));
    }

    [TestMethod]
    public void A_refresh_that_reads_fewer_persons_than_there_are_is_refused()
    {
        s_scene.Forget();
        s_scene.Reconnect();
        s_scene.Server.Connection.Run("SET ROWCOUNT 5");

        var refused = Assert.ThrowsExactly<SsdClr.Local.CompanionException>(Refresh);

        Assert.Contains("ssd_read_in_part", refused.Message, StringComparison.Ordinal);
        s_scene.Reconnect();
        Assert.AreEqual(string.Empty, StagingRows.OfStaging(s_scene.Server));
    }

    private static void Refresh() => new CompanionRun(s_scene.Server, new SystemClock()).Refresh(
        s_scene.Options.AsOf, CompanionScene.Settings(), new Dictionary<string, string>(StringComparer.Ordinal), new RunConfirmations(FirstRun: false), new Progress<double>());
}
