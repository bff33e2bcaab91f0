using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Reports;

/// <summary>The page of one child as HTML. It holds personal data and says so.</summary>
internal static class ChildPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="facts">What to show.</param>
    /// <param name="words">The words of the host.</param>
    internal static string Write(ChildFacts facts, IHostWords words)
    {
        var html = new HtmlWriter();
        PageFrame.Start(html, "Child " + facts.PersonId);
        html.Markup("<p class=\"verdict bad\"><strong>Personal data.</strong> Only who works with this child may see this page. Do not mail it; delete it when you are done.</p>");
        WriteStanding(html, facts, words);
        WriteSent(html, facts, words);
        WriteChanges(html, facts);
        html.Element("h2", "What is sent, as of " + HtmlWriter.Day(facts.AsOf));
        var layout = new PayloadLayout(html, words, facts.PersonId, facts.Issues);
        if (facts.Payload is { } payload)
        {
            html.Element("p", Findings(facts), "soft");
            new Timeline(payload, facts.AsOf).Write(html);
            layout.Write(payload);
        }
        else
        {
            html.Element("p", "Nothing: the child is not in the cohort.");
            layout.WriteRest();
        }

        PageFrame.End(html);
        return html.ToString();
    }

    private static void WriteStanding(HtmlWriter html, ChildFacts facts, IHostWords words)
    {
        html.Element("h2", "In or out, and why").Element("p", facts.Reason ?? "SSD has no such person.");
        html.Element("h2", "With the receiver");
        if (facts.Staged is not { } staged)
        {
            html.Element("p", "Nothing is staged of this child, and nothing was acknowledged.");
            return;
        }

        html.Markup("<dl>").Element("dt", "State").Element("dd", staged.State + ", change " + staged.Change + ". " + StateWords.Of(staged.State));
        html.Element("dt", "Since").Element("dd", HtmlWriter.Moment(staged.StateChangedAt) + " UTC");
        html.Element("dt", "Sent as").Element("dd", staged.LaChildId ?? "no id");
        html.Element("dt", "Last confirmed").Element("dd", staged.AcknowledgedAt is { } at ? HtmlWriter.Moment(at) + " UTC" : "never");
        if (staged.LastMessage is not null)
        {
            html.Element("dt", "Last answer").Markup("<dd><div class=\"found bad\">").Text(words.Say(staged.LastMessage, facts.PersonId)).Markup("</div></dd>");
        }

        html.Markup("</dl>");
    }

    private static void WriteSent(HtmlWriter html, ChildFacts facts, IHostWords words)
    {
        html.Element("h2", "What was sent when");
        if (facts.Sent.Count == 0)
        {
            html.Element("p", "This child was never sent to this receiver.");
            return;
        }

        html.StartTable("POSTs that held this child, newest first", "Batch", "When (UTC)", "Change", "Outcome", "Receipt", "Answer");
        foreach (ChildPost batch in facts.Sent)
        {
            html.StartRow(InvariantText.Of(batch.BatchId)).Markup("<td class=\"d\">").Text(HtmlWriter.Moment(batch.StartedAt)).Markup("</td>")
                .Cell(batch.IsResend ? batch.Change + ", sent again" : batch.Change)
                .Cell(batch.StatusCode is { } code ? batch.Outcome + ", HTTP " + InvariantText.Of(code) : batch.Outcome)
                .Cell(batch.Receipt).Cell(batch.Message is null ? null : words.Say(batch.Message, facts.PersonId)).EndRow();
        }

        html.EndTable();
    }

    private static void WriteChanges(HtmlWriter html, ChildFacts facts)
    {
        html.Element("h2", "What has changed since the receiver last confirmed it");
        if (facts.Changes.Count == 0)
        {
            html.Element("p", "Nothing.");
            return;
        }

        html.StartTable("Changes", "Place", "Reason", "Before", "Now");
        foreach (PayloadChange change in facts.Changes)
        {
            // A child that is new, or to be removed, stands in full elsewhere on the page or nowhere.
            bool isWhole = change.Path == Preview.ChangeReader.WholeChild;
            html.StartRow(isWhole ? "The child as a whole" : change.Path).Cell(change.Reason)
                .Cell(isWhole && change.OldValue is not null ? "all of it" : change.OldValue).Cell(isWhole && change.NewValue is not null ? "all of it" : change.NewValue).EndRow();
        }

        html.EndTable();
    }

    private static string Findings(ChildFacts facts)
    {
        long errors = 0;
        foreach (Building.PayloadIssue issue in facts.Issues)
        {
            errors += issue.Rule.IsError ? 1 : 0;
        }

        return HtmlWriter.Count(errors, "error", "errors") + ", " + HtmlWriter.Count(facts.Issues.Count - errors, "warning", "warnings")
            + (errors > 0 ? ". An error withholds the child: nothing below leaves until it is corrected." : ".");
    }
}
