using System.CommandLine;
using System.Globalization;
using System.Text;
using SsdClr.Json;
using SsdClr.Local.Database;
using SsdClr.Payload;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Ssd;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr payloads</c>: what would be sent, a line a child. Shows personal data: that is its purpose.</summary>
internal static class PayloadsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = CommandOptions.Database("The database to read.", required: true);
        var asOf = CommandOptions.Date("--as-of", "The run date; today when not given.", byDefault: null);
        var person = new Option<string?>("--person") { Description = "Only the child of that pers_person_id.", HelpName = "ID" };
        var outFile = new Option<string?>("--out") { Description = "Write into this file instead; what it held is replaced at the end.", HelpName = "FILE" };
        var command = new ExampleCommand("payloads", "Show what would be sent: one line of JSON a child in the cohort, in order of person id.")
        {
            Remarks = ["Each line is {\"person_id\":\"...\",\"payload\":{...}}. Nothing is sent and nothing is written to the database."],
            Examples =
            [
                "ssdclr payloads --database children.db --as-of 2026-03-31 --out payloads.ndjson",
                "ssdclr payloads --database children.db --as-of 2026-03-31 --person P1000001",
            ],
            Options = { database, asOf, person, outFile },
        };
        command.SetAction(parsed => Run(
            context,
            parsed.GetRequiredValue(database)!,
            parsed.GetValue(asOf) ?? DateOnly.FromDateTime(context.Clock.GetLocalNow().DateTime),
            parsed.GetValue(person),
            parsed.GetValue(outFile)));
        return command;
    }

    private static int Run(CommandContext context, string file, DateOnly asOf, string? person, string? outFile)
    {
        using var local = LocalDatabase.OpenFile(file, mustExist: true);
        try
        {
            if (outFile is null)
            {
                Write(context, local, asOf, person, context.Output.Results);
                return ExitCode.Success;
            }

            // Beside the target first: whoever reads that never finds half of it.
            var partial = outFile + ".partial";
            int children;
            using (var writer = new StreamWriter(partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16))
            {
                children = Write(context, local, asOf, person, writer);
            }

            File.Move(partial, outFile, overwrite: true);
            context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"Wrote {children:N0} payloads as of {asOf:yyyy-MM-dd} to {outFile}."));
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is SettingException or SsdReadException)
        {
            throw new CompanionException(exception.Message);
        }
    }

    private static int Write(CommandContext context, LocalDatabase local, DateOnly asOf, string? person, TextWriter writer)
    {
        var settings = SettingValues.Read(local.Connection);
        var preview = new PreviewReader(local.Connection, settings, asOf.ToDateTime(TimeOnly.MinValue));
        if (person is not null)
        {
            var payloads = preview.Payloads(PersonRange.Of(person));
            if (payloads.Count == 0)
            {
                var verdict = preview.Cohort(PersonRange.Of(person));
                throw new CompanionException(verdict.Count == 0 ? "There is no such person in ssd_person; ids are compared exactly." : $"The child is not in the cohort. {verdict[0].Reason}");
            }

            Write(writer, payloads);
            return payloads.Count;
        }

        var payloadSettings = new PayloadSettings(settings);
        var ranges = PersonRanges.Read(local.Connection, payloadSettings.SsdSchema, payloadSettings.PersonsPerRange);
        return context.Output.Progress("Building payloads", progress =>
        {
            var children = 0;
            for (var index = 0; index < ranges.Count; index++)
            {
                var payloads = preview.Payloads(ranges[index]);
                Write(writer, payloads);
                children += payloads.Count;
                progress.Report((index + 1.0) / ranges.Count);
            }

            return children;
        });
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
