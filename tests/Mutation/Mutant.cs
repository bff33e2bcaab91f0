namespace SsdClr.Mutation;

/// <summary>One small change of the product that some test should notice.</summary>
/// <param name="Id">Its number, counted from 1 in the order of files and lines.</param>
/// <param name="Place">File and line.</param>
/// <param name="Change">What stood there and what stands there now.</param>
/// <param name="Seat">How it is switched on.</param>
internal sealed record Mutant(int Id, string Place, string Change, MutantSeat Seat);
