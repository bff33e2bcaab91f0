using SsdClr.Build.Model;

namespace SsdClr.Build.Generation;

/// <summary>Names and texts of the model as C# has them.</summary>
internal static class CSharpText
{
    /// <summary>A string literal.</summary>
    public static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>The name of a member: <c>PrimaryNeed</c> for <c>primary_need</c>.</summary>
    public static string NameOf(SsdCategory category) =>
        string.Concat(category.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
