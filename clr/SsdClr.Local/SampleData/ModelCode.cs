namespace SsdClr.Local.SampleData;

/// <summary>A code of a list of the model.</summary>
/// <param name="value">The code as it is recorded.</param>
/// <param name="description">What it means.</param>
/// <param name="knownAs">Other texts that systems hold for it.</param>
internal readonly struct ModelCode(string value, string description, params string[] knownAs)
{
    /// <summary>The code as it is recorded.</summary>
    public string Value { get; } = value;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>Other texts that systems hold for it.</summary>
    public IReadOnlyList<string> KnownAs { get; } = knownAs;
}
