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
    /// <summary>The words where no database is in hand.</summary>
    public static CompanionWords WithoutDatabase { get; } = new("--database FILE");

    // Views of a server without assemblies name commands already, without options.
    private static readonly Dictionary<string, string> s_bare = CompanionCommands.Names
        .Select(name => (Bare: CompanionCommands.Bare(name)!, Command: CompanionCommands.Find(name)!))
        .Where(pair => pair.Bare.StartsWith("ssdclr ", StringComparison.Ordinal) && !pair.Bare.Contains(" -", StringComparison.Ordinal))
        .DistinctBy(pair => pair.Bare)
        .ToDictionary(pair => pair.Bare, pair => pair.Command, StringComparer.Ordinal);

    /// <summary>The option that names the database.</summary>
    public string Database => database;

    /// <inheritdoc/>
    public string Say(string text, string? personId) =>
        Named(Confirmation().Replace(Hosts().Replace(Settings().Replace(IsFile ? Owner().Replace(text, Asked) : text, Set), Allowed), Confirmed), personId);

    // A database on a server has an owner, a file has none.
    private bool IsFile => database.StartsWith("--database ", StringComparison.Ordinal);

    private string Named(string text, string? personId) => Name().Replace(text, match =>
    {
        var command = match.Groups["name"].Success ? CompanionCommands.Find(match.Groups["name"].Value) : s_bare.GetValueOrDefault(match.Groups["bare"].Value);
        if (command is null)
        {
            return match.Value;
        }

        var person = personId is null ? string.Empty : " --person " + Argument(personId);
        var words = command.Replace(CompanionCommands.Database, database, StringComparison.Ordinal).Replace(CompanionCommands.Person, person, StringComparison.Ordinal)
                .Replace(CompanionCommands.PersonOrSummary, personId is null ? " --summary" : person, StringComparison.Ordinal)
                .Replace(CompanionCommands.PersonOrAll, personId is null ? " --all" : person, StringComparison.Ordinal)
            + Option(match.Groups["parameter"].Value, match.Groups["value"].Value);
        return words.StartsWith("ssdclr ", StringComparison.Ordinal) ? $"'{words}'" : words;
    });

    /// <inheritdoc/>
    public string ChildPage(string personId) => CompanionCommands.Find("child_report_html")!
        .Replace(CompanionCommands.Database, database, StringComparison.Ordinal)
        .Replace(CompanionCommands.Person, " --person " + Argument(personId), StringComparison.Ordinal);

    /// <summary>An argument as shells of both systems take it.</summary>
    public static string Argument(string text) =>
        text.Length > 0 && text.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or '\\' or ':') ? text : $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Asked(Match match) => match.Groups["article"].Value == "A" ? char.ToUpperInvariant(match.Groups["verb"].Value[0]) + match.Groups["verb"].Value[1..] : match.Groups["verb"].Value;

    private static string Confirmed(Match match) => "run again with "
        + (match.Groups["what"].Success ? string.Join(' ', match.Groups["what"].Captures.Zip(match.Groups["number"].Captures, (what, number) => $"--confirm-{what.Value} {number.Value}")) : "--confirm-first-run");

    private string Set(Match match) =>
        $"'ssdclr set {match.Groups["name"].Value} {(match.Groups["value"].Success ? Argument(match.Groups["value"].Value) : "--default")} {database}'{End(match)}";

    private string Allowed(Match match) =>
        $"'ssdclr allow-host {match.Groups["host"].Value}{(match.Groups["purpose"].Value is "receiver" ? string.Empty : match.Groups["purpose"].Value is "token" ? " --token-only" : " --test")}"
        + $"{(match.Groups["real"].Success ? " --real-records" : string.Empty)}{(match.Groups["remove"].Success ? " --remove" : string.Empty)} {database}'{End(match)}";

    private static string End(Match match) => match.Groups["end"].Success ? "." : string.Empty;

    // A parameter of a procedure is an option of the command that has its name.
    private static string Option(string parameter, string value) =>
        parameter.Length == 0 ? string.Empty
        : parameter == "purpose" ? " --" + value[2..^1]
        : " --" + parameter.Replace('_', '-') + (value == "1" ? string.Empty : " " + value);

    [GeneratedRegex(
        @"(EXEC(UTE)? )?\bcsc\.(?<name>\w+)( @(?<parameter>\w+) = (?<value>N'\w+'|\w+))?|(?<!')\b(?<bare>ssdclr [a-z]+(-[a-z]+)*)\b(?! -)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    // A call with every value in place.
    [GeneratedRegex(@"EXEC csc\.set_setting @name = N'(?<name>\w+)', @value = (N'(?<value>[^']*)'|NULL)(?<end>;)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Settings();

    [GeneratedRegex(
        @"EXEC csc\.allow_host @host = N'(?<host>[^']*)', @purpose = N'(?<purpose>\w+)'(?<real>, @real_records = 1)?(?<remove>, @remove = 1)?(?<end>;)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hosts();

    // As the guards of both hosts say it.
    [GeneratedRegex(@"\brun again (and confirm the first run|with @confirm_(?<what>\w+) = (?<number>[0-9]+)(, @confirm_(?<what>\w+) = (?<number>[0-9]+))*)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Confirmation();

    [GeneratedRegex(@"\b(?<article>[Aa]) database owner (can (?<verb>allow|let)\b|(?<verb>allow|run|say|make)s\b)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Owner();
}
