namespace SsdClr.Build.Model;

/// <summary>A version of the model and what it changed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Released">The day it was published, or null where that is not known.</param>
/// <param name="Description">What it brought, in a line.</param>
/// <param name="Impact">What a user of the data has to know or do, or null.</param>
/// <param name="Added">Tables and fields that came.</param>
/// <param name="Changed">Tables and fields that changed.</param>
/// <param name="Deprecated">Tables and fields that went, or should not be used any more.</param>
internal sealed record ModelVersion(
    string Number,
    DateOnly? Released,
    string Description,
    string? Impact,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Deprecated);
