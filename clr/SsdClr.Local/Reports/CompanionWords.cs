using System.Text.RegularExpressions;
using SsdClr.Payload.Reports;

namespace SsdClr.Local.Reports;

/// <summary>
/// Texts of ours name procedures and views of the schema csc. Whoever runs the companion is told its commands in their place, with the database and the
/// child in hand, so that a command can be copied and run.
/// </summary>
/// <param name="database">The option that names the database, such as <c>--database children.db</c>.</param>
internal sealed partial class CompanionWords(string database) : IHostWords
{
    // What stands behind a command that takes a person; null: it takes none.
    private static readonly Dictionary<string, (string Command, string? OfPerson)> s_commands = new(StringComparer.Ordinal)
    {
        ["allow_host"] = ("allow-host HOST", null),
        ["cohort"] = ("cohort", " --person {0}"),
        ["confirm_environment"] = ("confirm-environment", null),
        ["data_quality"] = ("data-quality", null),
        ["needs_attention"] = ("status", null),
        ["payload_changes"] = ("changes", " --person {0}"),
        ["payload_issue_summary"] = ("issues --summary", null),
        ["payload_issues"] = ("issues", " --person {0}"),
        ["payloads"] = ("payloads", " --person {0}"),
        ["preflight"] = ("preflight", null),
        ["purge_history"] = ("purge-history", null),
        ["refresh"] = ("refresh", null),
        ["requeue"] = ("requeue", " --person {0}"),
        ["run"] = ("run", null),
        ["run_history"] = ("status", null),
        ["set_code"] = ("code-map", null),
        ["set_setting"] = ("set", null),
        ["status"] = ("status", null),
        ["submit"] = ("run", null),
        ["take_over_d2i_staging"] = ("takeover", null),
        ["unmapped_values"] = ("unmapped", null),
    };

    /// <summary>The procedures and views that have a command, for the test that looks for others.</summary>
    internal static IReadOnlyCollection<string> Known => s_commands.Keys;

    /// <summary>The option that names the database.</summary>
    public string Database => database;

    /// <inheritdoc/>
    public string Say(string text, string? personId) => Procedure().Replace(text, match => s_commands.TryGetValue(match.Groups["name"].Value, out var command)
        ? $"'ssdclr {command.Command} {database}{(personId is null || command.OfPerson is null ? string.Empty : string.Format(null, command.OfPerson, Argument(personId)))}'"
        : match.Value);

    /// <inheritdoc/>
    public string ChildPage(string personId) => $"ssdclr report {database} --person {Argument(personId)} --out child.html";

    /// <summary>An argument as shells of both systems take it.</summary>
    internal static string Argument(string text) => text.Length > 0 && text.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or '\\' or ':') ? text : $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"(EXEC(UTE)? )?\bcsc\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Procedure();
}
