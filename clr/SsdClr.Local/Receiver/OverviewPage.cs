using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SsdClr.Local.Receiver;

/// <summary>What may be looked at without a token: counts, and the last batches by child identifier. Nothing else about a child.</summary>
internal sealed class OverviewPage(ReceiverOptions options, AcceptedState state)
{
    private const int BatchesShown = 20;

    /// <summary>The counts as JSON.</summary>
    public Reply Counts()
    {
        var children = state.Ledger.SelectMany(batch => batch.Children).ToList();
        var refusals = new JsonObject();
        foreach (var (status, count) in state.Refusals)
        {
            refusals[status.ToString(CultureInfo.InvariantCulture)] = count;
        }

        return Reply.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["children_held"] = state.Held.Count,
            ["batches_accepted"] = state.Ledger.Count,
            ["children_accepted"] = children.Count,
            ["deletions_accepted"] = children.Count(child => child.IsDeletion),
            ["resends_accepted"] = children.Count(child => child.IsResend),
            ["batches_refused"] = refusals,
        });
    }

    /// <summary>The page a person looks at.</summary>
    public Reply Page()
    {
        var ledger = state.Ledger;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <title>Rehearsal receiver</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
            td.number, th.number { text-align: right; }
            </style>
            </head>
            <body>
            <h1>Rehearsal receiver</h1>
            <p>It stands in for the real receiver of local authority {{Encode(options.LaCode)}}, holds everything in memory and forgets it when it stops.
            A child that is sent again {{(options.Semantics == ReceiverSemantics.Merge ? "is merged into" : "takes the place of")}} what was held.</p>
            <table>
            <tr><th>Children held</th><td class="number">{{state.Held.Count}}</td></tr>
            <tr><th>Batches accepted</th><td class="number">{{ledger.Count}}</td></tr>

            """);
        foreach (var (status, count) in state.Refusals)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>Batches refused with {status}</th><td class=\"number\">{count}</td></tr>\n");
        }

        html.Append("</table>\n<h2>Last batches</h2>\n");
        if (ledger.Count == 0)
        {
            html.Append("<p>None yet.</p>\n");
        }
        else
        {
            AppendBatches(html, ledger);
        }

        html.Append("</body>\n</html>\n");
        return new Reply(StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static void AppendBatches(StringBuilder html, IReadOnlyList<AcceptedBatch> ledger)
    {
        html.Append("""
            <table>
            <tr><th class="number">Batch</th><th>Accepted (UTC)</th><th class="number">Children</th><th class="number">Deletions</th><th class="number">Sent again</th><th>Which</th></tr>

            """);
        foreach (var batch in ledger.Reverse().Take(BatchesShown))
        {
            var identifiers = string.Join(", ", batch.Children.Select(child => Encode(child.LaChildId)));
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td class="number">{batch.Number}</td><td>{batch.AcceptedAt:yyyy-MM-dd HH:mm:ss}</td><td class="number">{batch.Children.Count}</td>
                <td class="number">{batch.Children.Count(child => child.IsDeletion)}</td><td class="number">{batch.Children.Count(child => child.IsResend)}</td>
                <td><details><summary>la_child_id</summary>{identifiers}</details></td></tr>

                """);
        }

        html.Append("</table>\n");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
