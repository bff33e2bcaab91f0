namespace SsdClr.Payload.Reports;

/// <summary>What every page has: it needs no script and nothing from elsewhere, and says so to the browser.</summary>
internal static class PageFrame
{
    private const string Style =
        """
        :root{color-scheme:light dark;--page:#fff;--text:#1b1f24;--soft:#57606a;--line:#d0d7de;--card:#f6f8fa;--good:#116329;--goodback:#dafbe1;--look:#7a4d00;--lookback:#fff3cf;
        --bad:#a40e26;--badback:#ffe3e0;--c1:#0a6fb5;--c2:#5b6770;--c3:#c2410c;--c4:#8a6d00;--c5:#7c4dbe}
        @media(prefers-color-scheme:dark){:root{--page:#0f1419;--text:#e6edf3;--soft:#a2adb8;--line:#3d4650;--card:#171d24;--good:#7ee2a0;--goodback:#0f2c1a;--look:#f2c863;
        --lookback:#33270a;--bad:#ffa69b;--badback:#3c1414;--c1:#58a9e8;--c2:#a3adb6;--c3:#f2855a;--c4:#d9b83c;--c5:#bb9af0}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--page);color:var(--text);font:1rem/1.45 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.15rem;margin:2rem 0 .5rem;padding-top:.7rem;border-top:1px solid var(--line)}h3{font-size:1rem;margin:1.1rem 0 .3rem}h4,h5,h6{font-size:.95rem;margin:.9rem 0 .3rem}
        p{margin:.4rem 0;max-width:52rem}.soft{color:var(--soft)}code{font:.9em ui-monospace,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        .verdict{padding:.8rem 1rem;border:1px solid;border-left-width:.5rem;border-radius:.3rem;max-width:none}.verdict strong{font-size:1.15rem}
        .good{color:var(--good);background:var(--goodback)}.look{color:var(--look);background:var(--lookback)}.bad{color:var(--bad);background:var(--badback)}
        .pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem;align-items:start}
        .scroll{overflow:auto;max-height:26rem;border:1px solid var(--line);border-radius:.3rem;margin:.4rem 0}
        table{border-collapse:collapse;width:100%;font-size:.9rem}caption{text-align:left;padding:.4rem .5rem;font-weight:600}
        th,td{padding:.25rem .5rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}thead th{background:var(--card)}tbody th{font-weight:400;overflow-wrap:break-word;min-width:6.5rem}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.d{white-space:nowrap}.bar{min-width:6rem;width:40%}.bar svg{display:block;width:100%;height:1.1rem}
        figure{margin:.4rem 0}figcaption{font-weight:600;font-size:.9rem}.plot{display:block;width:100%;height:11rem;border-bottom:1px solid var(--soft);border-top:1px dotted var(--line)}
        .axis{display:flex;justify-content:space-between;font-size:.8rem;color:var(--soft)}.key{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.2rem 0;padding:0;font-size:.85rem}
        .key svg{width:.8rem;height:.8rem;margin-right:.35rem}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}.c4{fill:var(--c4)}.c5{fill:var(--c5)}
        dl{display:grid;grid-template-columns:minmax(9rem,15rem) minmax(0,1fr);gap:.15rem .8rem;margin:.3rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .found{margin:.2rem 0;padding:.35rem .6rem;border-left:.3rem solid;font-size:.9rem}.card{border:1px solid var(--line);border-radius:.3rem;padding:.3rem .8rem .6rem;margin:.6rem 0}
        @media(max-width:46rem){.pair{display:block}dl{display:block}dd{margin:0 0 .4rem}body{padding:.6rem}.bar{min-width:4rem;width:auto}}
        @media print{:root{--page:#fff;--text:#000;--soft:#333;--line:#999;--card:#eee;--good:#0b4a1e;--goodback:#fff;--look:#5a3a00;--lookback:#fff;--bad:#7a0a1c;--badback:#fff;
        --c1:#0a6fb5;--c2:#5b6770;--c3:#c2410c;--c4:#8a6d00;--c5:#7c4dbe}
        body{max-width:none;padding:0;font-size:10pt}.scroll{max-height:none;overflow:visible;border:0}tr,figure,.card{break-inside:avoid}thead{display:table-header-group}
        h2,h3,h4{break-after:avoid}svg path,.verdict,.found{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
        """;

    /// <summary>Begins a page.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="title">Its title, which is its first heading too.</param>
    internal static void Start(HtmlWriter html, string title) =>
        html.Markup("<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>")
            .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\"/><meta name=\"color-scheme\" content=\"light dark\"/><title>")
            .Text(title).Markup("</title><style>\n").Markup(Style).Markup("\n</style></head><body><main><h1>").Text(title).Markup("</h1>\n");

    /// <summary>Ends a page.</summary>
    internal static void End(HtmlWriter html) => html.Markup("</main></body></html>\n");
}
