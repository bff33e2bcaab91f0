namespace SsdClr.Tests.Submission;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ssdclr-");

    internal string File(string name) => Path.Join(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
