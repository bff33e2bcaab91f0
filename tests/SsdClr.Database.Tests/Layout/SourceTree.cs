namespace SsdClr.Database.Tests.Layout;

/// <summary>Source files in a folder of their own, until disposed.</summary>
internal sealed class SourceTree : IDisposable
{
    /// <param name="files">Text by path.</param>
    internal SourceTree(Dictionary<string, string> files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    internal string Root { get; } = Directory.CreateTempSubdirectory("ssdclr-folders-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
