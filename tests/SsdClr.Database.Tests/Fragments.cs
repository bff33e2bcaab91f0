using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests;

/// <summary>Looks for fragments in parsed T-SQL.</summary>
internal static class Fragments
{
    /// <summary>Every fragment of a kind, the one given included, in the order of the text.</summary>
    public static List<T> Of<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        var finder = new Finder<T>();
        fragment.Accept(finder);
        return finder.Found;
    }

    /// <summary>The text of a fragment, comments in it included.</summary>
    public static string Text(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));

    /// <summary>True where one stands within another of the same text.</summary>
    public static bool Holds(TSqlFragment outer, TSqlFragment inner) =>
        inner.StartOffset >= outer.StartOffset && inner.StartOffset + inner.FragmentLength <= outer.StartOffset + outer.FragmentLength;

    private sealed class Finder<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T found)
            {
                Found.Add(found);
            }
        }
    }
}
