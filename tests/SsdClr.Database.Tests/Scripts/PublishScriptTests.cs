using System.Text.RegularExpressions;
using SsdClr.Build.Generation;
using SsdClr.Settings;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>No PowerShell runs or parses the script here: its text is held to the few forms that Windows PowerShell 5.1, 7 and constrained language take.</summary>
[TestClass]
public sealed partial class PublishScriptTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly string Text = File.ReadAllText(Path.Combine(CheckedOut.Repository.Deploy, "Publish.ps1")).ReplaceLineEndings("\n");

    private static readonly string[] Cmdlets =
    [
        "Get-Command", "Get-Content", "Get-Item", "Join-Path", "New-TemporaryFile", "Remove-Item", "Select-Object", "Set-Content", "Sort-Object", "Test-Path",
        "Write-Host", "Write-Output",
    ];

    private static readonly string[] ApprovedVerbs = ["ConvertTo", "Edit", "Find", "Invoke", "Read", "Test"];

    [TestMethod]
    public void Text_is_ASCII_which_every_PowerShell_reads_alike() => Assert.IsTrue(Text.All(char.IsAscii));

    [TestMethod]
    public void Quotes_and_brackets_are_closed() => Assert.AreEqual(string.Empty, PowerShellText.Unclosed(Text));

    [TestMethod]
    [DataRow("if ($a) { 'b' }", "")]
    [DataRow("if ($a { 'b' }", "( at 3")]
    [DataRow("if ($a) { 'b' ) }", ") at 14")]
    [DataRow("'it''s' \"a `\" $(f 'x)') b\" # {", "")]
    [DataRow("\"a $(f (1) b\"", "\" at 12")]
    [DataRow("'open", "' at 0")]
    [DataRow("f { (", "( at 4")]
    public void Scanner_finds_what_is_not_closed(string script, string expected) => Assert.AreEqual(expected, PowerShellText.Unclosed(script));

    [TestMethod]
    public void Only_known_cmdlets_and_own_functions_are_called()
    {
        var functions = FunctionName().Matches(PowerShellText.Code(Text)).Select(match => match.Groups["found"].Value).ToList();
        var called = CommandName().Matches(PowerShellText.Code(Text)).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        CollectionAssert.AreEqual(Cmdlets.Concat(functions).Order(StringComparer.Ordinal).ToList(), called);
    }

    [TestMethod]
    public void Functions_are_named_with_approved_verbs() =>
        CollectionAssert.IsSubsetOf(FunctionName().Matches(PowerShellText.Code(Text)).Select(match => match.Groups["found"].Value.Split('-')[0]).ToList(), ApprovedVerbs);

    [TestMethod]
    public void Nothing_is_used_that_constrained_language_refuses()
    {
        var code = PowerShellText.Code(Text);

        Assert.DoesNotContain("::", code, StringComparison.Ordinal);
        CollectionAssert.AreEquivalent(new[] { "CmdletBinding", "Parameter", "string", "string[]", "switch" }, TypeName().Matches(code).Select(match => match.Groups["found"].Value).Distinct(StringComparer.Ordinal).ToList());
        CollectionAssert.AreEquivalent(new[] { "ContainsKey", "Replace" }, MethodName().Matches(code).Select(match => match.Groups["found"].Value).Distinct(StringComparer.Ordinal).ToList());
    }

    [TestMethod]
    public void No_alias_is_used() =>
        Assert.IsEmpty(Alias().Matches(PowerShellText.Code(Text)));

    [TestMethod]
    [DataRow("trust.sql", "with_submission", "0")]
    [DataRow("trust.sql", "enable_clr", "1")]
    [DataRow("agent-job.sql", "database_name", "N'Children''s $1 data'")]
    public void Value_is_edited_in_one_place_of_the_script(string file, string name, string value)
    {
        Assert.Contains($"-Name '{name}'", Text, StringComparison.Ordinal);
        var script = DeploymentScript.Named(file);
        var pattern = EditPattern().Match(Text).Groups["found"].Value.Replace("$Name", name, StringComparison.Ordinal);

        Assert.HasCount(1, Regex.Matches(script.Text, pattern, RegexOptions.IgnoreCase, Limit));
        var edited = Regex.Replace(script.Text, pattern, "${1}" + value.Replace("$", "$$", StringComparison.Ordinal), RegexOptions.IgnoreCase, Limit);
        var line = DeploymentScript.Read(new SqlSource(file, edited)).Text.Split('\n').Single(candidate => candidate.TrimStart().StartsWith($"@{name} ", StringComparison.Ordinal));
        Assert.Contains($"= {value}", line, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Secrets_are_known_by_their_names_and_settings_are_not_taken_for_secrets()
    {
        var pattern = SecretPattern().Match(Text).Groups["found"].Value;

        foreach (var definition in SettingCatalogue.All)
        {
            Assert.AreEqual(definition.IsSecret, Regex.IsMatch(definition.Name, pattern, RegexOptions.IgnoreCase, Limit), definition.Name);
        }
    }

    [TestMethod]
    public void Files_it_runs_are_there()
    {
        foreach (var file in SqlFile().Matches(PowerShellText.Code(Text)).Select(match => match.Groups["found"].Value).Distinct(StringComparer.Ordinal))
        {
            Assert.IsTrue(File.Exists(Path.Combine(CheckedOut.Repository.Deploy, file)), file);
        }
    }

    [TestMethod]
    public void Procedures_it_calls_are_there()
    {
        foreach (var procedure in Procedure().Matches(Text).Select(match => match.Groups["found"].Value).Distinct(StringComparer.Ordinal))
        {
            Assert.IsTrue(File.Exists(Path.Combine(CheckedOut.Repository.Csc, "Procedures", procedure + ".sql")), procedure);
        }
    }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandName();

    [GeneratedRegex(@"^function (?<found>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"(?<!\.)\[(?<found>[A-Za-z]+(?:\[\])?)[\](](?!\.)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\.(?<found>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MethodName();

    [GeneratedRegex(@"(?i)(?:^|[\s|;{(])(?:iex|gci|ls|dir|cat|type|echo|del|rm|cp|copy|mv|move|sc|gc|gi|ri|select|sort|where|measure|%|\?)\s", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alias();

    [GeneratedRegex("pattern = \"(?<found>.*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EditPattern();

    [GeneratedRegex(@"\$name -match '(?<found>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"-ChildPath '(?<found>[a-z-]+\.sql)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SqlFile();

    [GeneratedRegex(@"\[csc\]\.\[(?<found>\w+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Procedure();
}
