using System.CommandLine;
using System.Text.Json;
using SsdClr.Local.Reports;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr cohort</c>: who is in the cohort and why, as <c>csc.cohort</c> shows in SQL Server. Its reasons date birthdays.</summary>
internal static class CohortCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var preview = new PreviewOptions(context);
        var summary = new Option<bool>("--summary") { Description = "Only the counts." };
        var sheets = new SheetOptions(context);
        var command = new ExampleCommand("cohort", "Show who is in the cohort, by which groups, and why: one line a person, then counts.")
        {
            Remarks =
            [
                "A line holds person id, in or out, the groups the person matches (as the columns of csc.cohort are named;",
                "those that a setting switches off with (off) behind them), and the reason in words. Nothing is written to the database.",
            ],
            Examples =
            [
                "ssdclr cohort --database children.db --as-of 2026-03-31 --person 10000000",
                "ssdclr cohort --database children.db --as-of 2026-03-31 --summary",
                "ssdclr cohort --database children.db --xlsx cohort.xlsx",
                "ssdclr cohort --connection \"Server=SQL01;Database=SSD;Integrated Security=true\"",
            ],
        };
        preview.AddTo(command);
        command.Options.Add(summary);
        sheets.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = sheets.File(parsed, preview.Database);
            return preview.Run(parsed, walk => Run(context.Output, walk, parsed.GetValue(summary), file));
        });
        return command;
    }

    private static void Run(Output output, PreviewWalk walk, bool summaryOnly, SheetFile? file)
    {
        walk.RequirePerson();
        var summary = new CohortSummary();
        var listing = new PreviewListing<CohortPreview>(walk, "Judging the cohort", (preview, range) => preview.Cohort(range), summary.Add, summaryOnly);
        if (file is not null)
        {
            var persons = new Sheet("Persons", ["Person id", "In the cohort", .. CohortSummary.GroupNames, "Reason"]);
            listing.Fill(persons, Cells);
            output.Line(summaryOnly ? file.Write(summary.Groups()) : file.Write(persons, summary.Groups()));
            return;
        }

        if (output.Json)
        {
            output.Document((json, passOn) => listing.WriteJson(json, passOn, "persons", Write, summary.Write));
            return;
        }

        listing.WriteLines(output.Results, Line);
        if (walk.Person is null || summaryOnly)
        {
            if (!summaryOnly)
            {
                output.Line();
            }

            summary.Write(output);
        }
    }

    private static string[] Line(CohortPreview person)
    {
        var groups = string.Join(',', CohortSummary.Names(person.Verdict.Matched, person.Verdict.Counted));
        return [person.PersonId, person.Verdict.IsIn ? "in" : "out", groups.Length == 0 ? "-" : groups, person.Reason];
    }

    private static object?[] Cells(CohortPreview person)
    {
        var matched = CohortSummary.Names(person.Verdict.Matched).ToList();
        return [person.PersonId, person.Verdict.IsIn, .. CohortSummary.GroupNames.Select(group => matched.Contains(group) ? (object?)true : null), person.Reason];
    }

    private static void Write(Utf8JsonWriter json, CohortPreview person)
    {
        json.WriteStartObject();
        json.WriteString("person_id", person.PersonId);
        json.WriteBoolean("in_cohort", person.Verdict.IsIn);
        json.WriteStartArray("groups");
        foreach (var group in CohortSummary.Names(person.Verdict.Matched))
        {
            json.WriteStringValue(group);
        }

        json.WriteEndArray();
        json.WriteString("reason", person.Reason);
        json.WriteEndObject();
    }
}
