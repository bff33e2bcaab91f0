using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Build.Generation;

/// <summary>
/// Texts of views say which procedure to run next. Where the companion does the work, in SQLite and in a server without assemblies, most procedures are not
/// there: the texts name the command of ssdclr instead.
/// </summary>
internal static partial class CompanionTexts
{
    private static readonly Dictionary<string, string> s_commands = new(StringComparer.Ordinal)
    {
        ["take_over_d2i_staging"] = "ssdclr takeover",
        ["confirm_environment"] = "ssdclr confirm-environment",
        ["payload_issues"] = "ssdclr issues",
        ["preflight"] = "ssdclr preflight",
        ["requeue"] = "ssdclr requeue",
    };

    /// <summary>The source with commands in place of procedures in its string literals; nothing else changes.</summary>
    /// <param name="source">T-SQL.</param>
    public static SqlSource In(SqlSource source)
    {
        var tokens = new TSql130Parser(initialQuotedIdentifiers: true).GetTokenStream(new StringReader(source.Text), out _);
        return source with
        {
            Text = string.Concat(tokens.Select(token => token.TokenType is TSqlTokenType.UnicodeStringLiteral or TSqlTokenType.AsciiStringLiteral
                ? Procedure().Replace(token.Text, match => s_commands.GetValueOrDefault(match.Groups["name"].Value, match.Value))
                : token.Text)),
        };
    }

    [GeneratedRegex(@"(EXEC )?\bcsc\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Procedure();
}
