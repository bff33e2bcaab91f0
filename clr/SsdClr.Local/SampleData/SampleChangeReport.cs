namespace SsdClr.Local.SampleData;

/// <summary>What was changed in a sample database: the person ids, in the order of the changes. No child is in two lists.</summary>
/// <param name="EpisodesClosed">Children whose open episode was closed on the sample's day.</param>
/// <param name="AssessmentsAdded">Children with one more assessment.</param>
/// <param name="PostcodesChanged">Children whose latest address has another postcode.</param>
/// <param name="SurnamesChanged">Children with another surname.</param>
/// <param name="Deleted">Children whose rows are all gone.</param>
/// <param name="Added">New children.</param>
internal sealed record SampleChangeReport(
    IReadOnlyList<string> EpisodesClosed,
    IReadOnlyList<string> AssessmentsAdded,
    IReadOnlyList<string> PostcodesChanged,
    IReadOnlyList<string> SurnamesChanged,
    IReadOnlyList<string> Deleted,
    IReadOnlyList<string> Added)
{
    /// <summary>How many children were changed, those deleted and added not counted.</summary>
    public int Changed => EpisodesClosed.Count + AssessmentsAdded.Count + PostcodesChanged.Count + SurnamesChanged.Count;
}
