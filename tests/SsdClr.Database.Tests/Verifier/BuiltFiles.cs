using System.Reflection;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Where the build of this test project found the files that the tests read; see the project file.</summary>
internal static class BuiltFiles
{
    /// <summary>net472 SsdClr.Payload.dll.</summary>
    public static string Payload => Find("SsdClr.Payload");

    /// <summary>net472 SsdClr.Submission.dll.</summary>
    public static string Submission => Find("SsdClr.Submission");

    /// <summary>net472 SsdClr.Forbidden.dll, which breaks every rule.</summary>
    public static string Forbidden => Find("SsdClr.Forbidden");

    /// <summary>Folder of the .NET Framework 4.7.2 reference assemblies.</summary>
    public static string ReferenceAssemblies => Find("ReferenceAssemblies");

    /// <summary>Top folder of the repository.</summary>
    public static string Repository => Find("Repository");

    private static string Find(string key)
    {
        foreach (var metadata in typeof(BuiltFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
        {
            if (metadata.Key == key && !string.IsNullOrEmpty(metadata.Value))
            {
                return metadata.Value;
            }
        }

        throw new InvalidOperationException($"The build recorded no path for {key}; see target NameNet472Assemblies in SsdClr.Database.Tests.csproj.");
    }
}
