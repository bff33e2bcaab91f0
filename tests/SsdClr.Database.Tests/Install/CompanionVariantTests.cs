using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests.Install;

/// <summary>The variant for the companion: what it holds, where it installs, and what installs over it.</summary>
[TestClass]
public sealed partial class CompanionVariantTests
{
    private static readonly InstallationContent s_companion = CheckedOut.Release.Companion;
    private static readonly Lazy<IReadOnlyList<string>> s_lines = new(() => [.. ObjectList.Of(BuildDacpac.Make(Release.Published(s_companion)))]);

    [TestMethod]
    public void It_compiles_for_every_version_without_an_assembly()
    {
        BuildDacpac.Check(s_companion.Package);

        Assert.IsFalse(s_lines.Value.Any(line => line.StartsWith("ASSEMBLY", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("TABLE csc.staging")]
    [DataRow("TABLE csc.setting")]
    [DataRow("TABLE csc.secret")]
    [DataRow("VIEW csc.status")]
    [DataRow("VIEW csc.needs_attention")]
    [DataRow("VIEW csc.run_history")]
    [DataRow("VIEW csc.requeueable")]
    [DataRow("TRIGGER csc.setting_log_append_only")]
    [DataRow("PROCEDURE csc.note_environment")]
    [DataRow("PROCEDURE csc.delete_history")]
    [DataRow("PROCEDURE csc.store_setting")]
    [DataRow("PROCEDURE csc.check_recent_run")]
    [DataRow("ROLE csc_runner")]
    [DataRow("GRANT EXECUTE ON csc.note_environment TO csc_runner")]
    [DataRow("GRANT EXECUTE ON csc.store_setting TO csc_configurer")]
    [DataRow("GRANT EXECUTE ON csc.store_code TO csc_configurer")]
    public void It_holds_what_the_companion_works_with(string line) => Assert.Contains(line, InstalledList.Of(s_companion.Objects));

    [TestMethod]
    [DataRow("csc.run")]
    [DataRow("csc.begin_run")]
    [DataRow("csc.set_setting")]
    [DataRow("csc.set_secret")]
    [DataRow("csc.encrypt_secret")]
    [DataRow("csc.protect_secrets")]
    [DataRow("csc.scrambling_key")]
    [DataRow("csc.renew_scrambling_key")]
    [DataRow("csc.payloads")]
    public void It_holds_nothing_that_needs_an_assembly_or_a_key(string name) =>
        Assert.IsFalse(InstalledList.Of(s_companion.Objects).Any(line => line.EndsWith(" " + name, StringComparison.Ordinal)));

    [TestMethod]
    [DataRow("store_setting")]
    [DataRow("store_code")]
    public void Only_there_can_a_configurer_store_what_nobody_checked(string procedure) =>
        Assert.DoesNotContain($"GRANT EXECUTE ON csc.{procedure} TO csc_configurer", InstalledList.Of(CheckedOut.Release.Whole.Objects));

    [TestMethod]
    public void Its_texts_name_nothing_that_is_not_there() =>
        Assert.AreEqual(string.Empty, string.Join("\n", s_companion.Package.Sources.SelectMany(source => Absent(source.Text).Select(name => $"{source.Name}: csc.{name}"))));

    [TestMethod]
    public void Its_texts_name_the_command_to_run()
    {
        var text = s_companion.Objects.Single(item => item.Name == "needs_attention").Source.Text;

        Assert.Contains("then ssdclr requeue sends it again.", text, StringComparison.Ordinal);
        Assert.Contains("See ssdclr issues for this person", text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("SELECT N'Then csc.requeue.' AS [what_to_do];", "SELECT N'Then ssdclr requeue.' AS [what_to_do];")]
    [DataRow("SELECT N'It''s EXEC csc.preflight;', [csc].[requeue]; -- csc.requeue", "SELECT N'It''s ssdclr preflight;', [csc].[requeue]; -- csc.requeue")]
    [DataRow("SELECT N'Read csc.run_history.';", "SELECT N'Read csc.run_history.';")]
    public void Command_stands_for_a_procedure_in_texts_alone(string whole, string companion) => Assert.AreEqual(companion, CompanionTexts.In(new SqlSource("source", whole)).Text);

    [TestMethod]
    [DataRow("SELECT N'Then csc.refresh.';", 1)]
    [DataRow("EXECUTE [sys].[sp_releaseapplock] @Resource = N'csc.run';", 0)]
    public void Name_that_is_not_there_is_found(string text, int found) => Assert.HasCount(found, Absent(text).ToList());

    [TestMethod]
    public void No_key_is_made_after_it() => Assert.IsEmpty(s_companion.Package.PostDeployment);

    [TestMethod]
    public void Installing_it_makes_what_its_package_holds()
    {
        using var database = new InstalledDatabase();

        database.Install(s_companion);

        CollectionAssert.AreEquivalent(s_lines.Value.ToList(), ObjectList.Of(database.Server).ToList());
    }

    [TestMethod]
    public void It_installs_where_CLR_code_does_not_run()
    {
        using var database = new InstalledDatabase();
        database.Server.Execute("UPDATE sys.configurations SET value_in_use = 0 WHERE name = 'clr enabled'");
        database.Server.Execute("DELETE FROM sys.trusted_assemblies");

        database.Install(s_companion);
    }

    [TestMethod]
    [DataRow("EngineEdition", "5")]
    [DataRow("EngineEdition", "8")]
    [DataRow("PathSeparator", "/")]
    public void It_installs_on_Azure_SQL_and_on_Linux(string property, string value)
    {
        using var database = new InstalledDatabase();
        database.Server.Properties[property] = property == "EngineEdition" ? long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : value;
        database.Server.Properties["ProductMajorVersion"] = property == "EngineEdition" ? "12" : "16";

        database.Install(s_companion);
    }

    [TestMethod]
    public void It_is_refused_over_assemblies()
    {
        using var database = new InstalledDatabase();
        database.Install(CheckedOut.Release.PayloadOnly);

        var window = database.Try(s_companion);

        Assert.Contains("installed here with assemblies", window.Errors[0].Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_whole_product_installs_over_it_and_takes_the_right_back()
    {
        using var database = new InstalledDatabase();
        database.Install(s_companion);

        database.Install(CheckedOut.Release.Whole);

        var expected = ObjectList.Of(CheckedOut.SsdClrDacpac).ToList();
        var installed = ObjectList.Of(database.Server).ToList();
        Assert.AreEqual(string.Empty, string.Join('\n', expected.Except(installed).Concat(installed.Except(expected).Where(made => !made.Contains(" csc_secret", StringComparison.Ordinal)))));
    }

    /// <summary>Names of objects in string literals. The run lock has the name of a procedure, and is a literal of its own.</summary>
    private static IEnumerable<string> Absent(string text) =>
        from token in TSqlVersions.Parsers[0].GetTokenStream(new StringReader(text), out _)
        where token.TokenType is TSqlTokenType.UnicodeStringLiteral or TSqlTokenType.AsciiStringLiteral && token.Text != "N'csc.run'"
        from match in Mention().Matches(token.Text)
        let name = match.Groups["name"].Value
        where !s_companion.Objects.Any(item => item.Name == name)
        select name;

    [GeneratedRegex(@"\bcsc\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60000)]
    private static partial Regex Mention();
}
