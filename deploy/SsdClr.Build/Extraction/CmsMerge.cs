namespace SsdClr.Build.Extraction;

/// <summary>
/// How periods that overlap, or follow each other without a day between, become one. The step then has the columns <c>of</c>, <c>start</c>, <c>ended</c>
/// (NULL while one of the periods is open), <c>first_id</c> and <c>last_id</c>.
/// </summary>
/// <param name="Of">Column whose periods are merged: the person.</param>
/// <param name="Start">Column of the first day.</param>
/// <param name="End">Column of the last day.</param>
/// <param name="Id">Column whose least and greatest values are kept.</param>
internal sealed record CmsMerge(string Of, string Start, string End, string Id)
{
    /// <summary>Columns of a step whose periods are merged.</summary>
    public static readonly IReadOnlyList<string> Columns = ["of", "start", "ended", "first_id", "last_id"];
}
