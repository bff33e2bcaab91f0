namespace SsdClr.Database.Tests.Texts;

/// <summary>T-SQL in pages, messages, help, comments and generated text.</summary>
[TestClass]
public sealed class TextTests
{
    private static readonly string[] s_kinds = [".md", ".cs", ".sql", ".ps1", ".yml", ".txt"];
    private static readonly string[] s_parts = ["clr", "deploy", "docs", "sql"];

    [TestMethod]
    public void All_T_SQL_that_people_read_can_be_run()
    {
        var faults = Files().SelectMany(path => TextFaults.In(CheckedOut.Repository.Relative(path), File.ReadAllText(path).ReplaceLineEndings("\n")));

        Assert.AreEqual(string.Empty, string.Join("\n", faults));
    }

    [TestMethod]
    [DataRow("page.md", "```sql\nEXEC csc.check;\n```\n")]
    [DataRow("page.md", "```sql\nEXEC csc.run @confirm = 1;\n```\n")]
    [DataRow("page.md", "Ask `SELECT persons FROM csc.status` first.")]
    [DataRow("page.md", "The procedure csc.purge removes them.")]
    [DataRow("Message.cs", "throw new RunException(\"EXEC csc.requeue @childs = 1; then look.\");")]
    [DataRow("Message.cs", "/// <summary>What csc.adopt does.</summary>")]
    [DataRow("Message.cs", "var name = \"csc.\" + operation;")]
    [DataRow("message.sql", "SET @message = N'EXEC csc.set_setting @setting = N''mode''';")]
    [DataRow("message.sql", "SELECT N'SELECT * FROM csc.payload_issue_summary lists them' AS [meaning];")]
    [DataRow("message.sql", "SET @message = N'csc.' + @operation + N' failed.';")]
    [DataRow("comment.sql", "-- Example: SELECT * FROM csc.payloads('20260401');")]
    [DataRow("comment.sql", "/* EXEC csc.data_quality @table = N'ssd_person' */")]
    [DataRow("Publish.ps1", "Invoke-Script -Text 'EXECUTE [csc].[check];'")]
    [DataRow("object.yml", "description: 'Filled by csc.take_over_children_of.'")]
    public void Fault_is_found_in_each_kind_of_place(string name, string text) => Assert.HasCount(1, TextFaults.In(name, text).Take(1).ToList());

    [TestMethod]
    [DataRow("page.md", "```sql\nEXEC csc.preflight;\nSELECT * FROM csc.payloads('20260401', NULL);\n```\nRun `EXEC csc.run @confirm_first_run = 1`, then read csc.run_history.")]
    [DataRow("Message.cs", "throw new RunException(\"EXEC csc.set_setting; SELECT * FROM csc.setting_definitions() explains each.\");")]
    [DataRow("message.sql", "SET @message = N'A database owner runs EXEC csc.protect_secrets, then the secrets are set.';")]
    public void Right_text_is_left_alone(string name, string text) => Assert.AreEqual(string.Empty, string.Join("\n", TextFaults.In(name, text)));

    [TestMethod]
    public void Pages_messages_and_comments_are_read()
    {
        var names = Files().Select(CheckedOut.Repository.Relative).ToHashSet(StringComparer.Ordinal);

        Assert.IsTrue(names.IsSupersetOf(
        [
            "README.md", "CONTRIBUTING.md", "docs/operate.md", "sql/csc/Procedures/preflight.sql", "sql/csc/Views/needs_attention.sql", "deploy/acceptance.sql", "deploy/Publish.ps1",
            "clr/SsdClr.Submission/Preflight/SubmissionPreflight.cs", "deploy/SsdClr.Build/Installation/Templates/install-end.sql",
        ]));
    }

    private static IEnumerable<string> Files() =>
    [
        .. Directory.EnumerateFiles(CheckedOut.Repository.Root, "*.md"),
        .. s_parts.SelectMany(part => Directory.EnumerateFiles(Path.Combine(CheckedOut.Repository.Root, part), "*", SearchOption.AllDirectories))
            .Where(path => s_kinds.Contains(Path.GetExtension(path), StringComparer.Ordinal) && !IsBuilt(path) && !IsOfSqlite(path)),
    ];

    /// <summary>The companion's own statements are SQLite's; its tests execute them.</summary>
    private static bool IsOfSqlite(string path) => CheckedOut.Repository.Relative(path).StartsWith("clr/SsdClr.Local/Database/", StringComparison.Ordinal);

    private static bool IsBuilt(string path) => CheckedOut.Repository.Relative(path).Split('/').Any(part => part is "bin" or "obj");
}
