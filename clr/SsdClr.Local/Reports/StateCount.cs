namespace SsdClr.Local.Reports;

/// <summary>How many children are in one state with one kind of change.</summary>
/// <param name="State">The state, as <c>csc.staging</c> has it.</param>
/// <param name="Change">new, updated, deleted or none.</param>
/// <param name="Children">The number of children.</param>
/// <param name="Meaning">What the state means, in words.</param>
internal sealed record StateCount(string State, string Change, long Children, string Meaning)
{
    /// <summary>A row a state and change.</summary>
    public static Listing<StateCount> Listing { get; } = new(
        new("state", "State", count => count.State),
        new("change", "Change", count => count.Change),
        new("children", "Children", count => count.Children) { IsNumber = true },
        new("meaning", "Meaning", count => count.Meaning));
}
