namespace SsdClr.Local.Reports;

/// <summary>
/// What the companion has in place of procedures, functions and views of the schema csc: the one list from which texts are put into its words, here as they
/// are shown, and by SsdClr.Build in the views of a server without assemblies.
/// </summary>
internal static class CompanionCommands
{
    /// <summary>Stands for the option that names the database.</summary>
    public const string Database = "{database}";

    /// <summary>Stands for the option that names a child, with the blank before it; empty where a text is about nobody.</summary>
    public const string Person = "{person}";

    /// <summary>Stands for the option that names a child, with the blank before it; for all of them where a text is about nobody.</summary>
    public const string PersonOrAll = "{person or all}";

    /// <summary>Stands for the option that names a child, with the blank before it; for the summary where a text is about nobody.</summary>
    public const string PersonOrSummary = "{person or summary}";

    private static readonly Dictionary<string, string> s_commands = new(StringComparer.Ordinal)
    {
        ["allow_host"] = "ssdclr allow-host HOST {database}",
        ["child_report_html"] = "ssdclr report {database}{person} --out child.html",
        ["cohort"] = "ssdclr cohort {database}{person}",
        ["confirm_environment"] = "ssdclr confirm-environment {database}",
        ["data_quality"] = "ssdclr data-quality {database}",
        ["model_codes"] = "docs/code-lists.md",
        ["needs_attention"] = "ssdclr status {database}",
        ["payload_changes"] = "ssdclr changes {database}{person or summary}",
        ["payload_issue_summary"] = "ssdclr issues --summary {database}",
        ["payload_issues"] = "ssdclr issues {database}{person}",
        ["payloads"] = "ssdclr payloads {database}{person}",
        ["preflight"] = "ssdclr preflight {database} --settings FILE",
        ["purge_history"] = "ssdclr purge-history {database}",
        ["refresh"] = "ssdclr refresh {database} --settings FILE",
        ["renew_scrambling_key"] = "ssdclr renew-scrambling-key --settings FILE",
        ["report_html"] = "ssdclr report {database} --out report.html",
        ["requeue"] = "ssdclr requeue {database}{person or all}",
        ["run"] = "ssdclr run {database} --settings FILE",
        ["run_history"] = "ssdclr status {database}",
        ["set_code"] = "ssdclr code-map FIELD VALUE CODE {database}",
        ["set_secret"] = "SSDCLR_CLIENT_SECRET and SSDCLR_SUPPLIER_KEY, or --settings FILE",
        ["set_setting"] = "ssdclr set NAME VALUE {database}",
        ["setting_definitions"] = "ssdclr settings {database}",
        ["status"] = "ssdclr status {database}",
        ["submit"] = "ssdclr run {database} --settings FILE",
        ["take_over_d2i_staging"] = "ssdclr takeover {database}",
        ["unmapped_values"] = "ssdclr unmapped {database}",
    };

    /// <summary>The names that have something in their place.</summary>
    public static IReadOnlyCollection<string> Names => s_commands.Keys;

    /// <summary>What stands in the place of a name; null for a name that is the same here, such as that of a table.</summary>
    public static string? Find(string name) => s_commands.GetValueOrDefault(name);

    /// <summary>The command alone, without options: for a text that knows neither database nor child.</summary>
    public static string? Bare(string name) => Find(name) is { } command ? command.Split(" {")[0].Split("{")[0] : null;
}
