namespace SsdClr.Tests.Companion;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ssdclr-test-").FullName;

    /// <summary>The path of a file or folder in it.</summary>
    public string this[string name] => Path.Join(_path, name);

    /// <summary>Writes a file as it is given, LF as LF, in UTF-8 without byte order mark.</summary>
    public void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], content);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
