namespace SsdClr.Mutation;

/// <summary>The switch that is compiled into the mutated assembly.</summary>
internal static class MutantSwitchSource
{
    /// <summary>Name of the class, outside any namespace.</summary>
    internal const string ClassName = "MutantSwitch";

    /// <summary>The mutant that is on; 0: none.</summary>
    internal const string ActiveField = "Active";

    /// <summary>By id, true once the place of a mutant has run.</summary>
    internal const string ReachedField = "Reached";

    /// <summary>The condition that a mutant is on.</summary>
    internal static string Condition(int id) => FormattableString.Invariant($"global::{ClassName}.Is({id})");

    /// <summary>The source, for ids up to a number.</summary>
    internal static string Source(int highestId) => FormattableString.Invariant($$"""
        internal static class {{ClassName}}
        {
            internal static int {{ActiveField}};
            internal static readonly bool[] {{ReachedField}} = new bool[{{highestId + 1}}];

            internal static bool Is(int id)
            {
                {{ReachedField}}[id] = true;
                return {{ActiveField}} == id;
            }
        }
        """);
}
