#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Database.Tests.Dacpac;

namespace SsdClr.Database.Tests.Texts;

/// <summary>
/// T-SQL that a person reads is code: somebody will run it. Finds what is no T-SQL in pages, messages, help and comments, and what names something that is
/// not there. A ```sql block is parsed whole. In any other text a statement begins with EXEC or SELECT and ends where it still parses.
/// </summary>
internal static partial class TextFaults
{
    /// <summary>Every fault in a file, by its name and text.</summary>
    public static IEnumerable<string> In(string name, string text)
    {
        // Tables of a page write an underscore with a backslash.
        var read = Path.GetExtension(name) == ".md" ? text.Replace("\\_", "_", StringComparison.Ordinal) : text;
        return Units(name, read).SelectMany(Statements).Concat(Blocks(name, read)).Concat(Mentions(name, read)).Distinct(StringComparer.Ordinal).Select(fault => $"{name}: {fault}");
    }

    [GeneratedRegex("```sql\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<text>[^`\n]+(\n[^`\n]+)?)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Inline();

    [GeneratedRegex(@"\b(EXEC|EXECUTE)\s+(?=(csc|\[csc\])\.)|\bSELECT\b(?=[^;]{0,400}?\bFROM\s+(csc|\[csc\])\.)", RegexOptions.ExplicitCapture)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"(?<![\w\].@/\\$-])(csc|\[csc\])\.(\[(?<name>\w+)\]|(?<name>[A-Za-z_]\w*))(?![\w*])", RegexOptions.ExplicitCapture)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\bcsc\.('\s*\+\s*@|""\s*\+\s*[a-z_])", RegexOptions.ExplicitCapture)]
    private static partial Regex NameInParts();

    /// <summary>What PowerShell puts into a string.</summary>
    [GeneratedRegex(@"\$\([^()]*\)")]
    private static partial Regex PutIn();

    private static IEnumerable<string> Units(string name, string text) => Path.GetExtension(name) switch
    {
        ".md" => Inline().Matches(Block().Replace(text, string.Empty)).Select(match => match.Groups["text"].Value),
        ".cs" => CSharpTexts.In(text),
        ".sql" => TSqlTexts(text),
        ".ps1" => PutIn().Replace(text, "N''").Split('\n'),
        _ => text.Split('\n'),
    };

    /// <summary>Comments and strings, and the strings within strings.</summary>
    private static IEnumerable<string> TSqlTexts(string text)
    {
        foreach (var token in TSqlVersions.Parsers[0].GetTokenStream(new StringReader(text), out _))
        {
            if (token.TokenType is TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment)
            {
                yield return token.Text;
            }
            else if (token.TokenType is TSqlTokenType.UnicodeStringLiteral or TSqlTokenType.AsciiStringLiteral)
            {
                var value = token.Text[(token.Text.IndexOf('\'', StringComparison.Ordinal) + 1)..^1].Replace("''", "'", StringComparison.Ordinal);
                yield return value;
                if (value.Contains('\'', StringComparison.Ordinal))
                {
                    foreach (var inner in TSqlTexts(value))
                    {
                        yield return inner;
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Blocks(string name, string text)
    {
        foreach (var block in name.EndsWith(".md", StringComparison.Ordinal) ? Block().Matches(text).Select(match => match.Groups["text"].Value) : [])
        {
            foreach (var parser in TSqlVersions.Parsers)
            {
                var parsed = parser.Parse(new StringReader(block), out var errors);
                foreach (var fault in errors.Count > 0 ? [$"{errors[0].Message} In: {Line(block, errors[0].Line)}"] : TextBinding.Faults(parsed))
                {
                    yield return fault;
                }
            }
        }
    }

    private static IEnumerable<string> Statements(string text)
    {
        foreach (Match beginning in Beginning().Matches(text))
        {
            var rest = text[beginning.Index..];
            var statement = Longest(rest);
            foreach (var fault in statement is null ? [$"is no T-SQL: {Line(rest, 1)}"] : TextBinding.Faults(statement))
            {
                yield return fault;
            }
        }
    }

    /// <summary>The longest beginning of the text, up to a semicolon, that every version takes and that has the name in it; null where there is none.</summary>
    private static TSqlFragment? Longest(string text)
    {
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var statement = end < 0 ? text : text[..end];
        var ends = TSqlVersions.Parsers[0].GetTokenStream(new StringReader(statement), out _)
            .Where(token => token.TokenType is not (TSqlTokenType.WhiteSpace or TSqlTokenType.EndOfFile))
            .Select(token => token.Offset + token.Text.Length).Take(120).ToList();
        var named = Mention().Match(statement) is { Success: true } mention ? mention.Index + mention.Length : int.MaxValue;
        for (var index = ends.Count - 1; index >= 0 && ends[index] >= named; index--)
        {
            var part = statement[..ends[index]];
            if (TSqlVersions.Take(part))
            {
                return TSqlVersions.Parsers[^1].Parse(new StringReader(part), out _);
            }
        }

        return null;
    }

    private static IEnumerable<string> Mentions(string name, string text) =>
    [
        .. Mention().Matches(text).Select(match => match.Groups["name"].Value).Where(mentioned => !CscModel.Present.Has(mentioned)).Select(mentioned => $"csc.{mentioned} is not there"),
        .. name.EndsWith(".md", StringComparison.Ordinal) ? [] : NameInParts().Matches(text).Select(_ => "puts a name together, which nothing can look up: write it whole"),
    ];

    private static string Line(string text, int number) => text.Split('\n')[number - 1].Trim();
}
