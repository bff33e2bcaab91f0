using SsdClr.Build;
using SsdClr.Build.Installation;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Server.Tests.Engine;

/// <summary>What is installed on the server, made from the sources these tests were built from, once.</summary>
internal static class Product
{
    /// <summary>The repository.</summary>
    public static Repository Repository { get; } = Repository.Containing(AppContext.BaseDirectory);

    private static readonly Lazy<InstallationContent> s_companion = new(ReadCompanion);
    private static readonly Lazy<Release> s_release = new(() => Release.Of(Repository));
    private static readonly Lazy<IReadOnlyDictionary<string, Artifact>> s_artifacts = new(() =>
        Release.Artifacts(Repository, AssemblySignature.Of(Repository)).ToDictionary(artifact => artifact.Name, StringComparer.Ordinal));

    /// <summary>The variant without assemblies, which need not have been built for it.</summary>
    public static InstallationContent Companion => s_companion.Value;

    /// <summary>Every variant.</summary>
    public static Release Release => s_release.Value;

    /// <summary>The install script of the companion's variant.</summary>
    public static string CompanionScript => InstallScript.Write(Companion, []);

    /// <summary>A file that a DBA gets, as text.</summary>
    public static string Script(string name) => System.Text.Encoding.UTF8.GetString(s_artifacts.Value[name].Bytes);

    /// <summary>A file that a DBA gets.</summary>
    public static byte[] File(string name) => s_artifacts.Value[name].Bytes;

    private static InstallationContent ReadCompanion()
    {
        var schema = new PackagedDatabase("SsdClr", string.Empty, [.. PackagedDatabase.Objects(Repository)], [])
        {
            ForCompanion = Build.Generation.SqlSource.Read(Repository, Repository.Companion),
        };
        return new InstallationContent(BuildDacpac.Version.ToString(3), ReducedVariant.Companion.Of(schema), []);
    }
}
