using Microsoft.SqlServer.TransactSql.ScriptDom;
using NewestParser = Microsoft.SqlServer.TransactSql.ScriptDom.TSql170Parser;

namespace SsdClr.Database.Tests;

/// <summary>The oldest and the newest T-SQL that ours has to be. The newest is named once, in the using above.</summary>
internal static class TSqlVersions
{
    /// <summary>A parser of each.</summary>
    public static IReadOnlyList<TSqlParser> Parsers { get; } = [new TSql130Parser(initialQuotedIdentifiers: true), new NewestParser(initialQuotedIdentifiers: true)];

    /// <summary>True where every version takes the text for one or more statements.</summary>
    public static bool Take(string text) => Parsers.All(parser =>
    {
        parser.Parse(new StringReader(text), out var errors);
        return errors.Count == 0;
    });

    /// <summary>True where a version keeps the word to itself: unquoted it can name nothing.</summary>
    public static bool Reserve(string word) => Parsers.Any(parser => parser.GetTokenStream(new StringReader(word), out _)[0].TokenType != TSqlTokenType.Identifier);
}
