namespace SsdClr.Build.Model;

/// <summary>A code of a list.</summary>
/// <param name="Value">The code exactly as it is sent.</param>
/// <param name="Description">What it means, in a few words of our own.</param>
internal sealed record SsdCode(string Value, string Description)
{
    /// <summary>Other texts that systems hold for it, such as the published description; none twice.</summary>
    public IReadOnlyList<string> KnownAs { get; init; } = [];
}
