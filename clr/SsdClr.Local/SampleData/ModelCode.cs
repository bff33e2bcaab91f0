namespace SsdClr.Local.SampleData;

/// <summary>A code of a list of the model.</summary>
/// <param name="Value">The code as it is recorded.</param>
/// <param name="Description">What it means.</param>
/// <param name="KnownAs">Other texts that systems hold for it.</param>
internal readonly record struct ModelCode(string Value, string Description, params string[] KnownAs);
