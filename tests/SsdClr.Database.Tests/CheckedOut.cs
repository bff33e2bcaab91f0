using SsdClr.Build;
using SsdClr.Build.Packaging;
using BuildDatabase = SsdClr.Build.Packaging.Database;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests;

/// <summary>The repository the tests were built from, and what SsdClr.Build makes of it, made once for all tests.</summary>
internal static class CheckedOut
{
    public static Repository Repository { get; } = Repository.Containing(AppContext.BaseDirectory);

    private static readonly Lazy<BuildDatabase> SsdDatabase = new(() => BuildDatabase.Ssd(Repository));
    private static readonly Lazy<BuildDatabase> SsdClrDatabase = new(() => BuildDatabase.SsdClr(Repository));
    private static readonly Lazy<byte[]> SsdPackage = new(() => BuildDacpac.Make(Ssd));
    private static readonly Lazy<byte[]> SsdClrPackage = new(() => BuildDacpac.Make(SsdClr));

    public static BuildDatabase Ssd => SsdDatabase.Value;

    public static BuildDatabase SsdClr => SsdClrDatabase.Value;

    public static byte[] SsdDacpac => SsdPackage.Value;

    public static byte[] SsdClrDacpac => SsdClrPackage.Value;
}
