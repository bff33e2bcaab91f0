using System.CommandLine;
using SsdClr.Local.Reports;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr cohort</c>: who is in the cohort and why, as <c>csc.cohort</c> shows in SQL Server. Its reasons date birthdays.</summary>
internal static class CohortCommand
{
    private static readonly Column<CohortPreview>[] s_person =
    [
        new("person_id", "Person id", person => person.PersonId),
        new("in_cohort", "In the cohort", person => person.Verdict.IsIn),
    ];

    private static readonly Column<CohortPreview> s_reason = new("reason", "Reason", person => person.Reason);

    // The groups are a list in JSON, and a column each in a sheet.
    private static readonly Listing<CohortPreview> s_json = new([.. s_person, new("groups", "Groups", person => CohortSummary.Names(person.Verdict.Matched).ToList()), s_reason]);

    private static readonly Listing<CohortPreview> s_sheet = new([.. s_person, .. CohortSummary.GroupNames.Select(Group), s_reason]);

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
            output.Line(listing.WriteSheets(file, "Persons", s_sheet, summary.Groups));
            return;
        }

        if (output.Json)
        {
            listing.WriteJson(output, "persons", s_json, summary.Document);
            return;
        }

        listing.WriteLines(persons => AlignedLines.Write(output.Results, [.. persons.Select(Line)]));
        if (walk.Person is null || summaryOnly)
        {
            if (!summaryOnly)
            {
                output.Line();
            }

            summary.Write(output);
        }
    }

    private static Column<CohortPreview> Group(string name) => new(name, name, person => CohortSummary.Names(person.Verdict.Matched).Contains(name) ? true : null);

    private static string[] Line(CohortPreview person)
    {
        var groups = string.Join(',', CohortSummary.Names(person.Verdict.Matched, person.Verdict.Counted));
        return [person.PersonId, person.Verdict.IsIn ? "in" : "out", groups.Length == 0 ? "-" : groups, person.Reason];
    }
}
