using System.CommandLine;
using System.Globalization;
using System.Text;
using SsdClr.Json;
using SsdClr.Local.Database;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr payloads</c>: what would be sent, a line a child. Shows personal data: that is its purpose.</summary>
internal static class PayloadsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var preview = new PreviewOptions(context);
        var outFile = new Option<string?>("--out") { Description = "Write into this file instead; what it held is replaced at the end.", HelpName = "FILE" };
        var command = new ExampleCommand("payloads", "Show what would be sent: one line of JSON a child in the cohort, in order of person id.")
        {
            Remarks = ["Each line is {\"person_id\":\"...\",\"payload\":{...}}. Nothing is sent and nothing is written to the database."],
            Examples =
            [
                "ssdclr payloads --database children.db --as-of 2026-03-31 --out payloads.ndjson",
                "ssdclr payloads --database children.db --as-of 2026-03-31 --person P1000001",
                "ssdclr payloads --connection \"Server=SQL01;Database=SSD;Integrated Security=true\"",
            ],
        };
        preview.AddTo(command);
        command.Options.Add(outFile);
        command.SetAction(parsed => preview.Run(parsed, walk => Run(context, walk, parsed.GetValue(outFile))));
        return command;
    }

    private static void Run(CommandContext context, PreviewWalk walk, string? outFile)
    {
        if (!walk.HasPersons)
        {
            context.Output.Note(PreviewWalk.NoPersons);
        }

        if (outFile is null)
        {
            Write(walk, context.Output.Results, writesResults: true);
            return;
        }

        // Beside the target first: whoever reads that never finds half of it.
        var partial = outFile + ".partial";
        int children;
        using (var writer = new StreamWriter(partial, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OwnerOnly.Writing(bufferSize: 1 << 16)))
        {
            children = Write(walk, writer, writesResults: false);
        }

        File.Move(partial, outFile, overwrite: true);
        context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"Wrote {children:N0} payloads as of {walk.AsOf:yyyy-MM-dd} to {outFile}."));
    }

    private static int Write(PreviewWalk walk, TextWriter writer, bool writesResults)
    {
        var children = 0;
        walk.ForEachRange(
            "Building payloads",
            (preview, range) => preview.Payloads(range),
            payloads =>
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
