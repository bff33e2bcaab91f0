using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Local.Reports;

namespace SsdClr.Database.Tests.Texts;

/// <summary>A text has one source, which names procedures; the companion puts its commands in their place. So neither host names what only the other has.</summary>
[TestClass]
public sealed class HostTextTests
{
    // Said of a wrong argument, which only a caller in T-SQL can give; csc.procedure_help is about parameters of theirs.
    private static readonly string[] s_ofCallersInSql = ["person_ranges"];

    private static readonly string[] s_parts = ["clr/Shared", "clr/SsdClr.Payload", "clr/SsdClr.Submission"];

    [TestMethod]
    public void Texts_of_T_SQL_name_no_command_of_the_companion()
    {
        var faults = CSharp().Concat(Sql()).Where(text => text.Text.Contains("ssdclr", StringComparison.Ordinal));

        Assert.AreEqual(string.Empty, string.Join('\n', faults.Select(text => text.File + ": " + text.Text)));
    }

    [TestMethod]
    public void Whatever_a_shared_text_names_has_words_in_the_companion()
    {
        var routines = new[] { "Functions", "Procedures", "Views" }
            .SelectMany(kind => Directory.EnumerateFiles(Path.Combine(CheckedOut.Repository.Root, "sql", "csc", kind), "*.sql"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Except(s_ofCallersInSql, StringComparer.Ordinal)
            .ToList();
        var shown = CSharp().Where(text => !text.File.Contains("/SqlServer/", StringComparison.Ordinal) && !IsStatement(text.Text))
            .Concat(Sql().Where(text => text.File.Contains("/Views/", StringComparison.Ordinal) && !text.File.EndsWith("/procedure_help.sql", StringComparison.Ordinal)))
            .Select(text => text with { Text = CompanionWords.WithoutDatabase.Say(text.Text, "P1") })
            .ToList();

        var faults = from text in shown from routine in routines where Names(text.Text, routine) select $"{text.File}: csc.{routine}: {text.Text}";

        Assert.IsGreaterThan(500, shown.Count);
        Assert.AreEqual(string.Empty, string.Join('\n', faults));
    }

    private static bool Names(string text, string routine) =>
        text.IndexOf("csc." + routine, StringComparison.Ordinal) is >= 0 and var at
        && (at + routine.Length + 4 == text.Length || !(char.IsLetterOrDigit(text[at + routine.Length + 4]) || text[at + routine.Length + 4] == '_'));

    private static bool IsStatement(string text) => text.Contains("[csc].", StringComparison.Ordinal);

    private static IEnumerable<(string File, string Text)> CSharp() =>
        from part in s_parts
        from path in Directory.EnumerateFiles(Path.Combine(CheckedOut.Repository.Root, part), "*.cs", SearchOption.AllDirectories)
        let file = CheckedOut.Repository.Relative(path)
        where !file.Split('/').Any(folder => folder is "bin" or "obj")
        from text in CSharpTexts.In(File.ReadAllText(path))
        where !text.StartsWith("//", StringComparison.Ordinal) && !text.StartsWith("/*", StringComparison.Ordinal)
        select (file, text);

    private static IEnumerable<(string File, string Text)> Sql() =>
        from path in Directory.EnumerateFiles(Path.Combine(CheckedOut.Repository.Root, "sql", "csc"), "*.sql", SearchOption.AllDirectories)
        from token in new TSql130Parser(initialQuotedIdentifiers: true).GetTokenStream(new StringReader(File.ReadAllText(path)), out _)
        where token.TokenType is TSqlTokenType.UnicodeStringLiteral or TSqlTokenType.AsciiStringLiteral
        select (CheckedOut.Repository.Relative(path), token.Text);
}
