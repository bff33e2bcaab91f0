using SsdClr.Build;
using SsdClr.Build.Installation;
using SsdClr.Build.Packaging;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests;

/// <summary>The repository the tests were built from, and what SsdClr.Build makes of it, made once for all tests.</summary>
internal static class CheckedOut
{
    public static Repository Repository { get; } = Repository.Containing(AppContext.BaseDirectory);

    private static readonly string[] s_untracked = [".git", ".vs", ".idea", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly Lazy<PackagedDatabase> s_ssdDatabase = new(() => PackagedDatabase.Ssd(Repository));
    private static readonly Lazy<PackagedDatabase> s_ssdClrDatabase = new(() => PackagedDatabase.SsdClr(Repository));
    private static readonly Lazy<byte[]> s_ssdPackage = new(() => BuildDacpac.Make(Ssd));
    private static readonly Lazy<Release> s_ssdClrRelease = new(() => Release.Of(Repository));
    private static readonly Lazy<byte[]> s_ssdClrPackage = new(() => BuildDacpac.Make(Release.Published(Release.Whole)));

    public static PackagedDatabase Ssd => s_ssdDatabase.Value;

    public static PackagedDatabase SsdClr => s_ssdClrDatabase.Value;

    public static Release Release => s_ssdClrRelease.Value;

    public static byte[] SsdDacpac => s_ssdPackage.Value;

    public static byte[] SsdClrDacpac => s_ssdClrPackage.Value;

    /// <summary>Files that a person wrote or committed, below a folder.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(child => !s_untracked.Contains(Path.GetFileName(child), StringComparer.Ordinal)).SelectMany(Files));
}
