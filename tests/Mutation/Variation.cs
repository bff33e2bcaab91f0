using Microsoft.CodeAnalysis;

namespace SsdClr.Mutation;

/// <summary>A node of the source and what may stand in its place.</summary>
/// <param name="Target">The node as it is.</param>
/// <param name="Replacement">What replaces it; null: the node, a statement, is left out.</param>
internal sealed record Variation(SyntaxNode Target, SyntaxNode? Replacement)
{
    /// <summary>What stood there and what stands there now, on one line.</summary>
    internal string Describe() => $"{OneLine(Target)}  ->  {(Replacement is null ? "(removed)" : OneLine(Replacement))}";

    private static string OneLine(SyntaxNode node)
    {
        var text = string.Join(' ', node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 110 ? text : text[..107] + "...";
    }
}
