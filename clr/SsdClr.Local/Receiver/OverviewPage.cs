using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SsdClr.Local.Receiver;

/// <summary>
/// What may be looked at without a token: counts, the last batches, faults, and which children are held, all by <c>la_child_id</c>. Nothing
/// else about a child: whoever rehearses may post real ones.
/// </summary>
internal sealed class OverviewPage(ReceiverOptions options, AcceptedState state, FaultPlan faults)
{
    private const int BatchesShown = 20;
    private const int ChildrenShown = 200;
    private const int LinesShown = 5;

    /// <summary>The counts as JSON.</summary>
    public Reply Counts()
    {
        var children = state.Ledger.SelectMany(batch => batch.Children).ToList();
        return Reply.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["children_held"] = state.Held.Count,
            ["batches_arrived"] = state.Arrived,
            ["batches_accepted"] = state.Ledger.Count,
            ["children_accepted"] = children.Count,
            ["deletions_accepted"] = children.Count(child => child.IsDeletion),
            ["resends_accepted"] = children.Count(child => child.IsResend),
            ["batches_refused"] = new JsonObject(state.Refusals.Select(refusal => KeyValuePair.Create<string, JsonNode?>(refusal.Key.ToString(CultureInfo.InvariantCulture), refusal.Value))),
            ["faults_met"] = new JsonObject(faults.Met.Select(fault => KeyValuePair.Create<string, JsonNode?>(fault.Key, fault.Value))),
        });
    }

    /// <summary>The page a person looks at; it needs no script.</summary>
    public Reply Page()
    {
        var ledger = state.Ledger;
        var held = state.Held;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Rehearsal receiver {{Encode(options.LaCode)}}</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1.5rem; }
            a { color: inherit; }
            h1 { font-size: 1.6rem; margin: 0; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            p { margin: .5rem 0; max-width: 46rem; }
            dl { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); margin: 1.25rem 0 0; }
            dl div { border: 1px solid #8886; border-radius: .4rem; padding: .5rem .8rem; }
            dt { font-size: .85rem; }
            dd { font-size: 1.5rem; font-variant-numeric: tabular-nums; line-height: 1.2; margin: 0; }
            .scroll { margin-top: .75rem; overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
            .number { font-variant-numeric: tabular-nums; text-align: right; }
            code, textarea { font: .9rem/1.5 ui-monospace, monospace; }
            textarea { box-sizing: border-box; display: block; margin: .3rem 0 .5rem; max-width: 46rem; padding: .4rem; width: 100%; }
            button { font: inherit; padding: .25rem 1rem; }
            .ids { overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <header>
            <h1>Rehearsal receiver</h1>
            <p>It stands in for the real receiver of local authority {{Encode(options.LaCode)}}, holds everything in memory and forgets it when it stops.
            A child that is sent again {{(options.Semantics == ReceiverSemantics.Merge ? "is merged into" : "takes the place of")}} what was held.
            <a href="/">Look again</a></p>
            </header>
            <main>
            <dl>

            """);
        AppendCount(html, "Children held", held.Count);
        AppendCount(html, "Batches accepted", ledger.Count);
        foreach (var (status, count) in state.Refusals)
        {
            AppendCount(html, string.Create(CultureInfo.InvariantCulture, $"Batches refused, {status}"), count);
        }

        AppendCount(html, "Batches arrived", state.Arrived);
        AppendCount(html, "Faults met", faults.Met.Values.Sum());
        html.Append("</dl>\n");
        AppendFaults(html);
        AppendRefusals(html);
        AppendBatches(html, ledger);
        AppendHeld(html, held);
        html.Append("</main>\n</body>\n</html>\n");
        return new Reply(StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static void AppendCount(StringBuilder html, string name, int count) =>
        html.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}</dt><dd>{count:N0}</dd></div>\n");

    private void AppendFaults(StringBuilder html)
    {
        html.Append(CultureInfo.InvariantCulture, $"""
            <h2 id="faults">Faults in force</h2>
            <form method="post" action="/faults">
            <label for="lines">One a line. None: it answers as it should.</label>
            <textarea id="lines" name="faults" rows="4" spellcheck="false" aria-describedby="grammar">{Encode(FaultsEndpoint.Lines(faults))}</textarea>
            <button>Put in force</button>
            </form>
            <details><summary>What can be written</summary><p id="grammar">A fault is {Encode(Fault.Grammar)}. <code>everything</code> stands for all
            of them; <code>chance=0.2</code> in a line of its own lets a fifth of the requests meet one.</p></details>

            """);
        if (faults.Met.Count == 0)
        {
            return;
        }

        html.Append("<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">Fault</th><th scope=\"col\" class=\"number\">Met</th></tr></thead>\n<tbody>\n");
        foreach (var (fault, count) in faults.Met)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Encode(fault)}</code></td><td class=\"number\">{count:N0}</td></tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private void AppendRefusals(StringBuilder html)
    {
        var refusals = state.LastRefusals;
        if (refusals.Count == 0)
        {
            return;
        }

        html.Append("""
            <h2 id="refusals">Last batches refused, and why</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="refusals"><table>
            <thead><tr><th scope="col">Refused (UTC)</th><th scope="col" class="number">Status</th><th scope="col">Answer: [0] is the first child of the batch</th></tr></thead>
            <tbody>

            """);
        foreach (var refusal in refusals)
        {
            var lines = refusal.Reason.Split('\n');
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td><time datetime="{refusal.RefusedAt:yyyy-MM-ddTHH:mm:ssZ}">{refusal.RefusedAt:yyyy-MM-dd HH:mm:ss}</time></td><td class="number">{refusal.Status}</td>
                <td>{string.Join("<br>", lines.Take(LinesShown).Select(Encode))}{(lines.Length > LinesShown ? string.Create(CultureInfo.InvariantCulture, $"<br>and {lines.Length - LinesShown:N0} more") : string.Empty)}</td></tr>

                """);
        }

        html.Append("</tbody></table></div>\n");
    }

    private static void AppendBatches(StringBuilder html, ImmutableList<AcceptedBatch> ledger)
    {
        html.Append("<h2 id=\"batches\">Last batches accepted</h2>\n");
        if (ledger.Count == 0)
        {
            html.Append("<p>None yet.</p>\n");
            return;
        }

        html.Append("""
            <div class="scroll"><table>
            <thead><tr><th scope="col" class="number">Batch</th><th scope="col">Accepted (UTC)</th><th scope="col" class="number">Children</th>
            <th scope="col" class="number">Deletions</th><th scope="col" class="number">Sent again</th><th scope="col">Which</th></tr></thead>
            <tbody>

            """);
        foreach (var batch in ledger.Reverse().Take(BatchesShown))
        {
            var identifiers = string.Join(", ", batch.Children.Select(child => Encode(child.LaChildId)));
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td class="number">{batch.Number}</td><td><time datetime="{batch.AcceptedAt:yyyy-MM-ddTHH:mm:ssZ}">{batch.AcceptedAt:yyyy-MM-dd HH:mm:ss}</time></td><td class="number">{batch.Children.Count}</td>
                <td class="number">{batch.Children.Count(child => child.IsDeletion)}</td><td class="number">{batch.Children.Count(child => child.IsResend)}</td>
                <td><details><summary>la_child_id</summary><span class="ids">{identifiers}</span></details></td></tr>

                """);
        }

        html.Append("</tbody></table></div>\n");
    }

    private static void AppendHeld(StringBuilder html, ImmutableSortedDictionary<string, HeldChild> held)
    {
        html.Append("<h2 id=\"held\">Children held</h2>\n");
        if (held.Count == 0)
        {
            html.Append("<p>None.</p>\n");
            return;
        }

        var latest = held.OrderByDescending(child => child.Value.AcceptedAt).ThenBy(child => child.Key, StringComparer.Ordinal).Take(ChildrenShown);
        html.Append(CultureInfo.InvariantCulture, $"<p>By <code>la_child_id</code>, the last {Math.Min(held.Count, ChildrenShown):N0} of {held.Count:N0}. A caller with a token sees what is held of one.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<details><summary>Which</summary><p class=\"ids\">{string.Join(", ", latest.Select(child => Encode(child.Key)))}</p></details>\n");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
