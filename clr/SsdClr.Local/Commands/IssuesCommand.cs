using System.CommandLine;
using SsdClr.Data;
using SsdClr.Local.Reports;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr issues</c>: what the rules find, as <c>csc.payload_issues</c> shows in SQL Server. It names children by person id and holds no value of theirs.</summary>
internal static class IssuesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var preview = new PreviewOptions(context);
        var summary = new Option<bool>("--summary") { Description = "By rule: children, findings, and one child as an example." };
        var sheets = new SheetOptions(context);
        var command = new ExampleCommand("issues", "Show what is wrong with the payloads: one line a finding.")
        {
            Remarks =
            [
                "A line holds person id, severity, rule, path in the payload, source column, record id, and what to do. An error withholds",
                "the child from submission; a warning is sent, and listed here. Nothing is written to the database.",
            ],
            Examples =
            [
                "ssdclr issues --database children.db --as-of 2026-03-31 --summary",
                "ssdclr issues --database children.db --as-of 2026-03-31 --person 10000000",
                "ssdclr issues --database children.db --xlsx findings.xlsx",
                "ssdclr issues --connection \"Server=SQL01;Database=SSD;Integrated Security=true\"",
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
        walk.RequireInCohort();
        var summary = new IssueSummary();
        var findings = Findings(output.Words);
        var listing = new PreviewListing<IssuePreview>(walk, "Checking payloads", (preview, range) => preview.Issues(range), summary.Add, summaryOnly);
        if (file is not null)
        {
            output.Line(listing.WriteSheets(file, "Findings", findings, () => RuleCount.Listing.Sheet("By rule", summary.Rules)));
            return;
        }

        if (output.Json)
        {
            listing.WriteJson(output, "findings", findings, () => RuleCount.Listing.Json(summary.Rules));
            if (!walk.HasPersons)
            {
                output.Note(PreviewWalk.NoPersons);
            }

            return;
        }

        listing.WriteLines(rows => findings.WriteLines(output.Results, rows));
        if (summaryOnly && summary.Findings > 0)
        {
            RuleCount.Listing.WriteTable(output, summary.Rules);
            output.Line();
        }

        if (summaryOnly || walk.Person is null || summary.Findings == 0)
        {
            output.Line(!walk.HasPersons ? PreviewWalk.NoPersons
                : summary.Findings == 0 ? "No findings." : $"Findings: {InvariantText.Grouped(summary.Findings)}. Children: {InvariantText.Grouped(summary.Children)}.");
        }
    }

    private static Listing<IssuePreview> Findings(CompanionWords words) => new(
        new("person_id", "Person id", finding => finding.PersonId),
        new("severity", "Severity", finding => finding.Issue.Rule.IsError ? "error" : "warning"),
        new("rule_name", "Rule", finding => finding.Issue.Rule.Name),
        new("json_path", "Path", finding => finding.Issue.Path),
        new("source", "Source", finding => finding.Issue.Source),
        new("record_id", "Record id", finding => finding.Issue.RecordId),
        new("message", "What to do", finding => words.Say(finding.Issue.Message, finding.PersonId)));
}
