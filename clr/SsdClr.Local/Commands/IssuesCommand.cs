using System.CommandLine;
using System.Text.Json;
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
        var listing = new PreviewListing<IssuePreview>(walk, "Checking payloads", (preview, range) => preview.Issues(range), summary.Add, summaryOnly);
        if (file is not null)
        {
            var findings = new Sheet("Findings", "Person id", "Severity", "Rule", "Path", "Source", "Record id", "What to do");
            listing.Fill(findings, finding => Cells(output, finding));
            output.Line(summaryOnly ? file.Write(summary.Sheet()) : file.Write(findings, summary.Sheet()));
            return;
        }

        if (output.Json)
        {
            output.Document((json, passOn) => listing.WriteJson(json, passOn, "findings", (document, finding) => Write(document, output, finding), rules => Write(rules, summary)));
            if (!walk.HasPersons)
            {
                output.Note(PreviewWalk.NoPersons);
            }

            return;
        }

        listing.WriteLines(output.Results, finding => Line(output, finding));
        if (summaryOnly && summary.Findings > 0)
        {
            output.Table(
                ["Severity", "Rule", "Children", "Findings", "Example"],
                summary.Rules.Select(rule => (IReadOnlyList<string>)[rule.Severity, rule.Rule, InvariantText.Grouped(rule.Children), InvariantText.Grouped(rule.Findings), rule.ExamplePersonId]),
                numbers: [2, 3]);
            output.Line();
        }

        if (summaryOnly || walk.Person is null || summary.Findings == 0)
        {
            output.Line(!walk.HasPersons ? PreviewWalk.NoPersons
                : summary.Findings == 0 ? "No findings." : $"Findings: {InvariantText.Grouped(summary.Findings)}. Children: {InvariantText.Grouped(summary.Children)}.");
        }
    }

    private static string[] Line(Output output, IssuePreview finding) =>
        [finding.PersonId, Severity(finding), finding.Issue.Rule.Name, finding.Issue.Path, finding.Issue.Source, finding.Issue.RecordId ?? "-", Message(output, finding)];

    private static object?[] Cells(Output output, IssuePreview finding) =>
        [finding.PersonId, Severity(finding), finding.Issue.Rule.Name, finding.Issue.Path, finding.Issue.Source, finding.Issue.RecordId, Message(output, finding)];

    private static void Write(Utf8JsonWriter json, IssueSummary summary)
    {
        json.WriteStartArray();
        foreach (var rule in summary.Rules)
        {
            Write(json, rule);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Output output, IssuePreview finding)
    {
        json.WriteStartObject();
        json.WriteString("person_id", finding.PersonId);
        json.WriteString("severity", Severity(finding));
        json.WriteString("rule_name", finding.Issue.Rule.Name);
        json.WriteString("json_path", finding.Issue.Path);
        json.WriteString("source", finding.Issue.Source);
        json.WriteString("record_id", finding.Issue.RecordId);
        json.WriteString("message", Message(output, finding));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleCount rule)
    {
        json.WriteStartObject();
        json.WriteString("severity", rule.Severity);
        json.WriteString("rule_name", rule.Rule);
        json.WriteNumber("children", rule.Children);
        json.WriteNumber("findings", rule.Findings);
        json.WriteString("example_person_id", rule.ExamplePersonId);
        json.WriteEndObject();
    }

    private static string Message(Output output, IssuePreview finding) => output.Words.Say(finding.Issue.Message, finding.PersonId);

    private static string Severity(IssuePreview finding) => finding.Issue.Rule.IsError ? "error" : "warning";
}
