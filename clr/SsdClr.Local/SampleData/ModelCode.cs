namespace SsdClr.Local.SampleData;

/// <summary>A code of a list of the model.</summary>
/// <param name="Value">The code as it is recorded.</param>
/// <param name="Description">What it means.</param>
internal readonly record struct ModelCode(string Value, string Description);
