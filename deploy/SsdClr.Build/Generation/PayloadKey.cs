namespace SsdClr.Build.Generation;

/// <summary>A key of an object of the payload.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What it holds, as <c>KeyShape</c> names it.</param>
/// <param name="Content">Name in C# of the object, or of each item, that it holds.</param>
/// <param name="Source">The column a scalar comes from, table.column, the one to look at first where there are several.</param>
/// <param name="Form">What a scalar is, as <c>ValueForm</c> names it; null for all else.</param>
internal sealed record PayloadKey(string Name, string Kind, string? Content, string? Source, string? Form = null)
{
    /// <summary>Its name in C#.</summary>
    public string InCSharp => string.Concat(Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
