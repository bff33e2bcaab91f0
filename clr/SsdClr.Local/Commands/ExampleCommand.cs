using System.CommandLine;

namespace SsdClr.Local.Commands;

/// <summary>A command whose help ends with remarks and examples.</summary>
internal sealed class ExampleCommand(string name, string description) : Command(name, description)
{
    /// <summary>What a newcomer must know before using the command; paragraphs of at most 100 characters a line.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Command lines that work as they stand.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
