using System.CommandLine;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Reports;
using SsdClr.Local.Scrambling;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Scrambling;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr payloads</c>: what would be sent, a line a child. Shows personal data: that is its purpose.</summary>
internal static class PayloadsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var preview = new PreviewOptions(context);
        var outFile = new Option<string?>("--out") { Description = "Write into this file instead; what it held is replaced at the end.", HelpName = "FILE" };
        var scrambled = new Option<bool>("--scrambled") { Description = "Show them scrambled, by the key in SSDCLR_SCRAMBLING_KEY or --settings." };
        var verify = new Option<bool>("--verify") { Description = "With --scrambled: show none, but check that nothing is left of the originals." };
        var command = new ExampleCommand("payloads", "Show what would be sent: one line of JSON a child in the cohort, in order of person id.")
        {
            Remarks = ["Each line is {\"person_id\":\"...\",\"payload\":{...}}. Nothing is sent and nothing is written to the database."],
            Examples =
            [
                "ssdclr payloads --database children.db --as-of 2026-03-31 --out payloads.ndjson",
                "ssdclr payloads --database children.db --as-of 2026-03-31 --person 10000000",
                "ssdclr payloads --database children.db --as-of 2026-03-31 --settings test.json --scrambled --verify",
                "ssdclr payloads --connection \"Server=SQL01;Database=SSD;Integrated Security=true\"",
            ],
        };
        preview.AddTo(command);
        command.Options.Add(outFile);
        command.Options.Add(scrambled);
        command.Options.Add(verify);
        command.Validators.Add(result =>
        {
            if (result.GetValue(verify) && (!result.GetValue(scrambled) || result.GetValue(outFile) is not null))
            {
                result.AddError("--verify needs --scrambled, and writes no file.");
            }
        });
        command.SetAction(async (parsed, _) =>
        {
            var path = parsed.GetValue(outFile);
            var file = path is null ? null : preview.Database.Output(parsed, path);
            if (!parsed.GetValue(scrambled))
            {
                return preview.Run(parsed, walk => Run(context, walk, file, path));
            }

            var schema = parsed.GetValue(verify) ? await ChildSchema.LoadAsync().ConfigureAwait(false) : null;
            return preview.Run(parsed, Scrambler, (walk, settings) =>
            {
                if (schema is null)
                {
                    Run(context, walk, file, path);
                }
                else
                {
                    Verify(context, walk, new ScramblingProof(schema, settings.WholeNumber("scramble_max_records") == 0));
                }
            });
        });
        return command;
    }

    private static PayloadScrambler Scrambler(SettingValues settings, string? key) => new(
        new ScramblingKey(key ?? throw new CompanionException("There is no scrambling key. Make one with 'ssdclr renew-scrambling-key --settings FILE', and give --settings FILE.")), settings);

    private static void Verify(CommandContext context, PreviewWalk walk, ScramblingProof proof)
    {
        walk.ForEachRange(
            "Comparing payloads",
            (preview, range) => preview.Payloads(range),
            (range, payloads) => proof.Add(walk.Originals(range), payloads),
            writesResults: false);
        if (proof.Children == 0)
        {
            walk.RequireInCohort();
        }

        var output = context.Output;
        output.Line(string.Create(CultureInfo.InvariantCulture, $"Compared {proof.Children:N0} children as of {walk.AsOf:yyyy-MM-dd} with what is sent of them scrambled: {proof.Values:N0} values."));
        output.Table(
            ["Must be 0", "Found"],
            [
                ["Ids, names, pupil numbers, postcodes and dates that stay in their place", InvariantText.Grouped(proof.Unchanged)],
                ["Names, pupil numbers and postcodes of anybody in any scrambled child", InvariantText.Grouped(proof.Occurring)],
                ["Children with all their own dates", InvariantText.Grouped(proof.SameDates)],
                ["Children with other keys, records or flags", InvariantText.Grouped(proof.OtherStructure)],
                ["Children whom the schema refuses only when scrambled", InvariantText.Grouped(proof.AgainstSchema)],
            ]);
        output.Line(string.Create(
            CultureInfo.InvariantCulture, $"Scrambled ids that are also the id of another record: {proof.SharedIds:N0}; by chance {proof.SharedIdsByChance:N1}, for an id keeps its length and characters."));
        if (!proof.Holds)
        {
            throw new CompanionException("Something of the originals is left, or something else was changed. Send nothing, and report these numbers.");
        }
    }

    private static void Run(CommandContext context, PreviewWalk walk, OutputFile? file, string? path)
    {
        if (!walk.HasPersons)
        {
            context.Output.Note(PreviewWalk.NoPersons);
        }

        if (file is null)
        {
            Write(walk, context.Output.Results, writesResults: true);
            return;
        }

        var children = 0;
        file.Write(stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            children = Write(walk, writer, writesResults: false);
        });
        context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"Wrote {Counted.Of(children, "payload", "payloads")} as of {walk.AsOf:yyyy-MM-dd} to {path}, a line of JSON a child (NDJSON)."));
    }

    private static int Write(PreviewWalk walk, TextWriter writer, bool writesResults)
    {
        var children = 0;
        walk.ForEachRange(
            "Building payloads",
            (preview, range) => preview.Payloads(range),
            (_, payloads) =>
            {
                Write(writer, payloads);
                children += payloads.Count;
            },
            writesResults);
        if (children == 0)
        {
            walk.RequireInCohort();
        }

        return children;
    }

    private static void Write(TextWriter writer, List<PayloadPreview> payloads)
    {
        var json = new JsonWriter();
        foreach (var payload in payloads)
        {
            json.Reset();
            json.Text(payload.PersonId);
            writer.Write("{\"person_id\":");
            writer.Write(json.ToText());
            writer.Write(",\"payload\":");
            writer.Write(payload.Characters());
            writer.Write("}\n");
        }
    }
}
