using System.Text.Json;

namespace SsdClr.Simulation.Receiver;

/// <summary>What one receiver holds, by its own reading of the contract.</summary>
/// <param name="merges">What a body does not mention stays; else it goes.</param>
internal sealed class SimulatedReceiver(bool merges)
{
    private readonly Dictionary<string, ChildContent> _held = new(StringComparer.Ordinal);

    /// <summary>What a body does not mention stays.</summary>
    internal bool Merges { get; } = merges;

    /// <summary>The children held.</summary>
    internal IReadOnlyDictionary<string, ChildContent> Held => _held;

    /// <summary>The last body taken of each child, purges among them.</summary>
    internal Dictionary<string, string> LastBody { get; } = new(StringComparer.Ordinal);

    /// <summary>It is restored from a backup that was made before anything came.</summary>
    internal void LoseEverything()
    {
        _held.Clear();
        LastBody.Clear();
    }

    /// <summary>Takes the children of a POST.</summary>
    internal void Take(JsonElement children)
    {
        foreach (var child in children.EnumerateArray())
        {
            var childId = child.GetProperty("la_child_id").GetString()!;
            LastBody[childId] = child.GetRawText();
            if (ChildContent.IsPurge(child))
            {
                _held.Remove(childId);
            }
            else if (Merges && _held.TryGetValue(childId, out var content))
            {
                content.Merge(child);
            }
            else
            {
                _held[childId] = ChildContent.Of(child);
            }
        }
    }
}
