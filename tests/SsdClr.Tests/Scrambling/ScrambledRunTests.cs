using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Companion;
using SsdClr.Tests.Receiver;
using SsdClr.Time;

namespace SsdClr.Tests.Scrambling;

/// <summary>Scrambled children on the whole way, to the rehearsal receiver.</summary>
[TestClass]
public sealed class ScrambledRunTests
{
    [TestMethod]
    public async Task Receiver_gets_scrambled_children_once_and_real_ones_as_another_receiver()
    {
        var options = new SampleOptions(60, Seed: 3, SampleOptions.DefaultAsOf);
        using var database = SampleInMemory.Of(options);
        await using var session = await ReceiverSession.StartAsync();

        var first = Run(database, session, options, "1");
        var held = session.Receiver.State.Held.Keys.ToHashSet(StringComparer.Ordinal);
        var second = Run(database, session, options, "1");
        var agreement = ChildAgreement.Check(database, session.Receiver.State);
        var real = Run(database, session, options, "0");

        Assert.IsGreaterThan(10, first.Submission!.Accepted);
        Assert.AreEqual((0, 0, 0), (first.Submission!.Rejected, second.Submission!.Batches, agreement.Differences));
        Assert.IsFalse(SampleInMemory.Strings(database, "SELECT pers_person_id FROM dbo.ssd_person").Any(held.Contains));
        Assert.AreEqual(first.Submission!.Accepted, real.Submission!.Accepted);
    }

    private static PerformedRun Run(LocalDatabase database, ReceiverSession session, SampleOptions options, string scramble) => new CompanionRun(database, new SystemClock()).Run(
        options.AsOf,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["base_url"] = session.Receiver.BaseUrl.ToString(),
            ["la_code"] = session.Options.LaCode,
            ["token_endpoint"] = session.Receiver.TokenEndpoint.ToString(),
            ["client_id"] = session.Options.ClientId,
            ["scope"] = session.Options.Scope,
            ["min_interval_ms"] = "0",
            ["max_as_of_days"] = "36500",
            ["empty_tables"] = string.Join(';', ChildQuery.Tables),
            ["scramble"] = scramble,
        },
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_secret"] = session.Options.ClientSecret,
            ["supplier_key"] = session.Options.SupplierKey,
            ["scrambling_key"] = ScrambledExample.Key,
        },
        session.Receiver.CertificateSha256,
        new RunConfirmations(FirstRun: true),
        new Progress<double>());
}
