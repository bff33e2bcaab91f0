using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Local.Reports;

namespace SsdClr.Build.Generation;

/// <summary>
/// Texts of views say which procedure to run next. In a server without assemblies the companion does the work, and those procedures are not there: the texts
/// name the command of ssdclr instead. In SQLite they stay as they are, and the companion puts them into its words as it shows them.
/// </summary>
internal static partial class CompanionTexts
{
    // csc.run is also the name of a lock, and views are in every variant.
    private static readonly string[] s_procedures = ["confirm_environment", "payload_issues", "preflight", "requeue", "take_over_d2i_staging"];

    /// <summary>The source with commands in place of procedures in its string literals; nothing else changes.</summary>
    /// <param name="source">T-SQL.</param>
    public static SqlSource In(SqlSource source)
    {
        var tokens = new TSql130Parser(initialQuotedIdentifiers: true).GetTokenStream(new StringReader(source.Text), out _);
        return source with
        {
            Text = string.Concat(tokens.Select(token => token.TokenType is TSqlTokenType.UnicodeStringLiteral or TSqlTokenType.AsciiStringLiteral
                ? Procedure().Replace(token.Text, match => Command(match.Groups["name"].Value) ?? match.Value)
                : token.Text)),
        };
    }

    private static string? Command(string name) => s_procedures.Contains(name, StringComparer.Ordinal) ? CompanionCommands.Bare(name) : null;

    [GeneratedRegex(@"(EXEC )?\bcsc\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Procedure();
}
