namespace SsdClr.Build.Generation;

/// <summary>Code of one folder uses code of another.</summary>
/// <param name="From">The folder that uses, such as <c>Payload/Holding</c>.</param>
/// <param name="To">The folder that is used.</param>
internal sealed record FolderArrow(string From, string To)
{
    /// <summary>The arrow as messages show it.</summary>
    public override string ToString() => From + " -> " + To;
}
