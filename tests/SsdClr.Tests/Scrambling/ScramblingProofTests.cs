using System.Globalization;
using System.Text;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.SampleData;
using SsdClr.Local.Scrambling;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Scrambling;
using SsdClr.Payload.Reading;
using SsdClr.Settings;
using SsdClr.Tests.Differential;
using SsdClr.Tests.Receiver;

namespace SsdClr.Tests.Scrambling;

/// <summary>Nothing is left of an original, and all else is as it was. <c>SSDCLR_SCRAMBLED_CHILDREN</c> sets how many children each of the two long tests takes.</summary>
[TestClass]
public sealed class ScramblingProofTests
{
    private const string ChildrenVariable = "SSDCLR_SCRAMBLED_CHILDREN";
    private const int UsualChildren = 1_000;

    private static readonly PersonRange s_everybody = new(after: null, upTo: null);

    [TestMethod]
    public async Task Nothing_is_left_of_sample_children()
    {
        var options = new SampleOptions(Children(), Seed: 19, SampleOptions.DefaultAsOf, MessPercent: 8);
        using var database = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(options).Write(output, new Progress<double>());
            output.Complete();
        }

        var proof = await ProofAsync();
        Compare(proof, database.Connection, new SettingValues([]), options.AsOf, ScrambledExample.Scrambler());

        AssertHolds(proof);
    }

    [TestMethod]
    public async Task Nothing_is_left_of_hostile_children()
    {
        using var database = new HostileDatabase();
        var scrambler = ScrambledExample.Scrambler();
        var children = 0;
        for (var seed = 5_000_000; children < Children(); seed++)
        {
            var drawn = new HostileCase(seed);
            database.Hold(new HostileRows(seed, drawn.AsOf, drawn.MonthsBack).Draw(database.Tables));
            var proof = await ProofAsync();

            Compare(proof, database.Connection, drawn.Settings, drawn.AsOf, scrambler);

            AssertHolds(proof, $"Seed {seed}, {drawn}");
            children += proof.Children;
        }
    }

    [TestMethod]
    [DataRow("/la_child_id", "\"child-1\"", DisplayName = "Child id")]
    [DataRow("/child_details/surname", "\"Child\"", DisplayName = "Surname")]
    [DataRow("/child_details/first_name", "\"EXAMPLE\"", DisplayName = "First name in another case")]
    [DataRow("/child_details/postcode", "\"ZZ99 9ZZ\"", DisplayName = "Postcode")]
    [DataRow("/child_details/former_unique_pupil_number", "\"B123456789012\"", DisplayName = "Former pupil number")]
    [DataRow("/child_details/date_of_birth", "\"2010-02-28\"", DisplayName = "Date")]
    [DataRow("/child_details/uasc_flag", "false", DisplayName = "Another flag")]
    [DataRow("/health_and_wellbeing", null, DisplayName = "A block that is missing")]
    [DataRow("/child_details/sex", "\"Z\"", DisplayName = "Against the schema")]
    public async Task Proof_finds_what_is_left_or_missing(string location, string? json)
    {
        var scrambled = ScrambledExample.Scramble(ScrambledExample.Scrambler(), ExampleChild.Full);
        var sound = await ProofAsync();
        sound.Add([Preview(ExampleChild.Full)], [Preview(scrambled)]);
        var proof = await ProofAsync();
        proof.Add([Preview(ExampleChild.Full)], [Preview(ExampleChild.With(scrambled, location, json))]);

        Assert.IsTrue(sound.Holds);
        Assert.IsFalse(proof.Holds);
    }

    [TestMethod]
    public async Task Proof_finds_ids_that_were_not_scrambled()
    {
        var proof = await ProofAsync();
        for (var child = 0; child < 10; child++)
        {
            proof.Add(
                [Preview(ExampleChild.Least($"P{1_000_000 + child}"))],
                [Preview(ExampleChild.Least($"P{1_000_000 + ((child + 1) % 10)}"))]);
        }

        Assert.AreEqual(10, proof.SharedIds);
        Assert.IsFalse(proof.Holds);
    }

    private static async Task<ScramblingProof> ProofAsync() => new(await ChildSchema.LoadAsync(), keepsCounts: true);

    private static void Compare(ScramblingProof proof, System.Data.Common.DbConnection connection, SettingValues settings, DateOnly asOf, PayloadScrambler scrambler)
    {
        var date = asOf.ToDateTime(TimeOnly.MinValue);
        proof.Add(
            new PreviewReader(connection, settings, date).Payloads(s_everybody),
            new PreviewReader(connection, settings, date, scrambler: scrambler).Payloads(s_everybody));
    }

    private static void AssertHolds(ScramblingProof proof, string? of = null) => Assert.IsTrue(
        proof.Holds,
        $"{of} {proof.Children} children: {proof.Unchanged} values unchanged, {proof.SameDates} with the same dates, {proof.OtherStructure} of another structure, "
        + $"{proof.AgainstSchema} against the schema, {proof.Occurring} values occurring, {proof.SharedIds} shared ids ({proof.SharedIdsByChance:F1} by chance)");

    private static int Children() => int.TryParse(Environment.GetEnvironmentVariable(ChildrenVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var children) ? children : UsualChildren;

    private static PayloadPreview Preview(string payload)
    {
        var canonical = Payload.Holding.JsonValue.Parse(payload).ToText();
        return new PayloadPreview("1", "1", misChildId: null, Encoding.UTF8.GetBytes(canonical), [], errors: 0, warnings: 0);
    }
}
