using SsdClr.Build;
using SsdClr.Build.Installation;
using SsdClr.Build.Packaging;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests;

/// <summary>The repository the tests were built from, and what SsdClr.Build makes of it, made once for all tests.</summary>
internal static class CheckedOut
{
    public static Repository Repository { get; } = Repository.Containing(AppContext.BaseDirectory);

    private static readonly string[] Untracked = [".git", ".vs", ".idea", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly Lazy<PackagedDatabase> SsdDatabase = new(() => PackagedDatabase.Ssd(Repository));
    private static readonly Lazy<PackagedDatabase> SsdClrDatabase = new(() => PackagedDatabase.SsdClr(Repository));
    private static readonly Lazy<byte[]> SsdPackage = new(() => BuildDacpac.Make(Ssd));
    private static readonly Lazy<Release> SsdClrRelease = new(() => Release.Of(Repository));
    private static readonly Lazy<byte[]> SsdClrPackage = new(() => BuildDacpac.Make(Release.Published(Release.Whole)));

    public static PackagedDatabase Ssd => SsdDatabase.Value;

    public static PackagedDatabase SsdClr => SsdClrDatabase.Value;

    public static Release Release => SsdClrRelease.Value;

    public static byte[] SsdDacpac => SsdPackage.Value;

    public static byte[] SsdClrDacpac => SsdClrPackage.Value;

    /// <summary>Files that a person wrote or committed, below a folder.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(child => !Untracked.Contains(Path.GetFileName(child), StringComparer.Ordinal)).SelectMany(Files));
}
