namespace SsdClr.Build.Installation;

/// <summary>A file that a DBA gets.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Bytes">Its content; the same from the same source.</param>
internal sealed record Artifact(string Name, byte[] Bytes);
