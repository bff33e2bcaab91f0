using System.Collections;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;
using SsdClr.Settings;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>Publish.ps1 as PowerShell parses it, and run with stand-ins for sqlcmd and SqlPackage.</summary>
[TestClass]
[DoNotParallelize]
public sealed class PublishScriptTests
{
    private const string Server = "REPORTS\\$one";
    private const string Database = "Children's $1 [old] data";
    private const string Sqlcmd = "sqlcmd|-S|" + Server + "|-E|-d|";
    private const string LeftAlone = "/p:DisableAndReenableDdlTriggers=False|/p:DropExtendedPropertiesNotInSource=False|/p:DropStatisticsNotInSource=False";
    private const string Options = "|-b|-I|-x|-f|65001|-W|-i";

    private static readonly string s_fileName = Path.Combine(CheckedOut.Repository.Deploy, "Publish.ps1");

    [TestMethod]
    public void Text_is_ASCII_which_every_PowerShell_reads_alike() => Assert.IsTrue(File.ReadAllText(s_fileName).All(char.IsAscii));

    [TestMethod]
    public void PowerShell_parses_it_and_finds_no_fault()
    {
        Parser.ParseFile(s_fileName, out _, out var faults);

        Assert.AreEqual(string.Empty, string.Join('\n', faults.Select(fault => $"{fault.Extent.StartLineNumber}: {fault.Message}")));
    }

    [TestMethod]
    public void Only_known_cmdlets_and_its_own_functions_are_called()
    {
        var script = Parser.ParseFile(s_fileName, out _, out _);
        var functions = Of<FunctionDefinitionAst>(script).Select(function => function.Name).ToList();

        // Get-Command is part of PowerShell's core. A program is called through a variable.
        var unknown = Of<CommandAst>(script).Select(call => call.GetCommandName()).OfType<string>().Except([.. PublishRun.Cmdlets.Keys, "Get-Command", .. functions], StringComparer.Ordinal);

        Assert.AreEqual(string.Empty, string.Join(", ", unknown));
        Assert.IsTrue(functions.TrueForAll(name => name.Split('-')[0] is "ConvertTo" or "Edit" or "Find" or "Invoke" or "Read" or "Test"));
    }

    [TestMethod]
    public void No_script_reads_a_table_that_is_denied_to_everybody()
    {
        var denied = DeploymentScript.Parse("public", File.ReadAllText(Path.Combine(CheckedOut.Repository.Csc, "Security", "public.permissions.sql"))).Batches
            .SelectMany(Fragments.Of<DenyStatement>)
            .Select(deny => deny.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value)
            .ToList();
        var sent = Of<StringConstantExpressionAst>(Parser.ParseFile(s_fileName, out _, out _)).Select(text => text.Value).Where(text => text.Contains("FROM [", StringComparison.Ordinal)).ToList();
        var read = sent.Select(text => (Name: "Publish.ps1", Parsed: DeploymentScript.Parse("Publish.ps1", text)))
            .Concat(DeploymentScript.All.Select(script => (script.Name, script.Parsed)))
            .SelectMany(script => Fragments.Of<NamedTableReference>(script.Parsed).Select(table => (script.Name, Table: table.SchemaObject)));

        Assert.HasCount(1, sent);
        Assert.Contains("secret", denied);
        Assert.AreEqual(string.Empty, string.Join(", ", read.Where(table => table.Table.SchemaIdentifier?.Value == "csc" && denied.Contains(table.Table.BaseIdentifier.Value)).Select(table => table.Name)));
    }

    [TestMethod]
    public void Secrets_are_known_by_their_names_and_settings_are_not_taken_for_secrets()
    {
        var pattern = Of<BinaryExpressionAst>(Parser.ParseFile(s_fileName, out _, out _))
            .Where(match => match is { Operator: TokenKind.Imatch, Left: VariableExpressionAst { VariablePath.UserPath: "name" } })
            .Select(match => ((StringConstantExpressionAst)match.Right).Value)
            .Single();

        foreach (var definition in SettingCatalogue.All)
        {
            Assert.AreEqual(definition.IsSecret, Regex.IsMatch(definition.Name, pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)), definition.Name);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void First_installation_with_a_job_succeeds_before_any_secret_is_set()
    {
        using var run = new PublishRun();
        File.WriteAllText(run.FileNamed("settings.txt"), "# who we are\n\nla_code = 301\nscope =  it's $1 \"x\" \n");

        run.Run(Arguments(run, "Trust", "EnableClr", "Job", "SettingsFile"));

        CollectionAssert.AreEqual(
            new[]
            {
                Sqlcmd + "master" + Options,
                $"SqlPackage|/Action:Publish|/SourceFile:{run.FileNamed("SsdClr.dacpac")}|/TargetServerName:{Server}|/TargetDatabaseName:{Database}|{LeftAlone}",
                Sqlcmd + Database + Options,
                Sqlcmd + "master" + Options,
                Sqlcmd + Database + Options,
            },
            run.Calls.ToArray());
        AssertDeclares(run.Sent(0), "enable_clr", "1");
        Assert.Contains("@name = N'scope', @value = N'it''s $1 \"x\"';", run.Sent(2), StringComparison.Ordinal);
        AssertDeclares(run.Sent(3), "database_name", "N'Children''s $1 [old] data'");
        AssertDeclares(run.Sent(3), "keep_existing", "1");
        Assert.StartsWith("IF EXISTS (SELECT 1 FROM [sys].[partitions] AS [p] WHERE [p].[object_id] = OBJECT_ID(N'[csc].[secret]')", run.Sent(4), StringComparison.Ordinal);
        Assert.Contains(" EXECUTE [csc].[preflight];", run.Sent(4), StringComparison.Ordinal);
        Assert.IsEmpty(run.LeftOver);
        Assert.AreEqual(0, run.ExitCode);
        Assert.Contains("Done.", run.Printed);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void First_installation_without_a_job_makes_none()
    {
        using var run = new PublishRun();

        run.Run(Arguments(run, "Trust"));

        Assert.HasCount(3, run.Calls);
        AssertDeclares(run.Sent(0), "enable_clr", "0");
        Assert.Contains("[csc].[preflight]", run.Sent(2), StringComparison.Ordinal);
        Assert.AreEqual(0, run.ExitCode);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Upgrade_publishes_and_checks()
    {
        using var run = new PublishRun();
        var arguments = Arguments(run);
        arguments["TrustServerCertificate"] = true;

        run.Run(arguments);

        CollectionAssert.AreEqual(
            new[]
            {
                $"SqlPackage|/Action:Publish|/SourceFile:{run.FileNamed("SsdClr.dacpac")}|/TargetServerName:{Server}|/TargetDatabaseName:{Database}|{LeftAlone}|/TargetTrustServerCertificate:True",
                (Sqlcmd + Database + Options).Replace("|-E|", "|-E|-C|", StringComparison.Ordinal),
            },
            run.Calls.ToArray());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Previews_alone_are_trusted_and_published_without_the_submission()
    {
        using var run = new PublishRun();

        run.Run(Arguments(run, "PayloadOnly", "Trust"));

        Assert.HasCount(2, run.Calls);
        AssertDeclares(run.Sent(0), "with_submission", "0");
        Assert.Contains("SsdClr.payload-only.dacpac", run.Calls[1], StringComparison.Ordinal);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow(1, "trust.sql failed")]
    [DataRow(2, "SqlPackage failed")]
    [DataRow(3, "Applying the settings failed")]
    [DataRow(4, "agent-job.sql failed")]
    [DataRow(5, "csc.preflight failed")]
    public void Step_that_fails_is_named_and_nothing_after_it_is_done(int call, string expected)
    {
        using var run = new PublishRun();
        File.WriteAllText(run.FileNamed("settings.txt"), "la_code = 301\n");
        run.Fail(call);

        run.Run(Arguments(run, "Trust", "Job", "SettingsFile"));

        Assert.HasCount(call, run.Calls);
        Assert.StartsWith("FAILED: " + expected, run.Printed[^1], StringComparison.Ordinal);
        Assert.AreEqual(1, run.ExitCode);
        Assert.IsEmpty(run.LeftOver);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void What_if_shows_the_steps_and_does_none()
    {
        using var run = new PublishRun();
        File.WriteAllText(run.FileNamed("settings.txt"), "la_code = 301\n");

        run.Run(Arguments(run, "Trust", "Job", "SettingsFile", "WhatIf"));

        Assert.IsEmpty(run.Calls);
        Assert.HasCount(5, run.Printed);
        Assert.IsTrue(run.Printed.All(line => line.StartsWith("What if: ", StringComparison.Ordinal)));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Every_fault_of_the_settings_is_told_before_anything_changes()
    {
        using var run = new PublishRun();
        File.WriteAllText(run.FileNamed("settings.txt"), "la_code = 301\nno setting\nclient_secret = x\nla_code = 302\n");

        run.Run(Arguments(run, "Trust", "SettingsFile"));

        Assert.AreEqual(
            $"FAILED: {run.FileNamed("settings.txt")}: line 2 is not of the form name = value; line 3: client_secret does not belong in a file; set it with csc.set_secret; line 4: la_code is there twice.",
            run.Printed.Single());
        Assert.IsEmpty(run.Calls);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("leave out -Job", "PayloadOnly", "Job")]
    [DataRow("add -Trust", "EnableClr")]
    [DataRow("There is no file", "SettingsFile")]
    public void Parameters_that_do_not_fit_are_refused(string expected, params string[] switches)
    {
        using var run = new PublishRun();

        run.Run(Arguments(run, switches));

        Assert.Contains(expected, run.Printed.Single(), StringComparison.Ordinal);
        Assert.AreEqual((1, 0), (run.ExitCode, run.Calls.Count));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Double_quote_in_a_name_is_refused()
    {
        using var run = new PublishRun();
        var arguments = Arguments(run, "Trust");
        arguments["Database"] = "a \"b\"";

        run.Run(arguments);

        Assert.Contains("double quote", run.Printed.Single(), StringComparison.Ordinal);
        Assert.IsEmpty(run.Calls);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Statements_that_it_runs_compile()
    {
        using var run = new PublishRun();
        File.WriteAllText(run.FileNamed("settings.txt"), "la_code = 301\n");
        run.Run(Arguments(run, "Job", "SettingsFile"));

        ScriptCompiler.Compile(
            [DeploymentScript.Read(new SqlSource("settings", run.Sent(1))), DeploymentScript.Read(new SqlSource("job", run.Sent(2))), DeploymentScript.Read(new SqlSource("preflight", run.Sent(3)))],
            Microsoft.SqlServer.Dac.Model.SqlServerVersion.Sql130);
    }

    private static Hashtable Arguments(PublishRun run, params string[] switches)
    {
        var arguments = new Hashtable(StringComparer.Ordinal) { ["ServerInstance"] = Server, ["Database"] = Database };
        foreach (var name in switches)
        {
            arguments[name] = name == "SettingsFile" ? run.FileNamed("settings.txt") : true;
        }

        return arguments;
    }

    private static void AssertDeclares(string script, string variable, string value)
    {
        var line = DeploymentScript.Read(new SqlSource("sent", script)).Text.Split('\n').Single(candidate => candidate.TrimStart().StartsWith($"@{variable} ", StringComparison.Ordinal));
        Assert.Contains($"= {value}", line, StringComparison.Ordinal);
    }

    private static IEnumerable<T> Of<T>(ScriptBlockAst script)
        where T : Ast => script.FindAll(part => part is T, searchNestedScriptBlocks: true).Cast<T>();
}
