using SsdClr.Local;
using SsdClr.Local.SampleData;
using SsdClr.Local.Server;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Submitting;

/// <summary>Whole runs of the companion on the server: staging, logs and receiver must be as they are from SQLite.</summary>
[TestClass]
[OnServer]
public sealed class NightTests
{
    private static readonly SampleOptions s_small = new(Children: 20, Seed: 7, SampleOptions.DefaultAsOf);

    [TestMethod]
    public async Task Five_nights_of_changes_equal_those_on_SQLite()
    {
        using var scene = new CompanionScene(new SampleOptions(Children: 40, Seed: 42, SampleOptions.DefaultAsOf));
        await NightComparison.RunAsync(scene, nights: 5);
    }

    [TestMethod]
    [OnServer(Collation = "Latin1_General_CS_AS")]
    public Task A_case_sensitive_database_gives_the_same() => UnderAsync("Latin1_General_CS_AS");

    [TestMethod]
    [OnServer(Collation = "Latin1_General_BIN2")]
    public Task A_binary_database_gives_the_same() => UnderAsync("Latin1_General_BIN2");

    [TestMethod]
    [OnServer(Collation = "Turkish_CI_AS")]
    public Task A_Turkish_database_gives_the_same() => UnderAsync("Turkish_CI_AS");

    [TestMethod]
    [OnServer(Collation = "Latin1_General_100_CI_AI")]
    public Task A_database_blind_to_accents_gives_the_same() => UnderAsync("Latin1_General_100_CI_AI");

    [TestMethod]
    [OnServer(Collation = "Latin1_General_100_CI_AS_SC_UTF8")]
    public Task A_UTF8_database_gives_the_same() => UnderAsync("Latin1_General_100_CI_AS_SC_UTF8");

    [TestMethod]
    [DataRow("int", "pers_person_id")]
    [DataRow("bigint", "pers_person_id")]
    [DataRow("varchar(48)", "pers_person_id")]
    [DataRow("uniqueidentifier", "pers_legacy_id", DisplayName = "uniqueidentifier, which is too long to be sent")]
    public async Task Person_ids_of_another_type_give_the_same(string type, string laChildIdColumn)
    {
        using var scene = new CompanionScene(s_small, declaration: table => PersonIds.Declared(table, type), mend: local => PersonIds.Rewrite(local, type));
        await NightComparison.RunAsync(scene, nights: 1, added: 0, laChildIdColumn);
    }

    [TestMethod]
    public void A_second_session_is_refused_while_the_lock_is_held()
    {
        using var scene = new CompanionScene(s_small);
        using var runLock = EngineDifferences.Lock(scene.Server);
        using var other = ServerDatabase.Open(scene.Database.ConnectionString, CompanionScene.Settings());

        var refused = Assert.ThrowsExactly<CompanionException>(() => EngineDifferences.Lock(other));

        Assert.Contains("another run", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void A_lock_that_was_released_can_be_taken_again()
    {
        using var scene = new CompanionScene(s_small);
        EngineDifferences.Lock(scene.Server).Dispose();
        using var other = ServerDatabase.Open(scene.Database.ConnectionString, CompanionScene.Settings());

        EngineDifferences.Lock(other).Dispose();
    }

    private static async Task UnderAsync(string collation)
    {
        using var scene = new CompanionScene(s_small, collation);
        await NightComparison.RunAsync(scene, nights: 1);
    }
}
