using SsdClr.Build;

namespace SsdClr.Database.Tests.Model;

/// <summary>A repository in a temporary folder with one object in its model; the folder goes when it is disposed.</summary>
internal sealed class ScratchRepository : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ssdclr-model-").FullName;

    public ScratchRepository(string fileName, string yaml)
    {
        Repository = new Repository(_root);
        Directory.CreateDirectory(Repository.ModelObjects);
        Directory.CreateDirectory(Repository.ModelCategories);
        File.WriteAllText(Path.Combine(Repository.ModelObjects, fileName), yaml);
    }

    public Repository Repository { get; }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
