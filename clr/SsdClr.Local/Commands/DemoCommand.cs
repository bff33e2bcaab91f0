using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SsdClr.Json;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Reports;
using SsdClr.Local.Runs;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Reading;
using SsdClr.Time;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr demo</c>: the whole way, twice, on synthetic children, with a check at the end.</summary>
internal static class DemoCommand
{
    private const int FewestChildren = 20;
    private const int MostChildren = 100_000;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var children = CommandOptions.Number("--children", "How many synthetic children.", "N", FewestChildren, MostChildren, 1000);
        var seed = CommandOptions.Number("--seed", "Any whole number; the same seed gives the same children and changes.", "S", int.MinValue, int.MaxValue, 42);
        var database = CommandOptions.Database("Keep the database in this file, to look at afterwards. Else it is in memory.", required: false);
        var command = new ExampleCommand("demo", "See it work: synthetic children, a receiver on this machine, two runs, and a check that both sides agree.")
        {
            Remarks = ["Nothing leaves this machine, and no record belongs to a real child."],
            Examples =
            [
                "ssdclr demo",
                "ssdclr demo --children 10000 --seed 7 --database demo.db",
            ],
            Options = { children, seed, database, context.Json },
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            context,
            new SampleOptions(parsed.GetValue(children), parsed.GetValue(seed), SampleOptions.DefaultAsOf),
            parsed.GetValue(database),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, SampleOptions options, string? file, CancellationToken cancellation)
    {
        if (file is not null && File.Exists(file))
        {
            throw new CompanionException($"{file} is there already; name a new file for the demo.");
        }

        using var local = file is null ? LocalDatabase.OpenInMemory() : LocalDatabase.OpenFile(file, mustExist: false);
        using var runLock = local.File is null ? null : RunLock.Acquire(local.File, "demo", context.Clock);
        context.Output.Progress("Making children", progress =>
        {
            using var output = SqliteSampleOutput.Begin(local, replace: true);
            new SampleGenerator(options).Write(output, progress);
            output.Complete();
            return 0;
        });

        var receiverOptions = new ReceiverOptions();
        await using var receiver = await RehearsalReceiver.StartAsync(receiverOptions, context.Clock, cancellation).ConfigureAwait(false);
        var run = new CompanionRun(local, new SystemClock());
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["base_url"] = receiver.BaseUrl.ToString(),
            ["la_code"] = receiverOptions.LaCode,
            ["token_endpoint"] = receiver.TokenEndpoint.ToString(),
            ["client_id"] = receiverOptions.ClientId,
            ["scope"] = receiverOptions.Scope,
            ["min_interval_ms"] = "0",
            // The day of the sample is what it is.
            ["max_as_of_days"] = "36500",
            // A small sample may well have no adoption, say.
            ["empty_tables"] = string.Join(';', ChildQuery.Tables),
        };
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_secret"] = receiverOptions.ClientSecret,
            ["supplier_key"] = receiverOptions.SupplierKey,
        };
        PerformedRun Run(string what) =>
            context.Output.Progress(what, progress => run.Run(options.AsOf, settings, secrets, receiver.CertificateSha256, new RunConfirmations(FirstRun: true), progress));

        var first = Run("First run");
        var changes = new SampleChanges(local, options).Apply(Plan(options), ChildAgreement.Accepted(local));
        var second = Run("Second run");
        var agreement = ChildAgreement.Check(local, receiver.State);
        Show(context, options, receiver, (first, changes, second), agreement, ChildAgreement.OneAccepted(local));
        return agreement.Differences == 0
            ? ExitCode.Success
            : throw new CompanionException(string.Create(CultureInfo.InvariantCulture, $"The receiver and csc.staging differ in {agreement.Differences} children: this is a fault of the program, please report it."));
    }

    // About a day's work in every hundred children; a few deletions, whatever the size.
    private static SampleChangePlan Plan(SampleOptions options) => new(
        options.Seed,
        Changed: Math.Max(4, options.Children / 50),
        Deleted: Math.Max(2, options.Children / 500),
        Added: Math.Max(1, options.Children / 200));

    private static void Show(
        CommandContext context,
        SampleOptions options,
        RehearsalReceiver receiver,
        (PerformedRun First, SampleChangeReport Changes, PerformedRun Second) runs,
        ChildAgreement agreement,
        string payload)
    {
        var output = context.Output;
        output.Show(
            () => new JsonObject
            {
                ["children"] = options.Children,
                ["seed"] = options.Seed,
                ["first_run"] = RunTable.Document(runs.First),
                ["second_run"] = RunTable.Document(runs.Second),
                ["held_by_receiver"] = agreement.Held,
                ["differences"] = agreement.Differences,
            },
            () =>
            {
                output.Line(string.Create(CultureInfo.InvariantCulture, $"{options.Children:N0} synthetic children as of {options.AsOf:yyyy-MM-dd}; a rehearsal receiver at {receiver.BaseUrl}"));
                output.Line(string.Create(CultureInfo.InvariantCulture, $"Between the runs {runs.Changes.Changed:N0} children were changed, {runs.Changes.Deleted.Count:N0} removed and {runs.Changes.Added.Count:N0} added in SSD."));
                output.Line();
                RunTable.Write(output, ("First run", runs.First), ("Second run", runs.Second));
                output.Line();
                output.Heading("One payload, as the receiver holds it");
                output.Line(JsonPretty.Indent(payload));
                output.Line();
                output.Line(agreement.Differences == 0
                    ? string.Create(CultureInfo.InvariantCulture, $"Checked: the receiver holds {agreement.Held:N0} children, byte for byte what csc.staging says it acknowledged.")
                    : string.Create(CultureInfo.InvariantCulture, $"Checked: the receiver holds {agreement.Held:N0} children; {agreement.Differences:N0} differ from what csc.staging says."));
            });
    }
}
