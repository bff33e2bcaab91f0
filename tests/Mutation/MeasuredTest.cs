namespace SsdClr.Mutation;

/// <summary>What is known of a test when nothing is mutated.</summary>
/// <param name="Index">Its place among the tests.</param>
/// <param name="Milliseconds">How long it takes.</param>
/// <param name="Reached">The mutants whose place it runs.</param>
internal sealed record MeasuredTest(int Index, int Milliseconds, IReadOnlySet<int> Reached);
