namespace SsdClr.Local.SampleData;

/// <summary>How much a sample database is to change between two runs.</summary>
/// <param name="Seed">Any whole number; the same seed on the same rows gives the same changes.</param>
/// <param name="Changed">How many children get one change each.</param>
/// <param name="Deleted">How many children vanish with all their rows.</param>
/// <param name="Added">How many children are new.</param>
internal sealed record SampleChangePlan(int Seed, int Changed, int Deleted, int Added);
