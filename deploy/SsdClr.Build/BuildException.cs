namespace SsdClr.Build;

/// <summary>The sources are not right. Every fault found is in the list, one line each, with the place and what to do.</summary>
/// <param name="faults">At least one fault, each a line a person can act on.</param>
internal sealed class BuildException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    /// <summary>A single fault.</summary>
    /// <param name="fault">One line a person can act on.</param>
    public BuildException(string fault)
        : this([fault])
    {
    }

    /// <summary>One line a fault.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
